package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shim's files include each other in one direction: down the list of rooms in its README. */
class IncludesTest {
    private static final Path SHIM = Path.of("..", "native-shim");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"([^\"]+)\"");
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| `(\\w+)/` \\|");

    /** What each unit includes. A header and its source are one unit, named without a suffix: {@code seek/seek}. */
    private static Map<String, Set<String>> includes() throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SHIM)) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.[ch]")).toList()) {
                String path = SHIM.relativize(file).toString();
                if (path.startsWith("test/")) {
                    continue;
                }
                String unit = unit(path);
                Matcher include = INCLUDE.matcher(Files.readString(file));
                Set<String> included = all.computeIfAbsent(unit, name -> new TreeSet<>());
                while (include.find()) {
                    assertTrue(Files.exists(SHIM.resolve(include.group(1))), path + " includes " + include.group(1));
                    included.add(unit(include.group(1)));
                }
                included.remove(unit);
            }
        }
        assertTrue(all.size() > 30, all.keySet().toString());
        return all;
    }

    private static String unit(String path) {
        return path.substring(0, path.length() - 2);
    }

    @Test
    void thereIsNoCircle() throws IOException {
        Map<String, Set<String>> all = includes();
        Set<String> clear = new HashSet<>();
        all.keySet().forEach(unit -> visit(unit, all, new ArrayList<>(), clear));
        assertEquals(all.keySet(), new TreeSet<>(clear));
    }

    private static void visit(String unit, Map<String, Set<String>> all, List<String> way, Set<String> clear) {
        assertFalse(way.contains(unit), "a circle: " + way + " and again " + unit);
        if (clear.contains(unit)) {
            return;
        }
        way.add(unit);
        all.get(unit).forEach(next -> visit(next, all, way, clear));
        way.remove(unit);
        clear.add(unit);
    }

    @Test
    void roomsIncludeOnlyWhatIsBelowThem() throws IOException {
        List<String> rooms = new ArrayList<>();
        Matcher room = ROOM.matcher(Files.readString(SHIM.resolve("README.md")));
        while (room.find()) {
            rooms.add(room.group(1));
        }
        rooms.add("engine.h");
        for (Map.Entry<String, Set<String>> unit : includes().entrySet()) {
            for (String included : unit.getValue()) {
                assertTrue(floor(rooms, unit.getKey()) <= floor(rooms, included), unit.getKey() + " includes " + included);
            }
        }
    }

    /** The contract lies below all rooms. */
    private static int floor(List<String> rooms, String unit) {
        int slash = unit.indexOf('/');
        int floor = rooms.indexOf(slash < 0 ? unit + ".h" : unit.substring(0, slash));
        assertTrue(floor >= 0, unit + " is in no room of README.md");
        return floor;
    }
}
