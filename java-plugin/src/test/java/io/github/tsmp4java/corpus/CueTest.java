package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.server.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts, chapters and data of a cut: shown by a player when it shows them of the source, the cut time earlier. */
class CueTest {
    /** What is in these is no cue, or is told by other tests. */
    private static final Set<String> NONE = Set.of("vide", "soun", "tmcd", "hint");

    /** Of all requests every so many: ffprobe takes a while. */
    private static final int EACH = System.getProperty("full") == null ? 5 : 1;

    @TestFactory
    Stream<DynamicTest> asInTheSource() {
        List<MediaFile> files = new ArrayList<>(MediaFile.made());
        files.addAll(MediaFile.corpus().stream().filter(file -> Set.of("seekable", "fragmented").contains(file.kind())).toList());
        return files.stream().map(file -> DynamicTest.dynamicTest(file.name(), () -> cut(file.name(), file.bytes())));
    }

    @Test
    void ofTextsInFragments() throws CutException {
        byte[] file = Ffmpeg.made(".mp4", "-i", MediaFile.made("h264_subtitles.mp4").path().toString(), "-map", "0", "-c", "copy", "-movflags",
                "frag_keyframe+empty_moov");
        assertTrue(cut("fragments", file) > 0);
    }

    /** Chapters of a sound begin between its frames: one that is there for less than a frame goes. */
    @Test
    void ofChaptersAtTheEdges() throws CutException {
        byte[] file = chapters(10, 20, 30);
        assertEquals(List.of("0 10", "10 20"), times(file, "10", null));
        assertEquals(List.of("0 10", "10 20"), times(file, "10", "30"));
        assertEquals(List.of("0 10"), times(file, "10", "20.005"));
        assertEquals(List.of("0 10", "10 15"), times(file, "10", "25"));
        assertEquals(List.of("0 5", "5 15"), times(file, "5", "20.005"));
        assertTrue(cut("chapters", file) > 0);
    }

    /** A text that began long before the cut is shown until it ends; the last is over with the cut. */
    @Test
    void ofATextThatRuns() throws CutException {
        byte[] file = MediaFile.made("h264_subtitles.mp4").bytes();
        Source source = Source.of(file);
        Judge judge = new Judge(source);
        long track = judge.movie().tracks().stream().filter(each -> !NONE.contains(each.handler())).findFirst().orElseThrow().id();
        Cues all = Cues.ofTrack(file, track);
        Ratio middle = all.all().get(5).begin().plus(all.all().get(5).end()).over(Ratio.of(2, 1));
        Request request = new Request("7.5", middle.plus(Ratio.of(1, 10)).floor() + 1 + ".1", true);
        Expectation expected = judge.expectation(request.start(), request.end(), true);
        byte[] cut = bytes(source, request);
        assertEquals(Ratio.ZERO, Cues.ofTrack(cut, track).all().get(0).begin());
        assertTrue(all.from(expected.cutTime(), expected.end(), Ratio.ZERO).isLike(Cues.ofTrack(cut, track)));
    }

    private static byte[] chapters(int... seconds) {
        StringBuilder list = new StringBuilder(";FFMETADATA1\n");
        int begin = 0;
        for (int second : seconds) {
            list.append("[CHAPTER]\nTIMEBASE=1/1\nSTART=").append(begin).append("\nEND=").append(second).append("\ntitle=").append(begin)
                    .append('\n');
            begin = second;
        }
        try {
            Path path = Files.createTempFile("chapters", ".txt");
            try {
                Files.writeString(path, list);
                return Ffmpeg.made(".m4a", "-f", "lavfi", "-i", "sine=f=440:r=44100:d=" + begin, "-i", path.toString(), "-map_metadata", "1",
                        "-c:a", "aac");
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To the nearest second. */
    private static List<String> times(byte[] file, String start, String end) throws CutException {
        byte[] cut = bytes(Source.of(file), new Request(start, end, false));
        return Cues.chapters(cut).all().stream().map(cue -> second(cue.begin()) + " " + second(cue.end())).toList();
    }

    private static long second(Ratio time) {
        return time.plus(Ratio.of(1, 2)).floor();
    }

    private static byte[] bytes(Source file, Request request) throws CutException {
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, request.seek());
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    /** @return how many lists were compared */
    private static int cut(String name, byte[] bytes) throws CutException {
        Source file = Source.of(bytes);
        MovieIndex index;
        try {
            index = Pipeline.indexAnywhere(file);
        } catch (CutException e) {
            return 0;
        }
        Judge judge = new Judge(file);
        List<Long> tracks = judge.movie().tracks().stream().filter(track -> !NONE.contains(track.handler()) && isRead(track))
                .map(Track::id).toList();
        boolean named = judge.movie().tracks().stream().anyMatch(track -> track.box().first("tref", "chap").isPresent());
        if (tracks.isEmpty() && !named) {
            return 0;
        }
        Cues chapters = Cues.chapters(bytes);
        Map<Long, Cues> texts = new HashMap<>();
        tracks.forEach(track -> texts.put(track, Cues.ofTrack(bytes, track)));
        int compared = 0;
        List<Request> requests = Requests.of(judge.movie(), name.hashCode());
        for (int i = 0; i < requests.size(); i += EACH) {
            Request request = requests.get(i);
            Expectation expected = judge.expectation(request.start(), request.end(), request.exact());
            Source source = Pipeline.cut(index, file, request.seek());
            byte[] cut = source.read(0, Math.toIntExact(source.length()));
            for (long track : tracks) {
                Ratio over = judge.movie().track(track).orElseThrow().shownEnd();
                Cues wanted = texts.get(track).until(over).from(expected.cutTime(), expected.end(), Ratio.ZERO);
                // Of fragments ffprobe says not how long the last lasts, and those behind the end may stay.
                Ratio end = expected.end() == null || !index.isFragmented() ? null : expected.end().minus(expected.cutTime());
                Cues found = Cues.ofTrack(cut, track).until(over.minus(expected.cutTime())).from(Ratio.ZERO, end, Ratio.ZERO);
                assertTrue(wanted.isLike(found), () -> request + " track " + track + ": " + found + ", not " + wanted);
                compared++;
            }
            Cues wanted = chapters.from(expected.cutTime(), expected.end(), expected.longestFrame());
            Cues found = Cues.chapters(cut);
            // In a list the last one runs on, also where the track of chapters is over.
            assertTrue(wanted.all().isEmpty() || wanted.isLike(found), () -> request + " chapters " + found + ", not " + wanted);
            compared++;
        }
        return compared;
    }

    /** ffprobe reads no packets of chapters. */
    private static boolean isRead(Track track) {
        return !track.format().equals("text");
    }
}
