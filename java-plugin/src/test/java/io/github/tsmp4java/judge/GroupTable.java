package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** sbgp (8.9.2) and csgp (8.9.5): the group of each sample, by "type" or "type:parameter". */
record GroupTable(RawBox stbl, int count, boolean strict) {
    private static final int[] WIDTHS = {4, 8, 16, 32};

    Map<String, long[]> read() {
        Map<String, long[]> out = new HashMap<>();
        for (RawBox box : stbl.children()) {
            if (box.type().equals("sbgp")) {
                int at = box.version() == 1 ? 12 : 8;
                out.put(key(box, at == 12), plain(box, at));
            } else if (box.type().equals("csgp")) {
                boolean typed = (box.u8(3) & 0x40) != 0;
                out.put(key(box, typed), compact(box, typed ? 12 : 8));
            }
        }
        return out;
    }

    private static String key(RawBox box, boolean typed) {
        return RawBox.type(box.body(), 4) + (typed ? ":" + box.u32(8) : "");
    }

    private long[] plain(RawBox sbgp, int at) {
        long[] indices = new long[count];
        int sample = 0;
        for (int i = 0; i < sbgp.u32(at); i++) {
            long run = sbgp.u32(at + 4 + 8 * i);
            if (strict && run > count - sample) {
                throw new Broken(Kind.TABLES, "sbgp covers more than " + count + " samples");
            }
            int until = (int) Math.min(count, sample + run);
            Arrays.fill(indices, sample, until, sbgp.u32(at + 8 + 8 * i));
            sample = until;
        }
        return indices;
    }

    /** A list of (length of a pattern, samples that it is repeated over), then the patterns. */
    private long[] compact(RawBox csgp, int at) {
        int flags = csgp.u8(3);
        int lengthWidth = WIDTHS[flags >> 4 & 3];
        int countWidth = WIDTHS[flags >> 2 & 3];
        int indexWidth = WIDTHS[flags & 3];
        int patterns = (int) csgp.u32(at);
        long list = 8L * (at + 4);
        long values = list + (long) patterns * (lengthWidth + countWidth);
        long[] indices = new long[count];
        int sample = 0;
        for (int i = 0; i < patterns; i++) {
            long length = field(csgp, list, lengthWidth);
            long samples = field(csgp, list + lengthWidth, countWidth);
            for (long k = 0; k < samples && sample < count && length > 0; k++) {
                indices[sample++] = field(csgp, values + k % length * indexWidth, indexWidth);
            }
            list += lengthWidth + countWidth;
            values += length * indexWidth;
        }
        return indices;
    }

    private static long field(RawBox box, long bit, int width) {
        int at = (int) (bit / 8);
        return switch (width) {
            case 4 -> bit % 8 == 0 ? box.u8(at) >> 4 : box.u8(at) & 15;
            default -> {
                // Behind an odd number of half bytes a wider field begins in the middle of one.
                long value = 0;
                for (int done = 0; done < width; done += 4) {
                    value = value << 4 | field(box, bit + done, 4);
                }
                yield value;
            }
        };
    }
}
