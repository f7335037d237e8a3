package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_cut}, for the places of its fields: {@link Answer} writes it. */
@FieldOrder({"length", "begin", "end", "source_begin", "source_end", "time_begin", "time_end", "duration",
        "status", "is_exact", "pieces", "content_range", "etag"})
public final class CutStruct extends Structure {
    private static final CutStruct LAYOUT = new CutStruct();

    public long length;
    public long begin;
    public long end;
    public long source_begin;
    public long source_end;
    public long time_begin;
    public long time_end;
    public long duration;
    public int status;
    public int is_exact;
    public PieceStruct[] pieces = (PieceStruct[]) new PieceStruct().toArray(Answer.PIECES);
    public byte[] content_range = new byte[Answer.CONTENT_RANGE_SIZE];
    public byte[] etag = new byte[Answer.TAG_SIZE];

    public CutStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
