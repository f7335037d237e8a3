package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A file of which most of a cut is of no use is named and counted once, not with every seek. */
class ScatteredTest {
    private final Engine engine = new Engine(new Budget(new AtomicLong(), 1 << 20));
    private final AnswerStruct answer = new AnswerStruct();

    private static void put(TextStruct into, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Memory at = new Memory(bytes.length);
        at.write(0, bytes, 0, bytes.length);
        into.bytes = at;
        into.size = bytes.length;
    }

    private void seek(String url, byte[] file, String start) {
        RequestStruct request = new RequestStruct();
        put(request.start, start);
        request.moov_max = 1 << 20;
        request.index_budget = 1 << 20;
        request.write();
        assertEquals(Verdict.OK, engine.open(request.getPointer(), null, answer.getPointer()));
        answer.read();
        long seek = answer.seek;
        SourceStruct source = new SourceStruct();
        put(source.url, url);
        put(source.etag, "\"v1\"");
        source.size = file.length;
        source.use = Use.SEEKABLE;
        source.write();
        // As the shim has it: by the URL alone first.
        source.use = Use.AHEAD;
        source.write();
        assertEquals(Verdict.OK, engine.find(seek, source.getPointer(), answer.getPointer()));
        source.use = Use.SEEKABLE;
        source.write();
        if (engine.find(seek, source.getPointer(), answer.getPointer()) == Verdict.MORE) {
            Memory all = new Memory(file.length);
            all.write(0, file, 0, file.length);
            assertEquals(Verdict.OK, engine.collect(seek, 0, all, file.length, answer.getPointer()));
            assertEquals(Verdict.OK, engine.plan(seek, answer.getPointer()));
        }
        engine.close(seek);
    }

    private CountersStruct counted() {
        CountersStruct counters = new CountersStruct();
        engine.count(counters.getPointer());
        counters.read();
        return counters;
    }

    @Test
    void onceForEachFile() {
        byte[] together = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380)).bytes();
        TrackModel track = TrackModel.video(1, 200, 24);
        track.holeEach = 20_000;
        byte[] scattered = new MovieModel().with(track).bytes();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream console = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            seek("http://v/together.mp4", together, "3");
            assertEquals(0, counted().scattered);
            seek("http://v/x.mp4?token=secret", scattered, "3");
            seek("http://v/x.mp4?token=secret", scattered, "5");
            assertEquals(1, counted().scattered);
            seek("http://v/y.mp4", scattered, "3");
            assertEquals(2, counted().scattered);
        } finally {
            System.setErr(console);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.contains("http://v/x.mp4: its samples lie scattered over the file"), text);
        assertTrue(text.matches("(?s).*\\d+ bytes sent, \\d+ useful \\(\\d %\\).*"), text);
    }

    @Test
    void aFileInWhichSomethingIsRepaired() {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        seek("http://v/whole.mp4", file, "3");
        assertEquals(0, counted().repaired);
        byte[] truncated = Arrays.copyOf(file, file.length - 9);
        seek("http://v/truncated.mp4", truncated, "3");
        seek("http://v/truncated.mp4", truncated, "5");
        assertEquals(1, counted().repaired);
    }
}
