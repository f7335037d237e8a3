package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.List;

/** The kept samples' bytes, against those of the source. */
record ByteJudge(Source source, Source cut, Track from, Track made, List<Violation> out) {
    /** Neighbours are compared together up to this many bytes. */
    private static final long RUN = 1 << 20;

    void judge() {
        int kept = made.samples().size();
        int skipped = from.samples().size() - kept;
        if (skipped < 0) {
            out.add(new Violation(Kind.SAMPLE_RUN, made.toString(), kept + " samples of " + from.samples().size()));
            return;
        }
        int wrong = firstDifference(skipped);
        if (wrong < 0) {
            return;
        }
        for (int other = 0; other < skipped; other++) {
            if (sizesMatch(other) && firstDifference(other) < 0) {
                out.add(new Violation(Kind.SAMPLE_RUN, made.toString(), "samples " + other + ".." + (other + kept)
                        + " of " + from.samples().size()));
                return;
            }
        }
        out.add(new Violation(Kind.SAMPLE_BYTES, made + " sample " + wrong, "differs from source sample "
                + (skipped + wrong)));
    }

    private boolean sizesMatch(int skipped) {
        for (int i = 0; i < made.samples().size(); i++) {
            if (made.samples().get(i).size() != from.samples().get(skipped + i).size()) {
                return false;
            }
        }
        return true;
    }

    /** @return a sample of the cut in whose run of neighbours something differs, or -1 */
    private int firstDifference(int skipped) {
        int i = 0;
        while (i < made.samples().size()) {
            long begin = made.samples().get(i).place();
            long begun = from.samples().get(skipped + i).place();
            long length = 0;
            int next = i;
            while (next < made.samples().size() && length < RUN) {
                Sample mine = made.samples().get(next);
                Sample theirs = from.samples().get(skipped + next);
                if (mine.place() != begin + length || theirs.place() != begun + length && mine.size() > 0) {
                    break;
                }
                if (mine.size() != theirs.size()) {
                    return next;
                }
                length += mine.size();
                next++;
            }
            if (next == i) {
                // Only a sample of no bytes can lie elsewhere and still be the first of its run.
                if (made.samples().get(i).size() != from.samples().get(skipped + i).size()) {
                    return i;
                }
                next++;
            }
            if (begun < 0 || begun > source.length() - length || begin > cut.length() - length) {
                return i;
            }
            if (!Arrays.equals(cut.read(begin, (int) length), source.read(begun, (int) length))) {
                return i;
            }
            i = next;
        }
        return -1;
    }
}
