package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.charset.StandardCharsets;

/** {@code struct tsmp4_request}: what the client asked. Lives for the call. */
@FieldOrder({"start", "start_size", "end", "end_size", "moov_max"})
public final class Request extends Structure {
    /** No number is longer: what follows is not read. */
    private static final int MAX_VALUE = 64;

    public Pointer start;
    public long start_size;
    public Pointer end;
    public long end_size;
    public long moov_max;

    public Request() {}

    Request(Pointer at) {
        super(at);
        read();
    }

    /** The start argument, or null when the query has none. */
    String startText() {
        return text(start, start_size);
    }

    /** The end argument, or null when the query has none. */
    String endText() {
        return text(end, end_size);
    }

    private static String text(Pointer at, long size) {
        if (at == null) {
            return null;
        }
        return new String(at.getByteArray(0, (int) Math.min(size, MAX_VALUE)), StandardCharsets.ISO_8859_1);
    }
}
