package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A long run of bytes made of segments: its length is known, any part of it can be rendered. Immutable. */
public final class Rope {
    private static final int SEGMENT_BYTES = 96;

    private final Segment[] segments;
    /** ends[i]: bytes of the segments up to and with i. */
    private final long[] ends;

    private Rope(List<Segment> segments) {
        this.segments = segments.toArray(Segment[]::new);
        ends = new long[this.segments.length];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end = Math.addExact(end, this.segments[i].length());
            ends[i] = end;
        }
    }

    /** What it takes in memory, beside the bytes of the source that it is made of. */
    public long byteSize() {
        return (long) SEGMENT_BYTES * segments.length;
    }

    public long length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** Where a segment equal to {@code wanted} begins. */
    long placeOf(Segment wanted) {
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals(wanted)) {
                return ends[i] - wanted.length();
            }
        }
        throw new IllegalStateException("no such segment");
    }

    /**
     * Writes the bytes [offset, offset + length) of the rope to {@code into} from {@code at}.
     *
     * @throws IndexOutOfBoundsException when they are not all in the rope or do not fit
     */
    public void render(long offset, byte[] into, int at, int length) {
        Objects.checkFromIndexSize(offset, (long) length, length());
        Objects.checkFromIndexSize(at, length, into.length);
        int segment = Arrays.binarySearch(ends, offset + 1);
        segment = segment < 0 ? -segment - 1 : segment;
        int done = 0;
        while (done < length) {
            long begin = ends[segment] - segments[segment].length();
            long inside = offset + done - begin;
            int step = Math.toIntExact(Math.min(length - done, ends[segment] - begin - inside));
            segments[segment].render(inside, into, at + done, step);
            done += step;
            segment++;
        }
    }

    /** Builds a rope from its beginning to its end; boxes are built inside out, since a header says the size. */
    static final class Builder {
        private static final int HEADER = 8;
        private static final int LARGE_HEADER = 16;
        private final List<Segment> segments = new ArrayList<>();
        private long length;

        Builder add(Segment segment) {
            if (segment.length() > 0) {
                segments.add(segment);
                length = Math.addExact(length, segment.length());
            }
            return this;
        }

        Builder add(Bytes bytes) {
            return add(new Segment.Verbatim(bytes));
        }

        Builder add(Fields fields) {
            return add(new Bytes(fields.bytes()));
        }

        Builder add(Builder other) {
            segments.addAll(other.segments);
            length = Math.addExact(length, other.length);
            return this;
        }

        /** A box around {@code body}. */
        Builder box(FourCc type, Builder body) {
            return header(type, body.length).add(body);
        }

        /** The header of a box with {@code bodySize} bytes to follow; 64 bits of size only where they are needed. */
        Builder header(FourCc type, long bodySize) {
            Fields fields = new Fields();
            if (bodySize + HEADER <= 0xffffffffL) {
                fields.u32(bodySize + HEADER).u32(Integer.toUnsignedLong(type.code()));
            } else {
                fields.u32(1).u32(Integer.toUnsignedLong(type.code())).u64(Math.addExact(bodySize, LARGE_HEADER));
            }
            return add(fields);
        }

        long length() {
            return length;
        }

        /** The rope, with the places that it names counted from its end. */
        Rope build() {
            return new Rope(segments.stream().map(segment -> segment.behind(length)).toList());
        }
    }
}
