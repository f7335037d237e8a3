package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that decide by Content-Type what is media, whatever its URL looks like. */
@Tag("sample")
class TypesIT {
    private static final Footage FIRST = Footage.of(true, 1);
    private static final Footage LAST = Footage.of(false, 1);
    /** Long enough for what is cut, and to be asked for in parts. */
    private static final byte[] PAGE = page(900_000);
    private static Site site;
    private static Site streams;

    /** What the origin says the type of media is. */
    private enum Type {
        PLAIN("video/mp4"),
        WITH_PARAMETERS("Video/MP4; codecs=\"avc1.42E01E\""),
        OF_SOUND("audio/mp4");

        final String field;

        Type(String field) {
            this.field = field;
        }
    }

    @BeforeAll
    static void open() {
        site = Site.open("types", "--types=video/mp4,audio/mp4");
        streams = Site.open("types-stream", "--types=video/mp4,audio/mp4", "--on-miss=stream");
    }

    @AfterAll
    static void close() {
        site.close();
        streams.close();
    }

    private static byte[] page(int size) {
        String line = "<p>moov ftyp mdat</p>\n";
        return line.repeat(size / line.length()).getBytes(StandardCharsets.US_ASCII);
    }

    /** By its name: JUnit would close a site that is an argument. */
    private static Site site(String onMiss) {
        return onMiss.equals("stream") ? streams : site;
    }

    private static String serve(Site at, String name, byte[] body, String... fields) {
        String path = at.place(Behaviour.PLAIN, name, body);
        at.origin.publish(path, request -> request.header("Range") != null && fields.length == 0 ? null
                : new Published(body, "ETag", "\"1\"").with(fields));
        return path;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOfTheTypeIsCutByAnyName(Type type) {
        for (Client client : site.clients()) {
            for (String name : List.of("watch", "movie.php", "a.mp4")) {
                String path = serve(site, name, FIRST.file(), "Content-Type", type.field);
                for (String cache : List.of("cold", "warm")) {
                    Reply reply = client.get(path + Footage.START);
                    assertEquals(200, reply.status(), () -> cache + " " + name + " " + reply);
                    assertArrayEquals(FIRST.cut(), reply.body(), () -> cache + " " + name + " " + reply);
                    assertEquals(type.field, reply.header("Content-Type"));
                    site.cached(path);
                }
                assertEquals(List.of(path), site.origin.targetsOf(path));
            }
        }
    }

    @Test
    void aRangeAndAHeadOfACutAreOfTheCut() {
        for (Client client : site.clients()) {
            String path = site.place(Behaviour.PLAIN, "watch", LAST.file());
            Reply cold = client.get(path + Footage.START, "Range", "bytes=100-199");
            assertEquals(206, cold.status(), cold::toString);
            site.cached(path);
            for (int i = 0; i < 2; i++) {
                Reply part = client.get(path + Footage.START, "Range", "bytes=100-199");
                assertArrayEquals(Arrays.copyOfRange(LAST.cut(), 100, 200), part.body(), part::toString);
                Reply head = client.send("HEAD", path + Footage.START);
                assertEquals(String.valueOf(LAST.cut().length), head.header("Content-Length"), head::toString);
                assertEquals(304, client.get(path + Footage.START, "If-None-Match", head.header("ETag")).status());
            }
            site.readsByRange(client, path + Footage.START, LAST.cut());
        }
    }

    /** Neither an error nor a line in the log: it is as if nothing had been asked for but all of it. */
    private static void isUntouched(Site at, Client client, String path, String query, byte[] body, String type) {
        Reply reply = client.get(path + query);
        assertEquals(200, reply.status(), reply::toString);
        assertArrayEquals(body, reply.body(), () -> query + " " + reply);
        assertEquals(type, reply.header("Content-Type"));
        assertEquals("\"1\"", reply.header("ETag"), reply::toString);
        Reply head = client.send("HEAD", path + query);
        assertEquals(200, head.status(), head::toString);
        assertEquals("\"1\"", head.header("ETag"), head::toString);
        assertEquals(String.valueOf(body.length), head.header("Content-Length"), head::toString);
        assertFalse(at.server.diags().contains(path), at.server::diags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void whatIsOfAnotherTypeGoesOnAsItIs(String onMiss) {
        Site at = site(onMiss);
        for (Client client : at.clients()) {
            for (String type : List.of("text/html; charset=utf-8", "application/octet-stream", "video/mp4x")) {
                String path = serve(at, "list", PAGE, "Content-Type", type);
                for (String query : List.of(Footage.START, "?start=-1", "?end=2", "?start=abc&end=9", "?start=0", "")) {
                    isUntouched(at, client, path, query, PAGE, type);
                }
                // One copy of it is there for all of them.
                at.cached(path);
                int asked = at.origin.requestsFor(path).size();
                isUntouched(at, client, path, Footage.START, PAGE, type);
                assertEquals(asked, at.origin.requestsFor(path).size());
                assertEquals(List.of(path), at.origin.targetsOf(path));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void aPageThatComesInPartsIsNotReadForAnIndex(String onMiss) {
        Site at = site(onMiss);
        for (Client client : at.clients()) {
            String path = at.place(Behaviour.PLAIN, "list.html", PAGE);
            long untouched = at.settled("untouched");
            long types = at.settled("untouched_type");
            long failures = at.settled("parse_failures");
            for (String cache : List.of("cold", "warm")) {
                assertArrayEquals(PAGE, client.get(path + Footage.START).body(), cache);
                at.cached(path);
            }
            assertEquals(types + 2, at.settled("untouched_type"));
            assertEquals(untouched + 2, at.settled("untouched"));
            assertEquals(failures, at.settled("parse_failures"));
            // Beside them are the requests for parts, and those of this test for what is cached.
            at.server.await("logged twice", () -> at.logged(path).stream()
                    .filter(line -> line.contains("its Content-Type is none of --types")).count() == 2);
            assertFalse(at.server.diags().contains(path), at.server::diags);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_FOUND", "REDIRECT", "ERROR"})
    void errorsAndRedirectsGoOnAsTheyAre(Behaviour behaviour) {
        for (Client client : site.clients()) {
            String path = site.place(behaviour, "watch", FIRST.file());
            Reply plain = client.get(path);
            Reply seek = client.get(site.place(behaviour, "watch") + Footage.START);
            assertEquals(plain.status(), seek.status(), seek::toString);
            assertEquals(plain.header("Location"), seek.header("Location"));
            assertEquals(plain.header("Content-Type"), seek.header("Content-Type"));
            assertArrayEquals(plain.body(), seek.body());
        }
    }

    /** The type that counts is that of what comes now, not of what the cache had. */
    @Test
    void aPageThatTakesThePlaceOfAMovie() {
        for (Client client : site.clients()) {
            for (boolean isMovieFirst : new boolean[] {true, false}) {
                Published published = new Published(isMovieFirst ? FIRST.file() : PAGE, "ETag", "\"old\"", "Cache-Control",
                        "max-age=0", "Content-Type", isMovieFirst ? "video/mp4" : "text/html");
                String path = site.place("watch", published);
                assertArrayEquals(isMovieFirst ? FIRST.cut() : PAGE, client.get(path + Footage.START).body());
                site.plain.get(path);
                published.replace(isMovieFirst ? PAGE : FIRST.file(), "ETag", "\"new\"", "Content-Type",
                        isMovieFirst ? "text/html" : "video/mp4");
                Reply reply = client.get(path + Footage.START);
                assertEquals(200, reply.status(), reply::toString);
                assertArrayEquals(isMovieFirst ? PAGE : FIRST.cut(), reply.body(), reply::toString);
            }
        }
    }

    @Test
    void thePathOfNothingIsAPathToo() {
        site.origin.publish("/", request -> new Published(FIRST.file(), "ETag", "\"1\""));
        for (Client client : site.clients()) {
            assertArrayEquals(FIRST.cut(), client.get("/" + Footage.START).body());
        }
    }

    @Test
    void withSuffixesBothHaveToFit() {
        try (Site both = Site.open("types-suffixes", "--types=video/mp4", "--suffixes=.mp4")) {
            both.origin.serve("a.mp4", Source.of(FIRST.file())).serve("watch", Source.of(FIRST.file()));
            assertArrayEquals(FIRST.cut(), both.plain.get("/plain/1/a.mp4" + Footage.START).body());
            assertArrayEquals(FIRST.file(), both.plain.get("/plain/2/watch" + Footage.START).body());
            assertEquals("/plain/2/watch" + Footage.START, both.origin.requestsFor("/plain/2/watch").get(0).target());
        }
    }
}
