package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** The engine through the addresses in its table, as the shim calls it; after each test nothing of it is left. */
abstract class EngineCalls {
    static final int BUDGET = 1 << 20;
    final AtomicLong used;
    private final long budget;
    private final Engine engine;
    private final Memory memory = new Memory(new EngineTable().size());
    private final EngineTable table;
    final AnswerStruct answer = new AnswerStruct();
    /** Of the call that is made: an address alone does not keep them. */
    private final List<Memory> texts = new ArrayList<>();

    EngineCalls() {
        this(new AtomicLong(), BUDGET);
    }

    private EngineCalls(AtomicLong used, long budget) {
        this(new Engine(new Budget(used, budget)), used, budget);
    }

    EngineCalls(Engine engine, AtomicLong used, long budget) {
        this.used = used;
        this.budget = budget;
        this.engine = engine;
        table = Bridge.fill(engine, memory);
    }

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

    private void put(TextStruct into, String text) {
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            Memory at = new Memory(Math.max(1, bytes.length));
            at.write(0, bytes, 0, bytes.length);
            texts.add(at);
            into.bytes = at;
            into.size = bytes.length;
        }
    }

    int open(String start, String end) {
        return open(start, end, null, null);
    }

    int open(String start, String end, String range, String ifNoneMatch) {
        return open(request(start, end, range, ifNoneMatch), 0L);
    }

    /** Names the file at once. */
    int open(String start, String etag, long size) {
        return open(request(start, null, null, null), source(etag, null, size, Use.SEEKABLE).getPointer());
    }

    private int open(RequestStruct request, Object source) {
        return answered(call(0, request.getPointer(), source, answer.getPointer()));
    }

    private RequestStruct request(String start, String end, String range, String ifNoneMatch) {
        RequestStruct request = new RequestStruct();
        put(request.start, start);
        put(request.end, end);
        put(request.range, range);
        put(request.if_none_match, ifNoneMatch);
        request.moov_max = budget;
        request.index_budget = budget;
        request.write();
        return request;
    }

    int find(long seek, String etag, long size, boolean seekable) {
        return find(seek, etag, null, size, seekable ? Use.SEEKABLE : Use.STREAM);
    }

    int ahead(long seek) {
        return find(seek, null, null, -1, Use.AHEAD);
    }

    int find(long seek, String etag, String modified, long size, int use) {
        return answered(call(1, seek, source(etag, modified, size, use).getPointer(), answer.getPointer()));
    }

    private SourceStruct source(String etag, String modified, long size, int use) {
        SourceStruct source = new SourceStruct();
        put(source.url, "http://v/x.mp4");
        put(source.etag, etag);
        put(source.last_modified, modified);
        source.size = size;
        source.use = use;
        source.write();
        return source;
    }

    int collect(long seek, long position, byte[] bytes) {
        Memory at = new Memory(Math.max(1, bytes.length));
        at.write(0, bytes, 0, bytes.length);
        return collect(seek, position, at, bytes.length);
    }

    int collect(long seek, long position, Pointer bytes, long size) {
        return answered(call(2, seek, position, bytes, size, answer.getPointer()));
    }

    int plan(long seek) {
        return answered(call(3, seek, answer.getPointer()));
    }

    int piece(long seek, long offset, PieceStruct piece) {
        int verdict = call(4, seek, offset, piece.getPointer());
        piece.read();
        return verdict;
    }

    /** Into two rooms, one behind the other: {@code first} bytes, then the rest. */
    int render(long seek, long offset, Pointer into, long size, long first) {
        Memory rooms = new Memory(2L * RoomStruct.BYTES);
        putRoom(rooms, 0, into, first);
        putRoom(rooms, 1, into.share(first), size - first);
        return call(5, seek, offset, rooms, 2);
    }

    private static void putRoom(Memory rooms, int number, Pointer bytes, long size) {
        rooms.setPointer(number * RoomStruct.BYTES + RoomStruct.at("bytes"), bytes);
        rooms.setLong(number * RoomStruct.BYTES + RoomStruct.at("size"), size);
    }

    void close(long seek) {
        Function.getFunction(memory.getPointer(8 + 8L * 6)).invokeVoid(new Object[] {seek});
    }

    void clear() {
        Function.getFunction(memory.getPointer(8 + 8L * 7)).invokeVoid(new Object[0]);
    }

    private int answered(int verdict) {
        texts.clear();
        answer.read();
        return verdict;
    }

    String reason() {
        return text(answer.decline.reason);
    }

    static String text(byte[] terminated) {
        int end = 0;
        while (terminated[end] != 0) {
            end++;
        }
        return new String(terminated, 0, end, StandardCharsets.UTF_8);
    }

    byte[] cut(long seek, byte[] file) {
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        PieceStruct piece = new PieceStruct();
        while (cut.size() < answer.cut.length) {
            assertEquals(Verdict.OK, piece(seek, cut.size(), piece));
            assertEquals(cut.size(), piece.begin);
            int size = (int) (piece.end - piece.begin);
            if (piece.source >= 0) {
                cut.write(file, (int) piece.source, size);
            } else {
                Memory into = new Memory(size);
                int first = size / 3;
                assertEquals(Verdict.OK, render(seek, piece.begin, into, first, first / 2));
                assertEquals(Verdict.OK, render(seek, piece.begin + first, into.share(first), size - first, first));
                cut.writeBytes(into.getByteArray(0, size));
            }
        }
        byte[] bytes = cut.toByteArray();
        assertEquals("ftyp", new String(bytes, 4, 4, StandardCharsets.US_ASCII));
        return bytes;
    }
}
