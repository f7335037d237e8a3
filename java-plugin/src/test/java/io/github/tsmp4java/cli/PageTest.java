package io.github.tsmp4java.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/COMMANDS.md says what there is. */
class PageTest {
    private static String page() throws IOException {
        return Files.readString(MediaFile.top().resolve("docs/COMMANDS.md"));
    }

    @Test
    void hasEachCommand() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z]+) ").matcher(page());
        while (row.find()) {
            named.add(row.group(1));
        }
        Set<String> there = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
        there.remove("help");
        assertEquals(there, named);
    }

    @Test
    void hasTheLimitsOfAWebServer() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/tsmp4java/cli/input/WebFile.java"));
        String page = page().replaceAll("\\s+", " ");
        assertTrue(page.contains(number(source, "CONNECT = Duration.ofSeconds\\((\\d+)\\)") + " s for a connection"), page);
        assertTrue(page.contains(number(source, "ANSWER = Duration.ofSeconds\\((\\d+)\\)") + " s for a header"), page);
        assertTrue(page.contains(number(source, "BODY_SECONDS = (\\d+)") + " s for a body"), page);
    }

    private static String number(String source, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(source);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
