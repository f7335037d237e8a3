package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.index.RunIndex;

/** Crops rows of (sample count, value), as in stts, ctts and sbgp: whole rows as they stand, the first and last split. */
final class RunsCut {
    private static final int ROW = 8;

    private final Bytes rows;
    private final RunIndex runs;
    private final long shift;

    /** @param shift added to every value, 32-bit signed */
    RunsCut(Bytes rows, RunIndex runs, long shift) {
        this.rows = rows;
        this.runs = runs;
        this.shift = shift;
    }

    /** The entry_count and the rows of samples {@code first} to {@code last}; samples past the rows have none. */
    Rope.Builder cut(long first, long last) {
        long listed = Math.min(last, runs.total() - 1);
        return new Rope.Builder().add(new Fields().u32(count(first, listed))).add(rows(first, listed));
    }

    /** How many rows samples {@code first} to {@code last} need; both are listed, or none where last is before first. */
    long count(long first, long last) {
        return last < first ? 0 : runs.find(last).row() - runs.find(first).row() + 1L;
    }

    /** Those rows. */
    Rope.Builder rows(long first, long last) {
        Rope.Builder out = new Rope.Builder();
        if (last < first) {
            return out;
        }
        RunIndex.Place from = runs.find(first);
        RunIndex.Place to = runs.find(last);
        if (from.row() == to.row()) {
            return out.add(row(last - first + 1, from.row()));
        }
        out.add(row(from.first() + rows.u32(from.row() * ROW) - first, from.row()));
        Bytes whole = rows.slice((from.row() + 1) * ROW, (to.row() - from.row() - 1) * ROW);
        out.add(shift == 0 ? new Segment.Verbatim(whole) : new Segment.Shifted(whole, ROW, 4, shift));
        return out.add(row(last - to.first() + 1, to.row()));
    }

    private Fields row(long samples, int row) {
        return new Fields().u32(samples).u32(rows.i32(row * ROW + 4) + shift & 0xffffffffL);
    }
}
