package io.github.tsmp4java.bridge;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Calls into the engine as the shim makes them, with a file that lies in native memory. Not thread safe. */
final class Calls {
    private static final long BUDGET = 256L << 20;
    /** What the shim has of a cached file at a time. */
    private static final int PIECE = 1 << 20;

    private final Engine engine = new Engine(new Budget(new AtomicLong(), 0));
    private final RequestStruct request = new RequestStruct();
    private final SourceStruct source = new SourceStruct();
    private final AnswerStruct answer = new AnswerStruct();
    private final Memory bytes;
    private final Memory start = new Memory(32);
    private final Memory room = new Memory(RoomStruct.BYTES);
    private long longestCollect;

    Calls(Moov moov) {
        bytes = new Memory(moov.head().length);
        bytes.write(0, moov.head(), 0, moov.head().length);
        request.moov_max = BUDGET / 2;
        request.index_budget = BUDGET;
        request.start.bytes = start;
        put(source.url, "http://v/x.mp4");
        put(source.etag, "\"1\"");
        source.size = moov.file().length();
        source.use = Use.SEEKABLE;
        request.write();
        source.write();
    }

    private static void put(TextStruct into, String text) {
        Memory at = new Memory(text.length());
        at.write(0, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
        into.bytes = at;
        into.size = text.length();
    }

    /** A seek into a file that may be known; its number, for {@link #render} and {@link #close}. */
    long seek(String second) {
        byte[] digits = second.getBytes(StandardCharsets.US_ASCII);
        start.write(0, digits, 0, digits.length);
        request.start.size = digits.length;
        request.write();
        int verdict = engine.open(request.getPointer(), source.getPointer(), answer.getPointer());
        long seek = answer.getPointer().getLong(AnswerStruct.at("seek"));
        if (verdict == Verdict.MORE) {
            longestCollect = 0;
            for (long at = 0; verdict == Verdict.MORE && at < bytes.size(); at += PIECE) {
                long begin = System.nanoTime();
                verdict = engine.collect(seek, at, bytes.share(at), Math.min(PIECE, bytes.size() - at), answer.getPointer());
                longestCollect = Math.max(longestCollect, System.nanoTime() - begin);
            }
            verdict = verdict == Verdict.OK ? engine.plan(seek, answer.getPointer()) : verdict;
        }
        if (verdict != Verdict.OK) {
            throw new IllegalStateException("verdict " + verdict);
        }
        return seek;
    }

    /** Nanoseconds, of the calls that collected the last file. */
    long longestCollect() {
        return longestCollect;
    }

    /** The bytes of the head of a cut: what of it is made, and not copied from the file. */
    byte[] head(long seek) {
        PieceStruct piece = new PieceStruct();
        engine.piece(seek, 0, piece.getPointer());
        piece.read();
        Memory into = new Memory(piece.end);
        render(seek, 0, into, piece.end);
        return into.getByteArray(0, Math.toIntExact(piece.end));
    }

    void render(long seek, long offset, Memory into, long size) {
        room.setPointer(RoomStruct.at("bytes"), into);
        room.setLong(RoomStruct.at("size"), size);
        if (engine.render(seek, offset, room, 1) != Verdict.OK) {
            throw new IllegalStateException("not rendered");
        }
    }

    void close(long seek) {
        engine.close(seek);
    }

    /** The index of the file is forgotten, and its cuts. */
    void forget() {
        engine.clear();
    }
}
