package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents call by name has that name in the shim. */
class NamesTest {
    /** Tests run in java-plugin/. */
    private static final Path TREE = Path.of("..");

    /** The first group of every match; there is one at least. */
    private static Set<String> found(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(TREE.resolve(file)));
        Set<String> names = new TreeSet<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        assertFalse(names.isEmpty(), file + " has nothing like " + pattern);
        return names;
    }

    private static Set<String> parameters() throws IOException {
        return found("native-shim/rule/options.c", "^ *\\{\"(--[a-z-]+)\", (?:true|false), \\w+\\},?$");
    }

    @Test
    void theReferenceDescribesEachParameter() throws IOException {
        assertEquals(parameters(), found("docs/REFERENCE.md", "^\\| `(--[a-z-]+)=[^`]*` \\|"));
    }

    @Test
    void theExampleShowsEachParameter() throws IOException {
        assertEquals(parameters(), found("remap.config.example", "@pparam=(--(?!remove-all)[a-z-]+)="));
    }

    @Test
    void theFieldsForLogFormatsAreNamed() throws IOException {
        String field = "#define [A-Z]+_FIELD \"(@TSMP4-\\w+)\"";
        Set<String> inShim = found("native-shim/answer/answer_header.c", field);
        inShim.addAll(found("native-shim/answer/cut_fields.c", field));
        assertEquals(inShim, found("docs/monitoring/README.md", "(@TSMP4-\\w+)"));
        assertEquals(inShim, found("docs/monitoring/logging.yaml", "(@TSMP4-\\w+)"));
        for (String page : List.of("OPERATE", "REFERENCE", "TROUBLESHOOT", "FILES")) {
            Set<String> named = found("docs/" + page + ".md", "(@TSMP4-\\w+)");
            assertTrue(inShim.containsAll(named), () -> page + " names " + named);
        }
    }

    @Test
    void theMetricsAreNamed() throws IOException {
        Set<String> inShim = found("native-shim/ats/report.h", "METRIC\\([A-Z_]+, (\\w+)\\)");
        assertEquals(inShim, found("docs/OPERATE.md", "^\\| `plugin\\.tsmp4java\\.(\\w+)` \\|"));
    }

    @Test
    void noPageNamesAMetricThatIsNotThere() throws IOException {
        Set<String> inShim = found("native-shim/ats/report.h", "METRIC\\([A-Z_]+, (\\w+)\\)");
        for (Page page : Page.all()) {
            Matcher named = Pattern.compile("plugin\\.tsmp4java\\.(\\w+)").matcher(Files.readString(TREE.resolve(page.file())));
            while (named.find()) {
                assertTrue(inShim.contains(named.group(1)), page + ": " + named.group());
            }
        }
    }

    /** Up to what stands for a number or a name. */
    @Test
    void theReasonsThatAreExplainedAreThoseOfTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        for (String folder : List.of("native-shim", "java-plugin/src/main")) {
            try (Stream<Path> files = Files.walk(TREE.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(c|h|java)")).toList()) {
                    code.append(Files.readString(file));
                }
            }
        }
        for (String reason : found("docs/TROUBLESHOOT.md", "^\\| `(?:declined: )?([^`]*)` \\|")) {
            for (String part : reason.split(" ?… ?|/")) {
                assertTrue(code.indexOf(part) >= 0, part);
            }
        }
    }

    @Test
    void thePageDescribesEachCaseOfTheBenchmark() throws IOException {
        Set<String> cases = found("dev/benchmark/__main__.py", "^    \"([a-z-]+)\": \\w+\\.\\w+,$");
        assertEquals(cases, found("docs/PERFORMANCE.md", "^\\| `([a-z-]+)` \\| \\d+ \\|"));
        assertEquals(cases, found("docs/PERFORMANCE.md", "^<!-- (?!goals)([a-z-]+) -->$"));
    }
}
