package io.github.tsmp4java.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What became of each file; printed by outcome, written file by file. */
final class OutcomeTable {
    private final Map<String, String> rows = new TreeMap<>();

    synchronized void put(String file, String outcome) {
        rows.put(file, outcome);
    }

    synchronized void tell(String title) {
        Map<String, Integer> counts = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        rows.forEach((file, outcome) -> {
            counts.merge(outcome.replaceAll("\\d+", "N"), 1, Integer::sum);
            text.append(outcome).append('\t').append(file).append('\n');
        });
        System.out.println("\n" + title + ": " + rows.size() + " files");
        counts.forEach((outcome, count) -> System.out.printf("%5d  %s%n", count, outcome));
        try {
            Path folder = Files.createDirectories(MediaFile.top().resolve("java-plugin/target/outcomes"));
            Files.writeString(folder.resolve(title.replace(' ', '-') + ".tsv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
