package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct tsmp4_piece}: a stretch of a cut that is of one kind. Filled by the engine during the call. */
@FieldOrder({"begin", "end", "source"})
public final class PieceAnswer extends Structure {
    public long begin;
    public long end;
    public long source;

    public PieceAnswer() {}

    PieceAnswer(Pointer at) {
        super(at);
    }
}
