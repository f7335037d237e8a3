package io.github.tsmp4java.judge;

import java.util.Arrays;
import java.util.List;

/** What decrypts the kept samples: the same bytes as in the source, whichever way the tables lead to them. */
record AuxiliaryJudge(Source source, Source cut, Track from, Track made, int skipped, List<Violation> out) {
    private static final int SENC_DATA = 8;
    private static final List<Integer> VECTORS = List.of(0, 8, 16);

    void judge() {
        for (int i = 0; i < made.samples().size(); i++) {
            Sample.Auxiliary mine = made.samples().get(i).auxiliary();
            Sample.Auxiliary theirs = from.samples().get(skipped + i).auxiliary();
            if (mine == null || theirs == null) {
                if (mine != theirs) {
                    report(Kind.SAIZ, "sample " + i + (mine == null ? " has lost its information" : " has got some"));
                    return;
                }
            } else if (mine.size() != theirs.size()) {
                report(Kind.SAIZ, "sample " + i + " has " + mine.size() + " bytes, in the source " + theirs.size());
                return;
            } else if (!same(mine, theirs)) {
                report(Kind.SAIO, "sample " + i + ": what is at " + mine.place() + " differs from the source's at "
                        + theirs.place());
                return;
            }
        }
        for (List<String> path : List.of(List.of("mdia", "minf", "stbl", "senc"), List.of("senc"))) {
            made.box().first(path.toArray(String[]::new)).ifPresent(this::senc);
        }
    }

    private boolean same(Sample.Auxiliary mine, Sample.Auxiliary theirs) {
        if (theirs.place() < 0 || theirs.place() > source.length() - theirs.size()) {
            return true;
        }
        return mine.place() >= 0 && mine.place() <= cut.length() - mine.size()
                && Arrays.equals(cut.read(mine.place(), mine.size()), source.read(theirs.place(), theirs.size()));
    }

    /** ISO/IEC 23001-7, 7.2: a count, then for each sample its vector and, by flag 2, a map of 6 bytes an entry. */
    private void senc(RawBox senc) {
        if (senc.u32(4) != made.samples().size()) {
            report(Kind.SENC, "sample_count " + senc.u32(4) + " of " + made.samples().size());
            return;
        }
        if (!holds(senc, (senc.u8(3) & 2) != 0)) {
            report(Kind.SENC, "cannot be told apart into " + made.samples().size() + " samples of the sizes of saiz");
        }
    }

    private boolean holds(RawBox senc, boolean mapped) {
        int at = SENC_DATA;
        for (Sample sample : made.samples()) {
            if (sample.auxiliary() == null) {
                return false;
            }
            int from = at;
            int size = sample.auxiliary().size();
            if (size > senc.body().length - from
                    || VECTORS.stream().noneMatch(vector -> size == vector + (mapped ? map(senc, from + vector) : 0))) {
                return false;
            }
            at += size;
        }
        return at == senc.body().length;
    }

    /** Bytes of the map that begins there. */
    private static int map(RawBox senc, int at) {
        return at + 2 > senc.body().length ? 2 : 2 + 6 * senc.u16(at);
    }

    private void report(Kind kind, String what) {
        out.add(new Violation(kind, made.toString(), what));
    }
}
