package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Where the shim enters Java, and leaves it, once per copy of the plugin; all between goes through {@link EngineTable}.
 * Each copy has these classes for itself, loaded until it stops.
 */
public final class Bridge {
    private static Engine engine;
    private static PrintStream log;
    private static Thread warmUp;

    private Bridge() {}

    /**
     * Fills the engine's table.
     *
     * @param host address of a {@code struct tsmp4_host}
     * @param engine address of a {@code struct tsmp4_engine}
     * @throws IllegalStateException when the plugin is of another version than this jar
     */
    public static void start(long host, long engine) throws IOException, ReflectiveOperationException {
        synchronized (HostLog.all()) {
            try {
                startAlone(new Host(new Pointer(host)), new Pointer(engine));
            } catch (Throwable failure) {
                endQuietly(failure);
                throw failure;
            }
        }
    }

    private static void startAlone(Host shim, Pointer table) throws IOException, ClassNotFoundException {
        if (shim.version != EngineTable.VERSION) {
            throw new IllegalStateException("tsmp4java.jar speaks version " + EngineTable.VERSION
                    + " of the engine's contract, the plugin version " + shim.version);
        }
        log = logTo(shim.log);
        loadAll();
        engine = new Engine(Budget.ofProcess());
        fill(engine, table);
    }

    /** After {@link #start}: returns when the first seek of a client finds its way prepared, or after a second. */
    public static void warmUp() {
        synchronized (HostLog.all()) {
            warmUp = WarmUp.start();
        }
    }

    /** The shim no longer calls this copy, and must not be called by it. The copy is unloaded when the next one has stopped. */
    public static void stop() throws ReflectiveOperationException {
        synchronized (HostLog.all()) {
            end();
        }
    }

    private static void endQuietly(Throwable failure) {
        try {
            end();
        } catch (Throwable second) {
            failure.addSuppressed(second);
        }
    }

    private static void end() throws IllegalAccessException {
        if (log != null) {
            HostLog.close(log);
        }
        if (warmUp != null) {
            warmUp.interrupt();
        }
        if (engine != null) {
            engine.clear();
        }
        DirectCallback.end();
        JnaTables.forget(Bridge.class.getClassLoader());
    }

    static EngineTable fill(Engine engine, Pointer at) {
        EngineTable table = new EngineTable(at);
        table.open = DirectCallback.address((EngineTable.Open) (request, source, answer) ->
                engine.open(new Pointer(request), source == 0 ? null : new Pointer(source), new Pointer(answer)));
        table.find = DirectCallback.address((EngineTable.Find) (seek, source, answer) ->
                engine.find(seek, new Pointer(source), new Pointer(answer)));
        table.collect = DirectCallback.address((EngineTable.Collect) (seek, position, bytes, size, answer) ->
                engine.collect(seek, position, new Pointer(bytes), size, new Pointer(answer)));
        table.plan = DirectCallback.address((EngineTable.Plan) (seek, answer) -> engine.plan(seek, new Pointer(answer)));
        table.piece = DirectCallback.address((EngineTable.PieceAt) (seek, offset, piece) ->
                engine.piece(seek, offset, new Pointer(piece)));
        table.render = DirectCallback.address((EngineTable.Render) (seek, offset, rooms, count) ->
                engine.render(seek, offset, new Pointer(rooms), count));
        table.close = DirectCallback.address((EngineTable.Close) engine::close);
        table.clear = DirectCallback.address((EngineTable.Clear) engine::clear);
        table.count = DirectCallback.address((EngineTable.Count) counters -> engine.count(new Pointer(counters)));
        table.describe("Java " + Runtime.version() + ", " + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap");
        table.version = EngineTable.VERSION;
        table.write();
        return table;
    }

    /** slf4j-simple writes to System.err, asked for anew with each line. */
    private static PrintStream logTo(Host.Log log) {
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.cacheOutputStream", "false");
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.showThreadName", "false");
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.showShortLogName", "true");
        return HostLog.open(log);
    }

    /** The jar may be replaced while the proxy runs: no class is read from it after this. */
    private static void loadAll() throws IOException, ClassNotFoundException {
        if (!(Bridge.class.getClassLoader() instanceof URLClassLoader loader)) {
            return;
        }
        try (JarFile jar = new JarFile(jarPath().toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                // The command line has a library of its own, which is not loaded here.
                if (name.endsWith(".class") && !name.contains("/cli/")) {
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), true, loader);
                }
            }
        }
        loader.close();
    }

    private static Path jarPath() throws IOException {
        try {
            return Path.of(Bridge.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
