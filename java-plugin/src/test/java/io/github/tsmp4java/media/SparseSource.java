package io.github.tsmp4java.media;

import io.github.tsmp4java.judge.Source;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A file of any length in which only some pieces are not zero. */
public final class SparseSource implements Source {
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long length;

    public void put(long at, byte[] bytes) {
        pieces.put(at, bytes);
        length = Math.max(length, at + bytes.length);
    }

    public void extend(long to) {
        length = Math.max(length, to);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] read(long offset, int size) {
        Objects.checkFromIndexSize(offset, size, length);
        byte[] out = new byte[size];
        Long first = pieces.floorKey(offset);
        for (Map.Entry<Long, byte[]> piece : pieces.tailMap(first == null ? 0 : first, true).entrySet()) {
            if (piece.getKey() >= offset + size) {
                break;
            }
            long from = Math.max(offset, piece.getKey());
            long to = Math.min(offset + size, piece.getKey() + piece.getValue().length);
            if (from < to) {
                System.arraycopy(piece.getValue(), (int) (from - piece.getKey()), out, (int) (from - offset),
                        (int) (to - from));
            }
        }
        return out;
    }
}
