package io.github.tsmp4java.bridge;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts made-up movies many times over, so that the first clients find classes loaded and code compiled: without it the first
 * seek takes some twenty times as long as a later one. Each movie is cut twice before a rule has its engine, the rest is
 * done in the background.
 */
final class WarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** More of them have a moderate gain, and the compiler takes 15 MB for it, which the process keeps. */
    private static final int SEEKS = 300;
    /** Each of the first seeks builds its index, which takes a new VM longest; then one in fifty. */
    private static final int ANEW_FIRST = 30;
    private static final int ANEW = 50;
    /** From one start to the next, in seconds: cuts of all lengths. */
    private static final int STRIDE = 101;
    private static final long PATIENCE_SECONDS = 1;
    private static final int BUDGET = 4 << 20;
    private static final int RENDERED = 64 << 10;

    private final Engine engine = new Engine(new Budget(new AtomicLong(), 0));
    private final Memory request = zeros(new RequestStruct().size());
    private final Memory answer = zeros(new AnswerStruct().size());
    private final Memory piece = zeros(new PieceStruct().size());
    private final Memory counters = zeros(new CountersStruct().size());
    private final Memory rendered = new Memory(RENDERED);
    private final Memory room = zeros(new RoomStruct().size());
    private final Memory start = new Memory(8);
    private final Memory range = ascii("bytes=0-");
    private final List<Film> films = List.of(
            new Film(WarmUpMovie.head(), WarmUpMovie.SIZE, WarmUpMovie.SECONDS, "http://warm.up/movie.mp4"),
            Film.ofFragments("ac-3"), Film.ofFragments("mp4a"));
    private final CountDownLatch begun = new CountDownLatch(1);

    /** A movie, and the file that a seek names. */
    private static final class Film {
        final Memory bytes;
        final int seconds;
        final Memory source = zeros(new SourceStruct().size());
        final Memory url;
        final Memory etag = ascii("\"0-0\"");

        static Film ofFragments(String sound) {
            byte[] file = WarmUpFragments.file(sound);
            return new Film(file, file.length, WarmUpFragments.SECONDS, "http://warm.up/" + sound + ".mp4");
        }

        /** @param size of the file, of which {@code head} is the beginning */
        Film(byte[] head, long size, int seconds, String address) {
            this.seconds = seconds;
            bytes = new Memory(head.length);
            bytes.write(0, head, 0, head.length);
            url = ascii(address);
            point(source, SourceStruct.at("url"), url, url.size());
            point(source, SourceStruct.at("etag"), etag, etag.size());
            source.setLong(SourceStruct.at("size"), size);
        }
    }

    WarmUp() {
        request.setLong(RequestStruct.at("moov_max"), BUDGET / 2);
        request.setLong(RequestStruct.at("index_budget"), BUDGET);
    }

    /** Returns when each movie was cut twice, or when that takes too long. */
    static Thread start() {
        WarmUp warmUp = new WarmUp();
        Thread thread = new Thread(warmUp, "tsmp4java warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        warmUp.awaitBegun();
        return thread;
    }

    private void awaitBegun() {
        try {
            if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("the first seeks take longer than a rule waits for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            loadTypesOf(Buffer.class);
            LOG.debug("warm after {} seeks", seeks());
        } finally {
            begun.countDown();
        }
    }

    /**
     * Loads the types of the fields and methods of a class. Those of a buffer name a memory session, and our buffers have
     * none. So nothing else loads its class, code is compiled with a trap in its place, and a client has to wait when its call
     * runs into the trap.
     */
    private static void loadTypesOf(Class<?> type) {
        type.getDeclaredFields();
        type.getDeclaredMethods();
    }

    /** How many seeks were made, until one was not answered with a cut or the thread was interrupted. */
    int seeks() {
        int done = 0;
        while (done < SEEKS && !Thread.currentThread().isInterrupted() && seek(done) == Verdict.OK) {
            done++;
            if (done == 2 * films.size()) {
                begun.countDown();
            }
        }
        return done;
    }

    /** A seek of each kind, by turns: into one movie after the other, named at once or later. */
    private int seek(int number) {
        Film film = films.get(number % films.size());
        int turn = number / films.size();
        if (turn < ANEW_FIRST || turn % ANEW == 0) {
            engine.clear();
        }
        byte[] second = WarmUpBox.text(Integer.toString(1 + turn * STRIDE % (film.seconds - 2)));
        start.write(0, second, 0, second.length);
        point(request, RequestStruct.at("start"), start, second.length);
        point(request, RequestStruct.at("range"), range, turn % 2 == 0 ? 0 : range.size());
        engine.count(at(counters));
        return turn % 2 == 0 ? seek(film) : seekAhead(film);
    }

    /** As the shim makes it where the file is known. */
    private int seek(Film film) {
        film.source.setInt(SourceStruct.at("use"), Use.SEEKABLE);
        int verdict = engine.open(at(request), at(film.source), at(answer));
        return end(film, answer.getLong(AnswerStruct.at("seek")), verdict);
    }

    /** As the shim makes it while the file is looked for in the cache. */
    private int seekAhead(Film film) {
        engine.open(at(request), null, at(answer));
        long seek = answer.getLong(AnswerStruct.at("seek"));
        film.source.setInt(SourceStruct.at("use"), Use.AHEAD);
        engine.find(seek, at(film.source), at(answer));
        film.source.setInt(SourceStruct.at("use"), Use.SEEKABLE);
        return end(film, seek, engine.find(seek, at(film.source), at(answer)));
    }

    private int end(Film film, long seek, int found) {
        int verdict = found;
        if (verdict == Verdict.MORE) {
            verdict = engine.collect(seek, 0, at(film.bytes), film.bytes.size(), at(answer));
            verdict = verdict == Verdict.OK ? engine.plan(seek, at(answer)) : verdict;
        }
        if (verdict == Verdict.OK) {
            engine.piece(seek, 0, at(piece));
            long length = Math.min(RENDERED, piece.getLong(PieceStruct.at("end")));
            room.setPointer(RoomStruct.at("bytes"), rendered);
            room.setLong(RoomStruct.at("size"), length);
            engine.render(seek, 0, at(room), 1);
        }
        engine.close(seek);
        return verdict;
    }

    /** What the shim gives is no {@link Memory}: code compiled for that would be of no use to it. */
    private static Pointer at(Memory memory) {
        return new Pointer(Pointer.nativeValue(memory));
    }

    private static Memory zeros(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }

    /** Points a text of a structure at {@code bytes}, which must live as long as it is read; none of them = there is no text. */
    private static void point(Pointer in, int place, Memory bytes, long size) {
        in.setPointer(place + TextStruct.at("bytes"), size == 0 ? null : bytes);
        in.setLong(place + TextStruct.at("size"), size);
    }

    private static Memory ascii(String text) {
        byte[] bytes = WarmUpBox.text(text);
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
