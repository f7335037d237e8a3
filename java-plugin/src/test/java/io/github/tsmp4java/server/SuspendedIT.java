package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Java VM that a debugger has stopped: every call waits, whatever it is. */
@Tag("sample")
class SuspendedIT {
    private static final Footage MOVIE = Footage.of(true, 1);
    private static final String SEEK = "/plain/a.mp4" + Footage.START;
    private static final int THREADS = 4;
    private static final Pattern PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    private static VirtualMachine attach(TrafficServer server) throws Exception {
        Matcher port = PORT.matcher(server.root.read("log/console.txt"));
        assertTrue(port.find(), server::logs);
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket")).findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port.group(1));
        return connector.attach(arguments);
    }

    @Test
    void seeksAreServedWholeUntilItGoesOn() throws Exception {
        RunRoot root = new RunRoot("suspended");
        root.records.put("exec_thread.limit", THREADS);
        String debugger = "--jvm-option=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        try (Origin origin = new Origin().serve("a.mp4", Source.of(MOVIE.file()));
                TrafficServer server = TrafficServer.start(root.map("/", origin, Plugin.rule(debugger)))) {
            Client client = Client.plain(server);
            for (int i = 0; i < 2 * THREADS; i++) {
                assertArrayEquals(MOVIE.cut(), Client.plain(server).get(SEEK).body());
            }
            VirtualMachine vm = attach(server);
            vm.suspend();
            CompletableFuture<Reply> caught = CompletableFuture.supplyAsync(() -> client.get(SEEK));
            server.await("noticed", () -> server.diags().contains("the engine does not answer"));
            CompletableFuture<?> other = CompletableFuture.supplyAsync(() -> {
                // A connection may be given to the thread that waits.
                byte[] body = Client.plain(server).get(SEEK).body();
                return Arrays.equals(MOVIE.file(), body) ? body : null;
            });
            for (int i = 0; i < THREADS; i++) {
                other = CompletableFuture.anyOf(other, CompletableFuture.supplyAsync(() ->
                        Client.plain(server).get(SEEK).body()));
            }
            assertArrayEquals(MOVIE.file(), (byte[]) other.get());
            assertTrue(!caught.isDone(), "it is in the call");
            vm.resume();
            vm.dispose();
            server.await("back", () -> server.diags().contains("the engine answers again"));
            byte[] body = caught.join().body();
            assertTrue(Arrays.equals(MOVIE.cut(), body) || Arrays.equals(MOVIE.file(), body));
            server.await("cut again", () -> Arrays.equals(MOVIE.cut(), client.get(SEEK).body()));
            server.await("all ended", () -> server.metric("plugin.tsmp4java.seeks") == 0);
            // The threads that waited may come back slowly, which is watched for some seconds more.
            server.await("well", () -> server.metric("plugin.tsmp4java.engine_stalled") == 0);
        }
    }
}
