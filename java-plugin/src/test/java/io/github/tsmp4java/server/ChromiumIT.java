package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Chromium shows of a cut that Traffic Server sends: its length, its first frame, seeks inside, its end. */
class ChromiumIT {
    private static final int FRAMES_PER_SECOND = 25;
    private static final double HALF_A_FRAME = 0.5 / FRAMES_PER_SECOND;
    /** A player may say one frame or one piece of sound more or less. */
    private static final double SECONDS_OFF = 0.05;
    /** What a sidx says is right to a tick. */
    private static final double SIDX_OFF = 0.002;
    private static final Path PAGE = Path.of("src/test/resources/player.html");

    private static Site snapping;
    private static Site exact;
    private static Browser browser;

    @BeforeAll
    static void open() {
        snapping = Site.open("chromium");
        exact = Site.open("chromium-exact", "--exact=yes");
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
        exact.close();
        snapping.close();
    }

    @ParameterizedTest
    @CsvSource({
        "h264_numbered.mp4,           8.3,         , false",
        "h264_numbered.mp4,           8,           , false",
        "h264_numbered.mp4,           8.04,        , false",
        "h264_numbered.mp4,           0.5,         , false",
        "h264_numbered.mp4,           99,          , false",
        "h264_numbered.mp4,           8.3,     13.5, false",
        "h264_numbered.mp4,           8.32,        , true",
        "h264_numbered.mp4,           9.96,    13.6, true",
        "h264_numbered.mp4,           8.31,        , true",
        "h264_numbered.mp4,           0.079,       , true",
        "h264_numbered.mp4,           13.001, 17.33, true",
        "h264_numbered_moov_last.mp4, 8.3,         , false",
        "h264_numbered_moov_last.mp4, 8.32,    13.6, true",
        "fragmented_numbered.mp4,     8.3,         , false",
        "fragmented_numbered.mp4,     8.3,     13.5, false",
        "fragmented_numbered.mp4,     8.32,        , true",
        "fragmented_numbered.mp4,     8.31,        , true",
        "fragmented_numbered.mp4,     3.999,   13.5, true"})
    void plays(String name, String start, String end, boolean exactly) throws IOException {
        Site site = exactly ? exact : snapping;
        byte[] file = MediaFile.made(name).bytes();
        String movie = site.place(Behaviour.PLAIN, name, file);
        site.plain.get(movie);
        site.cached(movie);
        browser.open(site.server.plainBase() + page(site));

        Judge judge = new Judge(Source.of(file));
        Expectation expected = judge.expectation(start, end, exactly);
        Ratio shown = expected.end() != null ? expected.end()
                : judge.movie().tracks().stream().map(Track::shownEnd).reduce(Ratio.ZERO, Ratio::max);
        double duration = seconds(shown.minus(expected.cutTime()));

        int first = frameAt(expected, Ratio.ZERO);
        assertEquals(first, frame("load('" + movie + "?start=" + start + (end == null ? "" : "&end=" + end) + "')"),
                "the first frame");
        if (judge.movie().fragmented() && !exactly) {
            assertEquals(duration, number("video.duration"), SIDX_OFF, "duration, which a sidx says");
        }
        double hidden = judge.movie().fragmented() ? hiddenInFragments(judge, expected, start, end) : 0;
        assertBetween(duration, duration + hidden, number("video.duration"), "duration");
        Ratio inside = middleOfAFrame(duration * 2 / 3);
        assertEquals(frameAt(expected, inside), frame("seek(" + seconds(inside) + ")"), "after a seek to " + inside);
        assertEquals(first, frame("seek(0)"), "after a seek back");
        assertBetween(duration, duration + hidden, number("playToTheEnd()"), "where it ended");
        Ratio last = middleOfAFrame(duration - HALF_A_FRAME);
        assertEquals(frameAt(expected, last), frame("seek(" + seconds(last) + ")"), "the last frame");
    }

    /** Chromium counts the samples of fragments, also those that an edit hides: from the key frame on, and a frame at the end. */
    private static double hiddenInFragments(Judge judge, Expectation expected, String start, String end) {
        return seconds(expected.cutTime().minus(judge.expectation(start, end, false).cutTime())) + 2 * HALF_A_FRAME;
    }

    private static void assertBetween(double least, double most, double found, String what) {
        assertTrue(found > least - SECONDS_OFF && found < most + SECONDS_OFF,
                () -> what + " is " + found + ", not from " + least + " to " + most);
    }

    /** Of the frame that is there then, when the cut begins with a whole frame. */
    private static Ratio middleOfAFrame(double seconds) {
        return Ratio.of(2 * (long) (seconds * FRAMES_PER_SECOND) + 1, 2 * FRAMES_PER_SECOND);
    }

    private static String page(Site site) throws IOException {
        return site.place(Behaviour.PLAIN, "player.html", Files.readAllBytes(PAGE));
    }

    private static double number(String expression) {
        return Double.parseDouble(browser.value(expression));
    }

    private static int frame(String call) {
        return Integer.parseInt(browser.value(call));
    }

    /** The number of the frame that the source shows {@code time} after the beginning of the cut. */
    private static int frameAt(Expectation expected, Ratio time) {
        long tick = tickAt(expected, time).floor();
        return (int) expected.reference().samples().stream().filter(sample -> sample.ct() <= tick).count() - 1;
    }

    private static Ratio tickAt(Expectation expected, Ratio time) {
        Track video = expected.reference();
        return video.closedEdits().get(0).media(expected.cutTime().plus(time), video.timescale());
    }

    private static double seconds(Ratio time) {
        return time.num().doubleValue() / time.den().doubleValue();
    }
}
