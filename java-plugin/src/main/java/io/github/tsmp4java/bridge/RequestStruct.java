package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_request}, for the places of its fields: {@link Request} reads it. */
@FieldOrder({"start", "end", "range", "if_range", "if_match", "if_none_match", "moov_max", "index_budget", "is_head", "exact",
        "loose_time", "reserved"})
public final class RequestStruct extends Structure {
    private static final RequestStruct LAYOUT = new RequestStruct();

    public TextStruct start;
    public TextStruct end;
    public TextStruct range;
    public TextStruct if_range;
    public TextStruct if_match;
    public TextStruct if_none_match;
    public long moov_max;
    public long index_budget;
    public int is_head;
    public int exact;
    public int loose_time;
    public int reserved;

    public RequestStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
