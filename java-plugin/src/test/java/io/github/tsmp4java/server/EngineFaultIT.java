package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine that fails in each of its calls, in every way that Java has: the client loses no file, the proxy nothing. */
@Tag("sample")
class EngineFaultIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final Map<FaultyEngine.Fault, String> REASONS = Map.of(
            FaultyEngine.Fault.EXCEPTION, "engine failure: java.lang.IllegalStateException",
            FaultyEngine.Fault.MEMORY, "the Java heap is full",
            FaultyEngine.Fault.STACK, "engine failure: java.lang.StackOverflowError",
            FaultyEngine.Fault.LINKAGE, "engine failure: java.lang.NoClassDefFoundError",
            FaultyEngine.Fault.DEATH, "engine failure: java.lang.ThreadDeath");
    private static final String FAULTS = "EXCEPTION|MEMORY|STACK|LINKAGE|DEATH";
    /** Those that decide what is sent; the file comes whole if they fail. */
    private static final List<String> DECIDING = List.of("open", "find", "collect", "plan");
    /** Those that make the cut. */
    private static final List<String> MAKING = List.of("piece", "render");
    /** Those that not every seek makes. */
    private static final List<String> AT_TIMES = List.of("find", "close", "count");

    private static byte[] bodyOrNone(Client client, String target) {
        try {
            return client.get(target).body();
        } catch (Client.Failed e) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @EnumSource(value = FaultyEngine.Fault.class, names = FAULTS, mode = EnumSource.Mode.MATCH_ALL)
    @Tag("full")
    void inEachCallOfASeek(FaultyEngine.Fault fault) throws Exception {
        RunRoot root = new RunRoot("faults");
        FaultyEngine engine = new FaultyEngine(root);
        Source large = new ManySamples(40_000, 16, true).source();
        byte[] cutOfLarge = Pipeline.cutBytes(large, "10.5");
        Source fragments = Source.of(MediaFile.made("fragmented.mp4").bytes());
        Source part = Pipeline.cut(Pipeline.indexAnywhere(fragments), fragments, "10.5");
        byte[] cutOfFragments = part.read(0, Math.toIntExact(part.length()));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file())).serve("large.mp4", large)
                .serve("fragments.mp4", fragments);
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule()))) {
            Client client = Client.plain(server);
            for (String call : List.of("open", "collect", "plan", "render")) {
                fails(server, client, engine, fault, call, "/plain/" + call + "/a.mp4", MOVIE.file(), MOVIE.cut());
            }
            // The pieces of other cuts are told with the cut.
            fails(server, client, engine, fault, "piece", "/plain/piece/fragments.mp4",
                    fragments.read(0, Math.toIntExact(fragments.length())), cutOfFragments);
            // With a moov of this size a task thread makes it.
            fails(server, client, engine, fault, "plan", "/plain/task/large.mp4",
                    large.read(0, Math.toIntExact(large.length())), cutOfLarge);
            for (String call : AT_TIMES) {
                String target = "/plain/" + call + "/a.mp4" + Footage.START;
                assertArrayEquals(MOVIE.cut(), client.get(target).body());
                engine.strike(fault, call);
                server.await(call, () -> {
                    byte[] body = client.get(target).body();
                    assertTrue(Arrays.equals(body, MOVIE.cut())
                            || DECIDING.contains(call) && Arrays.equals(body, MOVIE.file()), call);
                    return engine.hasStruck();
                });
                engine.heal();
                assertArrayEquals(MOVIE.cut(), client.get(target).body(), call);
            }
            assertTrue(server.alive());
            server.await("all ended", () -> server.metric("plugin.tsmp4java.seeks") == 0);
        }
    }

    private static void fails(TrafficServer server, Client client, FaultyEngine engine, FaultyEngine.Fault fault,
            String call, String path, byte[] file, byte[] cut) {
        engine.strike(fault, call);
        byte[] body = bodyOrNone(client, path + Footage.START);
        assertTrue(engine.hasStruck(), call);
        if (MAKING.contains(call)) {
            assertEquals(0, body.length, "nothing that looks like a file: " + call);
        } else {
            assertArrayEquals(file, body, call);
            server.await("said", () -> server.diags().contains(path + ": "));
            List<String> lines = server.diags().lines().filter(line -> line.contains(path + ": ")).toList();
            String level = fault == FaultyEngine.Fault.MEMORY ? "WARNING" : "ERROR";
            assertTrue(lines.size() == 1 && lines.get(0).contains(" " + level + ": [tsmp4java] ")
                    && lines.get(0).contains(REASONS.get(fault)), lines::toString);
        }
        engine.heal();
        assertTrue(server.alive());
        assertArrayEquals(cut, client.get(path + Footage.START).body(), call);
    }

    /** The call that is made when no rule has the plugin any more. */
    @Test
    @Tag("full")
    void asItsRulesGo() throws Exception {
        RunRoot root = new RunRoot("clear");
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.startManaged(root.map("/", origin, engine.rule()))) {
            Client client = Client.plain(server);
            for (FaultyEngine.Fault fault : REASONS.keySet()) {
                String target = "/plain/" + fault + "/a.mp4" + Footage.START;
                assertArrayEquals(MOVIE.cut(), client.get(target).body(), fault::toString);
                engine.strike(fault, "clear");
                root.forgetRules();
                root.map("/", origin);
                server.reload();
                server.await("retired", engine::hasStruck);
                engine.heal();
                assertArrayEquals(MOVIE.file(), client.get(target).body(), fault::toString);
                root.forgetRules();
                root.map("/", origin, engine.rule());
                server.reload();
                assertArrayEquals(MOVIE.cut(), client.get(target).body(), fault::toString);
            }
        }
    }

    /** It fills while the server runs: what the engine needs is there by then. */
    @Test
    void noRoomForClassesAnyMore() throws Exception {
        RunRoot root = new RunRoot("classes");
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, engine.rule("--jvm-option=-XX:MaxMetaspaceSize=20m")))) {
            Client client = Client.plain(server);
            assertArrayEquals(MOVIE.cut(), client.get("/plain/0/a.mp4" + Footage.START).body());
            engine.strike(FaultyEngine.Fault.CLASSES, "open");
            for (int i = 0; i < 200; i++) {
                String target = "/plain/" + i % 20 + "/a.mp4" + Footage.START;
                // A class that is asked for the first time now finds no room.
                byte[] body = client.get(target).body();
                assertTrue(Arrays.equals(MOVIE.cut(), body) || Arrays.equals(MOVIE.file(), body), target);
            }
            assertTrue(server.alive());
            assertTrue(engine.hasStruck());
            assertTrue(Command.run("jcmd", Long.toString(server.pid()), "VM.metaspace").good().out().contains("20.00 MB"));
        }
    }

    static Stream<String> littleRoom() {
        return Sampled.of(3, List.of("-XX:MaxMetaspaceSize=6m", "-XX:MaxMetaspaceSize=8m", "-XX:ReservedCodeCacheSize=3m"));
    }

    /** So little that the compiler is switched off, or that the engine does not start: each answer is right all the same. */
    @ParameterizedTest
    @MethodSource("littleRoom")
    void littleRoomForClassesOrForCompiledCode(String option) throws Exception {
        RunRoot root = new RunRoot("room");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, Plugin.rule("--jvm-option=" + option)))) {
            Client client = Client.plain(server);
            boolean isUp = server.diags().lines().noneMatch(line -> line.contains("files are served whole for"));
            System.out.println(option + ": the engine is " + (isUp ? "up" : "not up"));
            server.await("told", () -> server.metric("plugin.tsmp4java.engine_up") == (isUp ? 1 : 0));
            for (int i = 0; i < 200; i++) {
                byte[] body = client.get("/plain/" + i % 20 + "/a.mp4" + Footage.START).body();
                assertArrayEquals(isUp ? MOVIE.cut() : MOVIE.file(), body);
            }
            assertTrue(server.alive());
        }
    }
}
