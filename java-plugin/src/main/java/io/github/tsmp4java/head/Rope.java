package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** A long run of bytes made of segments: its length is known, any part of it can be rendered. Immutable. */
public final class Rope {
    private static final int SEGMENT_BYTES = 96;

    private final Segment[] segments;
    /** ends[i]: bytes of the segments up to and with i. */
    private final long[] ends;

    /** The segments of {@code built}, with the places that they name counted from its end. */
    private Rope(Builder built) {
        segments = new Segment[built.count];
        ends = new long[built.count];
        long end = 0;
        int i = 0;
        for (Builder.Link link = built.first; link != null; link = link.next) {
            segments[i] = link.segment.behind(built.length);
            end = Math.addExact(end, segments[i].length());
            ends[i++] = end;
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
     * @param into big-endian; its position and limit are neither looked at nor moved
     * @throws IndexOutOfBoundsException when they are not all in the rope or do not fit
     */
    public void render(long offset, ByteBuffer into, int at, int length) {
        Objects.checkFromIndexSize(offset, (long) length, length());
        Objects.checkFromIndexSize(at, length, into.capacity());
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

    /**
     * Builds a rope from its beginning to its end; boxes are built inside out, since a header says the size. A builder that
     * was added to another becomes part of it, and must not be added to any more.
     */
    static final class Builder {
        private static final int HEADER = 8;
        private static final int LARGE_HEADER = 16;
        private Link first;
        private Link last;
        private int count;
        private long length;

        private static final class Link {
            private final Segment segment;
            private Link next;

            private Link(Segment segment) {
                this.segment = segment;
            }
        }

        Builder add(Segment segment) {
            return segment.length() > 0 ? join(new Link(segment), null, 1, segment.length()) : this;
        }

        Builder add(Bytes bytes) {
            return bytes.size() > 0 ? add(new Segment.Verbatim(bytes)) : this;
        }

        Builder add(Fields fields) {
            return add(fields.written());
        }

        Builder add(Builder other) {
            return other.first == null ? this : join(other.first, other.last, other.count, other.length);
        }

        /** @param end the last link of the chain; null where it is the only one */
        private Builder join(Link chain, Link end, int links, long bytes) {
            if (first == null) {
                first = chain;
            } else {
                last.next = chain;
            }
            last = end == null ? chain : end;
            count += links;
            length = Math.addExact(length, bytes);
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

        Rope build() {
            return new Rope(this);
        }
    }
}
