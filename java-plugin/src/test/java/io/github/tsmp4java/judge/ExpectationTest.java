package io.github.tsmp4java.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    private static Expectation of(MovieModel model, String start) {
        return Expectation.of(Movie.of(Source.of(model.bytes()), false), Ratio.parse(start));
    }

    /** Key frames are shown at 0, 0.4, 0.8 … 3.6 s. */
    @ParameterizedTest
    @CsvSource({"0.001,0,0", "0.4,10,0.4", "0.399999,0,0", "0.44,10,0.4", "3.9,90,3.6", "4,90,3.6", "1000,90,3.6"})
    void snapsToTheKeyFrameAtOrBefore(String start, int first, String cut) {
        Expectation found = of(new MovieModel().with(TrackModel.video(1, 100, 10)), start);
        assertEquals(first, found.firstSample());
        assertEquals(Ratio.parse(cut), found.cutTime());
    }

    @Test
    void theEmptyEditBeforeTheFirstFrameDelaysIt() {
        TrackModel video = TrackModel.video(1, 100, 10);
        video.edits.add(0, new Edit(1500, -1));
        MovieModel movie = new MovieModel().with(video);
        assertEquals(Ratio.parse("1.5"), of(movie, "0.5").cutTime());
        assertEquals(Ratio.parse("1.9"), of(movie, "2").cutTime());
        assertEquals(10, of(movie, "2").firstSample());
    }

    @Test
    void whatTheEditHidesStaysHidden() {
        TrackModel video = TrackModel.video(1, 100, 10);
        video.edits.set(0, new Edit(3000, 512 + 13 * 512));
        Expectation found = of(new MovieModel().with(video), "0.1");
        assertEquals(10, found.firstSample());
        assertEquals(Ratio.ZERO, found.cutTime());
    }

    @Test
    void withoutASyncSampleBeforeTheFirstOneIsTaken() {
        TrackModel video = TrackModel.video(1, 100, 10);
        video.samples.set(0, video.samples.get(0).withSync(false));
        Expectation found = of(new MovieModel().with(video), "0.1");
        assertEquals(10, found.firstSample());
        assertEquals(Ratio.parse("0.4"), found.cutTime());
    }

    @Test
    void anEmptyStssMeansTheFirstSample() {
        TrackModel video = TrackModel.video(1, 100, 10);
        video.sync = TrackModel.Sync.NONE_LISTED;
        assertEquals(0, of(new MovieModel().with(video), "2").firstSample());
    }

    @Test
    void theReferenceIsTheFirstEnabledVideoThatIsNoChapterImage() {
        TrackModel images = TrackModel.video(1, 5, 1);
        TrackModel disabled = TrackModel.video(3, 100, 5);
        disabled.enabled = false;
        TrackModel audio = TrackModel.audio(2, 190);
        audio.referenceType = "chap";
        audio.referenceTo = 1;
        TrackModel video = TrackModel.video(4, 100, 20);
        MovieModel movie = new MovieModel().with(images, audio, disabled, video);
        assertEquals(4, of(movie, "1").reference().id());
        movie.tracks.remove(3);
        assertEquals(2, of(movie, "1").reference().id());
        movie.tracks.remove(1);
        assertEquals(1, of(movie, "1").reference().id());
    }
}
