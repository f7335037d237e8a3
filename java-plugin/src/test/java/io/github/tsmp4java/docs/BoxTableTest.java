package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tsmp4java.index.BoxRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of boxes in docs/FILES.md says what BoxRole says. */
class BoxTableTest {
    private static final Path PAGE = Path.of("../docs/FILES.md");
    private static final Path SOURCE = Path.of("src/main/java/io/github/tsmp4java/index/BoxRole.java");

    /** What a container does with the boxes it names, by role, and with all others. */
    private record Row(Map<String, Set<String>> named, String others) {}

    private static Set<String> all(String text, String quoted) {
        Matcher matcher = Pattern.compile(quoted).matcher(text);
        Set<String> types = new TreeSet<>();
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
        return types;
    }

    private static Map<String, Row> inSource() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        Matcher statement = Pattern.compile("in\\(\"(\\w+)\", (\\w+)\\)([^;]*);").matcher(Files.readString(SOURCE));
        while (statement.find()) {
            Map<String, Set<String>> named = new TreeMap<>();
            Matcher put = Pattern.compile("put\\((\\w+),([^)]*)\\)").matcher(statement.group(3));
            while (put.find()) {
                named.put(put.group(1), all(put.group(2), "\"([^\"]*)\""));
            }
            rows.put(statement.group(1), new Row(named, statement.group(2)));
        }
        return rows;
    }

    private static Map<String, Row> onPage() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 10 && cells[1].strip().matches("`\\w+`")) {
                Map<String, Set<String>> named = new TreeMap<>();
                for (int i = 0; i < BoxRole.values().length; i++) {
                    Set<String> types = all(cells[i + 2], "`([^`]*)`");
                    if (!types.isEmpty()) {
                        named.put(BoxRole.values()[i].name(), types);
                    }
                }
                rows.put(cells[1].strip().replace("`", ""), new Row(named, cells[8].strip()));
            }
        }
        return rows;
    }

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        assertFalse(inSource().isEmpty(), "BoxRole has no table that this test can read");
        assertEquals(inSource(), onPage());
    }
}
