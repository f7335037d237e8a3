package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Cuts that are made by a URL alone. */
class GuessTest extends EngineCalls {
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
}
