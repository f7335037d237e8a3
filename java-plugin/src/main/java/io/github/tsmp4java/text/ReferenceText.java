package io.github.tsmp4java.text;

import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import java.util.List;
import java.util.stream.Collectors;

/** Which track a cut snaps to, and why none of the others. */
record ReferenceText(MovieIndex index) {

    /** A track by what other programs show of it, as {@code track 2 (id 7) soun mp4a}. */
    static String name(TrackIndex track) {
        return "track " + track.number() + " (id " + track.id() + ") " + track.handler() + " "
                + track.formats().stream().map(FourCc::toString).distinct().collect(Collectors.joining("+"));
    }

    void add(List<String> lines) {
        lines.add("reference: " + name(index.reference()) + ", " + index.chosen().rule());
        for (TrackIndex track : index.tracks()) {
            if (track != index.reference()) {
                lines.add("  not " + name(track) + ": " + index.chosen().against(track));
            }
        }
    }
}
