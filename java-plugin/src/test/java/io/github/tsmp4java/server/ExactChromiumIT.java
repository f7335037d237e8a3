package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of an exact cut Chromium shows first what it shows of the source after a seek to the start, which is inside a frame. */
class ExactChromiumIT {
    private static final int STARTS = 5;
    private static final Path PAGE = Path.of("src/test/resources/player.html");

    private static Site site;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        site = Site.open("chromium-exactly", "--exact=yes");
        browser = new Browser();
        browser.open(site.server.plainBase() + site.place(Behaviour.PLAIN, "player.html", Files.readAllBytes(PAGE)));
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264_baseline_no_b.mp4", "h264_24fps_gop240.mp4", "h264_2997fps_gop60.mp4", "h264_60fps_gop30.mp4",
        "h264_vfr.mp4", "h264_large_timescale.mp4", "h264_movie_timescale_1.mp4", "h264_two_video.mp4",
        "h264_video_delayed.mp4", "h264_audio_delayed.mp4", "vp9_opus.mp4", "av1_opus.mp4"})
    void beginsWithThePictureOfTheStart(String name) throws IOException {
        compare(name, MediaFile.made(name).bytes());
    }

    /**
     * h264_open_gop.mp4 is not judged: its pictures after some key frames tell the decoder to forget pictures before them,
     * which Chromium takes for an error ("Failed to send video packet for decoding") after a seek in the source, too, and
     * in what ffmpeg cuts by -ss and -c copy. Without B frames that others refer to there are no such orders.
     */
    @Test
    void alsoOfOpenGroups() throws IOException {
        String source = MediaFile.made("h264_numbered.mp4").path().toString();
        byte[] open = Ffmpeg.made(".mp4", "-i", source, "-bf", "3", "-g", "50", "-x264-params",
                "open-gop=1:scenecut=0:b-pyramid=none");
        compare("open.mp4", open, ofKeyFrames(open));
    }

    @Test
    void alsoOfFragments() throws IOException {
        byte[] fragmented = MediaFile.made("fragmented.mp4").bytes();
        compare("fragmented.mp4", fragmented, ofKeyFrames(fragmented));
    }

    /**
     * The same pictures at the same times. Where a key frame is decoded by a time and composed after it, Chromium seeks to
     * that key frame in fragments and in open groups, and never shows the picture before it.
     */
    private static byte[] ofKeyFrames(byte[] file) throws IOException {
        Path path = Files.createTempFile("key-frames", ".mp4");
        try {
            Files.write(path, file);
            return Ffmpeg.made(".mp4", "-copyts", "-i", path.toString(), "-map", "0:v", "-c:v", "libx264", "-qp", "0", "-g", "1");
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void alsoWhereAPictureStaysForASecond() throws IOException {
        String source = MediaFile.made("h264_numbered.mp4").path().toString();
        compare("slow.mp4", Ffmpeg.made(".mp4", "-i", source, "-r", "1", "-g", "5"));
    }

    private static void compare(String name, byte[] file) throws IOException {
        compare(name, file, file);
    }

    /** {@code seekable} shows what the file shows, where Chromium seeks. */
    private static void compare(String name, byte[] file, byte[] seekable) throws IOException {
        String movie = site.place(Behaviour.PLAIN, name, file);
        site.plain.get(movie);
        site.cached(movie);
        List<String> starts = starts(new Judge(Source.of(file)).expectation("0", null, true));
        browser.value("load('" + site.place(Behaviour.PLAIN, "seekable.mp4", seekable) + "')");
        List<String> wanted = starts.stream().map(start -> browser.value("seek(" + start + ").then(picture)")).toList();
        List<String> found = starts.stream()
                .map(start -> browser.value("load('" + movie + "?start=" + start + "').then(picture)")).toList();
        assertEquals(STARTS, found.size());
        assertEquals(wanted, found, () -> name + " at " + starts);
    }

    /** In the middle of frames far from each other. */
    private static List<String> starts(Expectation whole) {
        List<Long> begins = whole.reference().samples().stream().map(sample -> sample.ct()).sorted().toList();
        List<String> out = new ArrayList<>();
        for (int i = 1; i <= STARTS; i++) {
            int at = (begins.size() - 2) * i / STARTS;
            double middle = (begins.get(at) + begins.get(at + 1)) / 2.0;
            var edit = whole.reference().closedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
            double start = edit.start().num().doubleValue() / edit.start().den().doubleValue()
                    + (middle - edit.mediaTime()) / whole.reference().timescale();
            out.add(String.format("%.6f", start));
        }
        return out;
    }
}
