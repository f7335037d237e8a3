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
    private final AnswerStruct answer = new AnswerStruct();

    @AfterEach
    void nothingIsLeft() {
        clear();
        assertEquals(0, used.get());
        assertEquals(0, engine.openSeeks());
        assertEquals(EngineTable.VERSION, table.version);
    }

    /** Index of the call in the table, which begins with two ints. */
    private int call(int index, Object... arguments) {
        return Function.getFunction(memory.getPointer(8 + 8L * index)).invokeInt(arguments);
    }

    private static void put(TextStruct into, String text) {
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            Memory at = new Memory(Math.max(1, bytes.length));
            at.write(0, bytes, 0, bytes.length);
            into.bytes = at;
            into.size = bytes.length;
        }
    }

    private int open(String start, String end) {
        return open(start, end, null, null);
    }

    private int open(String start, String end, String range, String ifNoneMatch) {
        RequestStruct request = new RequestStruct();
        put(request.start, start);
        put(request.end, end);
        put(request.range, range);
        put(request.if_none_match, ifNoneMatch);
        request.moov_max = BUDGET;
        request.index_budget = BUDGET;
        request.write();
        return answered(call(0, request.getPointer(), answer.getPointer()));
    }

    private int find(long seek, String etag, long size, boolean seekable) {
        return find(seek, etag, null, size, seekable ? Use.SEEKABLE : Use.STREAM);
    }

    private int guess(long seek) {
        return find(seek, null, null, -1, Use.GUESS);
    }

    private int find(long seek, String etag, String modified, long size, int use) {
        SourceStruct source = new SourceStruct();
        put(source.url, "http://v/x.mp4");
        put(source.etag, etag);
        put(source.last_modified, modified);
        source.size = size;
        source.use = use;
        source.write();
        return answered(call(1, seek, source.getPointer(), answer.getPointer()));
    }

    private int collect(long seek, long position, byte[] bytes) {
        Memory at = new Memory(Math.max(1, bytes.length));
        at.write(0, bytes, 0, bytes.length);
        return answered(call(2, seek, position, at, (long) bytes.length, answer.getPointer()));
    }

    private int plan(long seek) {
        return answered(call(3, seek, answer.getPointer()));
    }

    private int piece(long seek, long offset, PieceStruct piece) {
        int verdict = call(4, seek, offset, piece.getPointer());
        piece.read();
        return verdict;
    }

    private int render(long seek, long offset, Pointer into, long size) {
        return call(5, seek, offset, into, size);
    }

    private void close(long seek) {
        Function.getFunction(memory.getPointer(8 + 8L * 6)).invokeVoid(new Object[] {seek});
    }

    private void clear() {
        Function.getFunction(memory.getPointer(8 + 8L * 7)).invokeVoid(new Object[0]);
    }

    private int answered(int verdict) {
        answer.read();
        return verdict;
    }

    private String reason() {
        return text(answer.reason);
    }

    private static String text(byte[] terminated) {
        int end = 0;
        while (terminated[end] != 0) {
            end++;
        }
        return new String(terminated, 0, end, StandardCharsets.UTF_8);
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
            int verdict = find(seek, null, file.length, false);
            assertEquals(Verdict.MORE, verdict);
            for (int at = 0; verdict == Verdict.MORE; at += size) {
                int step = Math.min(size, file.length - at);
                verdict = collect(seek, at, Arrays.copyOfRange(file, at, at + step));
            }
            assertEquals(Verdict.OK, verdict);
            assertTrue(answer.moov_size > 0);
            assertTrue(used.get() > answer.moov_size);
            assertEquals(Verdict.OK, plan(seek));
            assertEquals(answer.length, cut(seek, file).length);
            assertTrue(answer.source_end > answer.source_begin && answer.source_end <= file.length);
            close(seek);
        }
    }

    private byte[] cut(long seek, byte[] file) {
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        PieceStruct piece = new PieceStruct();
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
        find(seek, null, -1, false);
        assertEquals(Verdict.DECLINED, collect(seek, 0, "<html><body>no movie".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(reason().startsWith("declined: not an MP4 file"), reason());
        assertTrue(used.get() > 0, "the shim still holds those bytes");
        close(seek);
    }

    @Test
    void declinesWhenTheBudgetIsSpent() throws Exception {
        used.set(BUDGET - 10);
        open("3", null);
        long seek = answer.seek;
        find(seek, null, -1, false);
        assertEquals(Verdict.DECLINED, collect(seek, 0, new MovieModel().with(TrackModel.video(1, 200, 24)).bytes()));
        assertTrue(reason().startsWith("declined: memory for moovs is full"), reason());
        close(seek);
        used.addAndGet(10 - BUDGET);
    }

    @Test
    void aCallOutOfOrderIsDeclined() {
        assertEquals(Verdict.DECLINED, collect(4711, 0, new byte[8]));
        assertEquals("engine failure: java.lang.IllegalStateException", reason());
        open("3", null);
        long seek = answer.seek;
        assertEquals(Verdict.DECLINED, plan(seek));
        assertEquals(Verdict.DECLINED, render(seek, 0, new Memory(8), 8));
        assertEquals(Verdict.DECLINED, piece(seek, 0, new PieceStruct()));
        close(seek);
        close(4711);
    }

    @Test
    void anIndexIsBuiltOnceAndByOne() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        open("4", null);
        long builder = answer.seek;
        assertEquals(Verdict.MORE, find(builder, "\"a\"", file.length, true));
        assertEquals(0, answer.position);
        open("5", null);
        long waiting = answer.seek;
        assertEquals(Verdict.BUSY, find(waiting, "\"a\"", file.length, true));
        assertEquals(Verdict.MORE, find(waiting, "\"b\"", file.length, true), "another version of the file");
        assertEquals(Verdict.OK, collect(builder, 0, file));
        assertEquals(Verdict.OK, plan(builder));
        byte[] first = cut(builder, file);
        assertEquals(Verdict.OK, find(waiting, "\"a\"", file.length, true));
        close(builder);
        close(waiting);
        open("4", null);
        long later = answer.seek;
        assertEquals(Verdict.OK, find(later, "\"a\"", file.length, false));
        assertTrue(Arrays.equals(first, cut(later, file)));
        close(later);
    }

    @Test
    void aBuilderThatLeavesMakesRoomForAnother() {
        open("4", null);
        long builder = answer.seek;
        assertEquals(Verdict.MORE, find(builder, "\"a\"", 5000, true));
        open("4", null);
        long other = answer.seek;
        assertEquals(Verdict.BUSY, find(other, "\"a\"", 5000, true));
        close(builder);
        assertEquals(Verdict.MORE, find(other, "\"a\"", 5000, true));
        close(other);
    }

    @Test
    void aFileThatCannotBeCutIsNotReadTwice() {
        byte[] html = "<html><body>no movie".getBytes(StandardCharsets.US_ASCII);
        open("4", null);
        long first = answer.seek;
        find(first, "\"a\"", html.length, true);
        assertEquals(Verdict.DECLINED, collect(first, 0, html));
        String why = reason();
        close(first);
        open("4", null);
        long second = answer.seek;
        assertEquals(Verdict.DECLINED, find(second, "\"a\"", html.length, true));
        assertEquals(why, reason());
        close(second);
    }

    @Test
    void aRangeOfTheCutNamesItsBytesOfTheFile() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        open("4", null);
        long seek = answer.seek;
        find(seek, "\"a\"", file.length, true);
        collect(seek, 0, file);
        plan(seek);
        long length = answer.length;
        long sourceEnd = answer.source_end;
        String tag = text(answer.etag);
        close(seek);
        open("4", null, "bytes=-10", null);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertEquals(206, answer.status);
        assertEquals("bytes " + (length - 10) + "-" + (length - 1) + "/" + length, text(answer.content_range));
        assertEquals(sourceEnd - 10, answer.source_begin);
        assertEquals(sourceEnd, answer.source_end);
        close(seek);
        open("4", null, "bytes=0-7", null);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertTrue(answer.source_begin >= answer.source_end, "the head alone");
        close(seek);
        open("4", null, null, tag);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertEquals(304, answer.status);
        assertEquals(answer.begin, answer.end);
        close(seek);
    }

    private void index(byte[] file, String etag, String modified) {
        open("4", null);
        long seek = answer.seek;
        assertEquals(Verdict.MORE, guess(seek));
        assertEquals(Verdict.MORE, find(seek, etag, modified, file.length, Use.SEEKABLE));
        assertEquals(Verdict.OK, collect(seek, 0, file));
        assertEquals(Verdict.OK, plan(seek));
        close(seek);
    }

    @Test
    void aGuessIsTheCutOfTheFileLastFoundAtTheUrl() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        index(file, "\"a\"", "Mon");
        open("4", null);
        long seek = answer.seek;
        assertEquals(Verdict.OK, guess(seek));
        assertEquals(file.length, answer.source_size);
        assertEquals("\"a\"", text(answer.version));
        byte[] guessed = answer.getPointer().getByteArray(0, answer.size());
        byte[] cut = cut(seek, file);
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertTrue(Arrays.equals(cut, cut(seek, file)));
        assertEquals(Verdict.OK, find(seek, "\"a\"", "Tue", file.length, Use.SEEKABLE), "a strong tag says it all");
        assertTrue(Arrays.equals(guessed, answer.getPointer().getByteArray(0, answer.size())), "and what find answers");
        close(seek);
        open("4", null);
        seek = answer.seek;
        guess(seek);
        assertEquals(Verdict.MORE, find(seek, "\"b\"", file.length, true), "another file, after all");
        assertEquals(Verdict.DECLINED, piece(seek, 0, new PieceStruct()));
        close(seek);
    }

    @Test
    void aGuessSaysByWhichValidatorsTheFileIsKnown() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        index(file, "W/\"a\"", "Mon");
        open("4", null);
        long seek = answer.seek;
        assertEquals(Verdict.OK, guess(seek));
        assertEquals("W/\"a\"\nMon\n", text(answer.version));
        assertTrue(text(answer.etag).startsWith("W/\"a;"), text(answer.etag));
        close(seek);
        clear();
        index(file, "\"" + "a".repeat(Answer.VERSION_SIZE) + "\"", null);
        open("4", null);
        seek = answer.seek;
        assertEquals(Verdict.MORE, guess(seek), "too long to be said");
        close(seek);
    }

    @Test
    void aReasonIsCutAtACharacter() {
        new Answer(answer.getPointer()).reason("é".repeat(200));
        answer.read();
        assertEquals("é".repeat(127), reason());
    }
}
