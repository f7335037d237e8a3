package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer says which part of the movie it is: to its player, and, with the way it was made, to the operator's log. */
@Tag("sample")
class CutFieldsIT {
    private static final String MAPPING = "Content-Range-Mapping";
    private static final String EXPOSED = "Access-Control-Expose-Headers";
    private static final Footage FIRST = Footage.of(true, 1);
    private static final Footage LAST = Footage.of(false, 1);
    private static Site site;

    @BeforeAll
    static void open() throws IOException {
        RunRoot root = new RunRoot("cut-fields");
        root.logging = Files.readString(Path.of("../docs/monitoring/logging.yaml"));
        String etc = root.folder + "/etc/";
        root.write("etc/after.config", String.join("\n", "cond %{SEND_RESPONSE_HDR_HOOK} [AND]",
                "cond %{HEADER:@TSMP4-Path} =cache", "set-header X-Cut %{HEADER:@TSMP4-Begin}", "",
                "cond %{SEND_RESPONSE_HDR_HOOK}", "rm-header " + MAPPING, ""));
        Origin origin = new Origin();
        root.map("/plain/quiet/", origin, String.join(" ", Plugin.rule()) + " @plugin=header_rewrite.so @pparam=" + etc
                + "after.config");
        root.map("/plain/exact/", origin, Plugin.rule("--exact-arg=exact"));
        root.map("/", origin, Plugin.rule());
        site = Site.beside(root, origin);
        List.of(FIRST, LAST).forEach(footage -> origin.serve(footage.name(), Source.of(footage.file())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String mapping(Footage footage) {
        return "{ t:npt 9.6-16/0-16;key-frame } = { bytes 0-" + (footage.cut().length - 1) + "/" + footage.cut().length + " }";
    }

    private static void says(String expected, int status, Reply reply) {
        assertEquals(status, reply.status(), reply::toString);
        assertEquals(List.of(expected), reply.headers().allValues(MAPPING), reply::toString);
        assertTrue(reply.headers().map().keySet().stream().noneMatch(name -> name.startsWith("@")), reply::toString);
    }

    /** The lines of the log of seeks about a path, from begin= on. */
    private static List<String> lines(String path) {
        return site.root.read("log/seeks.log").lines().filter(line -> line.contains(path))
                .map(line -> line.substring(line.indexOf(" begin=") + 1)).toList();
    }

    private static String logged(Footage footage, String index, String path) {
        String skipped = path.equals("stream") ? "0" : "\\d+";
        return "begin=9.6 end=16 duration=16 snap=key-frame index=" + index + " path=" + path + " skipped=" + skipped;
    }

    private static void logsWay(String path, String... ways) {
        site.server.await("logged " + path, () -> lines(path).size() >= ways.length);
        List<String> lines = lines(path);
        for (int i = 0; i < ways.length; i++) {
            assertTrue(lines.get(i).matches(ways[i] + " untouched=\"-\""), () -> String.join("\n", lines));
        }
    }

    @Test
    void theSameWhateverWayTheCutIsMade() {
        for (Footage footage : List.of(FIRST, LAST)) {
            String cold = site.place(Behaviour.PLAIN, footage.name());
            says(mapping(footage), 200, site.plain.get(cold + Footage.START));
            site.cached(cold);
            for (Client client : site.allClients()) {
                says(mapping(footage), 200, client.get(cold + Footage.START));
            }
            String warm = site.place(Behaviour.PLAIN, footage.name());
            site.plain.get(warm);
            site.cached(warm);
            says(mapping(footage), 200, site.plain.get(warm + Footage.START));
            String stale = site.stale(footage, true);
            says(mapping(footage), 200, site.plain.get(stale + Footage.START));
            logsWay(cold, logged(footage, "read", "origin"), logged(footage, "known", "cache"));
            logsWay(warm, logged(footage, "read", "cache"));
        }
        String bare = site.place(Behaviour.BARE, FIRST.name());
        says(mapping(FIRST), 200, site.plain.get(bare + Footage.START));
        String chunked = site.place(FIRST.name(), new Published(FIRST.file()).inChunks());
        says(mapping(FIRST), 200, site.plain.get(chunked + Footage.START));
        logsWay(bare, logged(FIRST, "passing", "stream"));
        logsWay(chunked, logged(FIRST, "passing", "stream"));
    }

    @Test
    void ofAPartOfACutAndOfOneThatIsNotSent() {
        for (Footage footage : List.of(FIRST, LAST)) {
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.plain.get(path);
            site.cached(path);
            String seek = path + Footage.START;
            Reply whole = site.plain.get(seek);
            says(mapping(footage), 200, site.plain.send("HEAD", seek));
            Reply part = site.plain.get(seek, "Range", "bytes=100-199");
            says(mapping(footage), 206, part);
            assertEquals("bytes 100-199/" + footage.cut().length, part.header("Content-Range"));
            says(mapping(footage), 304, site.plain.get(seek, "If-None-Match", whole.header("ETag")));
            says(mapping(footage), 304, site.plain.get(seek, "If-Modified-Since", OriginAnswer.MODIFIED));
            says(mapping(footage), 304, site.plain.send("HEAD", seek, "If-None-Match", whole.header("ETag")));
            for (Reply none : List.of(site.plain.get(seek, "If-Match", "\"x\""), site.plain.get(path),
                    site.plain.get(seek, "Range", "bytes=" + footage.cut().length + "-"), site.plain.get(path + "?start=-1"))) {
                assertEquals("", none.header(MAPPING), none::toString);
            }
        }
    }

    /** Also where it is no number of a few digits: a player that asks for it gets the same cut. */
    @Test
    void whatBeginsThereIsTheSameCut() throws Exception {
        String name = "h264_2997fps_gop60.mp4";
        site.origin.serve(name, Source.of(MediaFile.made(name).bytes()));
        String path = site.place(Behaviour.PLAIN, name);
        site.plain.get(path);
        site.cached(path);
        for (String start : List.of("2.5", "4.1", "1000")) {
            Reply cut = site.plain.get(path + "?start=" + start);
            String begin = cut.header(MAPPING).replaceAll(".*npt ([0-9.]+)-.*", "$1");
            Reply again = site.plain.get(path + "?start=" + begin);
            assertEquals(cut.header(MAPPING), again.header(MAPPING));
            assertArrayEquals(cut.body(), again.body());
        }
    }

    @Test
    void ofAnEndAndOfAnExactStart() {
        String path = "/plain/exact/" + FIRST.name();
        site.plain.get(path);
        site.cached(path);
        String[][] cases = {{"start=10.5&end=12.25", "9.6-12.25/0-16;key-frame"}, {"end=5", "0-5/0-16;key-frame"},
            {"start=10.5&end=99", "9.6-16/0-16;key-frame"}, {"start=10.51&exact=1", "10.48-16/0-16;exact"},
            {"start=99&exact=1", "15.36-16/0-16;key-frame"}};
        for (String[] each : cases) {
            Reply reply = site.plain.get(path + "?" + each[0]);
            says("{ t:npt " + each[1] + " } = { bytes 0-" + (reply.body().length - 1) + "/" + reply.body().length + " }", 200,
                    reply);
        }
    }

    /** A page reads a field of another site's answer only where that names it. */
    @Test
    void pagesOfOtherSitesMayReadItWhereTheyMayReadTheAnswer() {
        String[][] cases = {{"", "", ""}, {"", "ETag", "ETag"}, {"*", "", MAPPING}, {"https://a.example.com", "ETag, X-A",
            "ETag, X-A, " + MAPPING}, {"*", "*", "*, " + MAPPING}};
        for (String[] each : cases) {
            String path = site.place(FIRST.name(), new Published(FIRST.file(), "ETag", "\"1\"", "Access-Control-Allow-Origin",
                    each[0], EXPOSED, each[1]));
            site.plain.get(path);
            site.cached(path);
            for (Reply reply : List.of(site.plain.get(path + Footage.START), site.http2.get(path + Footage.START, "Range",
                    "bytes=0-99"), site.plain.send("HEAD", path + Footage.START))) {
                assertEquals(each[2], String.join("|", reply.headers().allValues(EXPOSED)), reply::toString);
            }
            assertEquals(each[1], site.plain.get(path).header(EXPOSED));
        }
    }

    @Test
    void anotherPluginTakesItAwayOrGoesByWhatIsTold() {
        String path = "/plain/quiet/" + FIRST.name();
        assertEquals(List.of("", ""), fields(site.plain.get(path + Footage.START)));
        site.cached(path);
        assertEquals(List.of("", "9.6"), fields(site.plain.get(path + Footage.START)));
    }

    private static List<String> fields(Reply reply) {
        return List.of(reply.header(MAPPING), reply.header("X-Cut"));
    }

    @Test
    void aFileThatIsNotCutSaysNothing() {
        String path = site.place(Behaviour.PLAIN, "page.mp4", "no movie".repeat(100).getBytes());
        assertEquals("", site.plain.get(path + Footage.START).header(MAPPING));
        site.server.await("logged " + path, () -> !lines(path).isEmpty());
        assertTrue(lines(path).get(0).matches("begin=- end=- duration=- snap=- index=- path=- skipped=- "
                + "untouched=\"declined: not an MP4 file.*\""), () -> lines(path).get(0));
    }
}
