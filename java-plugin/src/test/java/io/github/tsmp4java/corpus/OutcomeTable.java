package io.github.tsmp4java.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of each file: counted on the console, a row for each in target/outcomes, and one for each file and trait in
 * target/outcomes/by-trait, the traits in order.
 */
final class OutcomeTable {
    private record Row(String file, String kind, String layout, String outcome, String reason, String traits) {
    }

    private final Map<String, Row> rows = new TreeMap<>();

    /** @param outcome {@code cut}, {@code WRONG}, or why it was not cut */
    synchronized void put(MediaFile file, String layout, String outcome) {
        boolean done = outcome.equals("cut") || outcome.equals("WRONG");
        rows.put(file.name() + " " + layout, new Row(file.name(), file.kind(), layout, done ? outcome
                : outcome.startsWith("declined") ? "declined" : "refused", done ? "" : outcome, file.traits()));
    }

    private List<String> byTrait() {
        List<String> text = new ArrayList<>();
        for (Row row : rows.values()) {
            for (String trait : row.traits.split(" ")) {
                text.add(String.join("\t", trait, row.file, row.kind, row.layout, row.outcome, row.reason));
            }
        }
        Collections.sort(text);
        text.add(0, "trait\tfile\tclass\tlayout\toutcome\treason");
        return text;
    }

    synchronized void tell(String title) {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> text = new ArrayList<>(List.of("file\tclass\tlayout\toutcome\treason\ttraits"));
        for (Row row : rows.values()) {
            counts.merge(row.kind + ", " + row.layout + ": " + row.outcome + " " + row.reason.replaceAll("\\d+", "N"), 1,
                    Integer::sum);
            text.add(String.join("\t", row.file, row.kind, row.layout, row.outcome, row.reason, row.traits));
        }
        System.out.println("\n" + title + ": " + rows.size() + " rows");
        counts.forEach((outcome, count) -> System.out.printf("%5d  %s%n", count, outcome));
        try {
            Path folder = Files.createDirectories(MediaFile.top().resolve("java-plugin/target/outcomes/by-trait"));
            Files.write(folder.resolveSibling(title.replace(' ', '-') + ".tsv"), text);
            Files.write(folder.resolve(title.replace(' ', '-') + ".tsv"), byTrait());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
