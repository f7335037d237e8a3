package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that change, and origins that die, while seeks go on: one version or a clean error, never a mixture. */
@Tag("sample")
class ChangeIT {
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("change", "--on-miss=stream");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Before the first byte, in the moov, in the media before the cut, in the cut, and just before the end. */
    static Stream<Arguments> deaths() {
        return Footage.both().stream().flatMap(footage -> Stream.of(0, 600, 400_000, 2_000_000,
                footage.file().length - 1).flatMap(at -> Stream.of(true, false)
                        .map(isLengthKnown -> Arguments.of(footage, at, isLengthKnown))));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void anOriginThatDiesIsSeenByTheClientAndLeavesNothing(Footage footage, int at, boolean isLengthKnown) {
        for (Client client : site.clients()) {
            Published dying = new Published(footage.file(), "ETag", "\"1\"").dyingAt(at);
            Published well = new Published(footage.file(), "ETag", "\"1\"");
            if (!isLengthKnown) {
                dying.inChunks();
            }
            AtomicBoolean recovered = new AtomicBoolean();
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.origin.publish(path, request -> recovered.get() ? well : dying);
            for (int i = 0; i < 2; i++) {
                try {
                    Reply reply = client.get(path + Footage.START);
                    assertTrue(reply.status() >= 500, reply::toString);
                } catch (Client.Failed e) {
                    assertTrue(site.server.alive(), e::getMessage);
                }
            }
            recovered.set(true);
            assertArrayEquals(footage.cold(), client.get(path + Footage.START).body());
            site.cached(path);
            site.readsByRange(client, path + Footage.START, footage.cut());
        }
    }

    /** Two versions, of equal length, replace each other under seeks: in the cache and at the origin. */
    @ParameterizedTest
    @CsvSource({"tag,40", "date of change,40", "date,40", "nothing,600"})
    void noAnswerIsOfTwoVersions(String validators, int rounds) throws Exception {
        for (boolean first : List.of(true, false)) {
            List<Footage> versions = List.of(Footage.of(first, 1), Footage.of(first, 2));
            AtomicInteger turn = new AtomicInteger();
            String path = site.place(Behaviour.PLAIN, versions.get(0).name());
            List<Published> published = Stream.of(0, 1).map(i -> version(versions.get(i), i, validators)).toList();
            site.origin.publish(path, request -> published.get(turn.get() % 2));
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    turn.incrementAndGet();
                    site.plain.send("PURGE", path);
                    site.plain.get(path);
                }
            });
            try {
                for (int i = 0; i < rounds; i++) {
                    Client client = site.clients().get(i % 2);
                    try {
                        isOneVersion(client.get(path + Footage.START), versions);
                    } catch (Client.Failed e) {
                        assertTrue(site.server.alive(), e::getMessage);
                    }
                }
            } finally {
                done.set(true);
                changes.join();
            }
        }
    }

    private static Published version(Footage footage, int number, String validators) {
        Published out = new Published(footage.file());
        return switch (validators) {
            case "tag" -> out.with("ETag", "\"" + number + "\"");
            case "date of change" -> out.with("Last-Modified", "Mon, 02 Nov 2026 03:04:0" + number + " GMT");
            case "nothing" -> out;
            default -> out.with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(5L * number)));
        };
    }

    private static void isOneVersion(Reply reply, List<Footage> versions) {
        boolean isOne = versions.stream().anyMatch(version -> Arrays.equals(version.cut(), reply.body())
                || Arrays.equals(version.file(), reply.body()));
        if (reply.status() < 500 && !isOne) {
            fail(reply + " is of neither version");
        }
    }

    /** Soon after the cut has begun: what comes behind it does not fit into buffers, so that a client's leaving is seen. */
    private static final int IN_THE_CUT = 1_500_000;

    /** The client that brings a file in leaves; what fills the cache then is slow, and seeks do not wait for it. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "last"})
    void aSeekDuringAFillDoesNotWaitForIt(String where) {
        Footage footage = Footage.of(where.equals("first"), 1);
        for (Client client : site.clients()) {
            Published slow = new Published(footage.file(), "ETag", "\"1\"").holdingAt(IN_THE_CUT);
            Published filling = new Published(footage.file(), "ETag", "\"1\"").holdingAt(2_000_000);
            Published free = new Published(footage.file(), "ETag", "\"1\"");
            AtomicInteger count = new AtomicInteger();
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.origin.publish(path, request -> switch (count.getAndIncrement()) {
                case 0 -> slow;
                case 1 -> filling;
                default -> free;
            });
            long fills = site.settled("fills");
            site.leave(client, path + Footage.START);
            slow.release();
            filling.awaitHeld();
            assertEquals(fills + 1, site.settled("fills"));
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(footage.cold(), client.get(path + Footage.START).body(), "not behind the fill");
            }
            filling.release();
            site.cached(path);
            int asked = site.origin.requestsFor(path).size();
            site.readsByRange(client, path + Footage.START, footage.cut());
            assertArrayEquals(footage.file(), client.get(path).body());
            assertEquals(asked, site.origin.requestsFor(path).size());
        }
    }

    @Test
    void anOriginThatDiesDuringAFillLeavesNothing() {
        for (Footage footage : Footage.both()) {
            Published held = new Published(footage.file(), "ETag", "\"1\"").holdingAt(IN_THE_CUT);
            Published dying = new Published(footage.file(), "ETag", "\"1\"").dyingAt(1_500_000);
            Published well = new Published(footage.file(), "ETag", "\"1\"");
            AtomicInteger count = new AtomicInteger();
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.origin.publish(path, request -> switch (count.getAndIncrement()) {
                case 0 -> held;
                case 1 -> dying;
                default -> well;
            });
            site.leave(site.plain, path + Footage.START);
            held.release();
            site.server.await("the fill", () -> count.get() == 2);
            assertArrayEquals(footage.cold(), site.plain.get(path + Footage.START).body());
            // What is read while that fill is being written is not stored beside it: the next seek stores it then.
            site.server.await("stored", () -> {
                byte[] body = site.plain.get(path + Footage.START).body();
                assertTrue(Arrays.equals(footage.cold(), body) || Arrays.equals(footage.cut(), body));
                return site.isCached(path, site.plain);
            });
            site.readsByRange(site.plain, path + Footage.START, footage.cut());
        }
    }
}
