package io.github.tsmp4java.box;

import java.util.List;

/**
 * Roll recovery, sgpd of type {@code roll} or {@code prol} (ISO/IEC 14496-12, 8.9.3 and 10.1): how many samples before
 * the wanted one must be decoded.
 *
 * @param preRoll samples, 0 or more: the longest of the entries that look back
 */
public record RollDistances(int preRoll) {

    /** Reads the entries. If the count goes beyond the box, those that are there count. */
    public static RollDistances read(Box box, List<String> repairs) throws MalformedBox {
        int version = box.version(2);
        boolean sized = version == 1 || version == 2 && isSized(box);
        int at = 8 + (sized ? 4 : 0) + (version == 2 ? 4 : 0);
        long entrySize = sized ? box.body(12).u32(8) : 2;
        long count = box.body(at + 4).u32(at);
        at += 4;
        Bytes body = box.body();
        int preRoll = 0;
        for (long i = 0; i < count; i++) {
            if (sized && entrySize == 0) {
                at += 4;
            }
            if (body.size() - at < 2) {
                repairs.add("sgpd is to have " + count + " entries, its box ends after " + i);
                break;
            }
            preRoll = Math.max(preRoll, -body.i16(at));
            at = Math.toIntExact(Math.min(body.size(), at + Math.max(2, entrySize)));
        }
        return new RollDistances(preRoll);
    }

    /** Editions of the standard differ in whether version 2 names the size of an entry: the size of the box tells. */
    private static boolean isSized(Box box) {
        Bytes body = box.body();
        return body.size() >= 20 && body.u32(8) > 0 && body.size() - 20 == body.u32(8) * body.u32(16);
    }

    /** The grouping type of a sample group box (sgpd or sbgp). */
    public static FourCc groupingType(Box box) throws MalformedBox {
        return new FourCc(box.body(8).i32(4));
    }
}
