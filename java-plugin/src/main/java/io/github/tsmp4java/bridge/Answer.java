package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.plan.CutTimes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a call answers, to be written into a {@code struct tsmp4_answer} that the shim has filled with zeros. */
final class Answer {
    static final int REASON_SIZE = 256;
    static final int TAG_SIZE = 256;
    static final int CONTENT_RANGE_SIZE = 80;
    /** Places ahead that are told at most, and how far apart. */
    static final int AHEAD = 16;
    static final int AHEAD_APART = 64 << 10;
    /** Pieces that are told with a cut at most. */
    static final int PIECES = 2;
    private static final int SEEK = AnswerStruct.at("seek");
    private static final int MOOV_SIZE = AnswerStruct.at("moov_size");
    private static final int NEED = AnswerStruct.at("need");
    private static final int POSITION = NEED + NeedStruct.at("position");
    private static final int NEEDED = NEED + NeedStruct.at("size");
    private static final int AHEAD_AT = NEED + NeedStruct.at("ahead");
    private static final int CUT = AnswerStruct.at("cut");
    private static final int LENGTH = CUT + CutStruct.at("length");
    private static final int BEGIN = CUT + CutStruct.at("begin");
    private static final int END = CUT + CutStruct.at("end");
    private static final int SOURCE_BEGIN = CUT + CutStruct.at("source_begin");
    private static final int SOURCE_END = CUT + CutStruct.at("source_end");
    private static final int TIME_BEGIN = CUT + CutStruct.at("time_begin");
    private static final int TIME_END = CUT + CutStruct.at("time_end");
    private static final int DURATION = CUT + CutStruct.at("duration");
    private static final int STATUS = CUT + CutStruct.at("status");
    private static final int IS_EXACT = CUT + CutStruct.at("is_exact");
    private static final int PIECES_AT = CUT + CutStruct.at("pieces");
    private static final int CONTENT_RANGE = CUT + CutStruct.at("content_range");
    private static final int ETAG = CUT + CutStruct.at("etag");
    private static final int DECLINE = AnswerStruct.at("decline");
    private static final int CAUSE = DECLINE + DeclineStruct.at("cause");
    private static final int REASON = DECLINE + DeclineStruct.at("reason");

    private final Pointer at;

    /** @param at the structure; it is written to at once */
    Answer(Pointer at) {
        this.at = at;
    }

    void seek(long handle) {
        at.setLong(SEEK, handle);
    }

    void moovSize(long bytes) {
        at.setLong(MOOV_SIZE, bytes);
    }

    /** What is to be read next of the file, and where it will be read then. */
    void needed(long position, long bytes, long[] ahead) {
        at.setLong(POSITION, position);
        at.setLong(NEEDED, bytes);
        at.write(AHEAD_AT, ahead, 0, ahead.length);
    }

    /** The bytes [begin, end) of a cut of {@code length} bytes, and where in the file the lowest and the highest are. */
    void cut(int status, long length, long begin, long end, long sourceBegin, long sourceEnd) {
        at.setInt(STATUS, status);
        at.setLong(LENGTH, length);
        at.setLong(BEGIN, begin);
        at.setLong(END, end);
        at.setLong(SOURCE_BEGIN, sourceBegin);
        at.setLong(SOURCE_END, sourceEnd);
    }

    /** The first pieces of the bytes [begin, end) of a cut: for most cuts, nobody has to ask for one. */
    void pieces(CutFile file, long begin, long end) {
        long next = begin;
        for (int number = 0; number < PIECES && next < end; number++) {
            CutFile.Piece piece = file.at(next);
            PieceStruct.put(at.share(PIECES_AT + (long) number * PieceStruct.BYTES), piece.begin(), piece.end(), piece.source());
            next = piece.end();
        }
    }

    void contentRange(String text) {
        put(text, CONTENT_RANGE, CONTENT_RANGE_SIZE, StandardCharsets.US_ASCII);
    }

    /** Which part of the movie the cut is. */
    void times(CutTimes times) {
        at.setLong(TIME_BEGIN, times.begin());
        at.setLong(TIME_END, times.end());
        at.setLong(DURATION, times.duration());
        at.setInt(IS_EXACT, times.exact() ? 1 : 0);
    }

    /** A tag that is too long for its place is left out: a cut without a tag is still a cut. */
    void etag(String text) {
        put(text.length() < TAG_SIZE ? text : "", ETAG, TAG_SIZE, StandardCharsets.ISO_8859_1);
    }

    /** Cuts a longer text at a character's edge. */
    void reason(String text) {
        put(text, REASON, REASON_SIZE, StandardCharsets.UTF_8);
    }

    /** @param cause one of {@link Cause} */
    void declined(int cause, String reason) {
        at.setInt(CAUSE, cause);
        reason(reason);
    }

    /** The text as it is to be written, ready before it is needed. */
    static byte[] terminated(String ascii) {
        return (ascii + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** The heap is full: writes a reason that was made ready, without taking memory. */
    void outOfMemory(byte[] terminated) {
        at.setInt(CAUSE, Cause.MEMORY);
        at.write(REASON, terminated, 0, terminated.length);
    }

    private void put(String text, int place, int room, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        int size = Math.min(bytes.length, room - 1);
        while (size < bytes.length && size > 0 && (bytes[size] & 0xc0) == 0x80) {
            size--;
        }
        at.write(place, bytes, 0, size);
        at.setByte(place + size, (byte) 0);
    }
}
