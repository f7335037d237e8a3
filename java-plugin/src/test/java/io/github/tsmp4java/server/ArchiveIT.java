package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes beside the jars: it is used where it fits, and never in the way where it does not. */
@Tag("sample")
class ArchiveIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final String ARCHIVE = "classes.jsa";
    private static final Pattern METHOD = Pattern.compile("io\\.github\\.tsmp4java\\.[^$ ]+::[^$ ]+ ");
    private static final String LEFT_ALONE = "the engine starts later, without ";

    /** Why an archive cannot be used. */
    private enum Misfit {
        TRUNCATED {
            @Override
            byte[] of(Path home, byte[] archive) {
                return Arrays.copyOf(archive, archive.length / 2);
            }
        },
        EMPTY {
            @Override
            byte[] of(Path home, byte[] archive) {
                return new byte[0];
            }
        },
        ONE_BYTE {
            @Override
            byte[] of(Path home, byte[] archive) {
                archive[archive.length * 3 / 4] ^= 1;
                return archive;
            }
        },
        OF_ANOTHER_VM {
            @Override
            byte[] of(Path home, byte[] archive) {
                archive[new String(archive, StandardCharsets.ISO_8859_1).indexOf("64-Bit Server VM")] = '9';
                return archive;
            }
        },
        OF_ANOTHER_JAR {
            @Override
            byte[] of(Path home, byte[] archive) throws IOException {
                Files.setLastModifiedTime(home.resolve("jna.jar"), FileTime.fromMillis(0));
                return archive;
            }
        };

        /** What the file is to hold in its place. */
        abstract byte[] of(Path home, byte[] archive) throws IOException;
    }

    private static Path home(Path plugin) {
        return plugin.resolveSibling("tsmp4java");
    }

    /** A copy of the plugin with an archive of its own. */
    private static Path archived(RunRoot root) throws IOException {
        Path plugin = Plugin.copy(root, "plugin");
        Files.deleteIfExists(home(plugin).resolve(ARCHIVE));
        String said = Command.run(home(plugin).resolve("try-engine").toString(), "--archive", home(plugin).toString()).good().out();
        assertEquals(home(plugin).resolve(ARCHIVE) + "\n", said);
        return plugin;
    }

    private static TrafficServer cuts(RunRoot root, Origin origin) {
        TrafficServer server = TrafficServer.start(root);
        origin.serve("a.mp4", Source.of(MOVIE.file()));
        assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/a.mp4" + Footage.START).body(), server::diags);
        return server;
    }

    private static List<String> leftAlone(TrafficServer server) {
        return server.diags().lines().filter(line -> line.contains(LEFT_ALONE)).toList();
    }

    @Test
    void theClassesOfTheEngineComeFromIt() throws Exception {
        RunRoot root = new RunRoot("archive");
        Path plugin = archived(root);
        String log = "--jvm-option=-Xlog:class+load:file=" + root.folder + "/log/classes.txt";
        try (Origin origin = new Origin();
                TrafficServer server = cuts(root.map("/", origin, Plugin.rule(plugin, log)), origin)) {
            List<String> own = root.read("log/classes.txt").lines().filter(line ->
                    line.contains("] io.github.tsmp4java.") || line.contains("] com.sun.jna.")).toList();
            long archived = own.stream().filter(line -> line.contains("shared objects file (top)")).count();
            List<String> read = own.stream().filter(line -> line.contains(".jar")).toList();
            assertTrue(archived > 250, () -> archived + " of " + own.size());
            assertEquals(List.of(), read);
            assertEquals(List.of(), leftAlone(server));
        }
    }

    /** As where the plugin is installed below a folder that is named from where one is. */
    @Test
    void oneIsUsedThatWasMadeInAFolderNotNamedFromTheRoot() throws Exception {
        RunRoot root = new RunRoot("relative");
        Path plugin = archived(root);
        Files.delete(home(plugin).resolve(ARCHIVE));
        Command.run("sh", "-c", "cd " + plugin.getParent() + " && tsmp4java/try-engine --archive tsmp4java").good();
        try (Origin origin = new Origin(); TrafficServer server = cuts(root.map("/", origin, Plugin.rule(plugin)), origin)) {
            assertEquals(List.of(), leftAlone(server));
        }
    }

    /** Methods of the engine that were compiled in the warm-up, once they had been called some times. */
    private static Set<String> compiled(RunRoot root, Path plugin, double sooner, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("-XX:CompileThresholdScaling=" + sooner, "-XX:TieredStopAtLevel=1",
                "-XX:-Inline", "-XX:-BackgroundCompilation",
                "-Xlog:jit+compilation=debug:file=" + root.folder + "/log/methods.txt"));
        words.addAll(List.of(more));
        String[] options = words.stream().map(word -> "--jvm-option=" + word).toArray(String[]::new);
        try (Origin origin = new Origin();
                TrafficServer server = cuts(root.map("/", origin, Plugin.rule(plugin, options)), origin)) {
            server.await("warm", () -> !server.proc().threads().contains("tsmp4java warm-"));
        }
        return METHOD.matcher(root.read("log/methods.txt")).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** JDK 17 never compiles a method that waited for the compiler when the archive was written. */
    @Test
    void noMethodOfItIsKeptFromTheCompiler() throws Exception {
        RunRoot root = new RunRoot("compiled");
        Path plugin = archived(root);
        Set<String> missed = compiled(new RunRoot("compiled-without"), plugin, 0.1, "-Xshare:off");
        assertTrue(missed.size() > 500, () -> missed.size() + " of them");
        // Twenty calls there, one here: what happens only now and then is not missed.
        missed.removeAll(compiled(root, plugin, 0.001));
        assertEquals(Set.of(), missed);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("full")
    void oneThatDoesNotFitIsLeftAlone(Misfit misfit) throws Exception {
        RunRoot root = new RunRoot("misfit");
        Path home = home(archived(root));
        Path archive = home.resolve(ARCHIVE);
        Files.write(archive, misfit.of(home, Files.readAllBytes(archive)));
        try (Origin origin = new Origin();
                TrafficServer server = cuts(root.map("/", origin, "@plugin=" + home.resolveSibling("libtsmp4java.so")), origin)) {
            List<String> said = leftAlone(server);
            assertEquals(1, said.size(), server::diags);
            assertTrue(said.get(0).contains(archive.toString()), said::toString);
        }
    }

    /** With what the archive was not made for. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseCompressedOops", "-XX:-UseSerialGC", "-Xshare:off"})
    @Tag("full")
    void anOptionOfTheOperatorGoesBefore(String option) throws Exception {
        RunRoot root = new RunRoot("options");
        Path plugin = archived(root);
        try (Origin origin = new Origin();
                TrafficServer server = cuts(root.map("/", origin, Plugin.rule(plugin, "--jvm-option=" + option)), origin)) {
            assertEquals(option.contains("Oops") ? 1 : 0, leftAlone(server).size(), server::diags);
        }
    }

    @Test
    void theOneThatIsThereStaysWhereNoneCanBeMade() throws Exception {
        RunRoot root = new RunRoot("unmade");
        Path home = home(archived(root));
        byte[] before = Files.readAllBytes(home.resolve(ARCHIVE));
        Command made = Command.run(home.resolve("try-engine").toString(), "--archive", home.toString(), "/nowhere");
        assertEquals(1, made.status());
        assertTrue(made.out().contains(ARCHIVE + " was not made: --jvm-path=/nowhere"), made::out);
        assertArrayEquals(before, Files.readAllBytes(home.resolve(ARCHIVE)));
        try (var files = Files.list(home)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".")));
        }
    }
}
