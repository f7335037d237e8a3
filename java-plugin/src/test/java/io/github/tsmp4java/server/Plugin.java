package io.github.tsmp4java.server;

import java.io.IOException;
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

    /** What is installed with it, below the same prefix. */
    static Path installed(String name) {
        for (Path prefix = path().getParent(); prefix != null; prefix = prefix.getParent()) {
            if (Files.exists(prefix.resolve(name))) {
                return prefix.resolve(name);
            }
        }
        throw new IllegalStateException("no " + name + " is installed with " + path());
    }

    /** A copy of what is installed, in a folder of this name, to be damaged. */
    static Path copy(RunRoot root, String name) throws IOException {
        Path folder = Files.createDirectory(root.folder.resolve(name));
        Command.run("cp", "-r", path().toString(), path().resolveSibling("tsmp4java").toString(), folder.toString())
                .good();
        return folder.resolve("libtsmp4java.so");
    }

    /** The words of a rule. */
    static String[] rule(String... parameters) {
        return rule(path(), parameters);
    }

    /** The same, of a copy. */
    static String[] rule(Path plugin, String... parameters) {
        String[] words = new String[parameters.length + 1];
        words[0] = "@plugin=" + plugin;
        for (int i = 0; i < parameters.length; i++) {
            words[i + 1] = "@pparam=" + parameters[i];
        }
        return words;
    }
}
