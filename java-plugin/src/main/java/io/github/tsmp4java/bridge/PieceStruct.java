package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_piece}, for the places of its fields. */
@FieldOrder({"begin", "end", "source"})
public final class PieceStruct extends Structure {
    private static final PieceStruct LAYOUT = new PieceStruct();
    /** Of one, in an array of them. */
    static final int BYTES = LAYOUT.size();
    private static final int BEGIN = at("begin");
    private static final int END = at("end");
    private static final int SOURCE = at("source");

    public long begin;
    public long end;
    public long source;

    public PieceStruct() {}

    static void put(Pointer at, long begin, long end, long source) {
        at.setLong(BEGIN, begin);
        at.setLong(END, end);
        at.setLong(SOURCE, source);
    }

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
