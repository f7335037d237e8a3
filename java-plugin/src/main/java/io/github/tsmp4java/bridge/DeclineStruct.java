package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_decline}, for the places of its fields: {@link Answer} writes it. */
@FieldOrder({"cause", "reserved", "reason"})
public final class DeclineStruct extends Structure {
    private static final DeclineStruct LAYOUT = new DeclineStruct();

    public int cause;
    public int reserved;
    public byte[] reason = new byte[Answer.REASON_SIZE];

    public DeclineStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
