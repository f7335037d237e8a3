package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.judge.Expectation;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The player of docs/player in Chromium: a page counts its time in the whole movie, whatever file it has. */
@Tag("full")
class PlayerIT {
    private static final Path PLAYER = MediaFile.top().resolve("docs/player");
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");
    /** A player may say one frame or one piece of sound more or less. */
    private static final double SECONDS_OFF = 0.05;
    /** 1,200 s with a key frame each 10 s: more than a browser loads ahead. */
    private static final String LONG = "h264_long_moov.mp4";

    private static Site site;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        site = Site.open("player", "--exact-arg=exact");
        try (var files = Files.list(PLAYER)) {
            for (Path file : files.toList()) {
                publish(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        browser = new Browser();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = PlayerIT.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static void publish(String name, byte[] file) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
        Published published = new Published(file, "Content-Type", type);
        site.origin.publish("/player/" + name, request -> published);
    }

    @AfterAll
    static void close() {
        browser.close();
        site.close();
    }

    private static String cached(String name) {
        String movie = site.place(Behaviour.PLAIN, name, MediaFile.made(name).bytes());
        site.plain.get(movie);
        site.cached(movie);
        return movie;
    }

    private static void open(String base, String movie) {
        browser.open(base + "/player/index.html?movie=" + movie);
        browser.await("window.player?.duration > 0");
    }

    private static double number(String expression) {
        return Double.parseDouble(browser.value(expression));
    }

    private static void load(String call) {
        browser.value("new Promise((done, no) => { player.addEventListener('place', done, {once: true}); "
                + "player.addEventListener('error', event => no(new Error(event.detail.message)), {once: true}); "
                + call + "; })");
    }

    @Test
    void theBarSeeksInTheWholeMovie() {
        open(site.server.plainBase(), cached(LONG));
        assertEquals(1200, number("player.duration"), SECONDS_OFF);
        assertEquals("0", browser.value("player.begin"));

        browser.clickAt("#bar", 0.75);
        browser.await("player.begin > 0");
        double asked = number("new URL(video.currentSrc).searchParams.get('start')");
        assertEquals(900, asked, 5);
        assertEquals(Math.floor(asked / 10) * 10, number("player.begin"), SECONDS_OFF);
        assertEquals(number("player.begin"), number("player.time"), 10);
        assertEquals("1200.0", browser.value("document.querySelector('#bar').ariaValueMax"));

        browser.value("video.play()");
        browser.await("player.buffered.some(([begin, end]) => begin <= player.begin && player.begin + 5 < end)");
        browser.value("video.pause()");
        String file = browser.value("video.currentSrc");
        browser.value("player.seek(player.begin + 4)");
        assertEquals(4, number("player.time - player.begin"), SECONDS_OFF, "in place");
        assertEquals(file, browser.value("video.currentSrc"));

        browser.press("#bar", Keys.HOME);
        browser.await("player.begin === 0 && !video.currentSrc.includes('start')");
    }

    @Test
    void aSeekIsPreparedWhereThePointerRests() {
        open(site.server.plainBase(), cached(LONG));
        long before = site.settled("cuts");
        browser.pointAt("#bar", 0.5);
        site.server.await("the cut is asked for", () -> site.metric("cuts") > before);
        browser.clickAt("#bar", 0.5);
        browser.await("player.begin > 0");
        assertEquals(600, number("player.begin"), 10);
    }

    /** By how much shorter it is than the movie, and by the start where it is exact. */
    @Test
    void itsLengthSaysWhereACutBegins() {
        String movie = cached("h264_25fps_gop50.mp4");
        open(site.server.plainBase(), movie);
        load("player.load(10.5, {end: 20, exact: 1})");
        assertEquals(10.5, number("player.begin"), SECONDS_OFF);
        assertEquals(9.5, number("video.duration"), SECONDS_OFF);
        load("player.load(10.5)");
        assertEquals(10, number("player.begin"), SECONDS_OFF);
    }

    /** A header does, for who asks: also of a cut with an end. */
    @Test
    void theServerSaysWhereACutBegins() {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        String movie = site.place("a.mp4", new Published(file, "ETag", "\"1\""));
        open(site.server.plainBase(), movie);
        browser.value("window.player = new player.constructor(video, '" + movie + "', {asks: true})");
        load("player.load(10.5, {end: 20})");
        assertEquals(10, number("player.begin"), SECONDS_OFF);
        assertEquals(30, number("player.duration"), SECONDS_OFF);
    }

    @Test
    void timesAreWhatPeopleWrite() {
        open(site.server.plainBase(), cached("h264_25fps_gop50.mp4"));
        assertEquals("90.5 90 90 5430.5 0.5 7 NaN NaN NaN NaN", browser.value("import('/player/time.js').then(({parseTime}) => "
                + "['90.5', '90s', '1:30', '1:30:30,5', '.5', '7.', '1e3', '', '-1', '12abc'].map(parseTime).join(' '))"));
        assertEquals("0:00 1:30.0 1:30:30.5 0:09.9", browser.value("import('/player/time.js').then(({formatTime}) => "
                + "[[0, 0], [90, 1], [5430.5, 1], [9.96, 1]].map(each => formatTime(...each)).join(' '))"));
    }

    /** As where it cannot be cut: the seek is the browser's then. */
    @Test
    void aFileThatComesWholeIsSoughtInPlace() {
        open(site.server.plainBase(), cached("h264_25fps_gop50.mp4"));
        // An argument that the rule knows nothing of.
        browser.value("player.url = (start, more) => player.constructor.prototype.url.call(player, 0, {from: start, ...more})");
        load("player.load(10.5)");
        assertEquals(0, number("player.begin"), SECONDS_OFF);
        assertEquals(10.5, number("player.time"), SECONDS_OFF);
    }

    /** What video.js takes from it. */
    @Test
    void theMiddlewareForVideoJsSpeaksOfTheWholeMovie() {
        open(site.server.plainBase(), cached("h264_25fps_gop50.mp4"));
        browser.value("import('/player/video-js.js').then(({useSeekByStart}) => { "
                + "useSeekByStart({createTimeRanges: ranges => ranges, use: (type, make) => { window.middleware = make({trigger: name => { window.triggered = name; }}); }}); "
                + "middleware.setSource({src: video.src}, () => {}); middleware.setTech({el: () => video}); })");
        assertEquals(30, number("middleware.duration(1)"), SECONDS_OFF);
        assertEquals("0,30", browser.value("middleware.seekable()"));
        browser.await("middleware.buffered().some(([begin, end]) => begin === 0 && end > 1)");
        browser.value("middleware.setCurrentTime(0.5)");
        assertEquals(0.5, number("middleware.currentTime()"), SECONDS_OFF);
        assertEquals("durationchange", browser.value("triggered"));
    }

    /** As docs/player/README.md has it. */
    @Test
    void videoJsItselfSeeksInTheWholeMovie() throws IOException {
        String script = "video.min.js";
        Properties about = new Properties();
        about.load(new ByteArrayInputStream(resource("/META-INF/maven/org.webjars.npm/video.js/pom.properties")));
        publish(script, resource("/META-INF/resources/webjars/video.js/" + about.getProperty("version") + "/dist/" + script));
        String movie = cached(LONG);
        Matcher block = Pattern.compile("```html\n(<video id=\"video\" class=\"video-js\".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PLAYER.resolve("README.md")));
        assertTrue(block.find());
        String page = "<!doctype html><script src='" + script + "'></script>" + block.group(1).replace("movie.mp4", movie);
        publish("video-js.html", page.getBytes(StandardCharsets.UTF_8));

        browser.open(site.server.plainBase() + "/player/video-js.html");
        browser.await("window.videojs?.getPlayers().video?.duration() > 1199");
        browser.value("window.player = videojs('video')");
        assertEquals(1200, number("player.seekable().end(0)"), SECONDS_OFF);
        browser.value("player.muted(true)");
        browser.value("player.currentTime(805.5)");
        browser.await("player.tech(true).el().currentSrc.includes('start=805.5') && player.currentTime() >= 800");
        browser.value("player.play()");
        browser.await("player.currentTime() > 806 && player.currentTime() < 900");
        assertEquals(1200, number("player.duration()"), SECONDS_OFF);
    }

    @ParameterizedTest
    @CsvSource({"h264_25fps_gop50.mp4, 10.5", "h264_moov_last.mp4, 5.3", "fragmented.mp4, 5.3", "vp9_opus.mp4, 5.3",
        "av1_opus.mp4, 5.3"})
    void playsEachKind(String name, String start) throws IOException {
        Judge judge = new Judge(Source.of(MediaFile.made(name).bytes()));
        Expectation expected = judge.expectation(start, null, false);
        double begin = seconds(expected.cutTime());
        double duration = seconds(judge.movie().tracks().stream().map(Track::shownEnd).reduce(Ratio.ZERO, Ratio::max));
        String movie = cached(name);
        for (String base : List.of(site.server.plainBase(), site.server.tlsBase())) {
            open(base, movie);
            assertEquals(base.startsWith("https") ? "h2" : "http/1.1",
                    browser.value("performance.getEntriesByType('navigation')[0].nextHopProtocol"));
            assertEquals(duration, number("player.duration"), SECONDS_OFF);
            load("player.load(" + start + ")");
            assertEquals(begin, number("player.begin"), SECONDS_OFF);
            assertEquals(duration - begin, number("video.duration"), SECONDS_OFF);
            browser.value("video.play()");
            browser.await("player.time > " + (begin + 0.2));
            assertTrue(number("video.webkitDecodedFrameCount") > 0, "pictures");
            assertTrue(number("video.webkitAudioDecodedByteCount") > 0, "sound");
            browser.value("player.seek(" + (duration - 1) + ")");
            browser.await("player.time > " + (duration - 0.8));
        }
    }

    private static double seconds(Ratio time) {
        return time.num().doubleValue() / time.den().doubleValue();
    }
}
