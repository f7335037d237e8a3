package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import io.github.tsmp4java.plan.SeekRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The durations that users of nginx's mp4 module know: two videos of 10 s and 20 s, a key frame each second. */
class NginxRowsTest {
    private static TrackModel video(long id, int seconds) {
        TrackModel track = new TrackModel(id);
        for (int i = 0; i < seconds * 15; i++) {
            track.samples.add(SampleModel.of(1024, 0, i % 15 == 0, 40 + i % 9, id * 1000 + i));
        }
        track.edits.add(new Edit(seconds * 1000L, 0));
        return track;
    }

    private static final Source FILE = Source.of(new MovieModel().with(video(1, 10), video(2, 20)).bytes());

    /** The second duration is empty where the first track is over at the start, and is not in the cut. */
    @ParameterizedTest
    @CsvSource({"2,,8.0,18.0", "7.1,,2.9,12.9", "6,9,3.0,3.0", "2.7,5.6,2.9,2.9", "0,9,9.0,9.0", "0,5.6,5.6,5.6",
            "0,11,10.0,11.0", "0,21,10.0,20.0", "7.1,11,2.9,3.9", "11,,1.0,11.0", "11,12,1.0,3.0"})
    void durations(String start, String end, String first, String second) throws CutException {
        MovieIndex index = Pipeline.index(FILE);
        SeekRequest.Seek seek = new Request(start, end, true).seek();
        Source cut = Pipeline.cut(index, FILE, seek);
        assertEquals(List.of(), new Judge(FILE).judge(cut, start, end, true));
        Movie made = Movie.of(cut, true);
        List<Ratio> lengths = made.tracks().stream().map(Track::shownEnd).toList();
        // To the tenth, as nginx's own tests have it: a start inside a frame begins with that frame.
        assertEquals(List.of(first, second), lengths.stream().map(NginxRowsTest::tenths).toList());
        assertEquals(lengths.get(0).max(lengths.get(1)).times(made.timescale()).ceil(), made.duration());
    }

    private static String tenths(Ratio time) {
        return new BigDecimal(time.num()).divide(new BigDecimal(time.den()), 1, RoundingMode.HALF_UP).toPlainString();
    }
}
