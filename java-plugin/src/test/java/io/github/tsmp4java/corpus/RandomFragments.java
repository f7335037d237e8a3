package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.FragmentedModel.Base;
import io.github.tsmp4java.media.FragmentedModel.Part;
import io.github.tsmp4java.media.FragmentedModel.Writing;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fragmented movie in which everything that may differ does; the same for the same seed. */
public final class RandomFragments {
    private static final long[] TIMESCALES = {10, 25, 1000, 12800, 44100, 48000, 90000, 10_000_000};
    private static final long[] MOVIE_TIMESCALES = {1, 600, 1000, 1000, 1000, 48000, 90000};

    private final Random random;
    private final FragmentedModel model = new FragmentedModel();

    private RandomFragments(Random random) {
        this.random = random;
    }

    static FragmentedModel of(long seed) {
        return of(new Random(seed));
    }

    public static FragmentedModel of(Random random) {
        return new RandomFragments(random).model();
    }

    private FragmentedModel model() {
        model.movie.timescale = MOVIE_TIMESCALES[random.nextInt(MOVIE_TIMESCALES.length)];
        model.durations = random.nextInt(3) - 1;
        model.mehd = random.nextInt(3) == 0;
        for (String type : List.of("styp", "sidx", "emsg", "free")) {
            if (random.nextInt(5) == 0) {
                model.between.add(type);
            }
        }
        boolean hybrid = random.nextInt(5) == 0;
        int tracks = random.nextInt(1, 4);
        for (int id = 1; id <= tracks; id++) {
            track(id, hybrid);
        }
        fragments();
        model.mediaFirst = random.nextInt(6) == 0;
        model.writings.forEach(writing -> writing.besides = writing.besides.isEmpty() && random.nextInt(12) == 0 ? "senc" : writing.besides);
        return model;
    }

    private void track(long id, boolean hybrid) {
        TrackModel track = new TrackModel(id);
        boolean audio = random.nextInt(5) < 2;
        track.handler = audio ? "soun" : "vide";
        track.codec = audio ? "mp4a" : "avc1";
        track.timescale = TIMESCALES[random.nextInt(TIMESCALES.length)];
        track.sync = audio ? TrackModel.Sync.ALL : TrackModel.Sync.LISTED;
        samples(track, audio);
        Writing writing = new Writing();
        writing.tfdt = new int[] {1, 1, 0, 0, -1, -2}[random.nextInt(6)];
        writing.base = Base.values()[random.nextInt(3)];
        writing.verbose = random.nextInt(3) == 0;
        writing.runLength = random.nextInt(3) == 0 ? random.nextInt(1, 9) : Integer.MAX_VALUE;
        writing.placesRuns = random.nextInt(3) > 0;
        writing.besides = random.nextInt(4) == 0 ? random.nextBoolean() ? "sdtp" : "subs" : "";
        writing.inMoov = hybrid && random.nextInt(4) > 0 ? random.nextInt(track.samples.size() + 1) : 0;
        // Only a fragment that says when can begin later than at 0.
        writing.start = writing.tfdt >= 0 && writing.inMoov == 0 && random.nextInt(4) == 0
                ? random.nextLong(30 * track.timescale) : 0;
        edits(track, writing.start);
        model.movie.with(track);
        model.writings.add(writing);
    }

    private void samples(TrackModel track, boolean audio) {
        int count = random.nextInt(1, 160);
        int gop = audio ? 1 : random.nextInt(1, 40);
        int firstKey = random.nextInt(8) == 0 ? random.nextInt(count) : 0;
        long frame = Math.max(1, track.timescale / random.nextInt(2, 50));
        boolean steady = random.nextBoolean();
        boolean uniform = random.nextInt(4) == 0;
        boolean negative = random.nextInt(3) == 0;
        track.writesOffsets = !audio && random.nextInt(3) > 0;
        track.offsetVersion = negative ? random.nextInt(2) : 0;
        for (int i = 0; i < count; i++) {
            long duration = steady ? frame : Math.max(1, frame + random.nextInt(3) - 1);
            boolean sync = audio || i >= firstKey && (i - firstKey) % gop == 0;
            // None is shown after a key frame that it is decoded before.
            boolean beforeKey = i + 1 >= firstKey && (i + 1 - firstKey) % gop == 0;
            long delay = track.writesOffsets ? frame * (sync ? 1 : random.nextInt(beforeKey ? 1 : 3)) - (negative ? frame : 0) : 0;
            track.samples.add(SampleModel.of(duration, delay, sync, uniform ? 30 : random.nextInt(200), track.id * 1000 + i));
        }
    }

    private void edits(TrackModel track, long start) {
        long media = track.mediaDuration();
        if (random.nextInt(3) == 0) {
            track.edits.add(new Edit(random.nextLong(1, 3 * model.movie.timescale + 1), -1));
        }
        if (random.nextInt(3) > 0 || !track.edits.isEmpty()) {
            long from = start + (random.nextInt(4) == 0 ? random.nextLong(media) : random.nextInt(3) * media / 100);
            boolean open = random.nextBoolean();
            track.edits.add(new Edit(open ? 0 : Math.max(1, media * model.movie.timescale / track.timescale), from));
        }
    }

    /** In order of time, each with as many samples of as many tracks as chance has it; sometimes a track's all come last. */
    private void fragments() {
        if (model.writings.get(0).inMoov == model.movie.tracks.get(0).samples.size()) {
            model.writings.get(0).inMoov = 0;
        }
        int[] next = new int[model.movie.tracks.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = model.writings.get(i).inMoov;
        }
        boolean apart = random.nextInt(4) == 0;
        boolean flat = random.nextInt(8) == 0;
        while (true) {
            List<Part> parts = new ArrayList<>();
            for (int i : order(next, flat)) {
                boolean more = next[i] < model.movie.tracks.get(i).samples.size();
                if (more && (parts.isEmpty() || !apart && random.nextInt(3) > 0)) {
                    for (int twice = random.nextInt(12) == 0 ? 2 : 1; twice > 0; twice--) {
                        int to = Math.min(model.movie.tracks.get(i).samples.size(), next[i] + random.nextInt(1, 40));
                        if (to > next[i]) {
                            parts.add(new Part(i, next[i], to));
                        }
                        next[i] = to;
                    }
                }
            }
            if (parts.isEmpty()) {
                return;
            }
            model.fragments.add(parts);
        }
    }

    /** The track that is least far comes first. */
    private List<Integer> order(int[] next, boolean flat) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            order.add(i);
        }
        if (!flat) {
            order.sort((a, b) -> Double.compare(far(a, next[a]), far(b, next[b])));
        }
        return order;
    }

    private double far(int track, int sample) {
        TrackModel model = this.model.movie.tracks.get(track);
        return model.samples.subList(0, sample).stream().mapToLong(SampleModel::duration).sum() / (double) model.timescale;
    }
}
