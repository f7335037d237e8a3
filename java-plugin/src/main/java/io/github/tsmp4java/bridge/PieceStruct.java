package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_piece}, for the places of its fields: {@link Seek#piece} writes it. */
@FieldOrder({"begin", "end", "source"})
public final class PieceStruct extends Structure {
    private static final PieceStruct LAYOUT = new PieceStruct();

    public long begin;
    public long end;
    public long source;

    public PieceStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
