package io.github.tsmp4java.cli;

import static io.github.tsmp4java.cli.Commands.inShell;
import static io.github.tsmp4java.cli.Commands.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.cli.Commands.Ran;
import io.github.tsmp4java.cli.WebServer.Manner;
import io.github.tsmp4java.corpus.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A movie from a web server, and through a pipe. */
class InputTest {
    private static final List<MediaFile> MADE = MediaFile.made();

    @TempDir
    private Path folder;

    private Path in;
    private Path out;
    private byte[] cut;

    @BeforeEach
    void writeMovie() throws IOException {
        in = folder.resolve("in.mp4");
        out = folder.resolve("out.mp4");
        Files.write(in, TinyMovie.moovFirst());
        run("cut", in, out, "--start=4.5");
        cut = Files.readAllBytes(out);
        Files.delete(out);
    }

    private static Path made(String name) {
        return MADE.stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow().path();
    }

    @ParameterizedTest
    @CsvSource({"h264_numbered.mp4, 20", "h264_numbered_moov_last.mp4, 20", "fragmented_numbered.mp4, 20"})
    void readsOfAWebServerWhatItNeeds(String name, String start) throws IOException {
        Path file = made(name);
        run("cut", file, out, "--start=" + start);
        byte[] expected = Files.readAllBytes(out);
        try (WebServer server = new WebServer(Files.readAllBytes(file), Manner.WELL)) {
            assertEquals(new Ran(0, "", ""), run("cut", server.url(), out, "--start=" + start));
            assertArrayEquals(expected, Files.readAllBytes(out));
            String text = run("inspect", file).out();
            assertEquals(text.replace(file.toString(), server.url()), run("inspect", server.url()).out());
            assertTrue(server.asked().stream().allMatch(range -> range.startsWith("bytes=")), server.asked()::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "WHOLE | the server has no Ranges; bring the file here first, or pipe it in as -",
        "MISSING | the server answered 404",
        "OTHER_BYTES | the server sends other bytes than those asked for: bytes 1-65535/",
        "WITHOUT_LENGTH | the server does not say which bytes it sends, or how long the file is",
        "CHANGED | the file changed while it was read",
        "CUT_SHORT | "})
    void saysWhatIsWrongWithAWebServer(Manner manner, String message) throws IOException {
        try (WebServer server = new WebServer(Files.readAllBytes(made("h264_numbered_moov_last.mp4")), manner)) {
            Ran ran = run("cut", server.url(), out, "--start=4.5");
            assertEquals(2, ran.status());
            assertTrue(ran.err().startsWith("tsmp4java: " + server.url() + ": " + (message == null ? "" : message)), ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertFalse(Files.exists(out));
        }
    }

    @Test
    void saysThatThereIsNoWebServer() throws IOException {
        String url;
        try (WebServer server = new WebServer(new byte[1], Manner.WELL)) {
            url = server.url();
        }
        Ran ran = run("inspect", url);
        assertEquals(2, ran.status());
        assertTrue(ran.err().startsWith("tsmp4java: " + url + ": "), ran.err());
        assertTrue(run("inspect", "http://").err().startsWith("tsmp4java: http://: no URL: "), run("inspect", "http://").err());
    }

    @Test
    void takesAPipe() throws Exception {
        assertEquals(new Ran(0, "", ""), inShell(folder, "cat " + in + " | %s cut - " + out + " --start=4.5"));
        assertArrayEquals(cut, Files.readAllBytes(out));
        assertEquals(new Ran(0, "", ""), inShell(folder, "cat " + in + " | %s cut - - --start=0 >" + out));
        assertArrayEquals(TinyMovie.moovFirst(), Files.readAllBytes(out));
        assertEquals(new Ran(0, "", ""), inShell(folder, "cat " + in + " | %s keyframes --json - >" + out));
        assertTrue(Files.readString(out).startsWith("{\"output\":\"keyframes\",\"version\":1,\"file\":\"-\",\"duration\":"),
                Files.readString(out));
    }

    @Test
    void takesALongPipe() throws Exception {
        Path file = made("h264_numbered.mp4");
        Path expected = folder.resolve("expected.mp4");
        run("cut", file, expected, "--start=20", "--end=40");
        assertEquals(new Ran(0, "", ""), inShell(folder, "cat " + file + " | %s cut - " + out + " --start=20 --end=40"));
        assertEquals(-1, Files.mismatch(expected, out));
        long early = sourceEnd(file) - 1000;
        assertEquals(new Ran(2, "", "tsmp4java: standard input ends too early, at byte " + early + "\n"),
                inShell(folder, "head -c " + early + " " + file + " | %s cut - " + out + " --start=20 --end=40"));
        assertEquals(-1, Files.mismatch(expected, out), "it is as it was");
    }

    private static long sourceEnd(Path file) {
        String plan = run("plan", file, "--start=20", "--end=40").out();
        return Long.parseLong(plan.replaceFirst("(?s).*source bytes \\[\\d+, (\\d+)\\).*", "$1"));
    }

    @Test
    void aFileThatIsStandardInputIsReadAnywhere() throws Exception {
        Files.write(in, TinyMovie.moovLast());
        assertEquals(new Ran(0, "", ""), inShell(folder, "%s cut - " + out + " --start=4.5 <" + in));
        assertArrayEquals(cut, Files.readAllBytes(out));
        assertEquals(new Ran(0, "", ""), inShell(folder, "%s inspect - <" + in));
        assertEquals(new Ran(1, "", "tsmp4java: declined: moov after mdat\n"),
                inShell(folder, "cat " + in + " | %s cut - " + out + " --start=4.5"));
        assertArrayEquals(cut, Files.readAllBytes(out));
    }

    @Test
    void saysWhatAPipeCannotDo() throws Exception {
        assertEquals(new Ran(2, "", "tsmp4java: standard input is a pipe: inspect reads here and there, and needs a file, or a URL\n"),
                inShell(folder, "cat " + in + " | %s inspect -"));
    }

    /** The descriptor is then of a file that the VM itself has open: whatever that is, it is no movie, and stays open. */
    @Test
    void leavesStandardInputAlone() throws Exception {
        Ran ran = inShell(folder, "%s cut - " + out + " --start=4.5 <&-");
        assertTrue(List.of(1, 2).contains(ran.status()), ran::toString);
        assertTrue(ran.err().startsWith("tsmp4java: "), ran.err());
        assertFalse(Files.exists(out));
    }
}
