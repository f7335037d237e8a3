package io.github.tsmp4java.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.BoxBytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadCollectorTest {
    private static final byte[] FTYP = new BoxBytes().u32(1, 2).in("ftyp");
    private static final byte[] UUID = new BoxBytes().u32(1, 2, 3, 4, 5).in("uuid");
    private static final byte[] FREE = new BoxBytes().add(new byte[3000]).in("free");
    private static final byte[] MOOV = new BoxBytes().add(new byte[5000]).in("moov");
    private static final byte[] MDAT = new BoxBytes().add(new byte[2000]).in("mdat");
    private static final byte[] LARGE_MDAT = new BoxBytes().u32(1, FourCc.of("mdat").code()).u64(2016)
            .add(new byte[2000]).bytes();

    private static byte[] file(byte[]... boxes) {
        return new BoxBytes().add(boxes).bytes();
    }

    private static MovieHead collect(HeadCollector collector, byte[] file, int piece) throws CutException {
        boolean complete = false;
        for (int at = 0; at < file.length; at += piece) {
            complete = collector.feed(file, at, Math.min(piece, file.length - at));
        }
        assertTrue(complete);
        return collector.head();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 4096, 1 << 20})
    void theHeadIsTheSameHoweverItArrives(int piece) throws Exception {
        byte[] file = file(FTYP, FREE, UUID, MOOV, UUID, FREE, MDAT);
        for (HeadCollector collector : List.of(HeadCollector.ofStream(10_000, -1), new HeadCollector(10_000, file.length))) {
            MovieHead head = collect(collector, file, piece);
            assertArrayEquals(FTYP, head.ftyp().bytes().copy());
            assertArrayEquals(MOOV, head.moov().bytes().copy());
            assertEquals(FTYP.length + FREE.length + UUID.length, head.moov().position());
            assertEquals(List.of("uuid", "uuid"), head.others().stream().map(Box::path).toList());
            long second = head.moov().position() + MOOV.length + UUID.length;
            assertEquals(List.of("free of 3008 bytes at byte " + FTYP.length + " left out",
                    "free of 3008 bytes at byte " + second + " left out", "boxes from byte " + (second + FREE.length)
                            + " on, mdat first, are not read: none but the media is kept"), head.notes());
        }
    }

    @Test
    void everySplitInTwoGivesTheSameHead() throws Exception {
        byte[] file = file(FTYP, UUID, MOOV, MDAT);
        for (int split = 0; split <= file.length; split++) {
            HeadCollector collector = HeadCollector.ofStream(10_000, -1);
            boolean early = collector.feed(file, 0, split);
            assertEquals(split >= file.length - MDAT.length + 8, early, "complete with the header of mdat");
            assertTrue(collector.feed(file, split, file.length - split));
            assertArrayEquals(MOOV, collector.head().moov().bytes().copy());
        }
    }

    @Test
    void aMoovAfterTheMediaIsFoundInAFileThatCanBeReadAnywhere() throws Exception {
        for (byte[] mdat : List.of(MDAT, LARGE_MDAT)) {
            byte[] file = file(FTYP, mdat, MOOV);
            HeadCollector collector = new HeadCollector(10_000, file.length);
            assertFalse(collector.feed(file, 0, FTYP.length + 20));
            int moovAt = FTYP.length + mdat.length;
            assertEquals(moovAt, collector.position());
            collector.skipTo(moovAt);
            assertEquals(8, collector.wanted());
            assertFalse(collector.feed(file, moovAt, 8));
            assertEquals(MOOV.length - 8, collector.wanted());
            assertTrue(collector.feed(file, moovAt + 8, MOOV.length - 8));
            assertArrayEquals(MOOV, collector.head().moov().bytes().copy());
            assertEquals(moovAt, collector.head().moov().position());
        }
    }

    @Test
    void aMoovThatIsMostOfTheFileIsNotItsEnd() throws Exception {
        byte[] file = file(FTYP, MOOV, UUID, MDAT);
        MovieHead head = collect(new HeadCollector(10_000, file.length), file, 4096);
        assertEquals(List.of("uuid"), head.others().stream().map(Box::path).toList());
    }

    @Test
    void bytesThatWereLeftOutAreOnlyThoseNobodyWants() throws Exception {
        byte[] file = file(FTYP, MDAT, MOOV);
        HeadCollector collector = new HeadCollector(10_000, file.length);
        collector.feed(file, 0, FTYP.length + 8);
        assertThrows(IllegalArgumentException.class, () -> collector.skipTo(FTYP.length + MDAT.length + 1));
        collector.skipTo(FTYP.length + 100);
        assertTrue(collector.feed(file, FTYP.length + 100, file.length - FTYP.length - 100));
        assertArrayEquals(MOOV, collector.head().moov().bytes().copy());
    }

    @Test
    void aMoovOfSize0ReachesToTheEndOfTheFile() throws Exception {
        byte[] moov = MOOV.clone();
        moov[2] = 0;
        moov[3] = 0;
        byte[] file = file(FTYP, MDAT, moov);
        assertEquals(MOOV.length, collect(new HeadCollector(10_000, file.length), file, 100).moov().bytes().size());
        assertDeclined("declined: moov of size 0 (to the end of the file)", HeadCollector.ofStream(10_000, -1), file(FTYP, moov));
    }

    @Test
    void whatCannotBeCutIsDeclinedByName() {
        assertDeclined("declined: moov after mdat", HeadCollector.ofStream(10_000, -1), file(FTYP, MDAT, MOOV));
        assertDeclined("declined: fragmented (moof)", HeadCollector.ofStream(10_000, -1), file(FTYP, new BoxBytes().in("moof")));
        assertDeclined("declined: moov of 5008 bytes is over the cap of 5000 (--moov-max)", HeadCollector.ofStream(5000, -1),
                file(FTYP, MOOV, MDAT));
        assertDeclined("declined: moov starts beyond the cap of 3000 bytes (--moov-max), after free", HeadCollector.ofStream(3000, -1),
                file(FTYP, FREE, MOOV));
        assertDeclined("declined: not an MP4 file, it starts with ML>.", HeadCollector.ofStream(10_000, -1), "<!HTML>..".getBytes());
        assertDeclined("declined: no moov in 2024 bytes", new HeadCollector(10_000, 2024), file(FTYP, MDAT));
        assertDeclined("declined: no media after 1000 top-level boxes", HeadCollector.ofStream(1 << 20, -1),
                new BoxBytes().add(FTYP, new BoxBytes().add(manyBoxes()).bytes()).bytes());
        assertDeclined("free @16: size 3 is no size for a box with a header of 8", HeadCollector.ofStream(10_000, -1),
                file(FTYP, new BoxBytes().u32(3, FourCc.of("free").code()).bytes()));
        assertDeclined("mdat @16: size 9223372036854775807 ends beyond 2^63", new HeadCollector(10_000, 100_000),
                file(FTYP, new BoxBytes().u32(1, FourCc.of("mdat").code()).u64(Long.MAX_VALUE).bytes()));
    }

    @Test
    void memoryFollowsTheBytesNotTheClaim() throws Exception {
        HeadCollector collector = HeadCollector.ofStream(64 << 20, -1);
        collector.feed(new BoxBytes().u32(60_000_000, FourCc.of("moov").code()).add(new byte[1000]).bytes(), 0, 1008);
        assertEquals(60_000_000, collector.moovSize());
        assertTrue(collector.retained() < 5000, collector.retained() + " bytes for 1008");
    }

    private static byte[][] manyBoxes() {
        byte[][] boxes = new byte[1100][];
        Arrays.fill(boxes, new BoxBytes().in("free"));
        return boxes;
    }

    private static void assertDeclined(String message, HeadCollector collector, byte[] file) {
        assertEquals(message, assertThrows(CutException.class, () -> collector.feed(file, 0, file.length)).getMessage());
    }
}
