package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.text.MovieText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A slip that every player forgives: the cut is that of the sane file, and it is said that something was repaired. */
class SlipTest {
    private static final long MOVIES = System.getProperty("full") == null ? 25 : 500;
    static final List<Request> REQUESTS = List.of(Request.start("0.001"), Request.start("1.23"), Request.start("4.1"),
            new Request("2.2", "5.5", false), new Request("3.3", null, true));

    private static final byte[] SANE = MediaFile.made("h264_numbered_moov_last.mp4").bytes();

    /** The cuts, one behind the other; a reason instead of one that is declined. */
    static byte[] cuts(byte[] file, boolean repaired) throws CutException {
        Source source = Source.of(file);
        MovieIndex index = Pipeline.indexAnywhere(source);
        if (repaired) {
            assertTrue(index.isRepaired());
            assertTrue(MovieText.of(index).stream().anyMatch(line -> line.contains("repaired: ")));
        }
        Bytes out = new Bytes();
        for (Request request : REQUESTS) {
            try {
                Source cut = Pipeline.cut(index, source, request.seek());
                out.raw(cut.read(0, Math.toIntExact(cut.length())));
            } catch (CutException e) {
                out.text(e.getMessage());
            }
        }
        return out.array();
    }

    private static byte[] sane() {
        return SANE;
    }

    /** How many bytes are different; the files are of one length. */
    static int differences(byte[] one, byte[] other) {
        assertEquals(one.length, other.length);
        int count = 0;
        for (int i = 0; i < one.length; i++) {
            count += one[i] == other[i] ? 0 : 1;
        }
        return count;
    }

    @TestFactory
    Stream<DynamicTest> ofAFileThatFfmpegMade() {
        return Slips.all().entrySet().stream().filter(slip -> !slip.getKey().contains("saio")).map(slip ->
                DynamicTest.dynamicTest(slip.getKey(), () -> {
                    byte[] expected = cuts(sane(), false);
                    int made = 0;
                    for (int trak = 0; trak < 2; trak++) {
                        Optional<byte[]> spoilt = slip.getValue().in(sane(), trak, new Random(7));
                        if (spoilt.isPresent()) {
                            made++;
                            assertArrayEquals(expected, cuts(spoilt.get(), true));
                        }
                    }
                    assertTrue(made > 0);
                }));
    }

    /** Chance makes the movie and the slip. */
    @TestFactory
    Stream<DynamicTest> ofMoviesThatChanceMade() {
        return LongStream.range(0, MOVIES).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
            MovieModel movie = RandomMovie.of(seed);
            movie.moovFirst = false;
            movie.openMdat = false;
            movie.compressed = false;
            movie.tracks.forEach(track -> {
                track.hole = 0;
                track.holeEach = 0;
            });
            byte[] file = movie.bytes();
            byte[] expected;
            try {
                expected = cuts(file, false);
            } catch (CutException e) {
                return;
            }
            Random random = new Random(seed);
            for (Map.Entry<String, Slips.Slip> slip : Slips.all().entrySet()) {
                int trak = random.nextInt(movie.tracks.size());
                Optional<byte[]> spoilt = slip.getValue().in(file, trak, random);
                if (spoilt.isPresent()) {
                    assertArrayEquals(expected, cuts(spoilt.get(), true), slip.getKey() + " in track " + (trak + 1));
                }
            }
        }));
    }

    @Test
    void editListsThatCountAsNone() throws CutException {
        for (int trak = 0; trak < 2; trak++) {
            byte[] without = Slips.withoutEdits(sane(), trak).orElseThrow();
            byte[] expected = cuts(without, false);
            assertArrayEquals(expected, cuts(Slips.withEdits(without, trak, 20_000, -2, 0x10000), true));
            assertArrayEquals(expected, cuts(Slips.withEdits(without, trak, 20_000, 0, 0), true));
            assertArrayEquals(expected, cuts(Slips.withEdits(without, trak, 0, -1, 0x10000), true));
        }
    }

    @Test
    void aDurationWithTheTopBitSetIsATick() throws CutException {
        Patch stts = Patch.table(sane(), 0, "stts").orElseThrow();
        long[] numbers = stts.numbers();
        assertEquals(1, numbers[0]);
        byte[] expected = cuts(stts.with(2, numbers[1] - 1, numbers[2], 1, 1), false);
        assertArrayEquals(expected, cuts(stts.with(2, numbers[1] - 1, numbers[2], 1, 0xffffff00L), true));
        assertArrayEquals(expected, cuts(stts.with(2, numbers[1] - 1, numbers[2], 1, 0x80000000L), true));
    }

    @Test
    void aRowForEachChunkAllOfThemForTheFirst() throws CutException {
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        movie.tracks.get(0).chunking = new int[] {4, 3, 5, 1};
        movie.moovFirst = false;
        Patch stsc = Patch.table(movie.bytes(), 0, "stsc").orElseThrow();
        long[] numbers = stsc.numbers();
        assertEquals(Patch.table(movie.bytes(), 0, "stco").orElseThrow().numbers()[0], numbers[0], "a row for each chunk");
        for (int row = 0; row < numbers[0]; row++) {
            numbers[1 + 3 * row] = 1;
        }
        assertArrayEquals(cuts(movie.bytes(), false), cuts(stsc.with(numbers), true));
    }

    @Test
    void soundOfWhichEachSampleCanBeDecodedAlone() throws CutException {
        Patch stsz = Patch.table(sane(), 1, "stsz").orElseThrow();
        for (long[] rows : new long[][] {{0}, {1, 1}}) {
            byte[] stss = new Bytes().full("stss", 0, 0, box -> LongStream.of(rows).forEach(box::u32)).array();
            assertArrayEquals(cuts(sane(), false), cuts(stsz.followedBy(stss), true));
        }
    }

    /** The object type of xHE-AAC, which may really need the samples before. */
    @Test
    void theKeyFramesOfAnUnknownSoundAreBelieved() throws CutException {
        byte[] stss = new Bytes().full("stss", 0, 0, box -> box.u32(1).u32(1)).array();
        byte[] file = Patch.table(sane(), 1, "stsz").orElseThrow().followedBy(stss);
        int esds = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf("esds");
        int specific = esds;
        while (file[specific] != 5 || file[specific - 1] != 0 && file[specific + 4] != 2 && file[specific + 4] != 5) {
            specific++;
        }
        int config = specific + 1;
        while (file[config] < 0) {
            config++;
        }
        // 5 bits of 31, then 6 bits of 10: object type 42.
        file[config + 1] = (byte) 0xf9;
        file[config + 2] = (byte) (0x40 | file[config + 2] & 0x1f);
        assertFalse(Pipeline.indexAnywhere(Source.of(file)).tracks().get(1).allSync());
    }

    @Test
    void aUrlWithoutALocationNamesThisFile() throws CutException {
        byte[] file = sane();
        Patch dref = Patch.at(file, 0, "mdia", "minf", "dinf", "dref").orElseThrow();
        byte[] spoilt = file.clone();
        spoilt[Math.toIntExact(dref.box().at()) + 8 + 8 + 8 + 3] = 0;
        assertEquals(REQUESTS.size(), differences(cuts(file, false), cuts(spoilt, true)));
        // QuickTime's, with nothing in it.
        byte[] alias = spoilt.clone();
        ByteBuffer.wrap(alias).putInt(Math.toIntExact(dref.box().at()) + 8 + 8 + 4, 0x616c6973);
        assertEquals(5 * REQUESTS.size(), differences(cuts(file, false), cuts(alias, true)), "the flag and the type");
    }

    /** Motion JPEG 2000 begins with it. */
    @Test
    void aSignatureBeforeTheFtypStaysThere() throws CutException {
        byte[] first = new Bytes().box("jP  ", box -> box.u32(0x0d0a870aL)).box("ftyp", box -> box.text("mjp2")).array();
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        movie.moovFirst = false;
        movie.writesFtyp = false;
        movie.between = first;
        byte[] cut = Pipeline.cutBytesAnywhere(Source.of(movie.bytes()), "3.3");
        assertArrayEquals(first, Arrays.copyOf(cut, first.length));
    }

    @Test
    void aTimescaleOfZeroIsOne() throws CutException {
        byte[] file = sane();
        int mvhd = new String(file, StandardCharsets.ISO_8859_1).indexOf("mvhd") + 4 + 12;
        int mdhd = Math.toIntExact(Patch.at(file, 1, "mdia", "mdhd").orElseThrow().box().at()) + 8 + 12;
        for (int place : new int[] {mvhd, mdhd}) {
            byte[] one = file.clone();
            ByteBuffer.wrap(one).putInt(place, 1);
            byte[] none = file.clone();
            ByteBuffer.wrap(none).putInt(place, 0);
            assertArrayEquals(cuts(one, false), cuts(none, true));
        }
    }

    @Test
    void tracksOfOneIdAreToldApartByTheirOrder() throws CutException {
        byte[] file = sane();
        Patch tkhd = Patch.at(file, 1, "tkhd").orElseThrow();
        byte[] spoilt = file.clone();
        int id = Math.toIntExact(tkhd.box().at()) + 8 + 12;
        assertEquals(2, ByteBuffer.wrap(spoilt).getInt(id));
        ByteBuffer.wrap(spoilt).putInt(id, 1);
        assertEquals(REQUESTS.size(), differences(cuts(file, false), cuts(spoilt, true)));
        Patch behind = Patch.at(spoilt, 0, "tkhd").orElseThrow();
        byte[] other = behind.followedBy(new Bytes().box("tref", tref -> tref.box("sync", sync -> sync.u32(7))).array());
        assertEquals(2, Pipeline.indexAnywhere(Source.of(other)).tracks().size(), "it names none of the two");
        byte[] ambiguous = behind.followedBy(new Bytes().box("tref", tref -> tref.box("chap", chap -> chap.u32(1))).array());
        String reason = assertThrows(CutException.class, () -> Pipeline.indexAnywhere(Source.of(ambiguous))).getMessage();
        assertTrue(reason.contains("has two tracks of one track_ID, and names tracks by it"), reason);
    }

    /** No player is known to forgive it: the senc says other sizes than saiz, though all together are as many bytes. */
    @Test
    void aSencOfOtherSizesThanSaizIsDeclinedByName() {
        byte[] file = ModelFiles.all().get("auxiliary information SENC").bytes();
        Patch saiz = Patch.table(file, 0, "saiz").orElseThrow();
        // Version, flags, type and parameter, the size of all, and the count.
        int rows = Math.toIntExact(saiz.box().at()) + saiz.box().header() + 17;
        byte first = file[rows + 4];
        file[rows + 4] = file[rows + 5];
        file[rows + 5] = first;
        CutException declined = assertThrows(CutException.class, () -> Pipeline.indexAnywhere(Source.of(file)));
        assertTrue(declined.getMessage().contains("auxiliary information of sample 5 is not of the " + file[rows + 4]
                + " bytes that saiz says (moov/trak[1]/mdia/minf/stbl/senc)"), declined.getMessage());
    }
}
