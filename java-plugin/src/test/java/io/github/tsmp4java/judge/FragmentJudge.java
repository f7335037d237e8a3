package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A cut of a fragmented movie: whole fragments, in a row, that hold all that is needed and little more. */
record FragmentJudge(Expectation expected, Movie movie, Movie made, Source source, Source cut, List<Violation> out) {
    void judge() {
        new HeaderJudge(movie, made, out).judgeCopies();
        List<RawBox> fragments = made.top().stream().filter(box -> box.type().equals("moof")).toList();
        long second = fragments.size() > 1 ? fragments.get(1).at() : cut.length();
        boolean begins = fragments.isEmpty() || made.tracks().stream().anyMatch(track -> !track.samples().isEmpty()
                && track.samples().get(0).place() < fragments.get(0).at());
        for (Track track : made.tracks()) {
            Track from = movie.track(track.id()).orElse(null);
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
            if (skipped > span.late()) {
                report(Kind.FIRST_SAMPLE, track, "begins with sample " + skipped + ", needs " + span.late());
            } else {
                begins |= early(from, track, skipped, span.first(), second);
            }
            if (last < span.last() || expected.end() == null && last != from.samples().size() - 1) {
                report(Kind.SAMPLE_RUN, track, "ends with sample " + last + ", needs " + span.last());
            }
            new EditJudge(expected, from, track, movie, made, skipped, out).judge();
        }
        if (!begins) {
            out.add(new Violation(Kind.FRAGMENTS, "cut", "no track needs the first fragment"));
        }
        places();
    }

    /** Whether the sample needed first, or for audio one a second later, is in the first fragment of the cut. */
    private boolean early(Track from, Track track, int skipped, int needed, long second) {
        Ratio ahead = from.isVideo() ? Ratio.ZERO : Ratio.of(1, 1);
        for (int i = needed; i >= skipped; i--) {
            Ratio before = from.seconds(from.samples().get(needed).ct() - from.samples().get(i).ct());
            if (track.samples().get(i - skipped).place() < second && before.compareTo(ahead) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where decoding times are kept they tell; else the bytes do. */
    private int skipped(Track from, Track track, Span span) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i + track.samples().size() <= from.samples().size(); i++) {
            if (from.samples().get(i).dts() == track.samples().get(0).dts()) {
                candidates.add(0, i);
            } else {
                candidates.add(i);
            }
        }
        for (int candidate : candidates) {
            if (new ByteJudge(source, cut, from, track, span, out).same(candidate)) {
                return candidate;
            }
        }
        return -1;
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
                boolean inside = made.top().stream().anyMatch(box -> box.type().equals("mdat")
                        && sample.place() >= box.at() + box.header() && sample.place() + sample.size() <= box.at() + box.size());
                if (!inside && sample.size() > 0) {
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
