package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a file from its first byte, in pieces of any size, until everything before the media is there.
 *
 * <p>Memory grows with the bytes that arrive, never with what a header claims. Not thread safe: one body, one collector.
 */
public final class HeadCollector {
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    /** Top-level boxes other than the moov that are kept are small; a larger one is left out. */
    private static final int MAX_OTHER = 1 << 20;

    private final long moovMax;
    private final List<Box> others = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Box ftyp;
    private Box moov;
    private boolean complete;

    private long position;
    private byte[] buffer = new byte[LARGE_HEADER];
    private int held;
    private int wanted = HEADER;
    private FourCc type;
    private int headerSize;
    private long skip;

    /** @param moovMax the largest moov to take, in bytes; as many bytes may stand before it */
    public HeadCollector(long moovMax) {
        this.moovMax = Math.min(moovMax, Integer.MAX_VALUE - LARGE_HEADER);
    }

    /**
     * The next bytes of the file.
     *
     * @return whether the head is complete; later bytes are ignored
     */
    public boolean feed(byte[] bytes, int offset, int length) throws CutException {
        int at = offset;
        int end = offset + length;
        while (at < end && !complete) {
            if (skip > 0) {
                int step = Math.toIntExact(Math.min(skip, end - at));
                skip -= step;
                position += step;
                at += step;
                continue;
            }
            int step = Math.min(wanted - held, end - at);
            if (held + step > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(held + step, Math.min(wanted, 2 * buffer.length)));
            }
            System.arraycopy(bytes, at, buffer, held, step);
            held += step;
            at += step;
            if (held == wanted) {
                advance();
            }
        }
        return complete;
    }

    /** Bytes kept so far. */
    public long retained() {
        long sum = buffer.length + (ftyp == null ? 0 : ftyp.bytes().size()) + (moov == null ? 0 : moov.bytes().size());
        for (Box box : others) {
            sum += box.bytes().size();
        }
        return sum;
    }

    /** Size of the moov, once its header was seen; 0 before. */
    public long moovSize() {
        if (moov != null) {
            return moov.bytes().size();
        }
        return type != null && type.is("moov") ? wanted : 0;
    }

    /** What was collected, once {@link #feed} has said that it is complete. */
    public MovieHead head() {
        if (!complete) {
            throw new IllegalStateException("the head is not complete");
        }
        return new MovieHead(ftyp, List.copyOf(others), moov, List.copyOf(notes));
    }

    private void advance() throws CutException {
        if (type == null) {
            header();
        } else {
            keep();
        }
    }

    private void header() throws CutException {
        Bytes head = new Bytes(buffer, 0, held);
        FourCc found = new FourCc(head.i32(4));
        long size = head.u32(0);
        if (size == 1 && held == HEADER) {
            wanted = LARGE_HEADER;
            return;
        }
        if (position == 0 && !BoxRole.named("file", found)) {
            throw new DeclinedCut("not an MP4 file, it starts with " + found);
        }
        if (size == 1) {
            size = head.i64(8);
        }
        if (size != 0 && size < held) {
            throw new MalformedBox(found.toString(), position, "size " + Long.toUnsignedString(size)
                    + " is no size for a box with a header of " + held);
        }
        type = found;
        headerSize = held;
        begin(size);
    }

    /** Decides what becomes of the box whose header was read; a size of 0 reaches to the end of the file. */
    private void begin(long size) throws CutException {
        BoxRole role = BoxRole.of("file", type);
        if (role == BoxRole.SLICE || role == BoxRole.REFUSE || size == 0) {
            if (moov == null) {
                throw new DeclinedCut(role == BoxRole.SLICE ? "moov after mdat"
                        : role == BoxRole.REFUSE ? "fragmented (" + type + ")"
                        : type + " of size 0 (to the end of the file)");
            }
            complete = true;
        } else if (type.is("moov") && moov == null) {
            if (size > moovMax) {
                throw new DeclinedCut("moov of " + size + " bytes is over the cap of " + moovMax + " (--moov-max)");
            }
            wanted = Math.toIntExact(size);
        } else if (role == BoxRole.DROP || size > MAX_OTHER || retained() + size > moovMax + MAX_OTHER || moov != null
                && type.is("moov")) {
            if (moov != null && size > MAX_OTHER) {
                complete = true;
                return;
            }
            if (moov == null && Math.addExact(position, size) > moovMax) {
                throw new DeclinedCut("moov starts beyond the cap of " + moovMax + " bytes (--moov-max), after " + type);
            }
            notes.add(type + " of " + size + " bytes left out");
            skip = size - headerSize;
            next(headerSize);
        } else {
            wanted = Math.toIntExact(size);
            if (wanted == held) {
                keep();
            }
        }
    }

    private void keep() {
        Box box = Box.topLevel(type, new Bytes(Arrays.copyOf(buffer, held)), headerSize, position);
        if (type.is("moov")) {
            moov = box;
        } else if (type.is("ftyp") && ftyp == null) {
            ftyp = box;
        } else {
            others.add(box);
        }
        next(held);
    }

    private void next(int consumed) {
        position += consumed;
        type = null;
        held = 0;
        wanted = HEADER;
        buffer = new byte[LARGE_HEADER];
    }
}
