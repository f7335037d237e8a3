package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_need}, for the places of its fields: {@link Answer} writes it. */
@FieldOrder({"position", "size", "ahead"})
public final class NeedStruct extends Structure {
    private static final NeedStruct LAYOUT = new NeedStruct();

    public long position;
    public long size;
    public long[] ahead = new long[Answer.AHEAD];

    public NeedStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
