package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import java.util.List;
import java.util.Set;

/** The tables in an stbl that may be there only once of each kind: if there are two, the first counts. */
public final class SampleTables {
    private static final Set<String> SINGLE = Set.of("stts", "ctts", "stsc", "stss", "stsz", "stz2", "stco", "co64", "sdtp");

    private final Box stbl;
    private final List<Box> boxes;

    SampleTables(Box stbl, List<String> repairs) throws CutException {
        this.stbl = stbl;
        boxes = stbl.children().boxes();
        for (Box box : boxes) {
            if (!counts(boxes, box)) {
                repairs.add(box.type() + " stands twice, the first counts");
            }
        }
    }

    /** Whether a table is the first of its kind among the boxes of an stbl, or of a kind that may stand there more often. */
    public static boolean counts(List<Box> siblings, Box table) {
        if (!SINGLE.contains(table.name())) {
            return true;
        }
        for (Box box : siblings) {
            if (kind(box).equals(kind(table))) {
                return box == table;
            }
        }
        return true;
    }

    private static String kind(Box table) {
        return switch (table.name()) {
            case "stz2" -> "stsz";
            case "co64" -> "stco";
            default -> table.name();
        };
    }

    List<Box> all() {
        return boxes;
    }

    /** The table of a kind, or null. */
    Box find(String kind) {
        return boxes.stream().filter(box -> kind(box).equals(kind)).findFirst().orElse(null);
    }

    /** The table of a kind that must be there. */
    Box required(String kind, String orElse) throws CutException {
        Box found = find(kind);
        if (found == null) {
            throw stbl.malformed("has neither " + kind + " nor " + orElse);
        }
        return found;
    }

    Box required(String kind) throws CutException {
        Box found = find(kind);
        return found == null ? stbl.required(boxes, kind) : found;
    }
}
