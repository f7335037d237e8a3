package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What chance once found, made small and given a name. */
class CounterExampleTest {
    private static void right(Request request, TrackModel... tracks) throws CutException {
        right(request, new MovieModel().with(tracks));
    }

    private static void right(Request request, MovieModel movie) throws CutException {
        Source file = movie.source();
        Trial trial = new Trial(file, Pipeline.indexAnywhere(file)).run(List.of(request));
        assertEquals(List.of(), trial.wrong());
        assertEquals(List.of(), trial.declined());
    }

    @Test
    void anEndBeforeAnythingIsShownCountsAsNone() throws CutException {
        TrackModel late = TrackModel.video(1, 50, 10);
        late.edits.add(0, new Edit(10_000, -1));
        right(new Request("0", "3.5", false), late);
        right(new Request("4", "7", true), late);
    }

    @Test
    void anExactStartInTheLastHalfTickStillShowsTheSample() throws CutException {
        TrackModel one = new TrackModel(1);
        one.timescale = 25;
        one.samples.add(SampleModel.of(1, 0, true, 100, 1));
        right(new Request("0.0228", null, true), one);
    }

    @Test
    void aLastEditShorterThanAMovieTickIsNotOneToTheEndOfTheMedia() throws CutException {
        TrackModel video = slow(10);
        video.edits.addAll(List.of(new Edit(100, 0), new Edit(100, 20, 0x20000)));
        MovieModel movie = new MovieModel().with(video);
        movie.timescale = 25;
        right(new Request("1.216", "4.01", true), movie);
        right(new Request("1.2164", "4.0003", true), movie);
    }

    @Test
    void anEditShorterThanATickOfACoarseMovieIsStillShown() throws CutException {
        TrackModel video = slow(1);
        video.edits.addAll(List.of(new Edit(2, 0), new Edit(10, -1), new Edit(10, 20)));
        MovieModel movie = new MovieModel().with(video);
        movie.timescale = 1;
        right(new Request("1.8", "9", true), movie);
    }

    @Test
    void aKeyFrameShownAfterTheNextOneIsKeptWhereTheCutBeginsWithIt() throws CutException {
        TrackModel video = new TrackModel(1);
        video.timescale = 16000;
        video.writesOffsets = true;
        video.sync = TrackModel.Sync.ALL;
        for (int i = 0; i < 180; i++) {
            long offset = i % 5 == 0 ? 2112 : i % 5 == 1 ? 1056 : 1584;
            video.samples.add(SampleModel.of(528, offset, true, 100, i));
        }
        right(new Request("0.001", null, false), video);
        right(new Request("0.133", null, false), video);
        right(new Request("3.001", "4", false), video);
    }

    @Test
    void textsStayAsLongAsTheyAreWhereTheEditBeginsPastTheirEnd() throws CutException {
        TrackModel texts = texts();
        texts.edits.addAll(List.of(new Edit(4000, 50_000), new Edit(10, 50_000)));
        right(new Request("0.5", null, false), texts);
        right(new Request("0.5", null, true), texts);
        right(new Request("0.5", "3", true), texts);
    }

    @Test
    void theLastTextIsNotLongerWhereItsEditGoesOn() throws CutException {
        TrackModel texts = texts();
        texts.edits.addAll(List.of(new Edit(60_000, 0, 0x8000), new Edit(5000, 0)));
        right(new Request("1", "50", true), texts);
        right(new Request("39.5", "50", true), texts);
        right(new Request("39.9999", "50", true), texts);
    }

    /** Twenty of a second each. */
    private static TrackModel texts() {
        TrackModel texts = slow(1000);
        texts.handler = "text";
        texts.codec = "mett";
        texts.sync = TrackModel.Sync.ALL;
        texts.samples.subList(20, texts.samples.size()).clear();
        texts.samples.replaceAll(sample -> sample.withDuration(1000));
        return texts;
    }

    private static TrackModel slow(long timescale) {
        TrackModel video = TrackModel.video(1, 40, 4);
        video.timescale = timescale;
        video.samples.replaceAll(sample -> sample.withDuration(1).withOffset(0));
        video.edits.clear();
        return video;
    }

    @Test
    void anEmptySampleFarAwayIsInTheMdat() throws CutException {
        TrackModel video = TrackModel.video(1, 40, 5);
        video.chunking = new int[] {1};
        video.samples.set(17, video.samples.get(17).withBytes(new byte[0]));
        MovieModel movie = new MovieModel().with(video, TrackModel.audio(2, 60));
        movie.order = "shuffled";
        for (String end : List.of("0.7", "0.72", "0.76")) {
            right(new Request("0.5", end, false), movie);
        }
    }
}
