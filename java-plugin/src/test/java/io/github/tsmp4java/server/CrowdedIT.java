package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of an origin whose header has more fields than anyone means: they come as they are. Their fields are not touched,
 * and nothing but the file itself is asked for, each of which would cost as much again.
 */
@Tag("sample")
class CrowdedIT {
    private static final Footage FOOTAGE = Footage.of(true, 1);
    private static final int MANY = 200;
    private static final Predicate<Origin.Request> ALWAYS = request -> true;
    private static final Predicate<Origin.Request> READ = request -> request.header("If-Range") != null;
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("crowded");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** A path whose answers to such requests have one field so many times. */
    private static String place(int count, String field, Predicate<Origin.Request> crowded, String... more) {
        String path = site.place(Behaviour.PLAIN, FOOTAGE.name());
        site.origin.publish(path, ignored -> (request, out) -> {
            List<String> lines = new ArrayList<>(Collections.nCopies(crowded.test(request) ? count : 0, field));
            lines.addAll(List.of(more));
            return write(FilePart.of(request, FOOTAGE.file(), lines.toArray(String[]::new)), request, out);
        });
        return path;
    }

    private static boolean write(FilePart part, Origin.Request request, OutputStream out) throws IOException {
        out.write(part.head());
        if (!request.method().equals("HEAD")) {
            out.write(part.body());
        }
        out.flush();
        return true;
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':'));
    }

    /** What is said of a path: one line for the operator, and the access log's for each of its seeks. */
    private static void isSaid(String path, String why, int seeks) {
        assertEquals(seeks, site.server.diags().lines().filter(line -> line.contains(path + ": " + why)).count(), why);
        site.server.await("logged " + path, () -> site.root.read("log/seeks.log").lines()
                .filter(line -> line.contains(path) && line.contains("why=" + why)).count() == seeks);
    }

    private static void comesAsItIs(Reply reply, String field, int count) {
        assertEquals(200, reply.status());
        assertArrayEquals(FOOTAGE.file(), reply.body());
        assertEquals(count, reply.headers().allValues(name(field)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest: sha-256=a", "Repr-Digest: sha-256=:a:", "Content-Digest: sha-256=:a:",
            "Content-MD5: a", "Accept-Ranges: bytes", "Last-Modified: " + OriginAnswer.MODIFIED, "Vary: Accept-Encoding",
            "Expires: Fri, 01 Jan 2100 00:00:00 GMT", "Content-Encoding: identity", "X-Any: a"})
    void fromTheCache(String field) {
        String path = place(MANY, field, ALWAYS);
        site.plain.get(path);
        site.cached(path);
        long fetches = site.settled("fetches");
        long untouched = site.settled("untouched_header");
        for (Client client : site.clients()) {
            comesAsItIs(client.get(path + Footage.START), field, MANY);
        }
        isSaid(path, "declined: its header has more than 100 fields", 2);
        assertEquals(untouched + 2, site.settled("untouched_header"));
        assertEquals(fetches, site.settled("fetches"));
        assertEquals(1, site.origin.requestsFor(path).size());
    }

    /** Such a file is asked for once, as a plain request asks for it, from the second seek on. */
    @ParameterizedTest
    @ValueSource(strings = {"Digest: sha-256=a", "ETag: \"2\"", "Cache-Control: no-store", "X-Any: a"})
    void fromTheOrigin(String field) {
        String path = place(MANY, field, ALWAYS, "Cache-Control: no-store");
        int asked = 0;
        for (Client client : site.clients()) {
            Reply reply = client.get(path + Footage.START);
            assertEquals(200, reply.status());
            assertArrayEquals(FOOTAGE.file(), reply.body());
            assertTrue(reply.headers().allValues(name(field)).size() >= MANY);
            asked = site.origin.requestsFor(path).size() - asked;
        }
        assertEquals(1, asked, "the second seek asked for the file alone");
        assertEquals(2, site.origin.wholeRequestsFor(path).size());
        isSaid(path, "declined: its header has more than 100 fields", 2);
    }

    @Test
    void aFewTooManyOfOneNameAreTooMany() {
        String some = place(8, "Digest: sha-256=a", ALWAYS);
        Reply cut = site.plain.get(some + Footage.START);
        assertArrayEquals(FOOTAGE.cut(), cut.body());
        assertEquals(List.of(), cut.headers().allValues("Digest"));
        String more = place(9, "Digest: sha-256=a", ALWAYS);
        comesAsItIs(site.plain.get(more + Footage.START), "Digest:", 9);
        site.cached(more);
        comesAsItIs(site.plain.get(more + Footage.START), "Digest:", 9);
        isSaid(more, "declined: its header has more than 8 fields Digest", 2);
        String other = place(9, "X-Any: a", ALWAYS);
        assertArrayEquals(FOOTAGE.cut(), site.plain.get(other + Footage.START).body());
    }

    @Test
    void itsHeadIsTheFilesOwn() {
        String path = place(MANY, "Digest: sha-256=a", ALWAYS);
        for (int i = 0; i < 2; i++) {
            Reply head = site.plain.send("HEAD", path + Footage.START);
            assertEquals(MANY, head.headers().allValues("Digest").size());
            assertEquals(String.valueOf(FOOTAGE.file().length), head.header("Content-Length"));
            site.plain.get(path);
            site.cached(path);
        }
        isSaid(path, "declined: its header has more than 100 fields", 2);
    }

    /** It says so when it is asked whether the file is still the same. */
    @Test
    void aStaleFile() {
        String path = site.stale(FOOTAGE, true);
        site.origin.publish(path, ignored -> (request, out) -> {
            String many = "Digest: sha-256=a\r\n".repeat(MANY);
            out.write(("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nCache-Control: max-age=3600\r\n" + many + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        });
        comesAsItIs(site.plain.get(path + Footage.START), "Digest:", MANY);
        isSaid(path, "declined: its header has more than 100 fields", 1);
    }

    /** A part alone cannot come as the file. */
    @Test
    void thePartAlone() {
        String path = place(MANY, "Digest: sha-256=a", READ, "Cache-Control: no-store");
        assertEquals(502, site.plain.get(path + Footage.START).status());
        assertTrue(site.server.diags().contains(path + ": the part of the file that the origin sent has too many header"
                + " fields"));
    }

    /** Where the parts that are read for the index say so, and the file itself does not, it is cut as it comes. */
    @Test
    void thePartsOfTheIndexAlone() {
        String path = place(MANY, "X-Any: a", request -> request.header("Range") != null, "Cache-Control: no-store");
        assertArrayEquals(FOOTAGE.cold(), site.plain.get(path + Footage.START).body());
        assertEquals(2, site.origin.requestsFor(path).size());
    }
}
