package io.github.tsmp4java.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts with an end, and cuts that begin at the asked moment itself: the good ones pass, the others are seen. */
class JudgePieceTest {
    private static final Judge JUDGE = new Judge(Source.of(source().bytes()));

    private record Cut(Kind kind, String how, String start, String end, boolean exact, MovieModel model) {
        @Override
        public String toString() {
            return kind + " " + how;
        }
    }

    private static MovieModel source() {
        return new MovieModel().with(TrackModel.video(1, 100, 10), TrackModel.audio(2, 190));
    }

    /** Samples {@code first} to {@code last} of each track, with these edits. */
    private static MovieModel cut(int first, int last, Edit video, int firstAudio, int lastAudio, Edit audio) {
        MovieModel source = source();
        TrackModel pictures = source.tracks.get(0).cut(first, video);
        pictures.samples.subList(last - first + 1, pictures.samples.size()).clear();
        TrackModel sounds = source.tracks.get(1).cut(firstAudio, audio);
        sounds.samples.subList(lastAudio - firstAudio + 1, sounds.samples.size()).clear();
        return new MovieModel().with(pictures, sounds);
    }

    /** From the key frame at 2 s to 3 s, where frame 74 is the last in decoding order that is shown. */
    private static MovieModel piece() {
        return cut(50, 74, new Edit(1000, 512), 93, 141, new Edit(1000, 1792));
    }

    /** From the frame that is shown at 2.13 s on, which begins at 2.12 s; decoded from the key frame at 2 s. */
    private static MovieModel exact() {
        return cut(50, 99, new Edit(1880, 2048), 99, 189, new Edit(1912, 1408));
    }

    @Test
    void goodOnesPass() {
        assertEquals(List.of(), JUDGE.judge(Source.of(piece().bytes()), "2.13", "3", false));
        assertEquals(List.of(), JUDGE.judge(Source.of(exact().bytes()), "2.13", null, true));
        MovieModel both = cut(50, 74, new Edit(880, 2048), 99, 141, new Edit(880, 1408));
        assertEquals(List.of(), JUDGE.judge(Source.of(both.bytes()), "2.13", "3", true));
        MovieModel fromZero = cut(0, 24, new Edit(1000, 512), 0, 47, new Edit(1000, 1024));
        assertEquals(List.of(), JUDGE.judge(Source.of(fromZero.bytes()), "0", "1", false));
    }

    static Stream<Cut> bad() {
        return Stream.of(
                new Cut(Kind.SAMPLE_RUN, "a frame too many", "2.13", "3", false,
                        cut(50, 75, new Edit(1000, 512), 93, 141, new Edit(1000, 1792))),
                new Cut(Kind.SAMPLE_RUN, "a frame too few", "2.13", "3", false,
                        cut(50, 73, new Edit(1000, 512), 93, 141, new Edit(1000, 1792))),
                new Cut(Kind.SAMPLE_RUN, "all of the audio", "2.13", "3", false,
                        cut(50, 74, new Edit(1000, 512), 93, 189, new Edit(1000, 1792))),
                new Cut(Kind.SAMPLE_RUN, "the end was not looked at", "2.13", null, false, piece()),
                new Cut(Kind.REMAINING, "whole frames shown behind the end", "2.13", "3", false,
                        cut(50, 74, new Edit(1040, 512), 93, 141, new Edit(1000, 1792))),
                new Cut(Kind.REMAINING, "too little of the audio", "2.13", "3", false,
                        cut(50, 74, new Edit(1000, 512), 93, 141, new Edit(990, 1792))),
                new Cut(Kind.PRESENTATION, "begins at the key frame", "2.13", null, true,
                        cut(50, 99, new Edit(1880, 512), 99, 189, new Edit(1912, 1408))),
                new Cut(Kind.PRESENTATION, "begins inside the frame", "2.13", null, true,
                        cut(50, 99, new Edit(1870, 2176), 99, 189, new Edit(1902, 1888))),
                new Cut(Kind.PRESENTATION, "audio two ticks late", "2.13", null, true,
                        cut(50, 99, new Edit(1880, 2048), 99, 189, new Edit(1912, 1410))),
                new Cut(Kind.FIRST_SAMPLE, "begins off the key frame", "2.13", null, true,
                        cut(52, 99, new Edit(1880, 1024), 99, 189, new Edit(1912, 1408))),
                new Cut(Kind.PREROLL, "audio from the key frame on and a second before it", "2.13", null, true,
                        cut(50, 99, new Edit(1880, 2048), 40, 189, new Edit(1912, 1408 + 59 * 1024))),
                new Cut(Kind.PRESENTATION, "snapped though asked exactly", "2.13", "3", true, piece()));
    }

    @ParameterizedTest
    @MethodSource
    void bad(Cut row) {
        List<Violation> found = JUDGE.judge(Source.of(row.model.bytes()), row.start, row.end, row.exact);
        assertTrue(found.stream().anyMatch(violation -> violation.kind() == row.kind), found.toString());
    }
}
