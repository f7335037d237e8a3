package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that fails in each of its calls, in every way that Java has: the client loses no file, the proxy nothing. */
@Tag("sample")
class EngineFaultIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final Map<FaultyEngine.Fault, String> REASONS = Map.of(
            FaultyEngine.Fault.EXCEPTION, "engine failure: java.lang.IllegalStateException",
            FaultyEngine.Fault.MEMORY, "the Java heap is full",
            FaultyEngine.Fault.STACK, "engine failure: java.lang.StackOverflowError",
            FaultyEngine.Fault.LINKAGE, "engine failure: java.lang.NoClassDefFoundError");
    /** Those that decide what is sent; the file comes whole if they fail. */
    private static final List<String> DECIDING = List.of("open", "collect", "plan");

    private static byte[] bodyOrNone(Client client, String target) {
        try {
            return client.get(target).body();
        } catch (Client.Failed e) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @EnumSource(value = FaultyEngine.Fault.class, names = "HANG", mode = EnumSource.Mode.EXCLUDE)
    void inEachCall(FaultyEngine.Fault fault) throws Exception {
        RunRoot root = new RunRoot("faults");
        FaultyEngine engine = new FaultyEngine(root);
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, engine.rule()))) {
            Client client = Client.plain(server);
            for (String call : List.of("open", "collect", "plan", "piece", "render", "close", "count", "find")) {
                String target = "/plain/" + call + "/a.mp4" + Footage.START;
                engine.strike(fault, call);
                byte[] body = bodyOrNone(client, target);
                if (DECIDING.contains(call)) {
                    assertArrayEquals(MOVIE.file(), body, call);
                    String url = "/plain/" + call + "/a.mp4: ";
                    server.await("said", () -> server.diags().contains(url));
                    List<String> lines = server.diags().lines().filter(line -> line.contains(url)).toList();
                    assertTrue(lines.size() == 1 && lines.get(0).contains(REASONS.get(fault)), lines::toString);
                } else if (call.equals("piece") || call.equals("render")) {
                    assertEquals(0, body.length, "nothing that looks like a file: " + call);
                } else {
                    assertArrayEquals(MOVIE.cut(), body, call);
                }
                engine.heal();
                assertTrue(server.alive());
                assertArrayEquals(MOVIE.cut(), client.get(target).body(), call);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:MaxMetaspaceSize=6m", "-XX:MaxMetaspaceSize=8m", "-XX:ReservedCodeCacheSize=3m"})
    void littleRoomForClassesOrForCompiledCode(String option) throws Exception {
        RunRoot root = new RunRoot("room");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, Plugin.rule("--jvm-option=" + option)))) {
            Client client = Client.plain(server);
            boolean up = server.diags().lines().noneMatch(line -> line.contains("files are served whole for"));
            System.out.println(option + ": the engine is " + (up ? "up" : "not up"));
            for (int i = 0; i < 200; i++) {
                byte[] body = client.get("/plain/" + i % 20 + "/a.mp4" + Footage.START).body();
                assertTrue(Arrays.equals(body, MOVIE.cut()) || Arrays.equals(body, MOVIE.file()), "" + body.length);
            }
            assertTrue(server.alive());
        }
    }
}
