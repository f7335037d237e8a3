package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_answer}, for the places of its fields: {@link Answer} writes it. */
@FieldOrder({"seek", "moov_size", "need", "cut", "decline"})
public final class AnswerStruct extends Structure {
    private static final AnswerStruct LAYOUT = new AnswerStruct();

    public long seek;
    public long moov_size;
    public NeedStruct need;
    public CutStruct cut;
    public DeclineStruct decline;

    public AnswerStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
