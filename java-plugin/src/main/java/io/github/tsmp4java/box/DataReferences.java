package io.github.tsmp4java.box;

import java.util.List;

/** Data references, dref (ISO/IEC 14496-12, 8.7.2; in minf/dinf): where the media of a track lie. */
public final class DataReferences {
    private static final int SELF_CONTAINED = 1;

    private DataReferences() {}

    /**
     * Declines a file whose media lie in another one. QuickTime's {@code alis} carries the same flag. A location, or an
     * alias, that is empty names no other file.
     */
    public static void requireSelfContained(Box dref, List<String> repairs) throws CutException {
        for (Box entry : dref.children(8).boxes()) {
            if ((entry.flags() & SELF_CONTAINED) == 0 && (entry.is("url ") || entry.is("alis")) && isZero(entry.body().from(4))) {
                repairs.add("dref has an entry (" + entry.type() + ") without a location and without the flag that the media are in "
                        + "this file");
            } else if ((entry.flags() & SELF_CONTAINED) == 0) {
                throw new DeclinedCut("media in another file (" + entry.path() + ")");
            }
        }
    }

    private static boolean isZero(Bytes location) {
        for (int at = 0; at < location.size(); at++) {
            if (location.u8(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
