package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bytes of kept fragments are those of the source, but for decode times, places in the file, the track fragments of
 * which samples are taken out, and the types of boxes that are free in the cut.
 */
final class FragmentBytesJudge {
    private static final Set<String> OF_THE_WHOLE_FILE = Set.of("sidx", "ssix", "mfra", "emsg", "prft", "styp", "pdin");

    private final Movie movie;
    private final Movie made;
    private final Source source;
    private final Source cut;
    private final List<Violation> out;
    /** From a place in the cut to that in the source, by what kept samples say. */
    private final Set<Long> deltas = new HashSet<>();
    /** Tracks, and the fragments of the cut of which they keep some samples or all. */
    private final Set<String> whole = new HashSet<>();

    FragmentBytesJudge(Movie movie, Movie made, Source source, Source cut, List<Violation> out) {
        this.movie = movie;
        this.made = made;
        this.source = source;
        this.cut = cut;
        this.out = out;
    }

    /** A track of the cut; its first and last fragment may have lost samples, those before and behind all. */
    void add(Track from, Track track, int skipped) {
        List<Integer> holding = new ArrayList<>();
        for (int i = 0; i < track.samples().size(); i++) {
            Sample mine = track.samples().get(i);
            int number = made.fragmentAt(mine.place());
            // A sample of no bytes may stand where the next box begins.
            if (number >= 0 && mine.size() > 0) {
                holding.add(number);
                deltas.add(from.samples().get(skipped + i).place() - mine.place());
            }
        }
        if (!holding.isEmpty()) {
            boolean cutAhead = skipped > 0;
            boolean cutBehind = skipped + track.samples().size() < from.samples().size();
            int begin = holding.get(0) + (cutAhead ? 1 : 0);
            int end = holding.get(holding.size() - 1) - (cutBehind ? 1 : 0);
            for (int k = begin; k <= end; k++) {
                whole.add(track.id() + " " + k);
            }
        }
    }

    void judge() {
        List<RawBox> moofs = made.moofs();
        if (moofs.isEmpty() || deltas.isEmpty()) {
            return;
        }
        if (deltas.size() > 1) {
            report("samples lie at other distances than in the source");
            return;
        }
        long delta = deltas.iterator().next();
        for (RawBox box : made.top()) {
            if (box.at() >= made.fragmentsBegin()) {
                int number = moofs.indexOf(box);
                byte[] mine = cut.read(box.at(), Math.toIntExact(box.size()));
                byte[] theirs = box.at() + delta < 0 || box.at() + delta + box.size() > source.length() ? new byte[0]
                        : source.read(box.at() + delta, mine.length);
                RawBox original = movie.top().stream().filter(each -> each.at() == box.at() + delta).findFirst().orElse(null);
                if (original == null || original.size() != box.size() || mine.length != theirs.length) {
                    report(box.type() + " @" + box.at() + " is no box of the source");
                } else {
                    compare(box, original, number, mine, theirs);
                }
            }
        }
    }

    private void compare(RawBox box, RawBox original, int number, byte[] mine, byte[] theirs) {
        if (number >= 0) {
            for (RawBox traf : original.all("traf")) {
                allow(traf, number, original.at(), mine, theirs);
            }
        } else if (OF_THE_WHOLE_FILE.contains(original.type())) {
            if (!box.type().equals("free")) {
                report(original.type() + " @" + box.at() + " is still there");
            }
            Arrays.fill(mine, 4, 8, (byte) 0);
            Arrays.fill(theirs, 4, 8, (byte) 0);
        }
        int different = Arrays.mismatch(mine, theirs);
        if (different >= 0) {
            report(original.type() + " @" + box.at() + " differs at byte " + different);
        }
    }

    /** Blots out, on both sides, what may differ. */
    private void allow(RawBox traf, int number, long begin, byte[] mine, byte[] theirs) {
        RawBox tfhd = traf.need("tfhd");
        long id = tfhd.u32(4);
        boolean isEmpty = traf.first("trun").isEmpty();
        if (made.track(id).isPresent() && (isEmpty || !whole.contains(id + " " + number))) {
            blot(traf.at() - begin, traf.size(), mine, theirs);
        }
        if ((tfhd.u32(0) & 1) != 0) {
            blot(tfhd.at() + tfhd.header() + 8 - begin, 8, mine, theirs);
        }
        traf.first("tfdt").ifPresent(tfdt -> blot(tfdt.at() + tfdt.header() + 4 - begin, tfdt.version() == 1 ? 8 : 4, mine,
                theirs));
    }

    private static void blot(long at, long size, byte[] mine, byte[] theirs) {
        int from = Math.toIntExact(at);
        int to = Math.toIntExact(at + size);
        Arrays.fill(mine, from, to, (byte) 0);
        Arrays.fill(theirs, from, to, (byte) 0);
    }

    private void report(String what) {
        out.add(new Violation(Kind.UNTOUCHED, "cut", what));
    }
}
