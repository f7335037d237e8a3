package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters at the start of the server. */
@Tag("sample")
class ConfigurationIT {
    private static byte[] file;
    private static byte[] cut;

    @BeforeAll
    static void read() throws Exception {
        file = MediaFile.made("h264_gop1.mp4").bytes();
        cut = Pipeline.cutBytes(Source.of(file), "2.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--start-arg=|--start-arg", "--start-arg=a=b|--start-arg",
        "--end-arg=|--end-arg",
        "--suffixes=|--suffixes", "--suffixes=mp4|--suffixes", "--moov-max=lots|--moov-max", "--moov-max=-1|--moov-max",
        "--moov-max=9999999999999999999G|--moov-max", "--jvm-path=libjvm.so|--jvm-path",
        "--jvm-option=Xmx1m|--jvm-option",
        "--if-unavailable=maybe|--if-unavailable", "--exact-arg=start|--exact-arg", "--nonsense=1|--nonsense", "nonsense|nonsense",
        "--moov-max|--moov-max"})
    void aWrongParameterIsRefusedByName(String parameter, String name) {
        RunRoot root = new RunRoot("wrong");
        try (Origin origin = new Origin();
                TrafficServer server = TrafficServer.startDoomed(root.map("/", origin, Plugin.rule(parameter)))) {
            server.awaitEnd();
            assertTrue(server.logs().contains("[tsmp4java]") && server.logs().lines()
                    .anyMatch(line -> line.contains("[tsmp4java]") && line.contains(name)), server::logs);
        }
    }

    @Test
    void rulesMayDiffer() {
        RunRoot root = new RunRoot("rules");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file)).serve("a.film", Source.of(file));
                TrafficServer server = TrafficServer.start(root
                        .map("/plain/1/", origin, Plugin.rule("--start-arg=from", "--end-arg=to"))
                        .map("/plain/2/", origin, Plugin.rule("--suffixes=.film,.mp4"))
                        .map("/plain/3/", origin, Plugin.rule("--moov-max=1K"))
                        .map("/plain/4/", origin, Plugin.rule()))) {
            Client client = Client.plain(server);
            assertArrayEquals(cut, client.get("/plain/1/a.mp4?from=2.5&to=7").body());
            assertArrayEquals(file, client.get("/plain/1/a.mp4?start=2.5").body());
            assertArrayEquals(cut, client.get("/plain/2/a.film?start=2.5").body());
            assertArrayEquals(file, client.get("/plain/3/a.mp4?start=2.5").body());
            assertArrayEquals(cut, client.get("/plain/4/a.mp4?start=2.5").body());
            assertArrayEquals(file, client.get("/plain/4/a.film?start=2.5").body());
            assertEquals(List.of("/plain/1/a.mp4", "/plain/1/a.mp4?start=2.5"),
                    origin.targetsOf("/plain/1/a.mp4"));
        }
    }

    @Test
    void withoutAVirtualMachineFilesAreServedWhole() {
        RunRoot root = new RunRoot("without");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(file));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, Plugin.rule("--jvm-path=/nowhere/libjvm.so")))) {
            Client client = Client.plain(server);
            assertArrayEquals(file, client.get("/plain/a.mp4?start=2.5").body());
            assertArrayEquals(file, client.get("/plain/a.mp4?start=3").body());
            assertEquals(1, origin.requests().size(), "start leaves the URL all the same");
            assertEquals(0, server.metric("plugin.tsmp4java.engine_up"));
            assertTrue(server.diags().lines().anyMatch(line -> line.contains("ERROR") && line.contains("tsmp4java")
                    && line.contains("/nowhere/libjvm.so")), server::diags);
            assertTrue(server.diags().contains(", 2 rules; no engine; --index-budget 128 MB"), server::diags);
        }
    }

    @Test
    void withoutAVirtualMachineTheStartIsRefusedWhenAskedFor() {
        RunRoot root = new RunRoot("refuse");
        try (Origin origin = new Origin(); TrafficServer server = TrafficServer.startDoomed(root.map("/", origin,
                Plugin.rule("--jvm-path=/nowhere/libjvm.so", "--if-unavailable=refuse")))) {
            server.awaitEnd();
            assertTrue(server.logs().contains("/nowhere/libjvm.so"), server::logs);
        }
    }

    @Test
    void theEngineIsUpAndCounts() {
        try (Site site = Site.open("metrics")) {
            // Traffic Server sums its metrics up every few seconds.
            site.server.await("up", () -> site.server.metric("plugin.tsmp4java.engine_up") == 1);
            String path = site.place(Behaviour.PLAIN, "a.mp4", file);
            site.plain.get(path + "?start=2.5");
            site.http2.get(path + "?start=2.5");
            site.plain.get(path + "?start=-1");
            site.server.await("counted", () -> site.server.metric("plugin.tsmp4java.cuts") == 2
                    && site.server.metric("plugin.tsmp4java.bad_request") == 1);
        }
    }

    /** Each one that is installed, by the path that the parameter names. */
    @Test
    void anyVirtualMachineFrom17On() throws Exception {
        Set<Path> machines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("/usr/lib/jvm"), 4)) {
            files.filter(file -> file.endsWith("lib/server/libjvm.so")).forEach(machines::add);
        }
        assertFalse(machines.isEmpty());
        System.out.println("virtual machines: " + machines);
        for (Path machine : machines) {
            try (Site site = Site.open("jvm", "--jvm-path=" + machine)) {
                String path = site.place(Behaviour.PLAIN, "a.mp4", file);
                assertArrayEquals(cut, site.plain.get(path + "?start=2.5").body(), machine.toString());
                // Java's own warnings, as of native access, stand at the beginning of a line.
                assertEquals(List.of(), site.server.logs().lines().filter(line -> line.startsWith("WARNING")).toList());
            }
        }
    }

    @Test
    void trafficServerVerifiesThePlugin() {
        Command run = Command.run(Installation.underTest().program("traffic_server"), "-C",
                "verify_remap_plugin " + Plugin.path());
        assertEquals(0, run.status(), run::toString);
    }
}
