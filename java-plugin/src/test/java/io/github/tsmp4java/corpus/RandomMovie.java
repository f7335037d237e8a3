package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A movie in which everything that may differ does; the same for the same seed. */
public final class RandomMovie {
    private static final long[] TIMESCALES = {1, 10, 25, 600, 1000, 12800, 24000, 44100, 48000, 90000, 10_000_000};
    /** Between chunks: on both sides of what a cut sends along. */
    private static final long[] HOLES = {1, 90_000, 262_143, 262_144, 300_000, 4_000_000};
    private static final long[] MOVIE_TIMESCALES = {1, 25, 600, 1000, 1000, 48000, 90000};
    private static final long[] RATES = {0x10000, 0x10000, 0x10000, 0x10000, 0x8000, 0x20000, 0x14000, 0};

    private final Random random;
    private final MovieModel movie = new MovieModel();

    private RandomMovie(Random random) {
        this.random = random;
    }

    static MovieModel of(long seed) {
        return of(new Random(seed));
    }

    public static MovieModel of(Random random) {
        return new RandomMovie(random).movie();
    }

    private MovieModel movie() {
        movie.timescale = any(MOVIE_TIMESCALES);
        movie.headerVersion = random.nextInt(2);
        movie.order = new String[] {"interleaved", "interleaved", "flat", "shuffled", "reversed"}[random.nextInt(5)];
        movie.wideMdat = random.nextBoolean();
        movie.slackBefore = random.nextInt(3) * 17;
        movie.slackAfter = random.nextInt(3) * 5;
        movie.moovFirst = random.nextInt(4) > 0;
        movie.compressed = random.nextInt(8) == 0;
        int count = random.nextInt(1, 4);
        for (int id = 1; id <= count; id++) {
            movie.with(track(id));
            cues(movie.tracks.get(movie.tracks.size() - 1));
        }
        if (movie.compressed) {
            // A place inside a compressed moov is none.
            movie.tracks.forEach(track -> track.auxiliary = track.auxiliary != TrackModel.Auxiliary.NONE
                    ? TrackModel.Auxiliary.IN_ONE_PIECE : TrackModel.Auxiliary.NONE);
        }
        movie.tracks.forEach(RandomMovie::thin);
        layOut();
        return movie;
    }

    /** A track of texts, or of the chapters of the first: each as long as chance has it, sometimes of no decodable beginning. */
    private void cues(TrackModel track) {
        if (random.nextInt(3) > 0) {
            return;
        }
        track.handler = new String[] {"text", "sbtl", "meta"}[random.nextInt(3)];
        track.codec = "mett";
        boolean steady = random.nextInt(4) > 0;
        long offset = random.nextInt(4) == 0 ? random.nextInt(20) : 0;
        track.sync = random.nextInt(5) == 0 ? TrackModel.Sync.LISTED : TrackModel.Sync.ALL;
        track.writesOffsets &= !steady || offset > 0;
        track.offsetsListed = steady ? Integer.MAX_VALUE : track.offsetsListed;
        track.samples.replaceAll(sample -> {
            long duration = random.nextInt(3) == 0 ? random.nextLong(1, 2 * track.timescale + 1) : sample.duration();
            return sample.withDuration(duration).withOffset(steady ? offset : sample.offset());
        });
        boolean chapters = track.id > 1 && movie.tracks.get(0).referenceType.isEmpty();
        if (chapters && random.nextInt(2) == 0) {
            track.sync = TrackModel.Sync.ALL;
            movie.tracks.get(0).referenceType = "chap";
            movie.tracks.get(0).referenceTo = track.id;
        }
    }

    /** Apart, in two mdats, or to the end of the file; with groups of some types. */
    private void layOut() {
        for (TrackModel track : movie.tracks) {
            track.holeEach = random.nextInt(3) == 0 ? any(HOLES) : 0;
            track.holeBefore = random.nextInt(40);
            track.hole = random.nextInt(4) == 0 ? any(HOLES) : 0;
            List<String> types = new ArrayList<>(List.of("rap ", "roll", "seig", "sync", "prol"));
            Collections.shuffle(types, random);
            track.groupTypes = List.copyOf(types.subList(0, random.nextInt(1, 4)));
            track.groupDescriptionVersion = random.nextInt(4);
        }
        movie.secondMdatAt = random.nextInt(4) == 0 ? random.nextInt(30) : -1;
        movie.openMdat = movie.moovFirst && random.nextInt(4) == 0;
    }

    /** Where it lies in the file a sample may have none; in senc each has at least its vector. */
    private static void thin(TrackModel track) {
        if (track.auxiliary == TrackModel.Auxiliary.IN_ONE_PIECE || track.auxiliary == TrackModel.Auxiliary.BEHIND_EACH_CHUNK) {
            track.samples.replaceAll(sample -> sample.sdtp() % 3 == 0 ? sample.withAuxiliary(new byte[0]) : sample);
        }
    }

    private TrackModel track(long id) {
        TrackModel track = new TrackModel(id);
        boolean audio = random.nextInt(5) < 2;
        track.handler = audio ? "soun" : "vide";
        track.codec = audio ? "mp4a" : "avc1";
        track.enabled = random.nextInt(6) > 0;
        track.timescale = any(TIMESCALES);
        track.headerVersion = random.nextInt(2);
        track.editVersion = random.nextInt(2);
        track.wideChunks = random.nextInt(3) == 0;
        track.writesSdtp = random.nextBoolean();
        track.groupVersion = random.nextInt(3) - 1;
        track.compactGroups = random.nextInt(5) == 0;
        track.subsVersion = random.nextInt(4) == 0 ? random.nextInt(2) : -1;
        track.auxiliary = random.nextInt(3) > 0 ? TrackModel.Auxiliary.NONE
                : TrackModel.Auxiliary.values()[random.nextInt(TrackModel.Auxiliary.values().length)];
        track.sync = audio || random.nextInt(8) == 0 ? TrackModel.Sync.ALL
                : random.nextInt(20) == 0 ? TrackModel.Sync.NONE_LISTED : TrackModel.Sync.LISTED;
        track.sizes = TrackModel.Sizes.values()[random.nextInt(TrackModel.Sizes.values().length)];
        track.chunking = random.ints(random.nextInt(1, 5), 1, random.nextInt(2, 12)).toArray();
        samples(track);
        int count = track.samples.size();
        track.offsetsListed = random.nextInt(10) == 0 ? random.nextInt(count + 1) : count;
        track.durationsListed = random.nextInt(20) == 0 ? random.nextInt(1, count + 1) : count;
        track.groupsListed = random.nextInt(3) == 0 ? random.nextInt(count + 1) : count;
        for (int edits = random.nextInt(5); edits > 0; edits--) {
            track.edits.add(edit(track));
        }
        if (track.edits.stream().allMatch(edit -> edit.mediaTime() < 0)) {
            track.edits.clear();
        }
        return track;
    }

    private void samples(TrackModel track) {
        int count = random.nextInt(1, 300);
        int gop = random.nextInt(1, 40);
        int firstKey = random.nextInt(10) == 0 ? random.nextInt(count) : 0;
        long frame = Math.max(1, track.timescale / random.nextInt(2, 50));
        track.writesOffsets = random.nextInt(3) > 0 || random.nextInt(10) == 0;
        boolean negative = random.nextInt(3) == 0;
        track.offsetVersion = negative ? random.nextInt(2) : 0;
        int uniform = random.nextInt(1, 200);
        int left = 0;
        long duration = frame;
        for (int i = 0; i < count; i++) {
            if (left-- == 0) {
                left = random.nextInt(1, 60);
                duration = Math.max(1, frame + random.nextInt(3) - 1);
            }
            long delay = track.writesOffsets ? frame * (i % gop == 0 ? 1 : random.nextInt(3)) - (negative ? frame : 0) : 0;
            track.samples.add(SampleModel.of(duration, delay, i >= firstKey && (i - firstKey) % gop == 0, size(track, uniform),
                    track.id * 100_000 + i).withSdtp(random.nextInt(256)).withGroup(random.nextInt(12) == 0 ? 1 : 0)
                    .withDescription(i < count / 3 ? 1 : 2).withSubSamples(random.nextInt(4))
                    .encrypted(random.nextInt(4), random.nextLong()));
        }
    }

    private int size(TrackModel track, int uniform) {
        return switch (track.sizes) {
            case UNIFORM -> uniform;
            case STZ2_4 -> random.nextInt(16);
            case STZ2_8 -> random.nextInt(256);
            default -> random.nextInt(400);
        };
    }

    private Edit edit(TrackModel track) {
        long media = track.mediaDuration();
        long ticks = Math.max(1, media * movie.timescale / track.timescale);
        long mediaTime = random.nextInt(5) == 0 ? -1 : random.nextInt(3) == 0 ? 0 : random.nextLong(media);
        long rate = mediaTime < 0 ? 0x10000 : any(RATES);
        long room = mediaTime < 0 || rate == 0 ? ticks
                : Math.max(1, (media - mediaTime) * movie.timescale / track.timescale * 0x10000 / rate);
        return new Edit(random.nextLong(1, room + 1), mediaTime, rate);
    }

    private long any(long[] values) {
        return values[random.nextInt(values.length)];
    }
}
