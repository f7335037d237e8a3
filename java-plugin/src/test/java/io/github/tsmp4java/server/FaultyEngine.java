package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A copy of the installed plugin whose engine fails when it is told to. The engine's source is compiled anew for it, with
 * a look at a file at the beginning of each call: what is shipped knows nothing of that.
 */
final class FaultyEngine {
    /** What may befall a call. */
    enum Fault {
        /** These do not throw. */
        HANG, STORM, CLASSES,
        EXCEPTION, MEMORY, STACK, LINKAGE, DEATH
    }

    private static final Path SOURCES = Path.of("src/main/java/io/github/tsmp4java/bridge");
    private static final Path LOOK = Path.of("src/test/resources/fault/Fault.java");

    private final Path plugin;
    private final Path told;

    FaultyEngine(RunRoot root) throws IOException {
        plugin = Plugin.copy(root, "faulty");
        told = root.folder.resolve("fault");
        Path jar = plugin.resolveSibling("tsmp4java").resolve("tsmp4java.jar");
        Path work = Files.createDirectories(root.folder.resolve("compiled"));
        Path calls = struckIn(work, "Engine.java", "Fault.strike();", List.of("return call.run(answer == null",
                "return anew.run(answer == null", "cache.clear();\n        } catch (Throwable", "cache.counters().write",
                "seek.close();"));
        Path seek = struckIn(work, "Seek.java", "Fault.strikePlanning();", List.of("if (entry == null) {\n            MovieIndex index;"));
        Command.run("javac", "--release", "17", "-cp", jar + ":" + jar.resolveSibling("jna.jar") + ":"
                + jar.resolveSibling("slf4j-api.jar"), "-d", work.toString(), calls.toString(), seek.toString(),
                LOOK.toString()).good();
        Command.run("jar", "--update", "--file", jar.toString(), "-C", work.toString(), "io").good();
    }

    /** @return a copy of a source that looks before each of these places */
    private static Path struckIn(Path work, String file, String look, List<String> places) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        for (String place : places) {
            assertTrue(source.contains(place), place);
            source = source.replace(place, look + " " + place);
        }
        return Files.writeString(work.resolve(file), source);
    }

    /** The words of a rule. */
    String[] rule(String... parameters) {
        String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "--jvm-option=-Dtsmp4.fault=" + told;
        return Plugin.rule(plugin, all);
    }

    /** From now on, with each call of this name, or any; "planning" = within a call of plan, with the lock of its seek. */
    void strike(Fault fault, String call) {
        try {
            Files.deleteIfExists(struck());
            Path whole = Files.writeString(told.resolveSibling("fault.new"), fault + " " + call);
            Files.move(whole, told, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path struck() {
        return told.resolveSibling("struck");
    }

    /** Whether it came to pass. */
    boolean hasStruck() {
        return Files.exists(struck());
    }

    void heal() {
        try {
            Files.deleteIfExists(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
