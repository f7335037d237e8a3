package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_text}, for the places of its fields: {@link Text} reads it. */
@FieldOrder({"bytes", "size"})
public final class TextStruct extends Structure {
    private static final TextStruct LAYOUT = new TextStruct();

    public Pointer bytes;
    public long size;

    public TextStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
