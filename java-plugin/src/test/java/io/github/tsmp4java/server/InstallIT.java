package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code cmake --install} over a plugin that is in use. */
@Tag("sample")
class InstallIT {
    private static final Footage MOVIE = Footage.of(true, 1);

    /** The folder that the plugin under test was built in. */
    private static Path build() {
        Path folder = Plugin.path().getParent();
        while (!Files.exists(folder.resolve("CMakeCache.txt"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Object inode(Path file) throws Exception {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** All that is told of a folder, up to the end of a file that this makes. */
    private static List<String> deletedUntilNow(WatchService watch, Path folder) throws Exception {
        Path last = Files.createFile(folder.resolve(".last"));
        Files.delete(last);
        List<String> names = new ArrayList<>();
        while (!names.contains(".last")) {
            WatchKey told = watch.poll(20, TimeUnit.SECONDS);
            assertNotNull(told, "the system tells of no change");
            told.pollEvents().forEach(event -> names.add(event.context().toString()));
            told.reset();
        }
        return names;
    }

    @Test
    @Tag("full")
    void noFileIsEverAbsentOrHalfAndTheServerGoesOn() throws Exception {
        RunRoot root = new RunRoot("install");
        String[] install = {"cmake", "--install", build().toString(), "--prefix", root.folder.resolve("p").toString()};
        Command.run(install).good();
        Path plugin = Path.of(Command.run("find", root.folder.toString(), "-name", "libtsmp4java.so").good().out().strip());
        Path jars = plugin.resolveSibling("tsmp4java");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, "@plugin=" + plugin));
                WatchService watch = root.folder.getFileSystem().newWatchService()) {
            Client client = Client.plain(server);
            assertArrayEquals(MOVIE.cut(), client.get("/plain/1/a.mp4" + Footage.START).body());
            for (Path file : List.of(plugin, jars.resolve("jna.jar"), jars.resolve("libjnidispatch.so"))) {
                // As a process that has it open: its inode is not given to another.
                Path old = Files.createLink(root.folder.resolve("old-" + file.getFileName()), file);
                // CMake's own way leaves a file alone that is as old as its source.
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
                WatchKey watched = file.getParent().register(watch, StandardWatchEventKinds.ENTRY_DELETE);
                Command.run(install).good();
                List<String> gone = deletedUntilNow(watch, file.getParent());
                assertFalse(gone.contains(file.getFileName().toString()), gone::toString);
                watched.cancel();
                assertNotEquals(inode(old), inode(file));
                assertEquals(-1, Files.mismatch(old, file), "the old one is as it was");
            }
            assertArrayEquals(MOVIE.cut(), client.get("/plain/2/a.mp4" + Footage.START).body());
            assertTrue(server.alive());
            try (var files = Files.list(jars)) {
                assertEquals(new TreeSet<>(List.of("classes.jsa", "gson.jar", "jna.jar", "libjnidispatch.so", "picocli.jar",
                        "slf4j-api.jar", "slf4j-simple.jar", "try-engine", "tsmp4java-cli.jar", "tsmp4java.jar")),
                        new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
            }
        }
    }
}
