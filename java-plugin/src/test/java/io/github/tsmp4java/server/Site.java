package io.github.tsmp4java.server;

import io.github.tsmp4java.judge.Source;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An origin, a Traffic Server with the plugin before it, and a client of each protocol. */
final class Site implements AutoCloseable {
    final Origin origin;
    final RunRoot root;
    final TrafficServer server;
    final Client plain;
    final Client http2;
    private final AtomicInteger places = new AtomicInteger();

    private Site(Origin origin, RunRoot root, TrafficServer server) {
        this.origin = origin;
        this.root = root;
        this.server = server;
        this.plain = Client.plain(server);
        this.http2 = Client.http2(server);
    }

    static Site open(String name, String... parameters) {
        return open(new RunRoot(name), parameters);
    }

    static Site open(RunRoot root, String... parameters) {
        Origin origin = new Origin();
        root.map("/", origin, Plugin.rule(parameters));
        return new Site(origin, root, TrafficServer.start(root));
    }

    List<Client> clients() {
        return List.of(plain, http2);
    }

    /** A path of this file that no cache has seen. */
    String place(Behaviour behaviour, String name) {
        return behaviour.folder() + places.incrementAndGet() + "/" + name;
    }

    String place(Behaviour behaviour, String name, byte[] file) {
        origin.serve(name, Source.of(file));
        return place(behaviour, name);
    }

    /** Waits until the file that was asked for is in the cache: while it still comes, seeks go to the origin too. */
    void cached(String path) {
        server.await("cached", () -> isCached(path));
    }

    /** A W in Via is a copy that is still being written. */
    private boolean isCached(String path) {
        Reply reply = plain.get(path, "Cache-Control", "only-if-cached");
        return reply.status() == 200 && !reply.header("Via").contains("[cW");
    }

    /** The lines of the access log about this path, with the reason why a seek was not cut. */
    List<String> logged(String path) {
        server.await("logged " + path, () -> root.read("log/seeks.log").contains(path));
        return root.read("log/seeks.log").lines().filter(line -> line.contains(path)).toList();
    }

    @Override
    public void close() {
        server.close();
        origin.close();
    }
}
