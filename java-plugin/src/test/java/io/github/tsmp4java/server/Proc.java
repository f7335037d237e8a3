package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel says of a running process. */
record Proc(long pid) {
    private Path folder() {
        return Path.of("/proc/" + pid);
    }

    /** The names of its threads. */
    List<String> threads() {
        try (Stream<Path> tasks = Files.list(folder().resolve("task"))) {
            return tasks.map(task -> {
                try {
                    return Files.readString(task.resolve("comm")).strip();
                } catch (IOException e) {
                    return "gone meanwhile";
                }
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident memory in kB. */
    long rss() {
        try (Stream<String> status = Files.lines(folder().resolve("status"))) {
            return status.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many copies of a library's code are in its memory. */
    long copies(String library) {
        try (Stream<String> maps = Files.lines(folder().resolve("maps"))) {
            return maps.filter(line -> line.contains(library) && line.contains(" r-xp ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
