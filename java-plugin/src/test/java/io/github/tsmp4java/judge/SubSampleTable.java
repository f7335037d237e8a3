package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** subs (8.7.7): for some samples a list of sub-samples; a track may have one such box for each value of its flags. */
final class SubSampleTable {
    private SubSampleTable() {
    }

    /** The entries by sample, from 0; in each what the boxes say, by their flags and turn. */
    static Map<Integer, Map<String, String>> of(RawBox stbl, long count, boolean strict) {
        Map<Integer, Map<String, String>> out = new HashMap<>();
        int turn = 0;
        for (RawBox subs : stbl.all("subs")) {
            String name = (subs.u32(0) & 0xffffff) + "#" + turn++;
            int width = subs.version() == 1 ? 10 : 8;
            int at = 8;
            long sample = -1;
            for (long i = 0; i < subs.u32(4); i++) {
                sample += subs.u32(at);
                int length = 2 + subs.u16(at + 4) * width;
                if (subs.body().length - at - 4 < length || strict && sample >= count) {
                    throw new Broken(Kind.TABLES, "subs entry " + i + " is of sample " + sample + " of " + count
                            + ", or leaves the box");
                }
                String entry = HexFormat.of().formatHex(Arrays.copyOfRange(subs.body(), at + 4, at + 4 + length));
                if (sample >= 0 && sample < count) {
                    out.computeIfAbsent((int) sample, any -> new HashMap<>()).merge(name, entry, (a, b) -> a + "," + b);
                }
                at += 4 + length;
            }
            if (strict && at != subs.body().length) {
                throw new Broken(Kind.TABLES, "subs has " + (subs.body().length - at) + " bytes behind its entries");
            }
        }
        return out;
    }
}
