package io.github.tsmp4java.bridge;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_engine}: the engine's calls, as the shim sees them. */
@FieldOrder({"version", "reserved", "open", "collect", "plan", "piece", "render", "close"})
public final class EngineTable extends Structure {
    static final int VERSION = 1;

    /** {@code open}. */
    public interface Open extends Callback {
        int invoke(Pointer request, Pointer answer);
    }

    /** {@code collect}. */
    public interface Collect extends Callback {
        int invoke(long seek, Pointer bytes, long size, Pointer answer);
    }

    /** {@code plan}. */
    public interface Plan extends Callback {
        int invoke(long seek, long sourceSize, Pointer answer);
    }

    /** {@code piece}. */
    public interface Piece extends Callback {
        int invoke(long seek, long offset, Pointer piece);
    }

    /** {@code render}. */
    public interface Render extends Callback {
        int invoke(long seek, long offset, Pointer into, long size);
    }

    /** {@code close}. */
    public interface Close extends Callback {
        void invoke(long seek);
    }

    public int version;
    public int reserved;
    public Open open;
    public Collect collect;
    public Plan plan;
    public Piece piece;
    public Render render;
    public Close close;

    public EngineTable() {}

    EngineTable(Pointer at) {
        super(at);
    }
}
