package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Where the shim enters Java, once per copy of the plugin; everything after that goes through {@link EngineTable}. */
public final class Bridge {
    private Bridge() {}

    /**
     * Fills the engine's table.
     *
     * @param host address of a {@code struct tsmp4_host}
     * @param engine address of a {@code struct tsmp4_engine}
     * @throws IllegalStateException when the plugin is of another version than this jar
     */
    public static synchronized void start(long host, long engine) throws IOException, ClassNotFoundException {
        Host shim = new Host(new Pointer(host));
        if (shim.version != EngineTable.VERSION) {
            throw new IllegalStateException("tsmp4java.jar speaks version " + EngineTable.VERSION
                    + " of the engine's contract, the plugin version " + shim.version);
        }
        logTo(shim.log);
        loadAll();
        fill(new Engine(Budget.ofProcess()), new Pointer(engine));
        WarmUp.start();
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
        table.render = DirectCallback.address((EngineTable.Render) (seek, offset, into, size) ->
                engine.render(seek, offset, new Pointer(into), size));
        table.close = DirectCallback.address((EngineTable.Close) engine::close);
        table.clear = DirectCallback.address((EngineTable.Clear) engine::clear);
        table.count = DirectCallback.address((EngineTable.Count) counters -> engine.count(new Pointer(counters)));
        table.version = EngineTable.VERSION;
        table.write();
        return table;
    }

    /** slf4j-simple writes to System.err, asked for anew with each line. */
    private static void logTo(Host.Log log) {
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.cacheOutputStream", "false");
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.showThreadName", "false");
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.showShortLogName", "true");
        System.setErr(HostLog.stream(log));
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
