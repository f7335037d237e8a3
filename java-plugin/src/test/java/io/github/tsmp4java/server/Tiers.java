package io.github.tsmp4java.server;

import io.github.tsmp4java.docs.Page;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Two edges with the plugin, which ask two parents by consistent hash, which ask an origin. Traffic Server 9.2 chooses the
 * parent by parent.config, 10 by strategies.yaml, both as docs/TIERS.md has them.
 */
final class Tiers implements AutoCloseable {
    private static final boolean BY_STRATEGY = Installation.underTest().isAtLeast10();
    /**
     * What edges and parents call the origin, at which nobody is. An edge has to know its address, and does not use it. 10
     * keeps a failed lookup from before it has read its table of hosts, and 9.2 looks up the name of an address.
     */
    private static final String KNOWN = BY_STRATEGY ? "127.0.0.2" : "origin.example.com";
    /** The same, by a name that no table has. */
    static final String UNKNOWN = "unknown.example.com";
    final List<Footage> movies = Footage.both();
    final Origin origin = new Origin();
    final List<TrafficServer> parents;
    final List<TrafficServer> edges;

    Tiers() {
        movies.forEach(movie -> origin.serve(movie.name(), Source.of(movie.file())));
        parents = List.of(parent("parent-a"), parent("parent-b"));
        edges = List.of(edge("edge-a"), edge("edge-b"));
    }

    private TrafficServer parent(String name) {
        RunRoot root = new RunRoot(name);
        for (String host : List.of(KNOWN, UNKNOWN)) {
            root.rule("map http://" + host + "/ http://127.0.0.1:" + origin.port() + "/");
        }
        return TrafficServer.start(root);
    }

    private TrafficServer edge(String name) {
        TrafficServer edge = edge(name, KNOWN);
        awaitAddress(edge);
        return edge;
    }

    /** @param host what it calls the origin */
    TrafficServer edge(String name, String host) {
        RunRoot root = new RunRoot(name);
        root.write("etc/hosts", "127.0.0.1 " + KNOWN + "\n");
        root.records.put("hostdb.host_file.path", root.folder + "/etc/hosts");
        // All of them are on one machine.
        root.records.put("http.parent_proxy.self_detect", 0);
        List<String> words = new ArrayList<>(List.of("map http://127.0.0.1:" + root.port + "/ http://" + host + "/"));
        if (BY_STRATEGY) {
            words.add("@strategy=parents");
        }
        words.addAll(List.of(Plugin.rule()));
        root.rule(String.join(" ", words));
        root.write("etc/" + (BY_STRATEGY ? "strategies.yaml" : "parent.config"), BY_STRATEGY ? strategies() : parentConfig());
        return TrafficServer.start(root);
    }

    /** Its table is read some time after it has started: before that, parts are not asked for. */
    private void awaitAddress(TrafficServer edge) {
        Footage movie = movies.get(1);
        AtomicInteger tries = new AtomicInteger();
        edge.await("the origin's address", () -> Arrays.equals(movie.cut(), Client.plain(edge).get("/plain/try"
                + edge.root.port + "-" + tries.incrementAndGet() + "/" + movie.name() + Footage.START).body()));
    }

    private int port(int parent) {
        return parents.get(parent).root.port;
    }

    /** They share an address, and are told apart by a name. */
    private String parentConfig() {
        return ofThePage("text").replace("parent-a.example.com:8080", "127.0.0.1:" + port(0) + "|1.0&a")
                .replace("parent-b.example.com:8080", "127.0.0.1:" + port(1) + "|1.0&b");
    }

    private String strategies() {
        return ofThePage("yaml").replace("    go_direct", "    ignore_self_detect: true\n    go_direct")
                .replace("host: parent-a.example.com", "host: 127.0.0.1\n          hash_string: a")
                .replace("host: parent-b.example.com", "host: 127.0.0.1\n          hash_string: b")
                .replaceFirst("port: 8080", "port: " + port(0)).replaceFirst("port: 8080", "port: " + port(1));
    }

    private static String ofThePage(String language) {
        try {
            return Page.of(Path.of("docs/TIERS.md")).blocks().stream().filter(block -> block.language().equals(language))
                    .map(block -> String.join("\n", block.lines()) + "\n").findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which of the parents were asked for a path, by their access logs. */
    List<Integer> asked(String path) {
        return IntStream.range(0, parents.size())
                .filter(parent -> parents.get(parent).root.read("log/seeks.log").contains(path)).boxed().toList();
    }

    @Override
    public void close() {
        edges.forEach(TrafficServer::close);
        parents.forEach(TrafficServer::close);
        origin.close();
    }
}
