package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may look like: each on a cold cache and on a warm one, over HTTP/1.1 and HTTP/2. */
@Tag("sample")
class RequestIT {
    private static final String NAME = "h264_gop1.mp4";
    private static final String START = "2.5";
    private static Site site;
    private static byte[] file;
    private static byte[] cut;

    @BeforeAll
    static void open() throws Exception {
        site = Site.open("request");
        file = MediaFile.made(NAME).bytes();
        cut = Pipeline.cutBytes(Source.of(file), START);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** @param wanted the body for each of: cold and warm, by each client */
    private static void answers(String name, String query, int status, byte[] wanted) {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name, file);
            for (String cache : List.of("cold", "warm")) {
                Reply reply = client.get(path + query);
                assertEquals(status, reply.status(), () -> cache + " " + query + " " + reply);
                assertArrayEquals(wanted, reply.body(), () -> cache + " " + query + " " + reply);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?start=2.5", "?start=+2.5", "?start=2.50", "?start=00002.5", "?start=2.5&start=4",
        "?start=2.5&end=", "?start=2.5&end=abc", "?start=2.5&end=2.5", "?start=2.5&end=1", "?start=2.5&end=99"})
    void cuts(String query) {
        answers(NAME, query, 200, cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?start=0", "?start=0.000", "?start=-0", "?start=", "?start", "?start=abc",
        "?start=nan",
        "?start=inf", "?start=1e1", "?start=2.5s", "?start=12abc", "?start=2,5", "?start=%32", "?start=.5", "?start=2.",
        "?start=0:02.5", "?start=0%3A02.5",
        "?Start=2.5", "?xstart=2.5", "?starts=2.5", "?start=+", "?start=1.1.1",
        "?start=000000000000000000000000000000002.5", "?end=abc", "?start=abc&end=0"})
    void givesTheWholeFile(String query) {
        answers(NAME, query, 200, file);
    }

    @ParameterizedTest
    @CsvSource({"?start=2.5&end=4,2.5,4", "?end=4&start=2.5,2.5,4", "?end=4&start=2.5&end=3,2.5,4", "?end=3,0,3",
        "?start=0&end=3,0,3", "?start=abc&end=3,0,3"})
    void cutsUpToTheEnd(String query, String start, String end) throws Exception {
        answers(NAME, query, 200, CutFiles.cut(file, start, end));
    }

    @Test
    void refusesANegativeStart() {
        for (Client client : site.clients()) {
            Reply reply = client.get(site.place(Behaviour.PLAIN, NAME, file) + "?start=-1");
            assertEquals(400, reply.status());
            assertEquals(1, new String(reply.body()).lines().count(), () -> new String(reply.body()));
            assertTrue(new String(reply.body()).contains("start"), () -> new String(reply.body()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "1000", "99999999999999999999"})
    void pastTheEndBeginsAtTheLastKeyFrame(String start) throws Exception {
        answers(NAME, "?start=" + start, 200, Pipeline.cutBytes(Source.of(file), "4.99"));
    }

    @ParameterizedTest
    @CsvSource({"?start=2.5,''", "?start=0,''", "?start=abc,''", "?end=3,''", "?start=2.5&end=3,''",
        "?a=1&start=2.5,?a=1", "?start=2.5&a=1,?a=1", "?a=1&start=2.5&b=2,?a=1&b=2",
        "?a=1&start=2.5&b=2&end=9&start=7&c,?a=1&b=2&c", "?b=2&a=1&a=1&start=2.5,?b=2&a=1&a=1",
        "?a=start=2.5&start=2.5,?a=start=2.5", "?start=2.5&&a=,?&a="})
    void onlyTheSeekArgumentsLeaveTheUrl(String query, String left) {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            client.get(path + query);
            assertEquals(List.of(path + left), site.origin.targetsOf(path));
        }
    }

    @Test
    void aQueryOf20000CharactersIsFine() {
        String rest = "a=" + "x".repeat(20_000);
        String path = site.place(Behaviour.PLAIN, NAME, file);
        assertArrayEquals(cut, site.plain.get(path + "?" + rest + "&start=2.5").body());
        assertArrayEquals(cut, site.plain.get(path + "?start=2.5&" + rest).body());
        assertEquals(List.of(path + "?" + rest), site.origin.targetsOf(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.MP4", "a.Mp4", "a.m4v", "a.m4a", "a.mov", "a.MOV", "a.qt", "a.3gp", "a.3g2", "a.F4V",
        "a.f4a", "a.m4b", "a.m4r", "a.ismv", "a.isma", "a.cmfv", "a.CMFA"})
    void suffixesOfMedia(String name) {
        answers(name, "?start=2.5", 200, cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.mp4x", "mp4"})
    void otherSuffixesAreNotOurs(String name) {
        String path = site.place(Behaviour.PLAIN, name, file);
        assertArrayEquals(file, site.plain.get(path + "?start=2.5").body());
        assertEquals(path + "?start=2.5", site.origin.requestsFor(path).get(0).target());
    }

    @Test
    void headSaysWhatTheCutIsWithoutAWrongLength() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            Reply cold = client.send("HEAD", path + "?start=2.5");
            client.get(path);
            Reply warm = client.send("HEAD", path + "?start=2.5");
            for (Reply reply : List.of(cold, warm)) {
                assertEquals(200, reply.status());
                assertEquals("video/mp4", reply.header("Content-Type"));
                assertNotEquals(OriginAnswer.etag(Source.of(file), Behaviour.PLAIN, 0), reply.header("ETag"));
                assertTrue(List.of("", String.valueOf(cut.length)).contains(reply.header("Content-Length")),
                        reply::toString);
            }
            // The connection is still in step.
            assertArrayEquals(cut, client.get(path + "?start=2.5").body());
            assertEquals(String.valueOf(file.length), client.send("HEAD", path).header("Content-Length"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethodsAreNotOurs(String method) {
        String path = site.place(Behaviour.PLAIN, NAME, file);
        site.plain.send(method, path + "?start=2.5");
        assertEquals(path + "?start=2.5", site.origin.requestsFor(path).get(0).target());
    }

    @Test
    void aRangeOfACutIsOfTheCut() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            for (int i = 0; i < 2; i++) {
                Reply reply = client.get(path + "?start=2.5", "Range", "bytes=100-199");
                assertEquals(206, reply.status(), reply::toString);
                assertEquals("bytes 100-199/" + cut.length, reply.header("Content-Range"));
                assertArrayEquals(java.util.Arrays.copyOfRange(cut, 100, 200), reply.body());
            }
            assertArrayEquals(file, client.get(path).body());
            Reply range = client.get(path, "Range", "bytes=100-199");
            assertEquals(206, range.status());
            assertArrayEquals(java.util.Arrays.copyOfRange(file, 100, 200), range.body());
        }
    }

    @Test
    void aCutNeverCarriesTheETagOfTheFile() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            String etag = client.get(path).header("ETag");
            assertFalse(etag.isEmpty());
            assertFalse(client.get(path + "?start=2.5").header("ETag").equals(etag));
            Reply reply = client.get(path + "?start=2.5", "If-None-Match", etag);
            assertEquals(200, reply.status(), "the whole file's tag says nothing about a cut");
            assertArrayEquals(cut, reply.body());
            reply = client.get(path + "?start=2.5", "If-Range", etag, "Range", "bytes=0-9");
            assertArrayEquals(cut, reply.body());
            assertEquals(304, client.get(path, "If-None-Match", etag).status());
        }
    }

    @Test
    void notModifiedSinceIsAboutTheFile() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, NAME, file);
            client.get(path);
            Reply reply = client.get(path + "?start=2.5", "If-Modified-Since", OriginAnswer.MODIFIED);
            assertEquals(304, reply.status());
            assertNotEquals(OriginAnswer.etag(Source.of(file), Behaviour.PLAIN, 0), reply.header("ETag"));
            assertArrayEquals(cut, client.get(path + "?start=2.5", "If-Modified-Since",
                    "Sun, 01 Nov 2026 00:00:00 GMT").body());
        }
    }

    @Test
    void anEncodedAnswerIsNotAskedFor() {
        String path = site.place(Behaviour.PLAIN, NAME, file);
        site.plain.get(path + "?start=2.5", "Accept-Encoding", "gzip");
        assertEquals(null, site.origin.requestsFor(path).get(0).header("Accept-Encoding"));
        path = site.place(Behaviour.PLAIN, NAME, file);
        site.plain.get(path, "Accept-Encoding", "gzip");
        assertEquals("gzip", site.origin.requestsFor(path).get(0).header("Accept-Encoding"));
    }

    @Test
    void headersThatDescribeTheWholeBodyGoAndTheOthersStay() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.HEADERS, NAME, file);
            for (int i = 0; i < 2; i++) {
                Reply reply = client.get(path + "?start=2.5");
                assertArrayEquals(cut, reply.body());
                for (String gone : List.of("Content-MD5", "Digest", "Repr-Digest", "Content-Digest")) {
                    assertEquals("", reply.header(gone), gone);
                }
                assertEquals("*", reply.header("Access-Control-Allow-Origin"));
                assertEquals("inline; filename=\"a.mp4\"", reply.header("Content-Disposition"));
                assertEquals("max-age=3600, no-transform", reply.header("Cache-Control"));
                assertEquals("video/mp4", reply.header("Content-Type"));
            }
            assertEquals("1B2M2Y8AsgTpgAmY7PhCfg==", client.get(path).header("Content-MD5"));
        }
    }

    @Test
    void anHttp10ClientIsServed() throws Exception {
        String path = site.place(Behaviour.PLAIN, NAME, file);
        for (int i = 0; i < 2; i++) {
            try (java.net.Socket socket = new java.net.Socket("127.0.0.1", site.root.port)) {
                socket.setSoTimeout(30_000);
                String request = "GET " + path + "?start=2.5 HTTP/1.0\r\nHost: 127.0.0.1:" + site.root.port
                        + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                byte[] answer = socket.getInputStream().readAllBytes();
                int body = new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
                assertArrayEquals(cut, java.util.Arrays.copyOfRange(answer, body, answer.length));
            }
        }
    }

    @Test
    void manySeeksOnOneConnectionStayInStep() throws Exception {
        String path = site.place(Behaviour.PLAIN, NAME, file);
        for (int i = 1; i < 40; i++) {
            String start = i / 10 + "." + i % 10;
            byte[] wanted = Pipeline.cutBytes(Source.of(file), start);
            assertArrayEquals(wanted, site.plain.get(path + "?start=" + start).body());
        }
    }
}
