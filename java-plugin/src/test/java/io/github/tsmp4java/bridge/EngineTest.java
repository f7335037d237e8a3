package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineCalls {
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
            assertEquals(answer.cut.length, cut(seek, file).length);
            assertTrue(answer.cut.source_end > answer.cut.source_begin && answer.cut.source_end <= file.length);
            close(seek);
        }
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
        assertEquals(Verdict.DECLINED, render(seek, 0, new Memory(8), 8, 0));
        assertEquals(Verdict.DECLINED, piece(seek, 0, new PieceStruct()));
        close(seek);
        close(4711);
    }

    @Test
    void openWithAFileIsOpenAndFind() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        assertEquals(Verdict.MORE, open("4.5", "\"a\"", file.length));
        long builder = answer.seek;
        assertTrue(builder != 0);
        assertEquals(Verdict.BUSY, open("4.5", "\"a\"", file.length));
        long waiting = answer.seek;
        assertEquals(Verdict.OK, collect(builder, 0, file));
        assertEquals(Verdict.OK, plan(builder));
        assertEquals(Verdict.OK, open("4.5", "\"a\"", file.length));
        long later = answer.seek;
        assertEquals(3_840_000_000L, answer.cut.time_begin, "the key frame before 4.5 s");
        assertEquals(8_000_000_000L, answer.cut.time_end);
        assertEquals(8_000_000_000L, answer.cut.duration);
        assertEquals(0, answer.cut.is_exact);
        assertTrue(Arrays.equals(cut(builder, file), cut(later, file)));
        assertEquals(Verdict.BAD_REQUEST, open("-4", "\"a\"", file.length));
        close(builder);
        close(waiting);
        close(later);
    }

    @Test
    void whatIsMadeAheadIsOfNoUseForAnotherFile() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        byte[] other = new MovieModel().with(TrackModel.video(1, 180, 24)).bytes();
        open("4", null);
        assertEquals(Verdict.OK, ahead(answer.seek), "no file was ever known there");
        index(answer.seek, "\"a\"", file);
        open("5", null);
        long seek = answer.seek;
        assertEquals(Verdict.OK, ahead(seek));
        assertEquals(Verdict.DECLINED, piece(seek, 0, new PieceStruct()), "no file was named");
        assertEquals(Verdict.MORE, find(seek, "\"b\"", other.length, true));
        assertEquals(Verdict.OK, collect(seek, 0, other));
        assertEquals(Verdict.OK, plan(seek));
        byte[] cut = cut(seek, other);
        close(seek);
        open("5", null);
        seek = answer.seek;
        assertEquals(Verdict.OK, ahead(seek));
        assertEquals(Verdict.OK, find(seek, "\"b\"", other.length, true));
        assertTrue(Arrays.equals(cut, cut(seek, other)));
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertTrue(cut(seek, file).length > cut.length, "the file of 20 frames more");
        close(seek);
    }

    /** The last chunk of the file is the first of the movie, and not all there: no cut is made ahead that find would decline. */
    @Test
    void whatIsMadeAheadIsNoLongerThanTheFile() throws Exception {
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24));
        movie.order = "reversed";
        byte[] file = movie.bytes();
        open("0.5", null);
        long first = answer.seek;
        assertEquals(Verdict.MORE, find(first, "\"a\"", file.length - 9, true));
        assertEquals(Verdict.OK, collect(first, 0, Arrays.copyOf(file, file.length - 9)));
        assertEquals(Verdict.DECLINED, plan(first));
        String why = reason();
        close(first);
        open("0.5", null);
        long second = answer.seek;
        assertEquals(Verdict.OK, ahead(second));
        assertEquals(Verdict.DECLINED, find(second, "\"a\"", file.length - 9, true));
        assertEquals(why, reason());
        close(second);
    }

    private void index(long seek, String etag, byte[] file) {
        assertEquals(Verdict.MORE, find(seek, etag, file.length, true));
        assertEquals(Verdict.OK, collect(seek, 0, file));
        assertEquals(Verdict.OK, plan(seek));
        close(seek);
    }

    @Test
    void anIndexIsBuiltOnceAndByOne() throws Exception {
        byte[] file = new MovieModel().with(TrackModel.video(1, 200, 24)).bytes();
        open("4", null);
        long builder = answer.seek;
        assertEquals(Verdict.MORE, find(builder, "\"a\"", file.length, true));
        assertEquals(0, answer.need.position);
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
        long length = answer.cut.length;
        long sourceEnd = answer.cut.source_end;
        String tag = text(answer.cut.etag);
        close(seek);
        open("4", null, "bytes=-10", null);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertEquals(206, answer.cut.status);
        assertEquals("bytes " + (length - 10) + "-" + (length - 1) + "/" + length, text(answer.cut.content_range));
        assertEquals(sourceEnd - 10, answer.cut.source_begin);
        assertEquals(sourceEnd, answer.cut.source_end);
        close(seek);
        open("4", null, "bytes=0-7", null);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertTrue(answer.cut.source_begin >= answer.cut.source_end, "the head alone");
        close(seek);
        open("4", null, null, tag);
        seek = answer.seek;
        assertEquals(Verdict.OK, find(seek, "\"a\"", file.length, true));
        assertEquals(304, answer.cut.status);
        assertEquals(answer.cut.begin, answer.cut.end);
        close(seek);
    }

    @Test
    void aReasonIsCutAtACharacter() {
        new Answer(answer.getPointer()).reason("é".repeat(200));
        answer.read();
        assertEquals("é".repeat(127), reason());
    }
}
