package io.github.tsmp4java.cli;

import static io.github.tsmp4java.cli.Commands.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tsmp4java.cli.Commands.Ran;
import io.github.tsmp4java.corpus.MediaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --json} prints is as docs/output.schema.json says. */
class JsonTest {
    private static final Schema SCHEMA = schema();
    private static final List<MediaFile> MADE = MediaFile.made();
    private static final String MOMENT_3 = "{\"seconds\":3,\"ticks\":3,\"timescale\":1}";

    @TempDir
    private Path folder;

    private Path in;

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(MediaFile.top().resolve("docs/output.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void writeMovie() throws IOException {
        in = folder.resolve("in.mp4");
        Files.write(in, TinyMovie.moovFirst());
    }

    private static void assertValid(String json) {
        assertEquals(List.of(), SCHEMA.validate(json, InputFormat.JSON), json);
    }

    private static MediaFile made(String name) {
        return MADE.stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
    }

    static List<MediaFile> files() {
        return MADE;
    }

    /** One of each kind: of tracks, of key frames, of edits, of fragments. */
    @ParameterizedTest
    @ValueSource(strings = {"h264_subtitles.mp4", "h264_video_delayed.mp4", "fragmented.mp4", "pcm_only.mov"})
    void isAsTheSchemaSays(String name) {
        isAsTheSchemaSays(made(name));
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("files")
    void isAsTheSchemaSaysOfEachFile(MediaFile file) {
        isAsTheSchemaSays(file);
    }

    private static void isAsTheSchemaSays(MediaFile file) {
        for (List<String> command : List.of(List.of("inspect"), List.of("keyframes"), List.of("plan", "--start=2"),
                List.of("plan", "--start=2", "--exact", "--end=1:00"), List.of("plan", "--start=0"))) {
            Object[] arguments = Arrays.copyOf(command.toArray(), command.size() + 2);
            arguments[command.size()] = "--json";
            arguments[command.size() + 1] = file.path();
            Ran ran = run(arguments);
            assertEquals(1, ran.out().lines().count(), ran.err());
            assertValid(ran.out());
        }
    }

    @Test
    void tellsTheKeyFrames() {
        String keyFrames = "{\"track\":1,\"timescale\":1000,\"ticks\":[0,3000,6000,9000],\"seconds\":[0,3,6,9]}";
        assertEquals(new Ran(0, "{\"output\":\"keyframes\",\"version\":1,\"file\":\"" + in + "\",\"bytes\":1651,"
                + "\"duration\":{\"seconds\":10,\"ticks\":10,\"timescale\":1},\"key_frames\":" + keyFrames + "}\n", ""),
                run("keyframes", "--json", in));
        String inspected = run("inspect", "--json", in).out();
        assertTrue(inspected.contains("\"key_frames\":" + keyFrames + ","), inspected);
        assertEquals(new Ran(0, "0\t0\n3\t3\n6\t6\n9\t9\n", ""), run("keyframes", in));
    }

    /** Film's frames last 1001/24000 s: their seconds have no end. */
    @Test
    void aTimeThatIsPrintedLandsOnItsKeyFrame() {
        Path film = made("h264_2997fps_gop60.mp4").path();
        List<String> lines = run("keyframes", film).out().lines().toList();
        assertTrue(lines.size() > 2, lines::toString);
        for (String line : lines.subList(1, lines.size())) {
            String seconds = line.substring(0, line.indexOf('\t'));
            String plan = run("plan", film, "--start=" + seconds, "--json").out();
            String[] exact = line.substring(line.indexOf('\t') + 1).split("/");
            assertTrue(plan.contains("\"begins\":{\"seconds\":" + seconds + ",\"ticks\":" + exact[0] + ",\"timescale\":"
                    + (exact.length > 1 ? exact[1] : "1") + "}"), plan);
        }
    }

    @Test
    void tellsThePlan() {
        String plan = run("plan", "--json", in, "--start=4.5", "--end=7").out();
        assertValid(plan);
        assertTrue(plan.contains("\"cut\":{\"begins\":" + MOMENT_3 + ",\"ends\":{\"seconds\":7,\"ticks\":7,\"timescale\":1},"), plan);
        assertTrue(plan.contains("\"samples\":{\"first\":4,\"last\":7,\"bytes\":400}"), plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "keyframes", "plan"})
    void tellsWhyAFileIsDeclined(String command) throws IOException {
        Files.write(in, TinyMovie.moovLast());
        Ran ran = command.equals("plan") ? run(command, "--json", "--stream", in, "--start=4.5")
                : run(command, "--json", "--stream", in);
        assertEquals(1, ran.status());
        assertEquals("tsmp4java: declined: moov after mdat\n", ran.err());
        assertTrue(ran.out().contains("\"declined\":\"declined: moov after mdat\""), ran.out());
        assertValid(ran.out());
    }

    @Test
    void tellsOfEachFileInALineOfItsOwn() throws IOException {
        Path declined = folder.resolve("declined.mp4");
        Files.write(declined, TinyMovie.moovLast());
        Path missing = folder.resolve("missing.mp4");
        Ran ran = run("inspect", "--json", "--stream", in, declined, missing, in);
        assertEquals(3, ran.out().lines().count());
        ran.out().lines().forEach(JsonTest::assertValid);
        assertEquals("tsmp4java: " + declined + ": declined: moov after mdat\ntsmp4java: " + missing
                + ": no such file or folder\n", ran.err());
        assertEquals(2, ran.status());
        assertEquals(1, run("inspect", "--stream", in, declined).status());
    }

    /** The schema names everything, and refuses what it does not name. */
    @Test
    void theSchemaCanRefuse() {
        String json = run("inspect", "--json", in).out();
        for (String name : List.of("output", "key_frames", "timescale", "fragmented", "seconds", "sync_samples", "becomes")) {
            assertFalse(SCHEMA.validate(json.replace("\"" + name + "\":", "\"other\":"), InputFormat.JSON).isEmpty(), name);
        }
        assertFalse(SCHEMA.validate(json.replace("\"version\":1", "\"version\":2"), InputFormat.JSON).isEmpty());
    }
}
