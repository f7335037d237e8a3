package io.github.tsmp4java.docs;

import io.github.tsmp4java.index.BoxRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of BoxRole as it is written, in its order. */
public final class RoleTable {
    /**
     * @param container in which the box stands; {@code file} is the top level
     * @param type of the box; {@code any other} is the rule for those that are not named
     */
    public record Row(String container, String type, BoxRole role) {
    }

    public static final String OTHERS = "any other";
    private static final Path SOURCE = Path.of("src/main/java/io/github/tsmp4java/index/BoxRole.java");
    private static final Pattern CONTAINER = Pattern.compile("in\\(\"(\\w+)\", (\\w+)\\)([^;]*);");
    private static final Pattern PUT = Pattern.compile("put\\((\\w+),([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("\"([^\"]*)\"");

    private RoleTable() {
    }

    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (MatchResult container : CONTAINER.matcher(source()).results().toList()) {
            for (MatchResult put : PUT.matcher(container.group(3)).results().toList()) {
                TYPE.matcher(put.group(2)).results().map(type -> new Row(container.group(1), type.group(1),
                        BoxRole.valueOf(put.group(1)))).forEach(rows::add);
            }
            rows.add(new Row(container.group(1), OTHERS, BoxRole.valueOf(container.group(2))));
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("BoxRole has no table that can be read here");
        }
        return rows;
    }

    private static String source() {
        try {
            return Files.readString(SOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
