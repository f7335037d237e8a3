package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.CutTimes;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a player is told of a cut is so, and leads to the same cut again. */
class CutTimesTest {
    private static final long NANOSECONDS = 1_000_000_000;
    private static final Time NANOSECOND = Time.of(1, NANOSECONDS);

    static List<MediaFile> made() {
        return MediaFile.made();
    }

    private static SeekRequest.Seek seek(String start, String end, boolean exact) {
        return (SeekRequest.Seek) SeekRequest.parse(start, end, exact);
    }

    private static CutPlan plan(MovieIndex index, SeekRequest.Seek seek) throws CutException {
        return CutPlan.of(index, seek, OptionalLong.empty());
    }

    private static String seconds(long nanoseconds) {
        return nanoseconds / NANOSECONDS + "." + String.format("%09d", nanoseconds % NANOSECONDS);
    }

    @ParameterizedTest
    @MethodSource("made")
    void aCutBeginsAndLastsAsIsSaid(MediaFile media) throws Exception {
        Source file = Source.of(media.bytes());
        MovieIndex index = Pipeline.indexAnywhere(file);
        for (String start : List.of("0.5", "2.9", "1000")) {
            for (boolean exact : List.of(false, true)) {
                for (String end : new String[] {null, "3"}) {
                    check(file, index, seek(start, end, exact));
                }
            }
        }
    }

    private static void check(Source file, MovieIndex index, SeekRequest.Seek seek) throws CutException {
        CutPlan plan = plan(index, seek);
        CutTimes times = CutTimes.of(index, plan);
        String what = seek + ": " + times;
        assertTrue(0 <= times.begin() && times.begin() < times.end() && times.end() <= times.duration(), what);
        Time lasts = Time.of(times.end() - times.begin(), NANOSECONDS);
        Time planned = Time.of(plan.duration(), plan.movieTimescale());
        // The header of a cut counts in its own timescale, rounded up.
        Time most = lasts.plus(Time.of(1, plan.movieTimescale())).plus(NANOSECOND);
        assertTrue(!most.isBefore(planned), () -> what + " but lasts " + planned);
        if (plan.until().isEmpty()) {
            assertTrue(!planned.plus(NANOSECOND).isBefore(lasts), () -> what + " but lasts " + planned);
        }
        SeekRequest.Seek again = new SeekRequest.Seek(seek(seconds(times.begin()), "1000000", false).start(), seek.end(),
                times.exact());
        if (again.start().isPositive()) {
            assertEquals(plan.id(), plan(index, again).id(), () -> what + " and again");
        }
        if (index.isFragmented()) {
            MovieIndex part = Pipeline.indexFor(file, seek, 32 << 10);
            assertEquals(times, CutTimes.of(part, plan(part, seek)), () -> what + " by a part of the fragments");
        }
    }

    @Test
    void theMovieLastsAsLongAsItsLongestTrack() throws Exception {
        MovieIndex index = Pipeline.index(Source.of(new MovieModel().with(TrackModel.video(1, 200, 24),
                TrackModel.audio(2, 500)).bytes()));
        CutTimes times = CutTimes.of(index, plan(index, seek("4", null, false)));
        assertEquals(new CutTimes(3_840_000_000L, 10_645_000_000L, 10_645_000_000L, false), times);
    }

    @Test
    void aTimeBeyond63BitsIsUnknown() throws Exception {
        TrackModel video = TrackModel.video(1, 48, 24);
        for (int i = 40; i < 46; i++) {
            video.samples.set(i, SampleModel.of(0x7fffffffL, 0, false, 100, i));
        }
        video.timescale = 1;
        video.edits.clear();
        MovieIndex index = Pipeline.index(Source.of(new MovieModel().with(video).bytes()));
        CutTimes times = CutTimes.of(index, plan(index, seek("4", null, false)));
        assertEquals(CutTimes.UNKNOWN, times.duration());
    }
}
