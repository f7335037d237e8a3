package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_answer}, for the places of its fields: {@link Answer} writes it. */
@FieldOrder({"seek", "moov_size", "position", "wanted", "ahead", "length", "begin", "end", "source_begin", "source_end",
        "source_size", "status", "cause", "content_range", "etag", "reason", "version"})
public final class AnswerStruct extends Structure {
    private static final AnswerStruct LAYOUT = new AnswerStruct();

    public long seek;
    public long moov_size;
    public long position;
    public long wanted;
    public long[] ahead = new long[Answer.AHEAD];
    public long length;
    public long begin;
    public long end;
    public long source_begin;
    public long source_end;
    public long source_size;
    public int status;
    public int cause;
    public byte[] content_range = new byte[Answer.CONTENT_RANGE_SIZE];
    public byte[] etag = new byte[Answer.TAG_SIZE];
    public byte[] reason = new byte[Answer.REASON_SIZE];
    public byte[] version = new byte[Answer.VERSION_SIZE];

    public AnswerStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
