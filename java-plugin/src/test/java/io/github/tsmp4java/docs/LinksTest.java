package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whoever follows a link of a page arrives, and every page can be found from the README. */
class LinksTest {
    private static final Path README = Path.of("README.md");
    private static final int README_LINES = 100;

    @Test
    void eachLinkLeadsSomewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        int followed = 0;
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.matches("https?://.*")) {
                    followed++;
                    follow(page, link, broken);
                }
            }
        }
        assertEquals(Set.of(), broken);
        assertTrue(followed > 50, followed + " links");
    }

    private static void follow(Page page, String link, Set<String> broken) throws IOException {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(Page.TREE.resolve(file))) {
            broken.add(page + " links to " + link + ", which is not there");
        } else if (parts.length > 1 && !Page.of(file).anchors().contains(parts[1])) {
            broken.add(page + " links to " + link + ", and there is no such heading");
        }
    }

    @Test
    void eachPageOfTheDocumentsIsLinkedFromTheReadme() throws IOException {
        Set<String> linked = new HashSet<>(Page.of(README).links());
        for (Page page : Page.all()) {
            if (page.file().startsWith("docs")) {
                assertTrue(linked.contains(page.toString()), page + " is not in " + README);
            }
        }
    }

    /** A title, then a paragraph, before any table or list. */
    @Test
    void eachPageOpensWithWhatItIsFor() throws IOException {
        for (Page page : Page.all()) {
            List<String> lines = page.prose().stream().filter(line -> !line.isBlank()).toList();
            assertTrue(lines.get(0).startsWith("# "), page + " has no title");
            assertTrue(lines.get(1).matches("[\\p{L}`].*"), page + " does not say what it is for");
        }
    }

    @Test
    void theReadmeIsShort() throws IOException {
        int lines = Files.readAllLines(Page.TREE.resolve(README)).size();
        assertTrue(lines < README_LINES, lines + " lines");
    }
}
