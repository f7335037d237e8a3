package io.github.tsmp4java.server;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.List;

/**
 * A movie of a few fragments of the cache, and the cut that {@link #START} asks of it.
 *
 * @param cold what the first seek gets, of a file that no cache has: the cut where the moov comes first, else the file
 */
record Footage(String name, byte[] file, byte[] cut, byte[] cold) {
    static final String START = "?start=10.5";
    private static final int FRAMES = 400;
    private static final int FRAME_BYTES = 6000;

    static List<Footage> both() {
        return List.of(of(true, 1), of(false, 1));
    }

    /** Every version is as long as the others, but has other bytes, also in its moov. */
    static Footage of(boolean moovFirst, int version) {
        TrackModel video = TrackModel.video(1, FRAMES, 24);
        for (int i = 0; i < FRAMES; i++) {
            SampleModel sample = video.samples.get(i);
            // Odd frames give to even ones what the version says.
            int size = FRAME_BYTES + (i % 2 == 0 ? version : -version);
            video.samples.set(i, SampleModel.of(sample.duration(), sample.offset(), sample.sync(), size,
                    1_000_003L * version + i));
        }
        MovieModel model = new MovieModel().with(video, TrackModel.audio(2, FRAMES * 15 / 8));
        model.moovFirst = moovFirst;
        byte[] file = model.bytes();
        try {
            Source source = Source.of(file);
            Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, "10.5");
            byte[] bytes = cut.read(0, Math.toIntExact(cut.length()));
            return new Footage(moovFirst ? "first.mp4" : "last.mp4", file, bytes, moovFirst ? bytes : file);
        } catch (CutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
