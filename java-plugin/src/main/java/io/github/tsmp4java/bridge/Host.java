package io.github.tsmp4java.bridge;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_host}: what the engine may ask of the shim. Valid until the engine is stopped. */
@FieldOrder({"version", "reserved", "log"})
public final class Host extends Structure {
    /** {@code log}: the level is one of {@link Level}, the line is UTF-8 and ends with a zero. */
    public interface Log extends Callback {
        void invoke(int level, byte[] line);
    }

    public int version;
    public int reserved;
    public Log log;

    public Host() {}

    Host(Pointer at) {
        super(at);
        read();
    }
}
