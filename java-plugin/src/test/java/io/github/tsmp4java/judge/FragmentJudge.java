package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A cut of a fragmented movie: fragments in a row that hold all that is needed, and of that no more than can be told. */
record FragmentJudge(Expectation expected, Movie movie, Movie made, Source source, Source cut, List<Violation> out) {
    /** More than any decoder asks to be fed before the first sample that is heard. */
    private static final Ratio LONGEST_PREROLL = Ratio.of(1, 1);
    /** Of a track that lies far from the others, more fragments than this may stay. */
    private static final int FAR = 60;

    void judge() {
        new HeaderJudge(movie, made, out).judgeCopies();
        List<RawBox> fragments = made.moofs();
        long second = fragments.size() < 2 ? cut.length() : fragments.get(made.mediaFirst() ? 0 : 1).at();
        boolean begins = fragments.isEmpty() || withMoov();
        FragmentBytesJudge bytes = new FragmentBytesJudge(movie, made, source, cut, out);
        for (Track track : made.tracks()) {
            Track from = movie.track(track.id()).orElse(null);
            if (from != null && track.handler().equals("tmcd")) {
                timecode(from, track);
                continue;
            }
            Span span = from == null ? null : Span.of(from, expected.cutTime(), expected.end());
            if (span == null || track.samples().isEmpty()) {
                continue;
            }
            int skipped = skipped(from, track, span);
            if (skipped < 0) {
                report(Kind.SAMPLE_BYTES, track, "its samples are no run of the source's");
                continue;
            }
            samples(from, track, skipped);
            int last = skipped + track.samples().size() - 1;
            begins |= first(from, track, skipped, span, second, withMoov());
            last(from, track, last, span, withMoov());
            long shift = from.samples().get(skipped).ct() - track.samples().get(0).ct();
            new EditJudge(expected, from, track, movie, made, shift, out).judge();
            new FragmentTimeJudge(movie, made, from, track, withMoov(), out).judge(skipped);
            bytes.add(from, track, skipped);
        }
        if (!begins) {
            out.add(new Violation(Kind.FRAGMENTS, "cut", "no track needs the first fragment"));
        }
        FragmentTimeJudge.movie(movie, made, out);
        bytes.judge();
        made.track(expected.reference().id()).filter(track -> !track.samples().isEmpty())
                .ifPresent(track -> new FragmentIndexJudge(made, track, cut, out).judge());
        places();
    }

    /** One sample that counts on from the source's, which begins with the movie. */
    private void timecode(Track from, Track track) {
        if (track.samples().size() != 1 || from.samples().size() != 1) {
            report(Kind.SAMPLE_RUN, track, track.samples().size() + " samples of a time code");
            return;
        }
        String wrong = TimecodeJudge.first(source, cut, from, from.samples().get(0), track.samples().get(0),
                expected.cutTime().times(Ratio.of(from.timescale(), 1)));
        if (wrong != null) {
            report(Kind.SAMPLE_BYTES, track, wrong);
        }
    }

    /** Whether samples of the moov are kept, by what it counts: samples of no bytes may be anywhere. */
    private boolean withMoov() {
        return made.tracks().stream().map(track -> track.box().need("mdia", "minf", "stbl")).anyMatch(stbl ->
                stbl.first("stsz").or(() -> stbl.first("stz2")).filter(sizes -> sizes.u32(8) > 0).isPresent());
    }

    /** @return whether what is needed first is in the first fragment of the cut */
    private boolean first(Track from, Track track, int skipped, Span span, long second, boolean withMoov) {
        Kind kind = from.id() == expected.reference().id() ? Kind.FIRST_SAMPLE : Kind.PREROLL;
        if (skipped > span.late()) {
            report(kind, track, "begins with sample " + skipped + ", needs " + span.late());
            return false;
        }
        boolean exact = from.isVideo() ? skipped >= span.first()
                : span.first() - skipped <= 2 || ahead(from, skipped, span.first()).compareTo(LONGEST_PREROLL) <= 0;
        if (!exact && !withMoov && canBeTakenOut(from, skipped, span.first())) {
            report(kind, track, "begins with sample " + skipped + ", needlessly before " + span.first());
        }
        return early(from, track, skipped, Math.max(skipped, span.first()), second);
    }

    private void last(Track from, Track track, int last, Span span, boolean withMoov) {
        if (last < span.last() || expected.end() == null && last != from.samples().size() - 1) {
            report(Kind.SAMPLE_RUN, track, "ends with sample " + last + ", needs " + span.last());
        } else if (last > span.after() && track.samples().size() > 1 && !withMoov
                && canBeTakenOut(from, last, span.after())) {
            report(Kind.SAMPLE_RUN, track, "ends with sample " + last + ", needlessly after " + span.after());
        }
    }

    private static Ratio ahead(Track from, int sample, int needed) {
        return from.seconds(from.samples().get(needed).dts() - from.samples().get(sample).dts());
    }

    /**
     * Whether a sample can be taken out of its fragment: nothing but its one run says anything of single samples, that says
     * where they are and has rows as long as the header of a free box, and the media of no other track are where these end.
     */
    private boolean canBeTakenOut(Track from, int sample, int needed) {
        int number = movie.fragmentAt(from.samples().get(sample).place());
        int next = movie.fragmentAt(from.samples().get(needed).place());
        if (number < 0 || next < 0 || Math.abs(next - number) > FAR) {
            return false;
        }
        List<RawBox> trafs = movie.moofs().get(number).all("traf");
        for (RawBox traf : trafs) {
            List<RawBox> truns = traf.all("trun");
            boolean own = traf.need("tfhd").u32(4) == from.id();
            long tfhd = traf.need("tfhd").u32(0);
            if (trafs.size() > 1 && (tfhd & 0x20001) == 0) {
                return false;
            }
            if (own && (truns.size() != 1 || (truns.get(0).u32(0) & 1) == 0
                    || Long.bitCount(truns.get(0).u32(0) & 0xf00) < 2 || traf.children().stream().anyMatch(box -> !Set.of("tfhd", "tfdt", "trun").contains(box.type())))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the sample needed first, or for audio one a second later, is in the first fragment of the cut. */
    private boolean early(Track from, Track track, int skipped, int needed, long second) {
        Ratio ahead = from.isVideo() ? Ratio.ZERO : LONGEST_PREROLL;
        for (int i = Math.min(needed, skipped + track.samples().size() - 1); i >= skipped; i--) {
            Sample mine = track.samples().get(i - skipped);
            if ((mine.place() < second || mine.size() == 0) && ahead(from, i, needed).compareTo(ahead) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Bytes may be alike: those of the last samples needed are tried first, then where the edit list says they are. */
    private int skipped(Track from, Track track, Span span) {
        int count = track.samples().size();
        List<Integer> candidates = new ArrayList<>();
        for (int last : span.lasts()) {
            candidates.add(last + 1 - count);
        }
        Segment mine = track.edits().stream().filter(edit -> !edit.empty()).findFirst().orElse(null);
        long shift = mine == null ? 0 : span.media().floor() - mine.mediaTime();
        for (int i = 0; i + count <= from.samples().size(); i++) {
            long moved = from.samples().get(i).dts() - track.samples().get(0).dts() - shift;
            candidates.add(Math.abs(moved) <= 1 ? Math.min(1, candidates.size()) : candidates.size(), i);
        }
        int found = -1;
        for (int candidate : candidates) {
            if (candidate >= 0 && candidate + count <= from.samples().size()
                    && new ByteJudge(source, cut, from, track, span.lasts(), out).same(candidate)) {
                if (alike(from, track, candidate)) {
                    return candidate;
                }
                found = found < 0 ? candidate : found;
            }
        }
        return found;
    }

    /** Samples of no bytes are told apart by what else is said of them. */
    private static boolean alike(Track from, Track track, int skipped) {
        for (int i = 0; i < track.samples().size(); i++) {
            Sample mine = track.samples().get(i);
            Sample theirs = from.samples().get(skipped + i);
            if (mine.duration() != theirs.duration() || mine.offset() != theirs.offset() || mine.sync() != theirs.sync()) {
                return false;
            }
        }
        return true;
    }

    private void samples(Track from, Track track, int skipped) {
        Sample first = track.samples().get(0);
        Sample origin = from.samples().get(skipped);
        for (int i = 0; i < track.samples().size(); i++) {
            Sample mine = track.samples().get(i);
            Sample theirs = from.samples().get(skipped + i);
            if (mine.dts() - first.dts() != theirs.dts() - origin.dts()) {
                report(Kind.STTS, track, "sample " + i + " is decoded at " + mine.dts() + ", in the source at " + theirs.dts());
                return;
            }
            if (mine.duration() != theirs.duration() || mine.offset() != theirs.offset() || mine.sync() != theirs.sync()
                    || !Objects.equals(mine.description(), theirs.description())) {
                report(Kind.CTTS, track, "sample " + i + " is " + mine + ", in the source " + theirs);
                return;
            }
        }
    }

    private void places() {
        for (Track track : made.tracks()) {
            for (Sample sample : track.samples()) {
                if (!made.isInMdat(sample)) {
                    report(Kind.OFFSETS, track, "a sample at " + sample.place() + " is in no mdat");
                    return;
                }
            }
        }
    }

    private void report(Kind kind, Track track, String what) {
        out.add(new Violation(kind, track.toString(), what));
    }
}
