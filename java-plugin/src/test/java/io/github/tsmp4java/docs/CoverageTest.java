package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.docs.RoleTable.Row;
import io.github.tsmp4java.index.BoxRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/COVERAGE.md has the boxes and roles of BoxRole, and the tests that it names are there. */
class CoverageTest {
    private static final Path PAGE = Path.of("../docs/COVERAGE.md");
    private static final Path TESTS = Path.of("src/test/java");

    /** The cells of each row: container, type, role, clause, test. */
    private static List<List<String>> cells() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.replaceAll("^\\| | \\|$", "").split(" \\| ")).map(cell -> cell.replace("`", ""))
                        .toList()).toList();
    }

    @Test
    void theRolesAreThoseOfTheCode() throws IOException {
        List<Row> rows = cells().stream().map(row -> new Row(row.get(0), row.get(1), BoxRole.valueOf(row.get(2)))).toList();
        assertEquals(lines(RoleTable.rows()), lines(rows));
    }

    @Test
    void eachRowHasAClauseAndATestThatIsThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(TESTS)) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", "")).filter(name -> name.endsWith("Test"))
                    .collect(Collectors.toSet());
        }
        for (List<String> row : cells()) {
            assertEquals(5, row.size(), row.toString());
            assertFalse(row.get(3).isBlank(), row.toString());
            String[] shown = row.get(4).split(": ", 2);
            assertTrue(tests.contains(shown[0]), row.toString());
            assertTrue(shown.length == 1 || ModelFiles.all().containsKey(shown[1]), row.toString());
        }
    }

    private static String lines(List<Row> rows) {
        return rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }
}
