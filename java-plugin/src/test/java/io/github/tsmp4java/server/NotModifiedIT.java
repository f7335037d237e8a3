package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A 304 says of what type the cut is that the client has: Safari takes what it is told last, or nothing, for the type. */
@Tag("sample")
class NotModifiedIT {
    /** Where the file is when the condition comes. */
    private enum Place {
        /** No cache has it: the origin knows the date and says 304 of its own. */
        ORIGIN {
            @Override
            String path(Footage footage) {
                String path = site.place(Behaviour.PLAIN, footage.name());
                site.origin.publish(path, request -> request.header("If-Modified-Since") == null ? null : UNCHANGED);
                return path;
            }
        },
        CACHE {
            @Override
            String path(Footage footage) {
                String path = site.place(Behaviour.PLAIN, footage.name());
                site.plain.get(path);
                site.cached(path);
                return path;
            }
        },
        /** In the cache and stale: the origin says that it holds. */
        STALE {
            @Override
            String path(Footage footage) {
                String path = site.place(footage.name(), new Published(footage.file(), "ETag", "\"1\"", "Cache-Control",
                        "max-age=1", "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).minusHours(1)), "Last-Modified", OriginAnswer.MODIFIED));
                site.plain.get(path);
                site.cached(path);
                return path;
            }
        };

        abstract String path(Footage footage);
    }

    private static final Origin.Answer UNCHANGED = (request, out) -> {
        out.write("HTTP/1.1 304 Not Modified\r\nETag: \"9\"\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    };
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("not-modified");
        Footage.both().forEach(footage -> site.origin.serve(footage.name(), Source.of(footage.file())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Place.values()).flatMap(place -> Footage.both().stream()
                .flatMap(footage -> Stream.of("GET", "HEAD").map(method -> Arguments.of(place, footage, method))));
    }

    private static void hasTheTypeOfTheCut(Reply unchanged, Reply cut, String what) {
        assertEquals(304, unchanged.status(), () -> what + " " + unchanged);
        assertEquals("video/mp4", unchanged.header("Content-Type"), () -> what + " " + unchanged);
        assertEquals("", unchanged.header("Content-Length"), () -> what + " " + unchanged);
        assertEquals(0, unchanged.body().length, what);
        assertTrue(List.of("", cut.header("ETag")).contains(unchanged.header("ETag")), () -> what + " " + unchanged);
    }

    /** HEAD of a file that is not fresh in the cache knows no cut, and so no tag of it. */
    static Stream<Arguments> whereACutIsPlanned() {
        return everywhere().filter(each -> each.get()[0] != Place.STALE || each.get()[2].equals("GET"));
    }

    @ParameterizedTest
    @MethodSource("whereACutIsPlanned")
    void byTheTagOfTheCut(Place place, Footage footage, String method) {
        for (Client client : site.clients()) {
            String seek = place.path(footage) + Footage.START;
            Reply cut = client.get(seek);
            Reply unchanged = client.send(method, seek, "If-None-Match", cut.header("ETag"));
            hasTheTypeOfTheCut(unchanged, cut, method + " " + client);
            assertEquals(cut.header("ETag"), unchanged.header("ETag"), unchanged::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void byTheDateOfTheFile(Place place, Footage footage, String method) {
        for (Client client : site.clients()) {
            String path = place.path(footage);
            Reply cut = client.get(path + Footage.START);
            String seek = place.path(footage) + Footage.START;
            hasTheTypeOfTheCut(client.send(method, seek, "If-Modified-Since", OriginAnswer.MODIFIED), cut,
                    method + " " + place.name().toLowerCase(Locale.ROOT) + " " + List.of(footage.name()));
        }
    }
}
