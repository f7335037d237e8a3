package io.github.tsmp4java.judge;

import java.util.List;
import java.util.Set;

/** The order of the boxes, and where the samples lie in the mdat. */
record LayoutJudge(Movie made, Source cut, List<Violation> out) {
    private static final Set<String> NOT_IN_A_CUT = Set.of("styp", "free", "skip", "wide", "pdin", "sidx", "mfra", "moof");

    void judge() {
        List<String> types = made.top().stream().map(RawBox::type).toList();
        for (String type : types) {
            if (NOT_IN_A_CUT.contains(type)) {
                out.add(new Violation(Kind.TOP_LEVEL, "cut", type + " among " + types));
            }
        }
        if (types.stream().filter("moov"::equals).count() != 1 || types.stream().filter("mdat"::equals).count() != 1
                || types.size() < 2 || !types.get(types.size() - 1).equals("mdat")
                || types.contains("ftyp") && types.indexOf("ftyp") > types.indexOf("moov")) {
            out.add(new Violation(Kind.TOP_LEVEL, "cut", types.toString()));
            return;
        }
        long begin = begin();
        long end = begin + payload();
        Bounds needed = new Bounds();
        Bounds named = new Bounds();
        for (Track track : made.tracks()) {
            for (int i = 0; i < track.samples().size(); i++) {
                Sample sample = track.samples().get(i);
                if (sample.place() < begin || sample.place() + sample.size() > end) {
                    out.add(new Violation(Kind.OFFSETS, track + " sample " + i, "at " + sample.place() + " of "
                            + sample.size() + " bytes, mdat is [" + begin + ", " + end + ")"));
                    return;
                }
                needed.add(sample.place(), sample.size(), sample.size() > 0);
                named.add(sample.place(), sample.size(), true);
                Sample.Auxiliary auxiliary = sample.auxiliary();
                // Else it is in a box of the moov.
                if (auxiliary != null && auxiliary.place() >= begin) {
                    needed.add(auxiliary.place(), auxiliary.size(), auxiliary.size() > 0);
                    named.add(auxiliary.place(), auxiliary.size(), true);
                }
            }
        }
        // A sample of no bytes has a place too, and the mdat may reach to it.
        if (begin < named.lowest || begin > needed.lowest || end > named.highest || end < needed.highest) {
            out.add(new Violation(Kind.MDAT_SLACK, "cut", "samples take [" + needed.lowest + ", " + needed.highest
                    + "), mdat has [" + begin + ", " + end + ")"));
        }
    }

    /** Where the mdat's payload begins in a cut that is laid out right. */
    long begin() {
        RawBox last = made.top().get(made.top().size() - 1);
        return last.at() + last.header();
    }

    long payload() {
        RawBox last = made.top().get(made.top().size() - 1);
        return last.size() - last.header();
    }

    private static final class Bounds {
        private long lowest = Long.MAX_VALUE;
        private long highest = Long.MIN_VALUE;

        void add(long place, long size, boolean counts) {
            if (counts) {
                lowest = Math.min(lowest, place);
                highest = Math.max(highest, place + size);
            }
        }
    }
}
