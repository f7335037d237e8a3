package io.github.tsmp4java.box;

/**
 * Sub-sample information (ISO/IEC 14496-12, 8.7.7; in stbl, one for each set of flags): entries of different lengths, each
 * a number of samples after the one before.
 *
 * @param entries from the first entry to the end of the last
 * @param count number of entries
 * @param subsampleSize bytes of a sub-sample: 8 (version 0) or 10 (version 1)
 */
public record Subs(Bytes entries, long count, int subsampleSize) {
    /** sample_delta and subsample_count. */
    private static final int ENTRY = 6;

    /** Reads and checks: every entry lies inside the box. */
    public static Subs read(Box box) throws MalformedBox {
        int subsampleSize = box.version(1) == 1 ? 10 : 8;
        long count = box.body(8).u32(4);
        box.table(8, count, ENTRY);
        Bytes entries = box.body().from(8);
        Subs subs = new Subs(entries, count, subsampleSize);
        int at = 0;
        for (long entry = 0; entry < count; entry++) {
            if (entries.size() - at < ENTRY || entries.size() - at < subs.size(at)) {
                throw box.malformed("entry_count " + count + ", the body ends in entry " + entry);
            }
            at += subs.size(at);
        }
        return new Subs(entries.slice(0, at), count, subsampleSize);
    }

    /** How many samples the entry at {@code at} is after the one before; the first counts from 0. */
    public long delta(int at) {
        return entries.u32(at);
    }

    /** Bytes of the entry at {@code at}. */
    public int size(int at) {
        return ENTRY + entries.u16(at + 4) * subsampleSize;
    }
}
