package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timecode;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.server.Command;
import io.github.tsmp4java.server.Ffmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time code of a cut, as ffprobe reads it: that of the frame that the cut begins with. */
class TimecodeTest {
    private static byte[] movie(String rate, String code, String... more) {
        List<String> words = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=d=10:r=" + rate + ":s=64x64", "-c:v", "libx264", "-g",
                "30", "-bf", "2", "-timecode", code));
        words.addAll(List.of(more));
        return Ffmpeg.made(".mov", words.toArray(String[]::new));
    }

    private static byte[] cut(byte[] file, String start) throws CutException {
        return Pipeline.cutBytesAnywhere(Source.of(file), start);
    }

    /** Of the track, and of the video by its reference to it. */
    private static List<String> codes(byte[] file) throws IOException {
        Path path = Files.createTempFile("code", ".mov");
        try {
            Files.write(path, file);
            return Command.run("ffprobe", "-v", "error", "-show_entries", "stream_tags=timecode", "-of", "csv=p=0", path.toString()).good()
                    .out().lines().filter(line -> !line.isBlank()).map(line -> line.replaceAll("[^0-9:;]", "")).toList();
        } finally {
            Files.delete(path);
        }
    }

    /** A key frame each 30 frames; in drop-frame counting 1 minute is followed by its second 0, frame 2. */
    @ParameterizedTest
    @CsvSource({
        "25, 10:00:00:00, 1.3, 10:00:01:05",
        "25, 23:59:59:00, 2.5, 24:00:01:10",
        "30000/1001, 00:59:55;10, 5.2, 01:00:00;10",
        "30000/1001, 00:00:58;00, 2.1, 00:01:00;02",
        "24000/1001, 01:00:00:00, 5.1, 01:00:05:00",
    })
    void isThatOfTheFirstFrame(String rate, String code, String start, String expected) throws Exception {
        for (String[] layout : new String[][] {{}, {"-movflags", "faststart"}}) {
            byte[] file = movie(rate, code, layout);
            assertEquals(List.of(code, code), codes(file));
            byte[] cut = cut(file, start);
            assertEquals(List.of(expected, expected), codes(cut));
            assertEquals(List.of(), new Judge(Source.of(file)).judge(Source.of(cut), start));
            assertEquals(List.of(), List.copyOf(Ffmpeg.complaints(cut)));
        }
    }

    @Test
    void beginsAnewAfterADayWhereItSaysSo() {
        assertEquals(35, new Timecode(2, 25, 1, 25, List.of(24 * 3600 * 25 - 25)).after(0, Time.of(12, 5)));
        assertEquals(24 * 3600 * 25 + 35, new Timecode(0, 25, 1, 25, List.of(24 * 3600 * 25 - 25)).after(0, Time.of(12, 5)));
        // Of 29.97 frames a second 2,589,408 are counted in a day, none of them twice.
        assertEquals(10, new Timecode(3, 30000, 1001, 30, List.of(2_589_398)).after(0, Time.of(20 * 1001, 30000)));
    }

    /** Where clips were joined, the cut begins in one of them and counts anew in each that follows. */
    @ParameterizedTest
    @ValueSource(strings = {"time codes of clips that were joined", "time codes of clips, some in one chunk"})
    void countsAnewInEachClip(String name) throws Exception {
        Source source = ModelFiles.all().get(name).source();
        for (String start : List.of("0.001", "0.9", "1", "2.5", "4", "5.4", "7.9", "99")) {
            Source cut = Source.of(cut(source.read(0, Math.toIntExact(source.length())), start));
            assertEquals(List.of(), new Judge(source).judge(cut, start), "start=" + start);
            assertTrue(Movie.of(cut, true).track(3).isPresent(), "start=" + start);
        }
    }

    /** Its sample is in the first fragment, or in the moov before all; a cut has a fragment of its own for it. */
    @ParameterizedTest
    @CsvSource({
        "frag_keyframe+empty_moov+default_base_moof, 0.001, 10:00:00:00",
        "frag_keyframe+empty_moov+default_base_moof, 4.1, 10:00:03:15",
        "frag_keyframe+empty_moov+default_base_moof, 99, 10:00:09:15",
        "frag_keyframe+empty_moov, 4.1, 10:00:03:15",
        "frag_keyframe+default_base_moof, 4.1, 10:00:03:15",
        "frag_keyframe+default_base_moof, 0.001, 10:00:00:00",
        "dash+global_sidx, 4.1, 10:00:03:15",
    })
    void isInAFragmentOfItsOwn(String flags, String start, String expected) throws Exception {
        byte[] file = movie("25", "10:00:00:00", "-bf", "0", "-movflags", flags);
        assertEquals(List.of("10:00:00:00", "10:00:00:00"), codes(file));
        byte[] cut = cut(file, start);
        assertEquals(List.of(), new Judge(Source.of(file)).judge(Source.of(cut), start));
        assertEquals(List.of(expected, expected), codes(cut));
        assertEquals(List.of(), List.copyOf(Ffmpeg.complaints(cut)));
    }

    /** Nothing in the source needs the missing trex: its only sample is in the moov. A fragment would need it. */
    @Test
    void isLeftOutWithoutATrex() throws Exception {
        byte[] file = movie("25", "10:00:00:00", "-bf", "0", "-movflags", "frag_keyframe+default_base_moof");
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int trex = text.indexOf("trex\0\0\0\0\0\0\0\2");
        assertTrue(trex > 0 && text.indexOf("tmcd") > 0);
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, file, trex, 4);
        assertEquals(List.of("10:00:00:00", "10:00:00:00"), codes(file));
        byte[] cut = cut(file, "4.1");
        assertEquals(List.of(), codes(cut));
        assertEquals(List.of(), new Judge(Source.of(file)).judge(Source.of(cut), "4.1"));
        assertEquals(List.of(), List.copyOf(Ffmpeg.complaints(cut)));
    }

    /** Of a body that streams past nothing is read but the head: the cut has no time code, and another tag. */
    @Test
    void isLeftOutWhereItCannotBeRead() throws Exception {
        byte[] file = movie("25", "10:00:00:00", "-movflags", "faststart");
        Source source = Source.of(file);
        byte[] cut = Pipeline.cutBytes(source, "1.3");
        assertEquals(List.of(), codes(cut));
        assertEquals(List.of(), new Judge(source).judge(Source.of(cut), "1.3"));
        assertNotEquals(id(Pipeline.index(source)), id(Pipeline.indexAnywhere(source)));
        assertTrue(Pipeline.indexAnywhere(source, 100, 7).tracks().stream().anyMatch(track -> track.timecode() != null));
    }

    private static String id(MovieIndex index) throws CutException {
        return CutPlan.of(index, Request.start("1.3").seek(), OptionalLong.empty()).id();
    }
}
