package io.github.tsmp4java.corpus;

import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.judge.Source;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A cut as a client receives it: rendered pieces, and bytes of the source. */
public record CutSource(CutFile cut, Source source) implements Source {
    @Override
    public long length() {
        return cut.length();
    }

    @Override
    public byte[] read(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, length());
        byte[] out = new byte[length];
        int done = 0;
        while (done < length) {
            long at = offset + done;
            CutFile.Piece piece = cut.at(at);
            int step = Math.toIntExact(Math.min(length - done, piece.end() - at));
            if (piece.isRendered()) {
                piece.rope().render(at - piece.begin(), ByteBuffer.wrap(out), done, step);
            } else {
                System.arraycopy(source.read(piece.source() + at - piece.begin(), step), 0, out, done, step);
            }
            done += step;
        }
        return out;
    }
}
