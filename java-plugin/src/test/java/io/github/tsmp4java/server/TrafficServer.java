package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A traffic_server of our own, a child of this process that never outlives it. */
final class TrafficServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;
    private static final int STARTS = 3;
    /** Libraries that are loaded before all others, as LD_PRELOAD has them: the sanitizers' of dev/sanitize. */
    private static final String PRELOADED = System.getProperty("tsmp4.preloaded", "");

    final RunRoot root;
    private final Process process;
    private final Thread hook;
    private final boolean managed;
    private Client statistics;

    private TrafficServer(RunRoot root, boolean managed, List<String> command, Map<String, String> environment,
            List<String> without) {
        this.root = root;
        this.managed = managed;
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TS_RUNROOT", root.folder.toString());
        if (!PRELOADED.isEmpty()) {
            builder.environment().put("LD_PRELOAD", PRELOADED);
        }
        builder.environment().putAll(environment);
        without.forEach(builder.environment()::remove);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true).redirectOutput(root.folder.resolve("log/console.txt").toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hook = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static TrafficServer start(RunRoot root) {
        return start(root, List.of(), Map.of(), List.of());
    }

    /** @param wrapper a command that starts the one after it */
    static TrafficServer start(RunRoot root, List<String> wrapper, Map<String, String> environment,
            List<String> without) {
        root.write();
        return launchAgain(root, wrapper, environment, without).ready();
    }

    /** Until it does not end of its metrics. */
    private static TrafficServer launchAgain(RunRoot root, List<String> wrapper, Map<String, String> environment,
            List<String> without) {
        TrafficServer server = launch(root, false, wrapper, environment, without);
        for (int again = 0; again < STARTS && server.diesOfItsMetrics(); again++) {
            System.out.println("Traffic Server ended in the first synchronisation of its metrics; it is started again");
            server.close();
            server = launch(root, false, wrapper, environment, without);
        }
        return server;
    }

    /**
     * Whether it ends as it starts, before a plugin of a rule is loaded: where metrics are synchronised as often as the
     * tests ask, 9.2 may add up those of threads that are not there yet, and 10 those of a TLS configuration that is not.
     */
    private boolean diesOfItsMetrics() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && !isInitialized() && System.nanoTime() < end) {
            pause();
        }
        String said = root.read("log/console.txt");
        return !process.isAlive() && (said.contains("summarize_stats") || said.contains("SSLPeriodicMetricsUpdate")
                || !diags().contains("remap.config loading"));
    }

    private boolean isInitialized() {
        return diags().contains("Traffic Server is fully initialized");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One that can reload its configuration: 9.2 does so by its manager alone. */
    static TrafficServer startManaged(RunRoot root) {
        root.write();
        return launch(root, Installation.underTest().hasManager(), List.of(), Map.of(), List.of()).ready();
    }

    /** Of a server that is to refuse its configuration. */
    static TrafficServer startDoomed(RunRoot root) {
        return startDoomed(root, List.of());
    }

    /** @param wrapper a command that starts the one after it */
    static TrafficServer startDoomed(RunRoot root, List<String> wrapper) {
        root.write();
        return launchAgain(root, wrapper, Map.of(), List.of());
    }

    private static TrafficServer launch(RunRoot root, boolean managed, List<String> wrapper,
            Map<String, String> environment, List<String> without) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Installation.underTest().program(managed ? "traffic_manager" : "traffic_server"));
        command.add("--run-root=" + root.folder);
        return new TrafficServer(root, managed, command, environment, without);
    }

    private TrafficServer ready() {
        await("initialised", this::isInitialized);
        return this;
    }

    /** Waits for what has to come; fails with the end of the logs when it does not, or when the server is gone. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String story = (process.isAlive() ? "not " + what : "ended with " + process.exitValue() + " before "
                        + what) + "\n" + logs();
                close();
                throw new AssertionError(story);
            }
            pause();
        }
    }

    /** @return the exit status */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end\n" + logs());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes remap.config anew and waits until it was loaded or refused. */
    void reload() {
        int before = count("remap.config loading");
        int done = count("remap.config finished loading") + count("remap.config failed to load");
        root.writeRemapConfig();
        control("config", "reload");
        await("reloading", () -> count("remap.config loading") > before);
        await("reloaded", () -> count("remap.config finished loading") + count("remap.config failed to load") > done);
    }

    /** @return what traffic_ctl says */
    String control(String... words) {
        List<String> command = new ArrayList<>(List.of(Installation.underTest().program("traffic_ctl"),
                "--run-root=" + root.folder));
        command.addAll(List.of(words));
        return Command.run(command).good().out();
    }

    private int count(String text) {
        return diags().split(text, -1).length - 1;
    }

    String diags() {
        return root.read("log/diags.log");
    }

    /** The last lines of what the server said; those of a crash stand on the console. */
    String logs() {
        return last(80, root.read("log/console.txt")) + "\n" + last(40, diags());
    }

    private static String last(int most, String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** How the server ended; empty while it lives. */
    String obituary() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() ? "" : "\nTraffic Server ended with " + process.exitValue() + "\n" + logs();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The process that serves: under a manager or a wrapper it is a descendant. */
    private ProcessHandle server() {
        return managed || process.toHandle().descendants().findAny().isPresent()
                ? process.toHandle().descendants().filter(each -> each.info().command().orElse("")
                        .endsWith("traffic_server")).findFirst().orElse(process.toHandle())
                : process.toHandle();
    }

    long pid() {
        return server().pid();
    }

    /** As a crash of the machine would: it has no time to say so to anybody. */
    void kill() {
        ProcessHandle server = server();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** What the kernel says of the process that serves. */
    Proc proc() {
        return new Proc(pid());
    }

    /** Waits until the metrics were added up once more: asking for them is a request that is counted, too. */
    void settle() {
        long before = metric("proxy.process.http.incoming_requests");
        await("metrics", () -> metric("proxy.process.http.incoming_requests") > before);
    }

    /** A metric by its name, as it was some {@link RunRoot#METRICS_MS} ago; -1 when there is none. */
    synchronized long metric(String name) {
        if (statistics == null) {
            statistics = Client.plain(this);
        }
        String all = new String(statistics.get("/_stats").body(), java.nio.charset.StandardCharsets.ISO_8859_1);
        java.util.regex.Matcher found = java.util.regex.Pattern.compile("\"" + name + "\": \"(\\d+)\"").matcher(all);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    String plainBase() {
        return "http://127.0.0.1:" + root.port;
    }

    String tlsBase() {
        return "https://localhost:" + root.tlsPort;
    }

    private void stop() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.add(process.toHandle());
        // jcmd's: a server that is killed leaves it, and a later one of that number, and another user, gets none.
        all.forEach(each -> Path.of("/tmp/.java_pid" + each.pid()).toFile().delete());
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is going down: the hook itself is running.
            return;
        }
    }
}
