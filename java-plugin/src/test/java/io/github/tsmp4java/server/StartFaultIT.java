package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java VM or an engine that cannot be started: it never ends the proxy, each failure has its reason, and all can be mended. */
@Tag("sample")
class StartFaultIT {
    private static final Footage MOVIE = Footage.of(true, 1);

    /** What is wrong with the files of the engine. */
    private enum Damage {
        LIBRARY_TRUNCATED("libjnidispatch.so") {
            @Override
            void to(Path file) throws IOException {
                truncate(file, Files.size(file) / 2);
            }
        },
        LIBRARY_EMPTY("libjnidispatch.so") {
            @Override
            void to(Path file) throws IOException {
                truncate(file, 0);
            }
        },
        LIBRARY_OF_ANOTHER_MACHINE("libjnidispatch.so") {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                // e_machine of an ELF file: RISC-V.
                bytes[18] = (byte) 243;
                Files.write(file, bytes);
            }
        },
        /** Behind its header all is noise. */
        LIBRARY_OF_NOISE("libjnidispatch.so") {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 4096; i < bytes.length; i++) {
                    bytes[i] = (byte) (i * 31);
                }
                Files.write(file, bytes);
            }
        },
        LIBRARY_MISSING("libjnidispatch.so") {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        },
        ENGINE_TRUNCATED("tsmp4java.jar") {
            @Override
            void to(Path file) throws IOException {
                truncate(file, Files.size(file) / 2);
            }
        },
        JNA_TRUNCATED("jna.jar") {
            @Override
            void to(Path file) throws IOException {
                truncate(file, Files.size(file) / 2);
            }
        },
        LOGGING_TRUNCATED("slf4j-api.jar") {
            @Override
            void to(Path file) throws IOException {
                truncate(file, Files.size(file) / 2);
            }
        };

        final String file;

        Damage(String file) {
            this.file = file;
        }

        abstract void to(Path file) throws IOException;

        private static void truncate(Path file, long size) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
        }
    }

    /** The lines that say why a rule has no engine. */
    private static List<String> reasons(TrafficServer server) {
        return server.diags().lines().filter(line -> line.contains("files are served whole for")).toList();
    }

    private static void servesWhole(TrafficServer server, Client client) {
        assertArrayEquals(MOVIE.file(), client.get("/plain/a.mp4" + Footage.START).body());
        server.await("down", () -> server.metric("plugin.tsmp4java.engine_up") == 0);
    }

    @ParameterizedTest
    @EnumSource
    void filesOfTheEngineThatAreBroken(Damage damage) throws Exception {
        RunRoot root = new RunRoot("damaged");
        Path plugin = Plugin.copy(root, "plugin");
        damage.to(plugin.resolveSibling("tsmp4java").resolve(damage.file));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, "@plugin=" + plugin))) {
            servesWhole(server, Client.plain(server));
            List<String> reasons = reasons(server);
            // A rule for each port.
            assertEquals(2, reasons.size(), server::diags);
            assertTrue(reasons.stream().allMatch(line -> line.contains(damage.file)), reasons::toString);
        }
    }

    /** The VM is asked what it was told, not the rule. */
    @Test
    void anOptionOfTheEnvironmentIsAsBadAsOneOfTheRule() throws Exception {
        RunRoot root = new RunRoot("environment");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, Plugin.rule()), List.of(),
                        Map.of("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError"), List.of())) {
            servesWhole(server, Client.plain(server));
            assertTrue(reasons(server).stream().allMatch(line -> line.contains("ExitOnOutOfMemoryError=true of the Java VM "
                    + "(from: ENVIRON_VAR)")), server::diags);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:-ReduceSignalUsage", "-Xcheck:jni", "-XX:OnOutOfMemoryError=true", "-XX:+PrintFlagsFinal"})
    void whatSoundsBadAndIsHarmlessIsTaken(String option) throws Exception {
        RunRoot root = new RunRoot("harmless");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, Plugin.rule("--jvm-option=" + option)))) {
            assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/a.mp4" + Footage.START).body(), server::diags);
            assertEquals(List.of(), reasons(server));
        }
    }

    @Test
    void whereNoTrialCanBeMadeTheEngineIsStartedWithoutOne() throws Exception {
        RunRoot root = new RunRoot("untried");
        Path plugin = Plugin.copy(root, "plugin");
        Path program = plugin.resolveSibling("tsmp4java").resolve("try-engine");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, "@plugin=" + plugin))) {
            assertArrayEquals(MOVIE.cut(), Client.plain(server).get("/plain/a.mp4" + Footage.START).body());
            assertEquals(1, server.diags().lines().filter(line -> line.contains("without a trial")).count(),
                    server::diags);
        }
    }

    @Test
    void aLibraryOfTheVirtualMachineThatIsBroken() throws Exception {
        RunRoot root = new RunRoot("half-a-vm");
        Path library = Files.createDirectories(root.folder.resolve("java/lib/server")).resolve("libjvm.so");
        byte[] half = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib/server/libjvm.so"));
        Files.write(library, java.util.Arrays.copyOf(half, half.length / 2));
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(
                        root.map("/", origin, Plugin.rule("--jvm-path=" + library)))) {
            servesWhole(server, Client.plain(server));
            assertTrue(reasons(server).stream().allMatch(line -> line.contains(library.toString())), server::diags);
        }
    }

    /** Each with the reason: those that the VM refuses, then what would end the server beside its handlers of signals, or later. */
    private static final List<String> WRONG = List.of("-XX:NoSuchOption, Unrecognized VM option 'NoSuchOption'", "--nosuch, Unrecognized option: --nosuch",
            "-Xss64k, stack size specified is too small", "-Xmx1m, Initial heap size set to a larger value",
            "-XX:ReservedCodeCacheSize=1m, Invalid ReservedCodeCacheSize", "-javaagent:/nowhere.jar, nowhere.jar",
            "--add-modules=nosuch, Module nosuch not found", "-Djna.boot.library.path=/nowhere, JNA",
            "-Djava.class.path=/nowhere, com/sun/jna", "-version, Unrecognized option: -version",
            "-XX:Flags=/nowhere, Could not open settings file /nowhere",
            "-XX:+AllowUserSignalHandlers, leaves signals that it lives by to Traffic Server",
            "-XX:-UseSignalChaining, unexpected pre-existing sigaction handler",
            "-XX:+ExitOnOutOfMemoryError, ExitOnOutOfMemoryError=true", "-XX:+CrashOnOutOfMemoryError, CrashOnOutOfMemoryError=true",
            "-XX:+ShowMessageBoxOnError, ShowMessageBoxOnError=true", "-XX:SelfDestructTimer=9, SelfDestructTimer=9",
            "-XX:MallocLimit=1g:fatal, MallocLimit", "-XX:AbortVMOnException=x, AbortVMOnException");

    /** All with -Dfull: each takes some reloads. */
    static Stream<Arguments> wrongOptions() {
        return Sampled.of(9, WRONG).map(row -> row.split(", ", 2)).map(pair -> Arguments.of(pair[0], pair[1]));
    }

    /** With what the virtual machine, or Java's own start, says of it. */
    @ParameterizedTest
    @MethodSource("wrongOptions")
    void aWrongOptionHasItsReasonInEachRuleAndIsCorrectedByTheNextReload(String option, String reason)
            throws Exception {
        RunRoot root = new RunRoot("corrected");
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.startManaged(root
                        .map("/", origin, Plugin.rule("--jvm-option=" + option)))) {
            Client client = Client.plain(server);
            servesWhole(server, client);
            List<String> reasons = reasons(server);
            assertEquals(2, reasons.size(), server::diags);
            assertTrue(reasons.stream().allMatch(line -> line.contains(reason)), reasons::toString);
            root.forgetRules();
            root.map("/", origin, Plugin.rule("--jvm-option=" + option, "--suffixes=.mp4"));
            server.reload();
            String refusal = server.diags().lines().filter(line -> line.contains("failed to load")).findFirst()
                    .orElseThrow(() -> new AssertionError(server.diags()));
            assertTrue(server.diags().lines().filter(line -> line.contains(reason)).count() > 2,
                    () -> refusal + "\n" + server.diags());
            root.forgetRules();
            root.map("/", origin, Plugin.rule());
            server.reload();
            assertArrayEquals(MOVIE.cut(), client.get("/plain/a.mp4" + Footage.START).body(), server::diags);
            server.await("up", () -> server.metric("plugin.tsmp4java.engine_up") == 1);
        }
    }
}
