package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside plugins that ask for a file by parts, in each order: the right cut, or the file and a reason. */
@Tag("sample")
class PartsIT {
    private static final int BLOCK = 256 * 1024;
    private static final String HERE = String.join(" ", Plugin.rule());
    private static final String FROM = HERE + " @pparam=--start-arg=from";
    private static final String SLICE = "@plugin=slice.so @pparam=--blockbytes-test=" + BLOCK;
    /** Its own requests have a mark that nobody else knows. */
    private static final String RENAMED = SLICE + " @pparam=--skip-header=X-Other";
    private static final String CRR = "@plugin=cache_range_requests.so";
    private static final String PART = "put cache_range_requests after it";
    private static final String UNKNOWN = "a plugin that this one does not know asks for a part of the file";
    private static final String STREAMS = "declined: ";
    private static final List<Order> ORDERS = List.of(new Order("alone", HERE),
            new Order("slice-here", SLICE + " " + HERE), new Order("here-slice", HERE + " " + SLICE),
            new Order("here-crr", HERE + " " + CRR), new Order("slice-here-crr", SLICE + " " + HERE + " " + CRR),
            new Order("here-slice-crr", HERE + " " + SLICE + " " + CRR),
            new Order("here-here", HERE + " " + HERE), new Order("here-from", HERE + " " + FROM),
            new Order("from-here", FROM + " " + HERE), new Order("loop", ""),
            new Order("crr-here", CRR + " " + HERE), new Order("slice-crr-here", SLICE + " " + CRR + " " + HERE),
            new Order("renamed-here", RENAMED + " " + HERE), new Order("here-renamed", HERE + " " + RENAMED));
    private static final AtomicInteger PLACES = new AtomicInteger();
    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();
    private static Site site;

    /** The plugins of a rule, in the order they stand in. */
    private record Order(String name, String plugins) {
        /** Whether a file is cut, by what is asked for. */
        boolean isCut(String file, boolean isRange) {
            return switch (name) {
                case "slice-crr-here", "renamed-here" -> false;
                case "crr-here" -> !isRange;
                case "here-renamed" -> file.equals("first.mp4");
                default -> true;
            };
        }

        String reason() {
            return switch (name) {
                case "renamed-here" -> UNKNOWN;
                case "here-renamed" -> STREAMS;
                default -> PART;
            };
        }

        /** The first of two plugins counts. */
        String start() {
            return name.equals("from-here") ? "5" : "10.5";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("parts");
        Origin origin = new Origin();
        Footage.both().forEach(footage -> FILES.put(footage.name(), footage.file()));
        FILES.put("fragmented.mp4", MediaFile.made("fragmented.mp4").bytes());
        FILES.forEach((name, bytes) -> origin.serve(name, Source.of(bytes)));
        int loopback = Ports.twoFree()[0];
        root.logging = root.logging.replace(" why=", " index=%<{@TSMP4-Index}psh> why=");
        root.records.merge("http.server_ports", loopback + ":ip-in=127.0.0.1", (ports, port) -> ports + " " + port);
        for (Order order : ORDERS) {
            boolean isLoop = order.name.equals("loop");
            String to = "/" + order.name + "/ http://127.0.0.1:" + (isLoop ? loopback : origin.port())
                    + (isLoop ? "/" : "/plain/") + order.name + "/ " + (isLoop ? "@plugin=conf_remap.so "
                    + "@pparam=proxy.config.http.cache.http=0 @pparam=proxy.config.http.insert_request_via_str=0 "
                    + HERE + " @pparam=--max-fills=0" : order.plugins);
            root.rule("map http://127.0.0.1:" + root.port + to).rule("map https://localhost:" + root.tlsPort + to);
        }
        root.rule("map http://127.0.0.1:" + loopback + "/loop/ http://127.0.0.1:" + origin.port() + "/plain/loop/ "
                + SLICE + " " + CRR);
        site = Site.beside(root, origin);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Arguments> all() {
        return ORDERS.stream().flatMap(order -> FILES.keySet().stream().map(name -> Arguments.of(order, name)));
    }

    private static byte[] cut(String name, String start) throws CutException {
        Source file = Source.of(FILES.get(name));
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    private static String place(Order order, String name) {
        return "/" + order.name + "/" + PLACES.incrementAndGet() + "/" + name;
    }

    @ParameterizedTest
    @MethodSource("all")
    void inEachOrderAnAnswerIsTheCutOrTheFileByName(Order order, String name) throws Exception {
        String query = "?start=10.5" + (order.name.contains("from") ? "&from=5" : "");
        byte[] expected = order.isCut(name, false) ? cut(name, order.start()) : FILES.get(name);
        byte[] ranged = order.isCut(name, true) ? cut(name, order.start()) : FILES.get(name);
        for (Client client : site.clients()) {
            String path = place(order, name);
            whole(client, path + query, expected);
            whole(client, path + query, expected);
            head(client, path + query, expected);
            part(client, path + query, ranged);
            assertArrayEquals(FILES.get(name), client.get(path).body());
            whole(client, path + query, expected);
            String asked = place(order, name) + query;
            part(client, asked, ranged);
            part(client, asked, ranged);
            head(client, place(order, name) + query, expected);
            if (ranged == FILES.get(name) && client == site.plain) {
                site.server.await("the reason is logged",
                        () -> site.logged(path).stream().anyMatch(line -> line.contains(order.reason())));
            }
        }
        assertTrue(site.server.alive());
    }

    private static void whole(Client client, String target, byte[] expected) {
        Reply reply = client.get(target);
        assertEquals(200, reply.status(), () -> target + " " + reply);
        assertArrayEquals(expected, reply.body(), () -> target + " " + reply);
    }

    /** What can only stream past has no length yet. */
    private static void head(Client client, String target, byte[] expected) {
        Reply reply = client.send("HEAD", target);
        assertEquals(200, reply.status(), () -> target + " " + reply);
        assertEquals(target.startsWith("/here-renamed/") ? "" : String.valueOf(expected.length),
                reply.header("Content-Length"), () -> "HEAD " + target + " " + reply);
    }

    private static void part(Client client, String target, byte[] expected) {
        int end = Math.min(expected.length, 400_001);
        Reply reply = client.get(target, "Range", "bytes=100-400000");
        if (reply.status() == 200) {
            assertArrayEquals(expected, reply.body(), () -> target + " " + reply);
            return;
        }
        assertEquals(206, reply.status(), () -> target + " " + reply);
        assertEquals("bytes 100-" + (end - 1) + "/" + expected.length, reply.header("Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(expected, 100, end), reply.body(), () -> target + " " + reply);
    }

    /** The recipe for very large files: a seek takes slices of the cache, and the origin sends each of them once. */
    @ParameterizedTest
    @ValueSource(strings = {"first.mp4", "last.mp4", "fragmented.mp4"})
    void behindALoopbackRuleASeekReadsSlices(String name) throws Exception {
        Order loop = ORDERS.stream().filter(order -> order.name.equals("loop")).findFirst().orElseThrow();
        for (Client client : site.clients()) {
            String path = place(loop, name);
            whole(client, path + Footage.START, cut(name, "10.5"));
            List<String> ranges = ranges(path);
            assertEquals(ranges.stream().distinct().toList(), ranges, "none is asked for twice");
            assertTrue(ranges.stream().allMatch(range -> range.matches("bytes=\\d+-\\d+")), ranges::toString);
            assertTrue(name.equals("fragmented.mp4") || (long) ranges.size() * BLOCK < FILES.get(name).length,
                    ranges::toString);
            // What was just received may still be on its way into the cache.
            site.server.await("from the cache", () -> {
                int before = ranges(path).size();
                client.get(path + Footage.START);
                return ranges(path).size() == before;
            });
            List<String> warm = new ArrayList<>(ranges(path));
            whole(client, path + Footage.START, cut(name, "10.5"));
            part(client, path + Footage.START, cut(name, "10.5"));
            assertEquals(warm, ranges(path));
            // Not always the last line: an earlier transaction may end after it.
            site.server.await("its index was known to the part", () -> site.logged(path).stream()
                    .anyMatch(line -> line.contains(" 206 index=known")));
        }
    }

    private static List<String> ranges(String path) {
        return site.origin.requestsFor("/plain" + path).stream().map(each -> String.valueOf(each.header("Range")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "here-slice", "here-crr", "here-here", "here-slice-crr"})
    void noOriginSeesWhatIsKeptFromNeighbours(String folder) {
        String path = "/" + folder + "/" + PLACES.incrementAndGet() + "/last.mp4";
        site.plain.get(path + Footage.START, "X-Slicer-Info", "bytes=0-1");
        site.plain.send("HEAD", path + Footage.START);
        List<Origin.Request> asked = site.origin.requestsFor("/plain" + path);
        assertTrue(asked.size() > 2, asked::toString);
        for (Origin.Request request : asked) {
            assertTrue(request.headers().keySet().stream().noneMatch(key -> key.matches(".*(tsmp4|slice).*")),
                    request::toString);
        }
    }
}
