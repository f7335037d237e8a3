package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_counters}, for the places of its fields: {@link Counters} writes it. */
@FieldOrder({"index_hits", "index_misses", "index_evictions", "indexes", "budget_used", "parse_failures",
        "calls", "call_nanoseconds", "scattered", "repaired"})
public final class CountersStruct extends Structure {
    private static final CountersStruct LAYOUT = new CountersStruct();

    public long index_hits;
    public long index_misses;
    public long index_evictions;
    public long indexes;
    public long budget_used;
    public long parse_failures;
    public long calls;
    public long call_nanoseconds;
    public long scattered;
    public long repaired;

    public CountersStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
