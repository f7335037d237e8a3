package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done before the first seeks: a class that one of them loads has its client wait. */
@Tag("sample")
class WarmIT {
    private static final String WARM_UP = "tsmp4java warm-";
    /** A compiler's thread that had ended could no longer be told from one that a client waits for. */
    private static final String KEEP_COMPILERS = "--jvm-option=-XX:-UseDynamicNumberOfCompilerThreads";
    /** So many, since compiled code may load a class where the interpreter did not. */
    private static final int SEEKS = 300;
    private static final Set<Path> SOCKETS = sockets();
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("warm");
        site = Site.open(root, "--jvm-option=-Xlog:class+load:file=" + root.folder + "/log/classes.txt:tid", KEEP_COMPILERS);
        site.server.await("warm", () -> !site.server.proc().threads().contains(WARM_UP));
    }

    /** Of jcmd. */
    private static Set<Path> sockets() {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(".java_pid")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that ends unasked would leave its own. */
    @Test
    void theTrialLeavesNoSocketBehind() {
        Set<Path> made = sockets();
        made.removeAll(SOCKETS);
        assertEquals(Set.of(Path.of("/tmp/.java_pid" + site.server.pid())), made);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** By threads that a client may wait for: the compiler loads what it reads of. */
    private static List<String> loaded() {
        return site.root.read("log/classes.txt").lines()
                .filter(line -> !nameOf(line.replaceFirst("^\\[(\\d+)\\].*", "$1")).matches("C[12] Comp.*")).toList();
    }

    private static String nameOf(String thread) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(site.server.pid()), "task", thread, "comm")).strip();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264_25fps_gop50.mp4", "fragmented.mp4"})
    void theFirstSeeksLoadNoClass(String name) throws CutException {
        byte[] file = MediaFile.made(name).bytes();
        Source whole = Source.of(file);
        Source part = Pipeline.cut(Pipeline.indexAnywhere(whole), whole, "5");
        byte[] cut = part.read(0, Math.toIntExact(part.length()));
        int before = loaded().size();
        String path = site.place(Behaviour.PLAIN, name, file);
        site.plain.get(path);
        site.cached(path);
        assertArrayEquals(cut, site.plain.get(path + "?start=5").body());
        assertArrayEquals(cut, site.http2.get(path + "?start=5").body());
        for (int seek = 0; seek < SEEKS; seek++) {
            assertEquals(200, site.plain.get(path + "?start=5." + seek).status());
        }
        assertEquals(List.of(), loaded().subList(before, loaded().size()));
    }
}
