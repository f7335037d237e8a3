package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes with times of the whole movie, which no edit list maps, are written anew. */
class RebuiltBoxTest {
    private static final String START = "3.3";

    @Test
    void chaptersAreCountedFromTheCut() throws CutException {
        byte[] chapters = chapters("before", 0, "running", 20_000_000, "after", 50_000_000);
        byte[] file = inMoov(new Bytes().box("udta", udta -> udta.raw(chapters)).array());
        assertEquals(Ratio.of(288, 100), new Judge(Source.of(file)).expectation(START, null, false).cutTime());
        byte[] wanted = chapters("running", 0, "after", 21_200_000);
        assertArrayEquals(wanted, moov(file).first("udta").orElseThrow().body());
    }

    @Test
    void aChapterOfLessThanAFrameIsLeftOut() throws CutException {
        byte[] chapters = chapters("a frame less", 0, "next", 29_100_000, "last", 50_000_000);
        byte[] file = inMoov(new Bytes().box("udta", udta -> udta.raw(chapters)).array());
        assertArrayEquals(chapters("next", 0, "last", 21_200_000), moov(file).first("udta").orElseThrow().body());
        byte[] wanted = chapters("next", 0);
        assertArrayEquals(wanted, moov(file, "5.03").first("udta").orElseThrow().body());
        assertArrayEquals(chapters("next", 0, "last", 21_200_000), moov(file, "5.05").first("udta").orElseThrow().body());
    }

    @Test
    void chaptersThatCannotBeReadAreLeftOut() throws CutException {
        byte[] chapters = new Bytes().box("chpl", box -> box.u32(0).u8(200).u32(7)).array();
        byte[] file = inMoov(new Bytes().box("udta", udta -> udta.raw(chapters)).array());
        assertEquals(0, moov(file).first("udta").orElseThrow().body().length);
    }

    @Test
    void theGaplessCountsOfTheWholeFileAreLeftOut() throws CutException {
        byte[] other = item("iTunNORM", " 00000000");
        byte[] file = inMoov(new Bytes().full("meta", 0, 0, meta -> meta.box("ilst",
                ilst -> ilst.raw(item("iTunSMPB", " 00000000 00000840")).raw(other))).array());
        byte[] wanted = new Bytes().u32(0).box("ilst", ilst -> ilst.raw(other)).array();
        assertArrayEquals(wanted, moov(file).first("meta").orElseThrow().body());
    }

    @Test
    void itemsThatNamePlacesInTheFileAreLeftOut() throws CutException {
        byte[] keys = new Bytes().full("keys", 0, 0, box -> box.u32(3).box("mdta", key -> key.text("auxiliary.tracks.offset"))
                .box("mdta", key -> key.text("com.android.version")).box("mdta", key -> key.text("auxiliary.tracks.map"))).array();
        byte[] version = new Bytes().box("\0\0\0\2", item -> item.text("13")).array();
        byte[] file = inMoov(new Bytes().full("meta", 0, 0, meta -> meta.raw(keys).box("ilst", ilst -> ilst
                .box("\0\0\0\1", item -> item.u64(400_332)).raw(version).box("\0\0\0\3", item -> item.u8(1)))).array());
        byte[] wanted = new Bytes().u32(0).raw(keys).box("ilst", ilst -> ilst.raw(version)).array();
        assertArrayEquals(wanted, moov(file).first("meta").orElseThrow().body());
    }

    /** Taggers leave pieces of what was there before behind the last box. */
    @Test
    void metadataAreReadUpToWhatIsNoBox() throws CutException {
        byte[] other = item("iTunNORM", " 00000000");
        byte[] junk = new Bytes().u32(7).text("junk behind the boxes").array();
        byte[] file = inMoov(new Bytes().full("meta", 0, 0, meta -> meta.box("ilst",
                ilst -> ilst.raw(item("iTunSMPB", " 00000000 00000840")).raw(other)).raw(junk)).array());
        byte[] wanted = new Bytes().u32(0).box("ilst", ilst -> ilst.raw(other)).raw(junk).array();
        assertArrayEquals(wanted, moov(file).first("meta").orElseThrow().body());
    }

    @Test
    void theDurationOfAFragmentedMovieIsThatOfTheCut() throws CutException {
        byte[] mehd = new Bytes().full("mehd", 0, 0, box -> box.u32(123_456)).array();
        byte[] file = Planted.in(MediaFile.made("fragmented_numbered.mp4").bytes(), List.of("moov", "mvex"), mehd);
        Source source = Source.of(file);
        Movie movie = new Judge(source).movie();
        Ratio end = movie.tracks().stream().map(Track::shownEnd).reduce(Ratio.ZERO, Ratio::max);
        Movie cut = Movie.of(Pipeline.cut(Pipeline.indexAnywhere(source), source, START), true);
        RawBox made = cut.moov().need("mvex", "mehd");
        long duration = made.version() == 1 ? made.i64(4) : made.u32(4);
        Ratio wanted = end.minus(new Judge(source).expectation(START, null, false).cutTime());
        assertTrue(Ratio.of(duration, cut.timescale()).minus(wanted).abs().compareTo(Ratio.of(1, cut.timescale())) <= 0,
                () -> duration + " ticks of " + cut.timescale() + ", not " + wanted);
    }

    /** @param entries titles and times in units of 100 ns, in turn */
    private static byte[] chapters(Object... entries) {
        return new Bytes().full("chpl", 1, 0, box -> {
            box.u32(0).u8(entries.length / 2);
            for (int i = 0; i < entries.length; i += 2) {
                box.u64(((Number) entries[i + 1]).longValue()).u8(((String) entries[i]).length()).text((String) entries[i]);
            }
        }).array();
    }

    private static byte[] item(String name, String value) {
        return new Bytes().box("----", item -> item.full("mean", 0, 0, box -> box.text("com.apple.iTunes"))
                .full("name", 0, 0, box -> box.text(name)).full("data", 0, 1, box -> box.u32(0).text(value))).array();
    }

    private static byte[] inMoov(byte[] box) {
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        movie.moovFirst = false;
        return Planted.in(movie.bytes(), List.of("moov"), box);
    }

    private static RawBox moov(byte[] file) throws CutException {
        return moov(file, null);
    }

    private static RawBox moov(byte[] file, String end) throws CutException {
        Source source = Source.of(file);
        return Movie.of(Pipeline.cut(Pipeline.indexAnywhere(source), source, new Request(START, end, false).seek()), true).moov();
    }
}
