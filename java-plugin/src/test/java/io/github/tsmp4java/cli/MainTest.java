package io.github.tsmp4java.cli;

import static io.github.tsmp4java.cli.Commands.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.cli.Commands.Ran;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void writeMovie() throws IOException {
        in = folder.resolve("in.mp4");
        out = folder.resolve("out.mp4");
        Files.write(in, TinyMovie.moovFirst());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertEndsWith(byte[] tail, byte[] all) {
        assertArrayEquals(tail, Arrays.copyOfRange(all, all.length - tail.length, all.length));
    }

    @Test
    void cutsAtTheKeyFrameBefore() throws IOException {
        assertEquals(new Ran(0, "", ""), run("cut", in, out, "--start", "4.5"));
        assertEndsWith(TinyMovie.mediaFrom(3), Files.readAllBytes(out));
        assertEquals(List.of("in.mp4", "out.mp4"), names());
        String inspected = run("inspect", out).out();
        assertTrue(inspected.contains("\nduration: 7.000 s, timescale 1000\n"), inspected);
        assertTrue(inspected.contains("\n  samples: 7, key frames: 3, at most 3.000 s apart\n"), inspected);
    }

    @Test
    void cutsUpToAnEnd() throws IOException {
        assertEquals(new Ran(0, "", ""), run("cut", in, out, "--start=4.5", "--end=7"));
        byte[] kept = Arrays.copyOf(TinyMovie.mediaFrom(3), 4 * TinyMovie.SAMPLE_SIZE);
        assertEndsWith(kept, Files.readAllBytes(out));
        String plan = run("plan", in, "--start=4.5", "--end=7", "--exact").out();
        assertTrue(plan.startsWith("""
                asked: 4.5 s to 7 s, exactly
                begins at 4 s: where the picture begins that is shown at the asked time; decoding begins with the last key frame \
                at or before the asked time
                ends at 7 s at the latest
                lasts 3 s
                """), plan);
    }

    @Test
    void writesToStandardOutput() throws Exception {
        assertEquals(new Ran(0, "", ""), inShell("cut " + in + " - --start=4.5 >" + out));
        Path file = folder.resolve("file.mp4");
        run("cut", in, file, "--start=4.5");
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(out));
    }

    private Ran inShell(String command) throws IOException, InterruptedException {
        return Commands.inShell(folder, "%s " + command);
    }

    @Test
    void saysThatStandardOutputIsFull() throws Exception {
        String full = "tsmp4java: standard output cannot be written\n";
        assertEquals(new Ran(2, "", full), inShell("plan " + in + " --start=4.5 >/dev/full"));
        assertEquals(new Ran(2, "", full), inShell("inspect " + in + " >/dev/full"));
        assertEquals(new Ran(2, "", full), inShell("--help >/dev/full"));
        assertEquals(new Ran(2, "", "tsmp4java: standard output: No space left on device\n"),
                inShell("cut " + in + " - --start=4.5 >/dev/full"));
    }

    @Test
    void saysThatStandardOutputIsClosed() throws Exception {
        assertEquals(new Ran(2, "", "tsmp4java: standard output cannot be written\n"),
                inShell("plan " + in + " --start=4.5 >&-"));
        assertEquals(new Ran(2, "", "tsmp4java: standard output: Bad file descriptor\n"),
                inShell("cut " + in + " - --start=4.5 >&-"));
    }

    @Test
    void writesIntoWhatIsNoFile() {
        File device = new File("/dev/null");
        assertEquals(new Ran(0, "", ""), run("cut", in, device, "--start=4.5"));
        assertFalse(device.isFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0:00"})
    void givesTheWholeFileFromTheBeginning(String start) throws IOException {
        assertEquals(new Ran(0, "", ""), run("cut", in, out, "--start=" + start));
        assertArrayEquals(TinyMovie.moovFirst(), Files.readAllBytes(out));
        assertEquals("the whole file\n", run("plan", in, "--start=" + start).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.5", "+4.5", "4.50", "4.5s", "0:4.5", "0:04.5", "00:00:04.5", "004.5"})
    void takesATimeAsPeopleTypeIt(String start) {
        assertTrue(run("plan", in, "--start=" + start).out().startsWith("asked: 4.5 s\n"));
    }

    @ParameterizedTest
    @CsvSource({"1:30, 90", "1:02:03.5, 3723.5", "90s, 90", "90:00, 5400", ".5, 0.5", "7., 7", "1:2:3, 3723", "'7,3', 7.3"})
    void countsMinutesAndHours(String start, String seconds) {
        assertTrue(run("plan", in, "--start=" + start).out().startsWith("asked: " + seconds + " s\n"));
        assertTrue(run("plan", in, "--end=" + start).out().startsWith("asked: 0 s to " + seconds + " s\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", " ", "1e3", "12abc", "1:60", "1:60:00", "1:2:3:4", "1:", ":30", "-1:30", "1.5:00", ".", "s",
        "nan", "12345678901234567890123456789012345"})
    void refusesWhatIsNoTime(String start) throws IOException {
        String refused = " is no time: '" + start + "'; write seconds as 290.12 or 90s, or 1:30 or 1:02:03.5\n";
        assertEquals(new Ran(2, "", "tsmp4java: --start" + refused), run("cut", in, out, "--start=" + start));
        assertEquals(new Ran(2, "", "tsmp4java: --end" + refused), run("plan", in, "--end=" + start));
        assertEquals(List.of("in.mp4"), names());
    }

    @Test
    void saysWhyAFileIsDeclinedAndLeavesOutAsItWas() throws IOException {
        Files.write(in, TinyMovie.moovLast());
        Files.writeString(out, "before");
        Ran declined = new Ran(1, "", "tsmp4java: declined: moov after mdat\n");
        assertEquals(declined, run("cut", in, out, "--stream", "--start=4.5"));
        assertEquals(declined, run("plan", in, "--stream", "--start=4.5"));
        Ran inspected = run("inspect", in, "--stream");
        assertEquals(declined, new Ran(inspected.status(), "", inspected.err()));
        assertTrue(inspected.out().matches(".*: \\d+ bytes\n  byte 0: ftyp .*\n  byte 20: mdat .*\n  byte 1028: moov .*\n"),
                inspected.out());
        assertEquals("before", Files.readString(out));
        assertEquals(List.of("in.mp4", "out.mp4"), names());
    }

    @Test
    void findsAMoovAfterTheMedia() throws IOException {
        run("cut", in, out, "--start=4.5");
        byte[] expected = Files.readAllBytes(out);
        Files.write(in, TinyMovie.moovLast());
        assertEquals(new Ran(0, "", ""), run("cut", in, out, "--start=4.5"));
        assertArrayEquals(expected, Files.readAllBytes(out));
    }

    @Test
    void declinesAFileThatEndsInItsMoov() throws IOException {
        Files.write(in, Arrays.copyOf(TinyMovie.moovFirst(), 200));
        assertEquals(new Ran(1, in + """
                : 200 bytes
                  byte 0: ftyp of 20 bytes
                  byte 20: moov of 623 bytes
                  byte 200: the file ends, 443 bytes before its last box, moov
                """, "tsmp4java: declined: the file ends before its moov does\n"), run("inspect", in));
    }

    @Test
    void replacesTheFileALinkNames() throws IOException {
        Path target = folder.resolve("target.mp4");
        Files.writeString(target, "before");
        Files.createSymbolicLink(out, target);
        assertEquals(0, run("cut", in, out, "--start=4.5").status());
        assertTrue(Files.isSymbolicLink(out));
        assertEndsWith(TinyMovie.mediaFrom(3), Files.readAllBytes(target));
    }

    @Test
    void refusesToWriteOverItsInput() throws IOException {
        Files.createSymbolicLink(out, in);
        Ran ran = run("cut", in, out, "--start=4.5");
        assertEquals(new Ran(2, "", "tsmp4java: IN and OUT are one file: " + in + "\n"), ran);
        assertArrayEquals(TinyMovie.moovFirst(), Files.readAllBytes(in));
    }

    @Test
    void saysWhatIsWrongWithTheCommand() throws IOException {
        assertEquals(new Ran(2, "", "tsmp4java: --start or --end is needed\n"), run("cut", in, out));
        assertEquals(2, run("cut", in, "--start=1").status());
        assertEquals(2, run("nothing").status());
        assertEquals(2, run().status());
        assertEquals(new Ran(2, "", "tsmp4java: start must not be negative: -1\n"), run("cut", in, out, "--start=-1"));
        assertEquals(new Ran(2, "", "tsmp4java: start must not be negative: -1\n"), run("cut", in, out, "--start", "-1"));
        assertEquals(List.of("in.mp4"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "plan", "inspect", "keyframes", "plot"})
    void eachCommandTellsItsVersionAndItsStatus(String command) {
        assertEquals(run("--version"), run(command, "--version"));
        assertTrue(run(command, "--help").out().contains("Exit status:"), command);
    }

    @Test
    void saysWhichFileIsNotThere() {
        Path missing = folder.resolve("missing");
        assertEquals(new Ran(2, "", "tsmp4java: " + missing + ": no such file or folder\n"), run("inspect", missing));
        assertEquals(new Ran(2, "", "tsmp4java: " + missing + ": no such file or folder\n"),
                run("cut", in, missing.resolve("out.mp4"), "--start=1"));
    }

    @Test
    void printsThePlan() {
        assertEquals(new Ran(0, """
                asked: 4.5 s
                begins at 3 s: the last key frame at or before the asked time
                ends with the movie
                lasts 7 s
                reference: track 1 (id 1) vide avc1, the first enabled video track with something to play
                  edit 1 of 1, [0, 10) s from media time 0, holds 4.5 s, which is media time 4500 of timescale 1000
                  key frame: sample 4, decoded at 3000, composed at 3000
                  next key frame: sample 7, decoded at 6000, composed at 6000, is after 4500
                source bytes [951, 1651)
                700 bytes sent, 700 useful (100 %)
                track 1 (id 1) vide avc1, timescale 1000
                  shows media time 3000 first: in sample 4, decoded at 3000, composed at 3000
                  samples 4 to 10 of 10 kept, to the last of the track, in chunks 4 to 10, 700 bytes
                  plays [0, 7) from 0
                  elst: segment_duration 7000, media_time 0
                file: boxes from byte 643 on, mdat first, are not read: none but the media is kept
                copied in file: ftyp
                written anew in moov: mvhd
                added in moov/trak: edts
                written anew in moov/trak: tkhd
                written anew in moov/trak/mdia: mdhd
                copied in moov/trak/mdia: hdlr
                copied in moov/trak/mdia/minf: vmhd dinf
                copied in moov/trak/mdia/minf/stbl: stsd
                cropped in moov/trak/mdia/minf/stbl: stts stss stsc stsz stco
                cut: 1371 bytes, of them a head of 671
                """, ""), run("plan", in, "--start=4.5"));
    }

    @Test
    void printsWhatItKnowsOfAFile() {
        assertEquals(new Ran(0, in + """
                : 1651 bytes
                  byte 0: ftyp of 20 bytes, kept
                  byte 20: moov of 623 bytes
                  byte 643: mdat of 1008 bytes
                kind: brand isom (isom), not fragmented
                moov: 623 bytes at byte 20, index of 9653 bytes
                duration: 10.000 s, timescale 1000
                file: boxes from byte 643 on, mdat first, are not read: none but the media is kept
                reference: track 1 (id 1) vide avc1, the first enabled video track with something to play
                track 1 (id 1) vide avc1, timescale 1000
                  plays [0, 10) s from media time 0
                  samples: 10, key frames: 4, at most 3.000 s apart
                  chunks: 10
                start 0.01: cut at 0 s, 1687 bytes
                start 5: cut at 3 s, 1371 bytes
                start 10: cut at 9 s, 739 bytes
                start in a body that streams past: cut
                """, ""), run("inspect", in));
    }
}
