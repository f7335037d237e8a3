package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranges of a cut, as of any file (RFC 9110, 14): of a file that is cached and, where its moov comes first, not yet. */
@Tag("sample")
class RangeRowsIT {
    private static final int POINTS = 200;
    private static Site site;
    private static List<Footage> all;

    /** @param first byte of the answer, -1 for the whole cut as 200, -2 for 416 */
    private record Row(String range, long first, long last) {
    }

    @BeforeAll
    static void open() {
        site = Site.open("rows");
        all = Footage.both();
        all.forEach(footage -> site.origin.serve(footage.name(), Source.of(footage.file())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Stream<Row> rows(byte[] cut) {
        long size = cut.length;
        long head = RawBox.parse(Source.of(cut), false).stream().filter(box -> box.type().equals("mdat"))
                .mapToLong(box -> box.at() + box.header()).findFirst().orElseThrow();
        long last = size - 1;
        return Stream.of(part("0-0", 0, 0), part("0-1", 0, 1), part("1-1", 1, 1), part("0-", 0, last),
                part("0-" + last, 0, last), part("0-" + size, 0, last), part("0-99999999999999999999999", 0, last),
                part(last + "-", last, last), part(last + "-" + last, last, last), part(last + "-" + size, last, last),
                part("-1", last, last), part("-100", size - 100, last), part("-" + size, 0, last),
                part("-" + (size + 1), 0, last), part("-99999999999999999999999", 0, last), part("007-008", 7, 8),
                part("7-8,", 7, 8), part(" 7-8 ", 7, 8),
                // In the head, up to its end, over it, from it on.
                part("5-" + (head - 10), 5, head - 10), part("5-" + (head - 1), 5, head - 1),
                part("5-" + head, 5, head), part(head - 1 + "-" + head, head - 1, head),
                part(head - 1 + "-" + (head + 300_000), head - 1, head + 300_000),
                part(head + "-" + head, head, head), part(head + "-", head, last),
                part(head + 1 + "-" + (head + 1), head + 1, head + 1),
                // No byte of them is there.
                none(size + "-"), none(size + "-" + size), none(size + 1 + "-" + (size + 9)), none("-0"),
                none("99999999999999999999999-"),
                // Several, or none that can be read: as if they were not there.
                whole("bytes=0-0,5-9"), whole("bytes=0-9,5-14"), whole("bytes=0-0,-1"), whole("bytes=9-5"),
                whole("bytes=-"), whole("bytes="), whole("bytes"), whole("bytes=a-b"), whole("bytes=0x1-5"),
                whole("bytes=1-2-3"), whole("bytes=--1"), whole("bytes=+1-5"), whole("bytes=1 - 5"),
                whole("bytes=1.0-5"), whole("bits=0-5"), whole("items=0-5"), whole("0-5"));
    }

    private static Row part(String range, long first, long last) {
        return new Row("bytes=" + range, first, last);
    }

    private static Row none(String range) {
        return new Row("bytes=" + range, -2, -2);
    }

    private static Row whole(String field) {
        return new Row(field, -1, -1);
    }

    static Stream<Arguments> eachRow() {
        return Footage.both().stream().flatMap(footage -> rows(footage.cut())
                .map(row -> Arguments.of(footage.name(), row)));
    }

    private static String warm(Footage footage) {
        String path = site.place(Behaviour.PLAIN, footage.name());
        site.plain.get(path);
        site.cached(path);
        return path;
    }

    @ParameterizedTest
    @MethodSource("eachRow")
    void isAnsweredAsOfAnyFile(String name, Row row) {
        Footage footage = all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        for (Client client : site.clients()) {
            if (footage.cold() == footage.cut()) {
                check(client.get(site.place(Behaviour.PLAIN, name) + Footage.START, "Range", row.range), footage, row);
            }
            check(client.get(warm(footage) + Footage.START, "Range", row.range), footage, row);
        }
    }

    private static void check(Reply reply, Footage footage, Row row) {
        byte[] cut = footage.cut();
        assertEquals("bytes", reply.header("Accept-Ranges"), reply::toString);
        if (row.first >= 0) {
            assertEquals(206, reply.status(), reply::toString);
            assertEquals("bytes " + row.first + "-" + row.last + "/" + cut.length, reply.header("Content-Range"));
            assertArrayEquals(Arrays.copyOfRange(cut, (int) row.first, (int) row.last + 1), reply.body());
        } else if (row.first == -1) {
            assertEquals(200, reply.status(), reply::toString);
            assertEquals("", reply.header("Content-Range"));
            assertArrayEquals(cut, reply.body());
        } else {
            assertEquals(416, reply.status(), reply::toString);
            assertEquals("bytes */" + cut.length, reply.header("Content-Range"));
            assertEquals(0, reply.body().length);
        }
        assertEquals(String.valueOf(reply.body().length), reply.header("Content-Length"));
    }

    /** The cut in parts between random points. */
    private static List<int[]> splits(int length, long seed) {
        int[] points = new Random(seed).ints(POINTS, 1, length).distinct().sorted().toArray();
        List<int[]> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= points.length; i++) {
            int to = i < points.length ? points[i] : length;
            out.add(new int[] {from, to});
            from = to;
        }
        return out;
    }

    static Stream<Arguments> coldAndWarm() {
        return Footage.both().stream().flatMap(footage -> Stream.of(true, false)
                .filter(isWarm -> isWarm || footage.cold() == footage.cut())
                .map(isWarm -> Arguments.of(footage, isWarm)));
    }

    private static String target(Footage footage, String warm, boolean isWarm) {
        return (isWarm ? warm : site.place(Behaviour.PLAIN, footage.name())) + Footage.START;
    }

    @ParameterizedTest
    @MethodSource("coldAndWarm")
    void anySplitJoinsToTheCut(Footage footage, boolean isWarm) throws IOException {
        byte[] cut = footage.cut();
        String warm = isWarm ? warm(footage) : "";
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try (Wire wire = new Wire(site.server)) {
            for (int[] part : splits(cut.length, 7)) {
                Wire.Answer answer = wire.get(target(footage, warm, isWarm),
                        "Range: bytes=" + part[0] + "-" + (part[1] - 1));
                assertEquals(206, answer.status(), answer::toString);
                joined.writeBytes(answer.body());
            }
        }
        assertArrayEquals(cut, joined.toByteArray(), "HTTP/1.1, one connection");
        joined.reset();
        for (int[] part : splits(cut.length, 8)) {
            Reply reply = site.http2.get(target(footage, warm, isWarm), "Range",
                    "bytes=" + part[0] + "-" + (part[1] - 1));
            assertEquals(206, reply.status(), reply::toString);
            joined.writeBytes(reply.body());
        }
        assertArrayEquals(cut, joined.toByteArray(), "HTTP/2");
    }

    /** Every kind of answer, in every order, on one connection. */
    @ParameterizedTest
    @MethodSource("coldAndWarm")
    void anyOrderOfAnswersStaysInStep(Footage footage, boolean isWarm) throws IOException {
        String warm = isWarm ? warm(footage) : "";
        int size = footage.cut().length;
        List<String> fields = List.of("Accept: */*", "Range: bytes=3-8", "If-None-Match: *", "If-Match: \"x\"",
                "Range: bytes=" + size + "-", "Range: bytes=0-0,2-3");
        List<Integer> statuses = List.of(200, 206, 304, 412, 416, 200);
        Random random = new Random(5);
        try (Wire wire = new Wire(site.server)) {
            for (int i = 0; i < 60; i++) {
                int which = random.nextInt(fields.size());
                boolean head = random.nextInt(4) == 0;
                Wire.Answer answer = wire.ask((head ? "HEAD " : "GET ") + target(footage, warm, isWarm) + " HTTP/1.1",
                        fields.get(which));
                int status = statuses.get(which);
                // A range means nothing to HEAD, and of a file that is not there HEAD knows no cut.
                int wanted = !head ? status : status == 206 || status == 416 || !isWarm ? 200 : status;
                assertEquals(wanted, answer.status(), () -> fields.get(which) + " " + answer);
                if (!head && status == 200) {
                    assertArrayEquals(footage.cut(), answer.body());
                }
            }
        }
    }
}
