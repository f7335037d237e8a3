package io.github.tsmp4java.index;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.TrackReferences.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The track whose key frames a cut snaps to, and by which rule it was chosen. Where it stands in the file does not matter.
 *
 * @param track chosen
 * @param rule the first one that any track meets; the track is the first to meet it
 * @param chapters ids of the tracks that another names as its chapters
 */
public record ReferenceTrack(TrackIndex track, Rule rule, Set<Long> chapters) {
    /** In the order they are tried. */
    public enum Rule {
        VIDEO("the first enabled video track with something to play"),
        AUDIO("the first enabled audio track with something to play, since no video track will do"),
        ANY("the first track with something to play, since no video or audio track will do");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static ReferenceTrack of(List<TrackIndex> tracks) throws DeclinedCut {
        Set<Long> chapters = new HashSet<>();
        for (TrackIndex track : tracks) {
            for (Reference reference : track.references().references()) {
                if (reference.type().is("chap")) {
                    chapters.addAll(reference.trackIds());
                }
            }
        }
        for (Rule rule : Rule.values()) {
            for (TrackIndex track : tracks) {
                if (obstacle(track, rule, chapters).isEmpty()) {
                    return new ReferenceTrack(track, rule, Set.copyOf(chapters));
                }
            }
        }
        throw new DeclinedCut("nothing to play: no samples that last, or none that an edit list shows");
    }

    /** Why it is not {@code other}, as {@code it is disabled}. */
    public String against(TrackIndex other) {
        return obstacle(other, rule, chapters).orElse("it stands after the reference");
    }

    private static Optional<String> obstacle(TrackIndex track, Rule rule, Set<Long> chapters) {
        if (track.timeline().isEmpty()) {
            return Optional.of("it has no samples that last, or none that its edit list shows");
        }
        if (track.formats().isEmpty()) {
            return Optional.of("it has no sample description");
        }
        if (rule == Rule.ANY) {
            return Optional.empty();
        }
        if (!track.enabled()) {
            return Optional.of("it is disabled");
        }
        if (rule == Rule.AUDIO) {
            return track.handler().is("soun") ? Optional.empty() : Optional.of("it is no audio track");
        }
        if (!track.handler().is("vide")) {
            return Optional.of("it is no video track");
        }
        return chapters.contains(track.id()) ? Optional.of("its pictures are the chapters of another track")
                : isCover(track) ? Optional.of("it is a still picture") : Optional.empty();
    }

    /** A still picture in a track of its own. */
    private static boolean isCover(TrackIndex track) {
        return track.samples() == 1 && (track.formats().get(0).is("jpeg") || track.formats().get(0).is("png "));
    }
}
