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
    enum Fault { HANG, EXCEPTION, MEMORY, STACK, LINKAGE }

    private static final Path SOURCE = Path.of("src/main/java/io/github/tsmp4java/bridge/Engine.java");
    private static final String LOOK = """
            package io.github.tsmp4java.bridge;
            import java.nio.file.*;
            final class Fault {
                static void strike() {
                    while (true) {
                        String[] told;
                        try {
                            told = Files.readString(Path.of(System.getProperty("tsmp4.fault"))).split(" ");
                        } catch (java.io.IOException e) {
                            return;
                        }
                        // A StackWalker may fail on the frames of a thread that came from C.
                        boolean here = !Thread.currentThread().getName().startsWith("tsmp4java warm-up")
                                && java.util.Arrays.stream(new Throwable().getStackTrace()).anyMatch(frame ->
                                        frame.getClassName().endsWith(".Engine") && frame.getMethodName().equals(told[1]));
                        if (!here) {
                            return;
                        }
                        switch (told[0]) {
                            case "HANG" -> pause();
                            case "EXCEPTION" -> throw new IllegalStateException("injected");
                            case "MEMORY" -> Integer.valueOf(new long[Integer.MAX_VALUE - 8].length);
                            case "STACK" -> deeper(1);
                            case "LINKAGE" -> throw new NoClassDefFoundError("injected");
                            default -> throw new AssertionError(told[0]);
                        }
                    }
                }
                private static int deeper(int depth) {
                    return deeper(depth + 1) + depth;
                }
                private static void pause() {
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            """;

    private final Path plugin;
    private final Path told;

    FaultyEngine(RunRoot root) throws IOException {
        plugin = Plugin.copy(root, "faulty");
        told = root.folder.resolve("fault");
        Path jar = plugin.resolveSibling("tsmp4java").resolve("tsmp4java.jar");
        Path work = Files.createDirectories(root.folder.resolve("compiled"));
        String engine = Files.readString(SOURCE);
        for (String place : List.of("return call.run(answer == null", "return anew.run(answer == null",
                "cache.clear();\n        } catch (Throwable", "cache.counters().write", "Seek seek = seeks.remove(handle);")) {
            assertTrue(engine.contains(place), place);
            engine = engine.replace(place, "Fault.strike(); " + place);
        }
        Files.writeString(work.resolve("Engine.java"), engine);
        Files.writeString(work.resolve("Fault.java"), LOOK);
        Command.run("javac", "--release", "17", "-cp", jar + ":" + jar.resolveSibling("jna.jar") + ":"
                + jar.resolveSibling("slf4j-api.jar"), "-d", work.toString(), work.resolve("Engine.java").toString(),
                work.resolve("Fault.java").toString()).good();
        Command.run("jar", "--update", "--file", jar.toString(), "-C", work.toString(), "io").good();
    }

    /** The words of a rule. */
    String[] rule(String... parameters) {
        String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "--jvm-option=-Dtsmp4.fault=" + told;
        return Plugin.rule(plugin, all);
    }

    /** From now on, with each call of this name. */
    void strike(Fault fault, String call) {
        try {
            Path whole = Files.writeString(told.resolveSibling("fault.new"), fault + " " + call);
            Files.move(whole, told, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void heal() {
        try {
            Files.deleteIfExists(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
