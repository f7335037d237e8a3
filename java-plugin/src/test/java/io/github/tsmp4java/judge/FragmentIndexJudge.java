package io.github.tsmp4java.judge;

import java.util.List;
import java.util.Optional;

/** The sidx of a cut, where it has one: an entry for each fragment, with its place, its time, and whether it is entered. */
record FragmentIndexJudge(Movie made, Track track, Source cut, List<Violation> out) {
    private static final int ROWS_AT = 24;
    private static final int ROW = 12;

    void judge() {
        Optional<RawBox> found = made.top().stream().filter(box -> box.type().equals("sidx")).findFirst();
        if (found.isEmpty()) {
            return;
        }
        RawBox sidx = found.get();
        List<RawBox> moofs = made.moofs();
        check("entries", moofs.size(), sidx.u32(20) & 0xffff);
        check("track", track.id(), sidx.u32(4));
        check("timescale", track.timescale(), sidx.u32(8));
        check("first time", 0, sidx.u32(12));
        long place = sidx.at() + sidx.size() + sidx.u32(16);
        long time = 0;
        Segment edit = track.edits().get(0);
        for (int i = 0; i < moofs.size() && out.isEmpty(); i++) {
            int number = i;
            Sample first = track.samples().stream().filter(sample -> made.fragmentAt(sample.place()) == number).findFirst()
                    .orElse(null);
            check("place of fragment " + i, moofs.get(i).at(), place);
            if (first == null && track.samples().stream().noneMatch(sample -> sample.size() == 0)) {
                out.add(new Violation(Kind.FRAGMENTS, "sidx", "names fragment " + i + ", which has nothing of the track"));
            } else if (i > 0 && first != null) {
                check("time of fragment " + i, first.ct() - edit.mediaTime(), time);
                check("key frame of fragment " + i, first.sync() ? 1 : 0, sidx.u32(ROWS_AT + ROW * i + 8) >>> 31);
            }
            place += sidx.u32(ROWS_AT + ROW * i);
            time += sidx.u32(ROWS_AT + ROW * i + 4);
        }
        check("end", cut.length(), place);
        Ratio end = made.tracks().stream().map(each -> each.statedEdits().get(each.edits().size() - 1).end())
                .reduce(Ratio.ZERO, Ratio::max);
        // A track that is entered between two of its ticks may end as much later.
        Ratio tick = made.tracks().stream().map(each -> each.seconds(1)).reduce(Ratio.ZERO, Ratio::max);
        Ratio slack = Ratio.of(1, made.timescale()).plus(tick);
        if (track.seconds(time).minus(end).abs().compareTo(slack) > 0) {
            out.add(new Violation(Kind.FRAGMENTS, "sidx", "its entries last " + track.seconds(time) + ", the cut " + end));
        }
    }

    private void check(String what, long wanted, long found) {
        if (wanted != found) {
            out.add(new Violation(Kind.FRAGMENTS, "sidx", what + " is " + found + " instead of " + wanted));
        }
    }
}
