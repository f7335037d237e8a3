package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.charset.StandardCharsets;

/** {@code struct tsmp4_answer}: filled with zeros by the shim, then by the engine. Lives for the call. */
@FieldOrder({"seek", "length", "source_begin", "source_end", "moov_size", "reason"})
public final class Answer extends Structure {
    static final int REASON_SIZE = 256;

    public long seek;
    public long length;
    public long source_begin;
    public long source_end;
    public long moov_size;
    public byte[] reason = new byte[REASON_SIZE];

    public Answer() {}

    Answer(Pointer at) {
        super(at);
    }

    int offsetOfReason() {
        return fieldOffset("reason");
    }

    /** Cuts a longer text at a character's edge. */
    void reason(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(bytes.length, REASON_SIZE - 1);
        while (size < bytes.length && size > 0 && (bytes[size] & 0xc0) == 0x80) {
            size--;
        }
        System.arraycopy(bytes, 0, reason, 0, size);
        reason[size] = 0;
    }
}
