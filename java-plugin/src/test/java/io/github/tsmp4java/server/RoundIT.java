package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.media.ManySamples;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cache that wraps around while slow clients read a file from it: what they get never looks complete, cut or not. */
@Tag("sample")
class RoundIT {
    private static final int CACHE = 16 << 20;
    /** Of 8 MB each. */
    private static final int OTHERS = 4;

    /** @return whether it ends before the length it was said to have */
    private static boolean isBrokenOff(Wire wire, int length) {
        try {
            return wire.read(length).length < length;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoIsOvertakenIsBrokenOff() throws Exception {
        RunRoot root = new RunRoot("round");
        root.cacheSize = String.valueOf(CACHE);
        root.records.put("cache.ram_cache.size", 0);
        try (Site site = Site.open(root)) {
            site.origin.serve("long.mp4", new ManySamples(200, 40_000, true).source());
            String path = site.place(Behaviour.PLAIN, "long.mp4");
            site.plain.get(path);
            site.cached(path);
            try (Wire plain = new Wire(site.server); Wire seek = new Wire(site.server)) {
                plain.send("GET " + path + " HTTP/1.1");
                seek.send("GET " + path + "?start=1 HTTP/1.1");
                int lengthOfPlain = Integer.parseInt(plain.head().header("Content-Length"));
                int lengthOfSeek = Integer.parseInt(seek.head().header("Content-Length"));
                assertTrue(lengthOfSeek < lengthOfPlain, "it is a cut");
                for (int i = 0; i < OTHERS; i++) {
                    site.plain.get(site.place(Behaviour.PLAIN, "long.mp4"));
                }
                assertTrue(isBrokenOff(plain, lengthOfPlain));
                assertTrue(isBrokenOff(seek, lengthOfSeek));
            }
            assertTrue(site.server.diags().contains("truncated at"), site.server::diags);
            site.server.await("let go", () -> site.metric("seeks") == 0);
            assertEquals(200, site.plain.get(path + "?start=1").status());
        }
    }
}
