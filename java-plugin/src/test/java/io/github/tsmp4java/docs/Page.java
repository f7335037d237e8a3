package io.github.tsmp4java.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documents.
 *
 * @param file in the tree, from its top
 * @param prose its lines, with those of blocks left empty
 * @param blocks in its fences, in order
 */
public record Page(Path file, List<String> prose, List<Block> blocks) {
    /** Tests run in java-plugin/. */
    public static final Path TREE = Path.of("..");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * @param line it begins at, from 1
     * @param language behind the fence
     */
    public record Block(int line, String language, List<String> lines) {
        /** Of a block of the shell, without what is said beside them. */
        public List<String> commands() {
            return lines.stream().map(line -> line.replaceFirst("(^|\\s+)#\\s.*$", "").strip()).filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    public static Page of(Path file) throws IOException {
        List<String> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (String line : Files.readAllLines(TREE.resolve(file))) {
            String text = line.strip();
            prose.add(open == null && !text.startsWith("```") ? line : "");
            if (open == null && text.startsWith("```")) {
                open = new Block(prose.size(), text.substring(3), new ArrayList<>());
            } else if (open != null && text.equals("```")) {
                blocks.add(open);
                open = null;
            } else if (open != null) {
                open.lines.add(line);
            }
        }
        if (open != null) {
            throw new IOException(file + ":" + open.line + ": a fence that does not end");
        }
        return new Page(file, List.copyOf(prose), List.copyOf(blocks));
    }

    /** All that are written for people, wherever they stand. */
    public static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "native-shim", "dev")) {
            int depth = folder.isEmpty() ? 1 : 3;
            try (Stream<Path> files = Files.find(TREE.resolve(folder), depth,
                    (path, is) -> is.isRegularFile() && path.getFileName().toString().endsWith(".md"))) {
                for (Path path : files.sorted().toList()) {
                    pages.add(of(TREE.relativize(path)));
                }
            }
        }
        return pages;
    }

    /** Where its links lead, as they are written. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        for (String line : prose) {
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    /** What links to its headings have behind the '#', as GitHub makes it. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (String line : prose) {
            if (line.matches("#+ .*")) {
                anchors.add(line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
