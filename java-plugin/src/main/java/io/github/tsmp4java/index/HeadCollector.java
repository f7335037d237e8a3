package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;

/**
 * Takes a file in pieces of any size, from its first byte, until it has the moov and what goes into a cut with it.
 *
 * <p>A body that streams past can be cut only when the moov comes before the media. For a file that can be read at any
 * place, {@link #position()} says which byte is wanted next, and {@link #skipTo} is told where the next bytes stand.
 *
 * <p>Memory grows with the bytes that arrive: it is at most 16 times as much, whatever a header claims. Not thread safe: one
 * body, one collector.
 */
public final class HeadCollector {
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    /** Top-level boxes other than the moov that are kept are small; a larger one is left out. */
    private static final int MAX_OTHER = 1 << 20;
    /** To leave out fewer bytes of fragments is not worth it: they are read. */
    public static final long WORTHWHILE = 1 << 20;
    private static final long STREAM = -1;

    private final long moovMax;
    /** {@link #STREAM} for a body that streams past; its {@link #length} may be known even so. */
    private final long fileSize;
    private final long length;
    private final Time start;
    private final long worthwhile;
    private final KeptBoxes kept = new KeptBoxes();
    private FragmentWalk fragments;
    private TimecodeWalk timecodes;
    private boolean complete;
    private long position;
    private final BoxBuffer buffer = new BoxBuffer(HEADER);
    private FourCc type;
    private int headerSize;
    /** Where in the file the next byte fed stands; up to {@link #position()} it is left out. */
    private long fed;

    /**
     * For a body that streams past.
     *
     * @param moovMax the largest moov to take, in bytes; as many bytes may stand before it
     * @param length of the body in bytes, or -1
     */
    public static HeadCollector ofStream(long moovMax, long length) {
        return new HeadCollector(moovMax, STREAM, length, null, WORTHWHILE);
    }

    /** For a file of {@code fileSize} bytes that can be read anywhere: a moov after the media is found as well. */
    public HeadCollector(long moovMax, long fileSize) {
        this(moovMax, fileSize, null, WORTHWHILE);
    }

    /**
     * @param start of the only cut that the head is for: fragments before it may be left out; null = none are
     * @param worthwhile the fewest bytes of fragments that are left out; if there are fewer, none are
     */
    public HeadCollector(long moovMax, long fileSize, Time start, long worthwhile) {
        this(moovMax, fileSize, fileSize, start, worthwhile);
    }

    private HeadCollector(long moovMax, long fileSize, long length, Time start, long worthwhile) {
        this.length = length;
        this.start = start;
        this.worthwhile = worthwhile;
        this.moovMax = Math.min(moovMax, Integer.MAX_VALUE - LARGE_HEADER);
        this.fileSize = fileSize;
    }

    /** Where in the file the next byte stands that is wanted. It may be before those that were fed. */
    public long position() {
        return position + buffer.held();
    }

    /** How many bytes from {@link #position()} on will be wanted for sure. */
    public long wanted() {
        return buffer.wanted() - buffer.held();
    }

    /** Where bytes will be wanted from {@code from} on, as far as the file says: places that far apart, ascending. */
    public long[] ahead(long from, int most, long apart) {
        return fragments == null ? new long[0] : fragments.ahead(from, most, apart);
    }

    /** The next bytes fed stand at {@code at}, which is {@link #position()} or before it. */
    public void skipTo(long at) {
        if (at > position()) {
            throw new IllegalArgumentException("wanted is byte " + position() + ", not " + at);
        }
        fed = at;
    }

    /**
     * The next bytes of the file.
     *
     * @return whether the head is complete; later bytes are ignored
     */
    public boolean feed(byte[] bytes, int offset, int length) throws CutException {
        int at = offset;
        int end = offset + length;
        while (at < end && !complete && fed <= position()) {
            int left = Math.toIntExact(Math.min(position() - fed, end - at));
            at += left;
            fed += left;
            int step = buffer.take(bytes, at, end - at);
            at += step;
            fed += step;
            if (buffer.isComplete()) {
                advance();
            }
        }
        fed += end - at;
        return complete;
    }

    /** Bytes kept so far. */
    public long retained() {
        return buffer.size() + kept.bytes() + (fragments == null ? 0 : fragments.held());
    }

    /** Bytes kept more when so many are fed: the buffer grows before they are there. */
    public long growth(int length) {
        return buffer.growth(length);
    }

    /** Size of the moov, once its header was seen, with the moofs read so far; 0 before. */
    public long moovSize() {
        return kept.moov() != null ? kept.moov().bytes().size() + (fragments == null ? 0 : fragments.bytes())
                : type != null && type.is("moov") ? buffer.wanted() : 0;
    }

    /** What was collected, once {@link #feed} has said that it is complete. */
    public MovieHead head() {
        if (!complete) {
            throw new IllegalStateException("the head is not complete");
        }
        return kept.head(fragments, timecodes, length);
    }

    /** Reads the fragments that were left out as well: from then on the head is not complete. */
    public void readAll() throws CutException {
        fragments.readAll();
        timecodes = null;
        complete = false;
        next(0);
    }

    private void advance() throws CutException {
        try {
            if (timecodes != null) {
                timecodes.take(buffer.content());
                finish();
            } else if (type == null) {
                header();
            } else {
                keep();
            }
        } catch (CutException e) {
            if (fragments == null || !fragments.isLanding()) {
                throw e;
            }
            kept.notes.add("not of use: " + e.getMessage());
            readAll();
        }
    }

    /** All that is wanted after the boxes is what time codes say. */
    private void finish() throws CutException {
        timecodes = timecodes != null ? timecodes
                : new TimecodeWalk(fileSize != STREAM ? kept.moov() : null, fragments == null ? null : fragments.soleSamples(), fileSize);
        complete = timecodes.isOver();
        if (!complete) {
            position = timecodes.next().begin();
            buffer.clear();
            buffer.want(Math.toIntExact(timecodes.next().length()));
        }
    }

    private void header() throws CutException {
        Bytes head = buffer.view();
        int held = head.size();
        FourCc found = new FourCc(head.i32(4));
        long size = head.u32(0);
        boolean isShort = size == 1 && fileSize != STREAM && position + LARGE_HEADER > fileSize;
        if (size == 1 && held == HEADER && !isShort) {
            buffer.want(LARGE_HEADER);
            return;
        }
        if (position == 0 && !BoxRole.named("file", found)) {
            throw new DeclinedCut("not an MP4 file, it starts with " + found);
        }
        size = size == 1 && !isShort ? head.i64(8) : size;
        if (size != 0 && size < held) {
            kept.noBox(found, position, size, held, fragments != null && fragments.isLanding());
            finish();
            return;
        }
        type = found;
        headerSize = held;
        begin(size);
    }

    /** Decides what becomes of the box whose header was read; a size of 0 reaches to the end of the file. */
    private void begin(long size) throws CutException {
        if (size > Long.MAX_VALUE - position) {
            throw new MalformedBox(type.toString(), position, "size " + size + " ends beyond 2^63");
        }
        if (fragments == null) {
            kept.countBox();
        }
        BoxRole role = BoxRole.of("file", type);
        if (fragments != null) {
            amongFragments(size == 0 ? fileSize - position : size);
        } else if (kept.moov() == null) {
            beforeMoov(role, size == 0 && fileSize != STREAM ? fileSize - position : size);
        } else if (role == BoxRole.SLICE || role == BoxRole.REFUSE || size == 0 || size > MAX_OTHER
                || fileSize != STREAM && size > fileSize - position) {
            kept.notes.add("boxes from byte " + position + " on, " + type + " first, are not read: none but the media is kept");
            finish();
        } else if (role == BoxRole.DROP || type.is("moov")) {
            kept.leftOut(type, size, position);
            next(size);
        } else {
            take(size);
        }
    }

    private void beforeMoov(BoxRole role, long size) throws CutException {
        if (role == BoxRole.REFUSE) {
            throw new DeclinedCut("fragmented (" + type + ")");
        } else if (role == BoxRole.SLICE && fileSize == STREAM) {
            throw new DeclinedCut("moov after mdat");
        } else if (size == 0) {
            throw new DeclinedCut(type + " of size 0 (to the end of the file)");
        } else if (type.is("moov")) {
            if (size > moovMax) {
                throw new DeclinedCut("moov of " + size + " bytes is over the cap of " + moovMax + " (--moov-max)");
            }
            take(size);
        } else if (role == BoxRole.SLICE || role == BoxRole.DROP || size > MAX_OTHER || retained() + size > moovMax) {
            if (fileSize == STREAM && position + size > moovMax) {
                throw new DeclinedCut("moov starts beyond the cap of " + moovMax + " bytes (--moov-max), after " + type);
            }
            kept.leftOut(type, size, position);
            next(size);
        } else {
            take(size);
        }
    }

    private void amongFragments(long size) throws CutException {
        switch (fragments.begin(type, position, size)) {
            case TAKE -> take(size);
            case PASS -> next(size);
            default -> finish();
        }
    }

    private void take(long size) throws CutException {
        buffer.want(Math.toIntExact(size));
        if (buffer.isComplete()) {
            keep();
        }
    }

    private void keep() throws CutException {
        Box box = Box.topLevel(type, buffer.content(), headerSize, position);
        if (fragments != null) {
            fragments.take(box);
        } else if (type.is("moov")) {
            Box mvex = kept.moov(box, moovMax, fileSize == STREAM);
            fragments = mvex == null ? null : new FragmentWalk(kept.moov(), mvex, moovMax, fileSize, kept, start, worthwhile);
        } else {
            kept.add(box);
        }
        next(buffer.held());
    }

    /** The next box is {@code size} bytes further on, or where the fragments go on. */
    private void next(long size) throws CutException {
        long jump = fragments == null ? FragmentWalk.NOWHERE : fragments.jump();
        position = jump == FragmentWalk.NOWHERE ? position + size : jump;
        type = null;
        buffer.clear();
        if (fileSize != STREAM && position() > fileSize - HEADER) {
            kept.requireMoov(fileSize);
            if (fragments != null) {
                fragments.end();
            }
            finish();
        }
    }
}
