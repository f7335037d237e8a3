package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tsmp4java.index.BoxRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of boxes in docs/FILES.md is the one of BoxRole; where it is not, the failure prints the right one. */
class BoxTableTest {
    private static final Path PAGE = Path.of("../docs/FILES.md");
    private static final Path SOURCE = Path.of("src/main/java/io/github/tsmp4java/index/BoxRole.java");
    private static final Pattern CONTAINER = Pattern.compile("in\\(\"(\\w+)\", (\\w+)\\)([^;]*);");

    /** The boxes that a container's statement gives a role, as {@code `stts` `ctts`}. */
    private static String boxes(String puts, BoxRole role) {
        return Pattern.compile("put\\(" + role + ",([^)]*)\\)").matcher(puts).results()
                .flatMap(put -> Pattern.compile("\"([^\"]*)\"").matcher(put.group(1)).results())
                .map(type -> "`" + type.group(1) + "`")
                .collect(Collectors.joining(" "));
    }

    private static String row(MatchResult container) {
        StringJoiner cells = new StringJoiner(" | ", "| ", " |");
        cells.add("`" + container.group(1) + "`");
        for (BoxRole role : BoxRole.values()) {
            cells.add(boxes(container.group(3), role));
        }
        return cells.add(container.group(2)).toString();
    }

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        List<String> expected = CONTAINER.matcher(Files.readString(SOURCE)).results().map(BoxTableTest::row).toList();
        assertFalse(expected.isEmpty(), "BoxRole has no table that this test can read");
        List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
        page.removeIf(line -> !line.matches("\\| `\\w+` \\|.*"));
        assertEquals(String.join("\n", expected), String.join("\n", page));
    }
}
