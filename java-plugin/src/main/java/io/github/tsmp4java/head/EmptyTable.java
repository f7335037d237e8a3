package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;

/** A sample table that describes no samples: that in the moov, if only fragments of the movie are kept. */
final class EmptyTable {
    private EmptyTable() {}

    /** The table, or null for one that is as well left out. */
    static Rope.Builder of(Box box) {
        Fields body = switch (box.name()) {
            case "stts", "stsc", "stco", "co64", "stss" -> full(box).u32(0);
            case "stsz", "stz2" -> full(box).copy(box.body().slice(4, 4)).u32(0);
            default -> null;
        };
        return body == null ? null : new Rope.Builder().box(box.type(), new Rope.Builder().add(body));
    }

    private static Fields full(Box box) {
        return new Fields().copy(box.body().slice(0, 4));
    }
}
