package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.server.Ffmpeg;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** QuickTime sound whose stsz is not true: what ffmpeg has of a cut is what it has of the source from there on. */
class SoundTest {
    private static final int RATE = 8000;
    private static final List<String> STBL = List.of("moov", "trak", "mdia", "minf", "stbl");
    /** Into a sound description: its version, channels and bits are at these places of the stsd box. */
    private static final int ENTRY = 16;
    private static final int VERSION = ENTRY + 8 + 8;

    private static final String[] PACKETS = {"-c:a", "copy", "-f", "data"};
    private static final String[] INSTANTS = {"-c:a", "pcm_s32le", "-f", "s32le"};

    private static RawBox table(byte[] file, String type) {
        List<RawBox> boxes = RawBox.parse(Source.of(file), false);
        for (String step : STBL) {
            boxes = boxes.stream().filter(box -> box.type().equals(step)).findFirst().orElseThrow().children();
        }
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst().orElseThrow();
    }

    private static byte[] with(byte[] file, String table, int at, int value) {
        byte[] out = file.clone();
        ByteBuffer.wrap(out).putInt((int) table(file, table).at() + at, value);
        return out;
    }

    /** Four seconds of noise that never repeats. */
    private static byte[] sound(String codec, int channels) {
        return Ffmpeg.made(".mov", "-f", "lavfi", "-i", "anoisesrc=d=4:r=" + RATE + ":seed=7", "-ac", String.valueOf(channels), "-c:a",
                codec);
    }

    /** A decoder of packets goes on from the one before: of them the bytes are compared that it gets. */
    private static void right(byte[] file, double bytesOfAnInstant, String... codec) throws CutException {
        byte[] all = Ffmpeg.sound(file, codec);
        assertEquals(4 * RATE * bytesOfAnInstant, all.length);
        for (String start : List.of("0.001", "1", "1.003", "2", "3.9999")) {
            byte[] cut = Ffmpeg.sound(Pipeline.cutBytesAnywhere(Source.of(file), start), codec);
            assertTrue(cut.length >= (4 - Double.parseDouble(start)) * RATE * bytesOfAnInstant, start);
            assertArrayEquals(Arrays.copyOfRange(all, all.length - cut.length, all.length), cut, start);
        }
    }

    /** As QuickTime writes it, with one sample for each instant, whereas ffmpeg writes one for each packet. */
    private static byte[] packets(int channels) {
        byte[] file = sound("adpcm_ima_qt", channels);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int stsc = (int) table(file, "stsc").at();
        for (int row = 0; row < bytes.getInt(stsc + 12); row++) {
            bytes.putInt(stsc + 20 + 12 * row, bytes.getInt(stsc + 20 + 12 * row) * 64);
        }
        int stts = (int) table(file, "stts").at();
        bytes.putInt(stts + 12, 1).putInt(stts + 16, 4 * RATE).putInt(stts + 20, 1);
        int stsz = (int) table(file, "stsz").at();
        bytes.putInt(stsz + 12, 1).putInt(stsz + 16, 4 * RATE);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "1, 1", "2, 1"})
    void packetsAreKeptWhole(int channels, int version) throws CutException {
        byte[] file = packets(channels);
        assertEquals(1, ByteBuffer.wrap(file).getShort((int) table(file, "stsd").at() + VERSION), "as ffmpeg writes it");
        ByteBuffer.wrap(file).putShort((int) table(file, "stsd").at() + VERSION, (short) version);
        right(file, 34 * channels / 64.0, PACKETS);
    }

    @Test
    void aPacketMayBeASample() throws CutException {
        right(sound("adpcm_ima_qt", 1), 34 / 64.0, PACKETS);
    }

    @ParameterizedTest
    @CsvSource({"pcm_s24be, 4, 3", "pcm_s16le, 2, 1", "pcm_s16be, 2, 2", "pcm_s16be, 1, 1", "pcm_f32be, 2, 1", "pcm_mulaw, 2, 1",
        "pcm_s8, 2, 1", "pcm_s24le, 3, 1"})
    void anInstantIsAllChannels(String codec, int channels, int stsz) throws CutException {
        right(with(sound(codec, channels), "stsz", 12, stsz), 4 * channels, INSTANTS);
    }

    /** Of each sample its size is listed, and none is true: players go by the description, too. */
    @ParameterizedTest
    @CsvSource({"pcm_s16le, 2, 1", "pcm_s16be, 2, 2", "pcm_s24be, 4, 3", "pcm_mulaw, 2, 1"})
    void aTableMayBeAsUntrue(String codec, int channels, int stsz) throws CutException {
        byte[] file = sound(codec, channels);
        long[] numbers = new long[2 + 4 * RATE];
        Arrays.fill(numbers, stsz);
        numbers[0] = 0;
        numbers[1] = 4 * RATE;
        right(Patch.table(file, 0, "stsz").orElseThrow().with(numbers), 4 * channels, INSTANTS);
    }

    @Test
    void chunksThatDividePacketsAreDeclined() {
        byte[] divided = with(packets(1), "stsc", 20, 1023);
        assertEquals("declined: chunks of 1023 samples of sound in packets of 64 (moov/trak[1]/mdia/minf/stbl/stsc)",
                assertThrows(DeclinedCut.class, () -> Pipeline.indexAnywhere(Source.of(divided))).getMessage());
    }

    @Test
    void soundThatNobodyCanMeasureIsDeclined() {
        byte[] file = with(sound("pcm_s16le", 2), "stsz", 12, 1);
        byte[] unknown = with(file, "stsd", ENTRY + 4, 0x7a7a7a7a);
        assertEquals("declined: sound whose samples are not 1 bytes, as stsz says (moov/trak[1]/mdia/minf/stbl/stsd/zzzz)",
                assertThrows(DeclinedCut.class, () -> Pipeline.indexAnywhere(Source.of(unknown))).getMessage());
    }
}
