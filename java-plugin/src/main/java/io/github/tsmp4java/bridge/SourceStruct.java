package io.github.tsmp4java.bridge;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_source}, for the places of its fields: {@link Source} reads it. */
@FieldOrder({"url", "etag", "last_modified", "date", "size", "use", "reserved"})
public final class SourceStruct extends Structure {
    private static final SourceStruct LAYOUT = new SourceStruct();

    public TextStruct url;
    public TextStruct etag;
    public TextStruct last_modified;
    public TextStruct date;
    public long size;
    public int use;
    public int reserved;

    public SourceStruct() {}

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
