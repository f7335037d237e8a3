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

    private static final Path SOURCE = Path.of("src/main/java/io/github/tsmp4java/bridge/Engine.java");
    private static final Path LOOK = Path.of("src/test/resources/fault/Fault.java");

    private final Path plugin;
    private final Path told;

    FaultyEngine(RunRoot root) throws IOException {
        plugin = Plugin.copy(root, "faulty");
        told = root.folder.resolve("fault");
        Path jar = plugin.resolveSibling("tsmp4java").resolve("tsmp4java.jar");
        Path work = Files.createDirectories(root.folder.resolve("compiled"));
        String engine = Files.readString(SOURCE);
        for (String place : List.of("return call.run(answer == null", "return anew.run(answer == null",
                "cache.clear();\n        } catch (Throwable", "cache.counters().write", "seek.close();")) {
            assertTrue(engine.contains(place), place);
            engine = engine.replace(place, "Fault.strike(); " + place);
        }
        Files.writeString(work.resolve("Engine.java"), engine);
        Command.run("javac", "--release", "17", "-cp", jar + ":" + jar.resolveSibling("jna.jar") + ":"
                + jar.resolveSibling("slf4j-api.jar"), "-d", work.toString(), work.resolve("Engine.java").toString(),
                LOOK.toString()).good();
        Command.run("jar", "--update", "--file", jar.toString(), "-C", work.toString(), "io").good();
    }

    /** The words of a rule. */
    String[] rule(String... parameters) {
        String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "--jvm-option=-Dtsmp4.fault=" + told;
        return Plugin.rule(plugin, all);
    }

    /** From now on, with each call of this name, or any. */
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
