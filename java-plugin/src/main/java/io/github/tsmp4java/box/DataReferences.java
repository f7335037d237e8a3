package io.github.tsmp4java.box;

/** Data references, dref (ISO/IEC 14496-12, 8.7.2; in minf/dinf): where the media of a track lie. */
public final class DataReferences {
    private static final int SELF_CONTAINED = 1;

    private DataReferences() {}

    /** Declines a file whose media lie in another one. QuickTime's {@code alis} carries the same flag. */
    public static void requireSelfContained(Box dref) throws CutException {
        for (Box entry : dref.children(8).boxes()) {
            if ((entry.flags() & SELF_CONTAINED) == 0) {
                throw new DeclinedCut("media in another file (" + entry.path() + ")");
            }
        }
    }
}
