package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes of cameras and editors with times of the whole file: moved to the cut, or taken out. The cut begins at 2.88 s. */
class TimesOfTheFileTest {
    private static final String START = "3.3";
    private static final String XMP = "be7acfcb97a942e89c71999491e3afac";
    private static final String KEPT = "<x:xmpmeta><rdf:Description xmpDM:startTimeScale=\"25\" dc:title=\"a > b\">";
    private static final String TIMES = "<xmpDM:duration xmpDM:value=\"8\" xmpDM:scale=\"1/1\"/>"
            + "<xmpDM:startTimecode><xmpDM:timeValue>10:00:00:00</xmpDM:timeValue></xmpDM:startTimecode>"
            + "<xmpDM:Tracks><rdf:li xmpDM:trackName=\"Comment\"><xmpDM:markers><rdf:li xmpDM:startTime=\"125\"/>"
            + "</xmpDM:markers></rdf:li></xmpDM:Tracks>";
    private static final String ALSO_KEPT = "<xmpDM:durationOfTake/></rdf:Description></x:xmpmeta>";

    @Test
    void marksAreCountedFromTheCut() throws CutException {
        byte[] marks = udta("HMMT", new Bytes().u32(4).u32(1000).u32(2880).u32(5000).u32(6000).u32(0).u32(0));
        assertArrayEquals(inUdta("HMMT", new Bytes().u32(3).u32(0).u32(2120).u32(3120).u32(0).u32(0)), cut(marks, null));
        assertArrayEquals(inUdta("HMMT", new Bytes().u32(2).u32(0).u32(2120).u32(0).u32(0)), cut(marks, "5.5"));
        assertEquals(0, cut(udta("HMMT", new Bytes().u32(4).u32(1000)), null).length);
    }

    @Test
    void marksInTheSettingsOfACameraAreCountedFromTheCut() throws CutException {
        byte[] before = settings(3, 3, mark(1000, 0, 1500), mark(4000, 2500, 4500), mark(6000, 5000, 7000));
        byte[] both = settings(2, 2, mark(1120, 0, 1620), mark(3120, 2120, 4120), room(16));
        byte[] one = settings(1, 1, mark(1120, 0, 1620), room(40));
        assertArrayEquals(inUdta("GPMF", new Bytes().raw(both)), cut(udta("GPMF", new Bytes().raw(before)), null));
        assertArrayEquals(inUdta("GPMF", new Bytes().raw(one)), cut(udta("GPMF", new Bytes().raw(before)), "4.5"));
        String none = text(cut(udta("GPMF", new Bytes().raw(settings(1, 1, mark(1000, 0, 1500)))), null));
        assertFalse(none.contains("HLMT?"));
        assertFalse(none.contains("MANL"));
        assertTrue(none.contains("FREEL\4\0\6"), "24 bytes that are free");
    }

    @Test
    void settingsThatCannotBeReadStay() throws CutException {
        for (String broken : List.of("", "DEVC", "DEVC\0\1\377\377", "\0\0\0\0\0\0\0\0\0")) {
            byte[] file = udta("GPMF", new Bytes().text(broken));
            assertArrayEquals(inUdta("GPMF", new Bytes().text(broken)), cut(file, null));
        }
    }

    @Test
    void whatXmpSaysOfTimesIsBlank() throws CutException {
        String wanted = KEPT + " ".repeat(TIMES.length()) + ALSO_KEPT;
        byte[] packet = (KEPT + TIMES + ALSO_KEPT).getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(inUdta("XMP_", new Bytes().text(wanted)), cut(udta("XMP_", new Bytes().raw(packet)), null));
        byte[] uuid = new Bytes().box("uuid", box -> box.raw(HexFormat.of().parseHex(XMP)).raw(packet)).array();
        for (List<String> place : List.of(List.<String>of(), List.of("moov"), List.of("moov", "trak"))) {
            String made = text(bytes(planted(place, uuid)));
            assertTrue(made.contains(wanted), "in " + place);
            assertFalse(made.contains("startTimecode"), "in " + place);
        }
    }

    @Test
    void anotherUuidAndBrokenXmpStay() throws CutException {
        byte[] uuid = new Bytes().box("uuid", box -> box.text("USMT!0123456789a").text(TIMES)).array();
        assertTrue(text(bytes(planted(List.of(), uuid))).contains(TIMES));
        assertTrue(text(bytes(planted(List.of("moov"), uuid))).contains(TIMES));
        for (String broken : List.of("<xmpDM:Tracks", "<xmpDM:Tracks>", "<xmpDM:Tracks><xmpDM:Tracks>", "")) {
            assertArrayEquals(inUdta("XMP_", new Bytes().text(broken)), cut(udta("XMP_", new Bytes().text(broken)), null));
        }
    }

    @Test
    void whatIsTooLargeToBeWrittenAnewIsLeftOut() throws CutException {
        for (String type : List.of("XMP_", "GPMF")) {
            assertEquals(0, cut(udta(type, new Bytes().raw(new byte[256 * 1024 + 1])), null).length);
        }
    }

    /** A struct as cameras write it: when, from where, to where, and more. */
    private static byte[] mark(long time, long in, long out) {
        return new Bytes().u32(time).u32(in).u32(out).text("MANL").u32(0x42c80000L).u32(7).array();
    }

    /** What a mark leaves when it goes; of 24 bytes, 8 are the header. */
    private static byte[] room(int size) {
        return new Bytes().text("FREEL\4").u8(0).u8(size / 4).array();
    }

    private static byte[] settings(int total, int count, byte[]... values) {
        Bytes stream = new Bytes().text("TSMPL\4\0\1").u32(total).text("TYPEc\6\0\1").text("LLLFfL\0\0")
                .text("HLMT?").u8(24).u8(0).u8(count);
        for (byte[] value : values) {
            stream.raw(value);
        }
        int length = 12 + 16 + 8 + 24 * 3;
        while (values.length > 1 && stream.size() < length) {
            stream.raw(new byte[4]);
        }
        Bytes device = new Bytes().text("DVIDF\4\0\1HLMT").text("STRM\0\1").u8(stream.size() >> 8).u8(stream.size() & 0xff)
                .raw(stream.array());
        return new Bytes().text("DEVC\0\1").u8(device.size() >> 8).u8(device.size() & 0xff).raw(device.array())
                .raw(new byte[40]).array();
    }

    private static byte[] inUdta(String type, Bytes body) {
        return new Bytes().box(type, box -> box.raw(body.array())).array();
    }

    private static byte[] udta(String type, Bytes body) {
        return planted(List.of("moov"), new Bytes().box("udta", udta -> udta.raw(inUdta(type, body))).array());
    }

    private static byte[] planted(List<String> place, byte[] box) {
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        movie.moovFirst = false;
        if (place.isEmpty()) {
            movie.between = box;
            return movie.bytes();
        }
        return Planted.in(movie.bytes(), place, box);
    }

    private static byte[] cut(byte[] file, String end) throws CutException {
        Source source = Source.of(file);
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, new Request(START, end, false).seek());
        return RawBox.parse(cut, true).stream().filter(box -> box.type().equals("moov")).findFirst().orElseThrow()
                .first("udta").orElseThrow().body();
    }

    private static byte[] bytes(byte[] file) throws CutException {
        return Pipeline.cutBytesAnywhere(Source.of(file), START);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
