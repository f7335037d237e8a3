package io.github.tsmp4java.bridge;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.List;

/** {@code struct tsmp4_engine}: the engine's calls, as the shim sees them. */
@FieldOrder({"version", "reserved", "open", "find", "collect", "plan", "piece", "render", "close", "clear", "count"})
public final class EngineTable extends Structure {
    static final int VERSION = 4;

    /** {@code open}. */
    public interface Open extends Callback {
        int invoke(Pointer request, Pointer answer);
    }

    /** {@code find}. */
    public interface Find extends Callback {
        int invoke(long seek, Pointer source, Pointer answer);
    }

    /** {@code collect}. */
    public interface Collect extends Callback {
        int invoke(long seek, long position, Pointer bytes, long size, Pointer answer);
    }

    /** {@code plan}. */
    public interface Plan extends Callback {
        int invoke(long seek, Pointer answer);
    }

    /** {@code piece}. */
    public interface PieceAt extends Callback {
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

    /** {@code clear}. */
    public interface Clear extends Callback {
        void invoke();
    }

    /** {@code count}. */
    public interface Count extends Callback {
        void invoke(Pointer counters);
    }

    public int version;
    public int reserved;
    public Open open;
    public Find find;
    public Collect collect;
    public Plan plan;
    public PieceAt piece;
    public Render render;
    public Close close;
    public Clear clear;
    public Count count;

    public EngineTable() {}

    EngineTable(Pointer at) {
        super(at);
    }

    List<Callback> calls() {
        return List.of(open, find, collect, plan, piece, render, close, clear, count);
    }
}
