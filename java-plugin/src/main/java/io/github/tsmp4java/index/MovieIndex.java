package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.DurationHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A movie, checked and ready to be cut at any time: built once, immutable, asked from any thread.
 *
 * @param head the bytes it was built from
 * @param mvhd the movie header: timescale and duration
 * @param tracks in file order
 * @param chosen the track whose key frames a cut snaps to, and why
 * @param repairs what was repaired beside the tables of one track, for the plan's text
 */
public record MovieIndex(MovieHead head, DurationHeader mvhd, List<TrackIndex> tracks, ReferenceTrack chosen,
        List<String> repairs) {
    public static final int MAX_TRACKS = 64;
    /** What the objects of the counter of a time code take, in both the head and the track. */
    private static final int COUNTER_BYTES = 96;
    /** Each edit of a track is looked for in its samples. */
    private static final int MAX_EDITS = 1024;

    /**
     * @throws CutException when the movie is malformed, or of a kind that is declined by name
     */
    public static MovieIndex of(MovieHead head) throws CutException {
        try {
            return read(head);
        } catch (ArithmeticException e) {
            throw head.moov().malformed("its numbers leave 63 bits: " + e.getMessage());
        }
    }

    private static MovieIndex read(MovieHead head) throws CutException {
        Box moov = head.moov();
        List<Box> inMoov = moov.children().boxes();
        if (inMoov.stream().filter(box -> box.is("trak")).count() > MAX_TRACKS) {
            throw moov.malformed("has more than " + MAX_TRACKS + " tracks");
        }
        refuse(moov);
        List<TrackIndex> tracks = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        Set<Long> twice = new HashSet<>();
        List<String> repairs = new ArrayList<>(head.repairs());
        DurationHeader mvhd = DurationHeader.read(moov.required(inMoov, "mvhd")).timed(repairs);
        for (Box box : inMoov) {
            if (box.is("trak")) {
                TrackIndex track = TrackReader.read(box, tracks.size() + 1, mvhd.field(), head);
                if (!ids.add(track.id())) {
                    twice.add(track.id());
                    repairs.add("track_ID " + track.id() + " stands twice; tracks are told apart by their order");
                }
                requireMedia(moov, track);
                tracks.add(track);
            }
        }
        if (tracks.stream().mapToInt(track -> track.timeline().segments().size()).sum() > MAX_EDITS) {
            throw new DeclinedCut("more than " + MAX_EDITS + " edits in all tracks");
        }
        if (!twice.isEmpty()) {
            requireOrder(moov, head, tracks, twice);
        }
        requireSamples(head, tracks);
        return new MovieIndex(head, mvhd, List.copyOf(tracks), ReferenceTrack.of(tracks), List.copyOf(repairs));
    }

    /** Tracks of one id can be told apart where nothing names them by it. */
    private static void requireOrder(Box moov, MovieHead head, List<TrackIndex> tracks, Set<Long> twice) throws CutException {
        boolean named = !head.fragments().isEmpty() || tracks.stream().flatMap(track -> track.references().references().stream())
                .flatMap(reference -> reference.trackIds().stream()).anyMatch(twice::contains);
        if (named) {
            throw moov.malformed("has two tracks of one track_ID, and names tracks by it");
        }
    }

    private static void requireSamples(MovieHead head, List<TrackIndex> tracks) throws CutException {
        if (tracks.stream().anyMatch(track -> track.samples() > 0 || !track.parts().isEmpty())) {
            return;
        }
        if (head.truncated() != null) {
            throw new DeclinedCut("truncated: " + head.truncated() + ", and there is no whole fragment before");
        }
        if (tracks.stream().anyMatch(track -> track.chunks().samples() > 0)) {
            throw new DeclinedCut("truncated: no sample is in the file, which ends at byte " + head.fileEnd());
        }
    }

    /** Declines by name a movie with a box that a cut cannot carry. */
    private static void refuse(Box container) throws CutException {
        for (Box box : container.children().boxes()) {
            BoxRole role = BoxRole.of(container.name(), box.type());
            if (role == BoxRole.REFUSE) {
                throw new DeclinedCut("box " + box.type() + " (" + box.path() + ")");
            }
            if (role == BoxRole.CONTAINER && !box.is("udta") && !box.is("meta")) {
                refuse(box);
            }
        }
    }

    /** What decrypts samples must come with the media, or be in a box whose samples can be told apart. */
    private static void requireMedia(Box moov, TrackIndex track) throws DeclinedCut {
        if (track.auxiliary() == null || track.auxiliary().senc() != null || track.samples() == 0) {
            return;
        }
        Coverage coverage = new Coverage();
        track.auxiliary().cover(track.chunks(), 0, track.samples() - 1, coverage);
        long end = moov.position() + moov.bytes().size();
        if (coverage.extents().stream().anyMatch(extent -> extent.begin() < end && extent.end() > moov.position())) {
            throw new DeclinedCut("auxiliary information in the moov, in no senc (track " + track.id() + ")");
        }
    }

    /** The track whose key frames a cut snaps to. */
    public TrackIndex reference() {
        return chosen.track();
    }

    /** Whether anything in the file was repaired. */
    public boolean isRepaired() {
        return !repairs.isEmpty() || tracks.stream().anyMatch(track -> !track.repairs().isEmpty());
    }

    /** Whether a time code track has samples that were not read: its cuts leave it out. */
    public boolean lacksTimecodes() {
        return tracks.stream().anyMatch(track -> track.handler().is("tmcd") && track.timecode() == null
                && (track.samples() > 0 || !track.parts().isEmpty()));
    }

    /** Whether media are in fragments after the moov. */
    public boolean isFragmented() {
        return !head.fragments().isEmpty();
    }

    /** Whether it lacks the first fragments: it then serves only cuts that begin where its first fragment does, or later. */
    public boolean isPartial() {
        return head.partial();
    }

    /** Bytes this index holds in memory: the moov, what was found in it, and its skip tables. */
    public long byteSize() {
        long sum = head.moov().heldBytes() + (head.ftyp() == null ? 0 : head.ftyp().heldBytes());
        for (Box box : head.others()) {
            sum += box.heldBytes();
        }
        sum += head.timecodes().values().stream().mapToLong(counters -> COUNTER_BYTES * (1L + counters.size())).sum();
        for (String note : head.notes()) {
            sum += TrackIndex.TEXT_BYTES + note.length();
        }
        for (TrackIndex track : tracks) {
            sum += track.byteSize();
        }
        for (Fragment fragment : head.fragments()) {
            sum += fragment.byteSize();
        }
        return sum;
    }
}
