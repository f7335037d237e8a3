package io.github.tsmp4java.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the tests.
 *
 * @param kind   class of the corpus' index: seekable, fragmented, hostile …
 * @param traits what is in it, by the corpus' index; empty for a file made here
 */
public record MediaFile(String name, String kind, Path path, String traits) {
    public byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long size() {
        return path.toFile().length();
    }

    /** The repository's own folder. */
    public static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("native-shim"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** What dev/media has made; it is run here when the tests are started without dev/test. */
    public static List<MediaFile> made() {
        Path folder = top().resolve("build/media");
        try {
            Process process = new ProcessBuilder(top().resolve("dev/media").toString(), folder.toString())
                    .inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("dev/media failed");
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("new.")).sorted()
                        .map(file -> new MediaFile(file.getFileName().toString(),
                                file.getFileName().toString().startsWith("fragmented") ? "fragmented" : "seekable", file, ""))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static MediaFile made(String name) {
        return made().stream().filter(file -> file.name.equals(name)).findFirst().orElseThrow();
    }

    /** The folder of TSMP4_CORPUS, or shared/corpus beside the repository; null when there is none. */
    public static Path corpusFolder() {
        String named = System.getenv("TSMP4_CORPUS");
        Path folder = named == null || named.isEmpty() ? top().resolve("../shared/corpus").normalize() : Path.of(named);
        return Files.isRegularFile(folder.resolve("index.tsv")) ? folder : null;
    }

    /** The files of the corpus by its index; none, and a line that says so, when it is not there. */
    public static List<MediaFile> corpus() {
        Path folder = corpusFolder();
        if (folder == null) {
            System.out.println("NO CORPUS: TSMP4_CORPUS names no folder with an index.tsv; only the made media are tested");
            return List.of();
        }
        List<MediaFile> out = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("index.tsv"))) {
                String[] columns = line.split("\t");
                if (!columns[0].equals("path")) {
                    out.add(new MediaFile(columns[0], columns[1], folder.resolve(columns[0]),
                            columns.length > 11 ? columns[11] : ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    @Override
    public String toString() {
        return name;
    }
}
