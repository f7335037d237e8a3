package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures of the README are those that dev/compare and dev/chaos wrote last. */
class FiguresTest {
    /** The cells of the row of a page that begins so, without the first. */
    private static List<String> row(String page, String beginning) throws IOException {
        return Files.readAllLines(Page.TREE.resolve(page)).stream().filter(line -> line.startsWith("| " + beginning))
                .map(line -> Stream.of(line.substring(2).split(" *\\| *")).skip(1).toList()).findFirst().orElseThrow();
    }

    @Test
    void theCutsAreThoseOfTheComparison() throws IOException {
        List<String> right = row("docs/COMPARISON.md", "begin to show at the right key frame");
        String seeks = Files.readAllLines(Page.TREE.resolve("docs/COMPARISON.md")).stream()
                .filter(line -> line.matches("\\| of \\d+ seeks .*")).map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                .findFirst().orElseThrow();
        assertEquals(List.of(right.get(0), right.get(1), right.get(2) + ", or " + right.get(3) + " with `mp4_start_key_frame`"),
                row("README.md", "cuts that begin to show at the right key frame, of " + seeks + " seeks").subList(0, 3));
        List<String> moved = row("docs/COMPARISON.md", "tracks are moved against each other");
        assertEquals(List.of(moved.get(0), "up to " + moved.get(1), "up to " + moved.get(2)),
                row("README.md", "how far these cuts move").subList(0, 3));
    }

    /** The columns: runs, answers, wrong, hung, server ended, server hung. */
    @Test
    void theFaultsAreThoseOfTheModes() throws IOException {
        List<Integer> ours = numbers(row("docs/RELIABILITY.md", "tsmp4java"));
        List<Integer> theirs = numbers(row("docs/RELIABILITY.md", "mp4.so"));
        assertEquals(List.of(wrongOrEndless(ours), wrongOrEndless(theirs)), row("README.md", "answers that were wrong").subList(0, 2));
        assertEquals(List.of("" + ours.get(4), "" + theirs.get(4)), row("README.md", "times the server crashed").subList(0, 2));
    }

    private static String wrongOrEndless(List<Integer> row) {
        return (row.get(2) + row.get(3)) + " of " + row.get(1);
    }

    private static List<Integer> numbers(List<String> cells) {
        return cells.subList(0, 6).stream().map(Integer::valueOf).toList();
    }
}
