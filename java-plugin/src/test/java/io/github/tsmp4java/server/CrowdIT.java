package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 300 seeks from 16 clients, half of whom leave early: the same bytes as one at a time, and no memory kept. */
@Tag("sample")
class CrowdIT {
    private static final int SEEKS = 300;
    private static final int CLIENTS = 16;
    /** What a round may keep for good beside what the first ones filled: buffers by size, threads' own heaps. */
    private static final long ALLOWED_KB = 48 * 1024;

    @Test
    void sameBytesAndFlatMemory() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of("h264_25fps_gop50.mp4", "h264_long_moov.mp4", "audio_44100.m4a", "hevc_aac.mp4")) {
            files.put(name, MediaFile.made(name).bytes());
        }
        Map<String, byte[]> wanted = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (String start : List.of("0.001", "3", "5.21", "9.99")) {
                wanted.put(file.getKey() + "?start=" + start, Pipeline.cutBytes(Source.of(file.getValue()), start));
            }
        }
        try (Site site = Site.open("crowd")) {
            files.forEach((name, bytes) -> site.origin.serve(name, Source.of(bytes)));
            List<Long> memory = new ArrayList<>();
            // Each round has folders of its own: cold at first, warm in its second half.
            for (int round = 0; round < 4; round++) {
                seeks(site, wanted, round);
                memory.add(site.server.proc().rss());
            }
            System.out.println("rss after each round of " + SEEKS + " seeks from " + CLIENTS + " clients, kB: "
                    + memory);
            assertTrue(memory.get(3) - memory.get(1) < ALLOWED_KB, memory::toString);
        }
    }

    private static void seeks(Site site, Map<String, byte[]> wanted, int round) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            running.add(pool.submit(() -> {
                client(site, wanted, round, number);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        pool.shutdown();
    }

    /** One client's share, over a connection of each protocol; every second answer is left before its end. */
    private static void client(Site site, Map<String, byte[]> wanted, int round, int number) throws Exception {
        Random random = new Random(100L * round + number);
        List<String> targets = List.copyOf(wanted.keySet());
        try (Http2Connection http2 = new Http2Connection(site.server)) {
            for (int i = number; i < SEEKS; i += CLIENTS) {
                String target = targets.get(random.nextInt(targets.size()));
                String path = "/plain/" + round + "/" + target;
                boolean leaves = random.nextBoolean();
                if (random.nextBoolean()) {
                    HeldStream stream = http2.get(path, true);
                    stream.awaitHeaders();
                    if (leaves) {
                        stream.leave();
                    } else {
                        assertEquals(HeldStream.digest(wanted.get(target)), stream.digest(), path);
                    }
                } else if (leaves) {
                    site.plain.leaveAfter(path, random.nextInt(200_000));
                } else {
                    assertArrayEquals(wanted.get(target), site.plain.get(path).body(), path);
                }
            }
        }
    }
}
