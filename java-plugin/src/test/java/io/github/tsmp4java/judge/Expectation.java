package io.github.tsmp4java.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a cut has to show.
 *
 * @param firstSample the sync sample, of the reference track, from 0, that decoding begins at
 * @param cutTime     the movie time that is time 0 of the cut
 * @param end         the movie time at which it ends; null = with the movie
 */
public record Expectation(Track reference, int firstSample, Ratio cutTime, Ratio end) {
    /** The snap rule: the last sync sample at or before {@code asked}, and never what the edit list hides. */
    public static Expectation of(Movie movie, Ratio asked) {
        return of(movie, asked, null, false);
    }

    /**
     * @param end   null for none; one by which nothing was shown yet counts as none
     * @param exact the cut begins with the picture that is shown at {@code asked}, or at {@code asked} itself where none is,
     *     unless the reference track is over by then
     */
    public static Expectation of(Movie movie, Ratio asked, Ratio end, boolean exact) {
        Track track = reference(movie);
        Segment edit = null;
        for (Segment each : track.closedEdits()) {
            if (!each.empty() && (edit == null || each.start().compareTo(asked) <= 0)) {
                edit = each;
            }
        }
        if (edit == null) {
            throw new Broken(Kind.UNJUDGED, "nothing but empty edits");
        }
        Ratio time = asked.max(edit.start());
        boolean past = time.compareTo(edit.end()) >= 0;
        Ratio media = edit.media(time.min(edit.end()), track.timescale());
        int found = track.syncAtOrBefore(past && !edit.dwells() ? media.ceil() - 1 : media.floor());
        for (int i = 0; found < 0 && i < track.samples().size(); i++) {
            found = track.samples().get(i).sync() ? i : found;
        }
        int first = Math.max(found, 0);
        Ratio snapped = edit.shown(track.samples().get(first).ct(), track.timescale()).max(edit.start());
        boolean asAsked = asked.compareTo(Ratio.ZERO) <= 0 || exact && asked.compareTo(track.shownEnd()) < 0;
        boolean picture = asked.compareTo(edit.start()) >= 0 && track.isVideo() && !past && !edit.dwells();
        Ratio cut = !asAsked ? snapped : exact && picture ? pictureBegin(track, edit, asked, media.floor()) : asked;
        boolean ends = end != null && movie.tracks().stream().anyMatch(each -> Span.of(each, cut, end) != null);
        return new Expectation(track, first, cut, ends ? end : null);
    }

    private static Ratio pictureBegin(Track track, Segment edit, Ratio asked, long tick) {
        return track.samples().stream().map(Sample::ct).filter(ct -> ct <= tick).max(Long::compare)
                .map(ct -> edit.shown(ct, track.timescale()).max(edit.start())).orElse(asked);
    }

    private static boolean showsSomething(Track track) {
        return track.closedEdits().stream().anyMatch(edit -> !edit.empty() && edit.start().compareTo(edit.end()) < 0);
    }

    /** The tracks that another names as its chapters. */
    static Set<Long> chapters(Movie movie) {
        Set<Long> chapters = new HashSet<>();
        for (Track track : movie.tracks()) {
            track.box().first("tref", "chap").ifPresent(chap -> {
                for (int at = 0; at + 4 <= chap.body().length; at += 4) {
                    chapters.add(chap.u32(at));
                }
            });
        }
        return chapters;
    }

    /** What a chapter must be shown for at least is one frame of the reference track: this, or more if they differ. */
    public Ratio shortestFrame() {
        return reference.seconds(reference.samples().stream().mapToLong(Sample::duration).min().orElseThrow());
    }

    public Ratio longestFrame() {
        return reference.seconds(reference.samples().stream().mapToLong(Sample::duration).max().orElseThrow());
    }

    static Track reference(Movie movie) {
        Set<Long> chapters = chapters(movie);
        List<Predicate<Track>> wishes = List.of(
                track -> track.enabled() && track.isVideo() && !chapters.contains(track.id()) && !track.isCover(),
                track -> track.enabled() && track.isAudio(),
                track -> true);
        for (Predicate<Track> wish : wishes) {
            for (Track track : movie.tracks()) {
                if (!track.samples().isEmpty() && !track.format().isEmpty() && showsSomething(track) && wish.test(track)) {
                    return track;
                }
            }
        }
        throw new Broken(Kind.UNJUDGED, "no track has a sample that can be decoded");
    }
}
