package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.docs.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the pages show in blocks and call by name. {@code PagesIT} runs what {@link NotRun} does not list, and loads the
 * rules and records.
 */
class BlocksTest {
    private static final Set<String> LANGUAGES = Set.of("sh", "remap", "records", "yaml", "js", "html", "text", "mermaid");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+[a-z]");
    /** Of programs that are not the project's. */
    private static final Set<String> FOREIGN = Set.of("--add-dynamic-module", "--build", "--cap-drop", "--format", "--install",
            "--name", "--network", "--no-overwrite-dir", "--no-same-owner", "--prefix", "--preset", "--read-only",
            "--remove-all-params", "--remove-destination", "--security-opt", "--skip-header", "--strip-components",
            "--with-compat", "--with-threads");

    /** No test would look at a block that is only indented. */
    @Test
    void eachBlockSaysWhatItIs() throws IOException {
        for (Page page : Page.all()) {
            for (Block block : page.blocks()) {
                assertTrue(LANGUAGES.contains(block.language()), page + ":" + block.line() + " " + block.language());
            }
            for (int i = 1; i < page.prose().size(); i++) {
                assertFalse(page.prose().get(i).startsWith("    ") && page.prose().get(i - 1).isBlank(),
                        page + ":" + (i + 1) + " is an indented block");
            }
        }
    }

    @Test
    void eachCommandIsRunOrListedAndNoneIsListedInVain() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Page page : Page.all()) {
            for (Block block : page.blocks()) {
                for (String command : block.language().equals("sh") ? block.commands() : List.<String>of()) {
                    Optional<String> entry = NotRun.entry(page, command);
                    assertTrue(entry.isPresent() || NotRun.isRun(page, command), page + ": " + command);
                    entry.ifPresent(used::add);
                }
            }
        }
        assertEquals(new TreeSet<>(NotRun.all().keySet()), used);
    }

    /** Options of rules, of the scripts and of the command line. */
    @Test
    void eachOptionIsThere() throws IOException {
        Set<String> known = new TreeSet<>(FOREIGN);
        for (String folder : List.of("native-shim/rule", "native-shim/engine", "dev", "java-plugin/src/main")) {
            try (Stream<Path> files = Files.walk(Page.TREE.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).filter(BlocksTest::isCode).toList()) {
                    add(known, Files.readString(file));
                }
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (Page page : Page.all()) {
            Set<String> said = new TreeSet<>();
            add(said, Files.readString(Page.TREE.resolve(page.file())).replaceAll("<!-- .*-->", ""));
            said.removeAll(known);
            said.forEach(option -> unknown.add(page + ": " + option));
        }
        assertEquals(Set.of(), unknown);
    }

    private static boolean isCode(Path file) {
        return !file.toString().endsWith(".md") && !file.toString().contains("__pycache__");
    }

    private static void add(Set<String> into, String text) {
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            into.add(option.group());
        }
    }

    /** Each script of dev/ that the pages name. */
    @Test
    void eachScriptIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Page page : Page.all()) {
            Matcher script = Pattern.compile("(?<![\\w/.])dev/[a-z][a-z-]*").matcher(
                    Files.readString(Page.TREE.resolve(page.file())));
            while (script.find()) {
                named.add(script.group());
            }
        }
        assertTrue(named.contains("dev/test"));
        for (String script : named) {
            assertTrue(Files.exists(Page.TREE.resolve(script)), script);
        }
    }
}
