package io.github.tsmp4java.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** The installed plugin under test. */
final class Plugin {
    private Plugin() {
    }

    /** libtsmp4java.so, with its jars in the folder tsmp4java beside it. */
    static Path path() {
        String named = System.getProperty("tsmp4.plugin", "");
        Path path = Path.of(named).toAbsolutePath();
        if (named.isEmpty() || !Files.isRegularFile(path)) {
            throw new IllegalStateException("-Dtsmp4.plugin=" + named
                    + " names no installed libtsmp4java.so; dev/test does");
        }
        return path;
    }

    /** The words of a rule. */
    static String[] rule(String... parameters) {
        String[] words = new String[parameters.length + 1];
        words[0] = "@plugin=" + path();
        for (int i = 0; i < parameters.length; i++) {
            words[i + 1] = "@pparam=" + parameters[i];
        }
        return words;
    }
}
