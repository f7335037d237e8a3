package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a cut has to begin.
 *
 * @param firstSample of the reference track, from 0
 * @param cutTime     the movie time that is time 0 of the cut
 */
public record Expectation(Track reference, int firstSample, Ratio cutTime) {
    /** The snap rule: the last sync sample at or before {@code asked}, and never what the edit list hides. */
    public static Expectation of(Movie movie, Ratio asked) {
        Track track = reference(movie);
        Segment edit = null;
        for (Segment each : track.edits()) {
            if (!each.empty() && (edit == null || each.start().compareTo(asked) <= 0)) {
                edit = each;
            }
        }
        if (edit == null) {
            throw new Broken(Kind.UNJUDGED, "nothing but empty edits");
        }
        Ratio time = asked.max(edit.start());
        Ratio media = edit.shown(track.lastEnd(), track.timescale());
        Ratio end = edit.end() == null ? media : edit.end().min(media);
        boolean past = time.compareTo(end) >= 0;
        int found = -1;
        int firstSync = -1;
        List<Sample> samples = track.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (!samples.get(i).sync()) {
                continue;
            }
            if (firstSync < 0) {
                firstSync = i;
            }
            Ratio shown = edit.shown(samples.get(i).ct(), track.timescale());
            if (past ? shown.compareTo(end) < 0 : shown.compareTo(time) <= 0) {
                found = i;
            }
        }
        int first = found >= 0 ? found : Math.max(firstSync, 0);
        Ratio cut = edit.shown(samples.get(first).ct(), track.timescale()).max(edit.start());
        return new Expectation(track, first, cut);
    }

    static Track reference(Movie movie) {
        Set<Long> chapters = new HashSet<>();
        for (Track track : movie.tracks()) {
            track.box().first("tref", "chap").ifPresent(chap -> {
                for (int at = 0; at + 4 <= chap.body().length; at += 4) {
                    chapters.add(chap.u32(at));
                }
            });
        }
        List<Predicate<Track>> wishes = List.of(
                track -> track.enabled() && track.isVideo() && !chapters.contains(track.id()),
                track -> track.enabled() && track.isAudio(),
                track -> true);
        for (Predicate<Track> wish : wishes) {
            for (Track track : movie.tracks()) {
                if (!track.samples().isEmpty() && wish.test(track)) {
                    return track;
                }
            }
        }
        throw new Broken(Kind.UNJUDGED, "no track has a sample");
    }
}
