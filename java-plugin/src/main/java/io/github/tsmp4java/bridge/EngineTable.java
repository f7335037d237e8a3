package io.github.tsmp4java.bridge;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct tsmp4_engine}: the engine's calls, as the shim sees them. A call takes addresses as numbers: that is what
 * {@link DirectCallback} can pass without looking at it.
 */
@FieldOrder({"version", "reserved", "open", "find", "collect", "plan", "piece", "render", "close", "clear", "count",
        "about"})
public final class EngineTable extends Structure {
    static final int VERSION = 10;
    private static final int ABOUT_SIZE = 128;

    /** {@code open}. */
    public interface Open extends Callback {
        int invoke(long request, long source, long answer);
    }

    /** {@code find}. */
    public interface Find extends Callback {
        int invoke(long seek, long source, long answer);
    }

    /** {@code collect}. */
    public interface Collect extends Callback {
        int invoke(long seek, long position, long bytes, long size, long answer);
    }

    /** {@code plan}. */
    public interface Plan extends Callback {
        int invoke(long seek, long answer);
    }

    /** {@code piece}. */
    public interface PieceAt extends Callback {
        int invoke(long seek, long offset, long piece);
    }

    /** {@code render}. */
    public interface Render extends Callback {
        int invoke(long seek, long offset, long rooms, int count);
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
        void invoke(long counters);
    }

    public int version;
    public int reserved;
    public Pointer open;
    public Pointer find;
    public Pointer collect;
    public Pointer plan;
    public Pointer piece;
    public Pointer render;
    public Pointer close;
    public Pointer clear;
    public Pointer count;
    public byte[] about = new byte[ABOUT_SIZE];

    public EngineTable() {}

    EngineTable(Pointer at) {
        super(at);
    }

    /** What the operator reads of the VM; a longer text is cut. */
    void describe(String vm) {
        byte[] text = vm.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, about, 0, Math.min(text.length, ABOUT_SIZE - 1));
    }
}
