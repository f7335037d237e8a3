package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files whose end is missing, as an upload that stopped leaves them. */
class TruncatedTest {
    private static final long MOVIES = System.getProperty("full") == null ? 50 : 1000;

    /** Samples beyond the end are as if they were not there; where some behind that point are, the file is declined. */
    private static void right(byte[] file, long seed) throws CutException {
        Trial trial;
        try {
            trial = new Trial(Source.of(file), Pipeline.indexAnywhere(Source.of(file)));
        } catch (CutException e) {
            assertTrue(e.getMessage().matches("declined: (truncated: no sample|nothing to play|the file ends before its moov|no moov).*"),
                    e.getMessage());
            return;
        }
        trial.run(Requests.of(trial.judge().movie(), seed));
        assertEquals(List.of(), trial.wrong());
        for (CutException e : trial.declined()) {
            assertTrue(e.getMessage().matches("declined: (samples end at byte|no key frame inside).*"), e.getMessage());
        }
    }

    @Test
    void samplesBeyondTheEndAreAsIfTheyWereNotThere() throws CutException {
        byte[] whole = MediaFile.made("h264_numbered.mp4").bytes();
        for (int percent : new int[] {99, 90, 60, 33, 12}) {
            byte[] file = Arrays.copyOf(whole, whole.length * percent / 100);
            assertTrue(Pipeline.indexAnywhere(Source.of(file)).isRepaired());
            right(file, percent);
        }
        byte[] none = Arrays.copyOf(whole, (int) RawBox.parse(Source.of(whole), false).stream()
                .filter(box -> box.type().equals("mdat")).findFirst().orElseThrow().at() + 9);
        assertEquals("declined: truncated: no sample is in the file, which ends at byte " + none.length, declined(none));
    }

    @TestFactory
    Stream<DynamicTest> moviesThatChanceMadeMayEndAnywhere() {
        return LongStream.range(0, MOVIES).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
            MovieModel movie = RandomMovie.of(seed);
            movie.moovFirst = true;
            movie.tracks.forEach(track -> {
                track.hole = 0;
                track.holeEach = 0;
                track.auxiliary = TrackModel.Auxiliary.NONE;
            });
            byte[] whole = movie.bytes();
            right(Arrays.copyOf(whole, new Random(seed).nextInt(whole.length / 4, whole.length)), seed);
        }));
    }

    /** Of two chunks the second is first in the file, which ends in it. */
    @Test
    void aChunkThatIsPartlyThereBehindOneThatIsNotLeavesAHole() throws CutException {
        TrackModel video = TrackModel.video(1, 40, 10);
        video.chunking = new int[] {20};
        MovieModel movie = new MovieModel().with(video);
        movie.moovFirst = true;
        movie.order = "reversed";
        byte[] whole = movie.bytes();
        Source file = Source.of(Arrays.copyOf(whole, whole.length - 20 * 300 - 300));
        MovieIndex index = Pipeline.indexAnywhere(file);
        String why = assertThrows(DeclinedCut.class, () -> Pipeline.cut(index, file, "1")).getMessage();
        assertTrue(why.startsWith("declined: samples end at byte "), why);
    }

    private static String declined(byte[] file) {
        return assertThrows(DeclinedCut.class, () -> Pipeline.indexAnywhere(Source.of(file))).getMessage();
    }

    @Test
    void aFragmentThatIsNotAllThereIsCalledTruncated() {
        byte[] whole = MediaFile.made("fragmented_numbered.mp4").bytes();
        List<RawBox> boxes = RawBox.parse(Source.of(whole), false);
        RawBox moof = boxes.stream().filter(box -> box.type().equals("moof")).findFirst().orElseThrow();
        RawBox mdat = boxes.get(boxes.indexOf(moof) + 1);
        assertEquals("declined: truncated: the mdat at byte " + mdat.at() + " goes 5 bytes beyond the file, and there is no whole "
                + "fragment before", declined(Arrays.copyOf(whole, (int) (mdat.at() + mdat.size() - 5))));
        assertEquals("declined: truncated: the moof at byte " + moof.at() + " goes 1 bytes beyond the file, and there is no whole "
                + "fragment before", declined(Arrays.copyOf(whole, (int) (moof.at() + moof.size() - 1))));
    }
}
