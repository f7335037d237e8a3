package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine through the addresses in its table, as the shim calls it. */
class EngineTest {
    private static final int BUDGET = 1 << 20;
    private final AtomicLong used = new AtomicLong();
    private final Engine engine = new Engine(new Budget(used, BUDGET));
    private final Memory memory = new Memory(new EngineTable().size());
    private final EngineTable table = Bridge.fill(engine, memory);
    private final Answer answer = new Answer();

    @AfterEach
    void nothingIsLeft() {
        assertEquals(0, used.get());
        assertEquals(0, engine.openSeeks());
        assertEquals(EngineTable.VERSION, table.version);
    }

    /** Index of the call in the table, which begins with two ints. */
    private int call(int index, Object... arguments) {
        return Function.getFunction(memory.getPointer(8 + 8L * index)).invokeInt(arguments);
    }

    private int open(String start, String end) {
        Request request = new Request();
        Memory texts = new Memory(1000);
        byte[] bytes = (start == null ? "" : start).getBytes(StandardCharsets.ISO_8859_1);
        byte[] more = (end == null ? "" : end).getBytes(StandardCharsets.ISO_8859_1);
        texts.write(0, bytes, 0, bytes.length);
        texts.write(500, more, 0, more.length);
        request.start = start == null ? null : texts;
        request.start_size = bytes.length;
        request.end = end == null ? null : texts.share(500);
        request.end_size = more.length;
        request.moov_max = BUDGET;
        request.write();
        return answered(call(0, request.getPointer(), answer.getPointer()));
    }

    private int collect(long seek, byte[] bytes) {
        Memory at = new Memory(Math.max(1, bytes.length));
        at.write(0, bytes, 0, bytes.length);
        return answered(call(1, seek, at, (long) bytes.length, answer.getPointer()));
    }

    private int plan(long seek, long size) {
        return answered(call(2, seek, size, answer.getPointer()));
    }

    private int piece(long seek, long offset, PieceAnswer piece) {
        int verdict = call(3, seek, offset, piece.getPointer());
        piece.read();
        return verdict;
    }

    private int render(long seek, long offset, Pointer into, long size) {
        return call(4, seek, offset, into, size);
    }

    private void close(long seek) {
        Function.getFunction(memory.getPointer(8 + 8L * 5)).invokeVoid(new Object[] {seek});
    }

    private int answered(int verdict) {
        answer.read();
        return verdict;
    }

    private String reason() {
        int end = 0;
        while (answer.reason[end] != 0) {
            end++;
        }
        return new String(answer.reason, 0, end, StandardCharsets.UTF_8);
    }

    @Test
    void tellsRequestsApart() {
        assertEquals(Verdict.WHOLE, open("abc", null));
        assertEquals(Verdict.WHOLE, open(null, null));
        assertEquals(Verdict.WHOLE, open("9".repeat(400), null));
        assertEquals(Verdict.BAD_REQUEST, open("-3", null));
        assertEquals("start must not be negative: -3", reason());
        assertEquals(Verdict.OK, open("3", null));
        assertTrue(answer.seek != 0);
        close(answer.seek);
        close(answer.seek);
    }

    @Test
    void cutsAFileThatComesInPieces() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        for (int size : new int[] {1000, 70_000, file.length}) {
            assertEquals(Verdict.OK, open("4", null));
            long seek = answer.seek;
            int verdict = Verdict.MORE;
            for (int at = 0; verdict == Verdict.MORE; at += size) {
                int step = Math.min(size, file.length - at);
                verdict = collect(seek, Arrays.copyOfRange(file, at, at + step));
            }
            assertEquals(Verdict.OK, verdict);
            assertTrue(answer.moov_size > 0);
            assertTrue(used.get() > answer.moov_size);
            assertEquals(Verdict.OK, plan(seek, file.length));
            assertEquals(answer.length, cut(seek, file).length);
            assertTrue(answer.source_end > answer.source_begin && answer.source_end <= file.length);
            close(seek);
        }
    }

    private byte[] cut(long seek, byte[] file) {
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        PieceAnswer piece = new PieceAnswer();
        while (cut.size() < answer.length) {
            assertEquals(Verdict.OK, piece(seek, cut.size(), piece));
            assertEquals(cut.size(), piece.begin);
            int size = (int) (piece.end - piece.begin);
            if (piece.source >= 0) {
                cut.write(file, (int) piece.source, size);
            } else {
                Memory into = new Memory(size);
                int first = size / 3;
                assertEquals(Verdict.OK, render(seek, piece.begin, into, first));
                assertEquals(Verdict.OK, render(seek, piece.begin + first, into.share(first), size - first));
                cut.writeBytes(into.getByteArray(0, size));
            }
        }
        byte[] bytes = cut.toByteArray();
        assertEquals("ftyp", new String(bytes, 4, 4, StandardCharsets.US_ASCII));
        return bytes;
    }

    @Test
    void declinesByName() {
        open("3", null);
        long seek = answer.seek;
        assertEquals(Verdict.DECLINED, collect(seek, "<html><body>no movie".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(reason().startsWith("declined: not an MP4 file"), reason());
        assertTrue(used.get() > 0, "the shim still holds those bytes");
        close(seek);
    }

    @Test
    void declinesWhenTheBudgetIsSpent() throws Exception {
        used.set(BUDGET - 10);
        open("3", null);
        long seek = answer.seek;
        assertEquals(Verdict.DECLINED, collect(seek, new MovieModel().with(TrackModel.video(1, 200, 24)).bytes()));
        assertTrue(reason().startsWith("declined: memory for moovs is full"), reason());
        close(seek);
        used.addAndGet(10 - BUDGET);
    }

    @Test
    void aCallOutOfOrderIsDeclined() {
        assertEquals(Verdict.DECLINED, collect(4711, new byte[8]));
        assertEquals("engine failure: java.lang.IllegalStateException", reason());
        open("3", null);
        long seek = answer.seek;
        assertEquals(Verdict.DECLINED, plan(seek, 5));
        assertEquals(Verdict.DECLINED, render(seek, 0, new Memory(8), 8));
        assertEquals(Verdict.DECLINED, piece(seek, 0, new PieceAnswer()));
        close(seek);
        close(4711);
    }

    @Test
    void aReasonIsCutAtACharacter() {
        answer.reason("é".repeat(200));
        assertEquals("é".repeat(127), reason());
    }
}
