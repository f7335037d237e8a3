package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The kept samples' bytes, against those of the source.
 *
 * @param lasts every sample that may be the last, likeliest first
 */
record ByteJudge(Source source, Source cut, Track from, Track made, List<Integer> lasts, List<Violation> out) {
    /** Neighbours are compared together up to this many bytes. */
    private static final long RUN = 1 << 20;

    /** @return how many samples of the source are before the first kept one, -1 when that cannot be told */
    int judge() {
        int kept = made.samples().size();
        int most = Collections.max(lasts) + 1;
        if (kept > most) {
            out.add(new Violation(Kind.SAMPLE_RUN, made.toString(), kept + " samples of " + most));
            return -1;
        }
        int wrong = 0;
        for (int last : lasts) {
            wrong = last + 1 < kept ? 0 : firstDifference(last + 1 - kept);
            if (wrong < 0) {
                return last + 1 - kept;
            }
        }
        for (int other = 0; other <= from.samples().size() - kept; other++) {
            if (same(other)) {
                out.add(new Violation(Kind.SAMPLE_RUN, made.toString(), "samples " + other + ".." + (other + kept - 1)
                        + " of " + from.samples().size() + ", the last is to be " + lasts.get(0)));
                return other;
            }
        }
        int skipped = Math.max(0, lasts.get(0) + 1 - kept);
        out.add(new Violation(Kind.SAMPLE_BYTES, made + " sample " + wrong, "differs from source sample "
                + (skipped + wrong)));
        return skipped;
    }

    /** Whether the kept samples are those of the source from {@code skipped} on. */
    boolean same(int skipped) {
        return sizesMatch(skipped) && firstDifference(skipped) < 0;
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
            boolean none = length == 0;
            if (!none && (begun < 0 || begun > source.length() - length || begin > cut.length() - length)) {
                return i;
            }
            if (!none && !Arrays.equals(cut.read(begin, (int) length), source.read(begun, (int) length))) {
                return i;
            }
            i = next;
        }
        return -1;
    }
}
