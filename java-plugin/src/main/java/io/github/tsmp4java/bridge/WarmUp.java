package io.github.tsmp4java.bridge;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a made-up movie many times over in the background once the engine is up, so that the first clients find the code
 * compiled: without it a seek takes some thirty times as long until a few hundred were made.
 */
final class WarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int SEEKS = 3000;
    private static final int BUDGET = 4 << 20;
    private static final int RENDERED = 32 << 10;

    private final Engine engine = new Engine(new Budget(new AtomicLong(), 0));
    private final Memory request = zeros(new RequestStruct().size());
    private final Memory source = zeros(new SourceStruct().size());
    private final Memory answer = zeros(new AnswerStruct().size());
    private final Memory piece = zeros(new PieceStruct().size());
    private final Memory rendered = new Memory(RENDERED);
    private final Memory url = ascii("http://warm.up/movie.mp4");
    private final Memory etag = ascii("\"0-0\"");
    private final Memory start = new Memory(8);
    private final Memory file;

    WarmUp() {
        byte[] movie = WarmUpMovie.head();
        file = new Memory(movie.length);
        file.write(0, movie, 0, movie.length);
        request.setLong(RequestStruct.at("moov_max"), BUDGET / 2);
        request.setLong(RequestStruct.at("index_budget"), BUDGET);
        point(source, SourceStruct.at("url"), url, (int) url.size());
        point(source, SourceStruct.at("etag"), etag, (int) etag.size());
        source.setLong(SourceStruct.at("size"), WarmUpMovie.SIZE);
    }

    static Thread start() {
        Thread thread = new Thread(new WarmUp(), "tsmp4java warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        LOG.debug("warm after {} seeks", seeks());
    }

    /** How many seeks were made, until one was not answered with a cut or the thread was interrupted. */
    int seeks() {
        int done = 0;
        while (done < SEEKS && !Thread.currentThread().isInterrupted() && seek(Integer.toString(1 + done % (WarmUpMovie.SECONDS - 1)), done % 50 == 0) == Verdict.OK) {
            done++;
        }
        return done;
    }

    /** One seek as the shim makes it; {@code anew}: with an index that is built for it. */
    private int seek(String second, boolean anew) {
        byte[] digits = second.getBytes(StandardCharsets.US_ASCII);
        start.write(0, digits, 0, digits.length);
        point(request, RequestStruct.at("start"), start, digits.length);
        if (anew) {
            engine.clear();
        }
        source.setInt(SourceStruct.at("use"), Use.SEEKABLE);
        int verdict = engine.open(request, source, answer);
        long seek = answer.getLong(AnswerStruct.at("seek"));
        if (verdict == Verdict.MORE) {
            verdict = engine.collect(seek, 0, file, file.size(), answer);
            verdict = verdict == Verdict.OK ? engine.plan(seek, answer) : verdict;
        }
        if (verdict == Verdict.OK) {
            engine.piece(seek, 0, piece);
            long length = Math.min(RENDERED, piece.getLong(PieceStruct.at("end")));
            engine.render(seek, 0, rendered, length);
        }
        engine.close(seek);
        return verdict;
    }

    private static Memory zeros(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }

    /** Points a text of a structure at {@code bytes}, which must live as long as it is read. */
    private static void point(Pointer in, int place, Memory bytes, int size) {
        in.setPointer(place + TextStruct.at("bytes"), bytes);
        in.setLong(place + TextStruct.at("size"), size);
    }

    private static Memory ascii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
