package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

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

    /** With the rules that are there already. */
    static Site beside(RunRoot root, Origin origin) {
        return beside(root, origin, Map.of());
    }

    static Site beside(RunRoot root, Origin origin, Map<String, String> environment) {
        return of(origin, TrafficServer.start(root, List.of(), environment, List.of()));
    }

    static Site of(Origin origin, TrafficServer server) {
        return new Site(origin, server.root, server);
    }

    /** Those of {@link #clients()}, and HTTP/1.1 over TLS. */
    List<Client> allClients() {
        return List.of(plain, http2, Client.tls(server));
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

    /** A path at which the origin answers so, until that is changed. */
    String place(String name, Published published) {
        String path = place(Behaviour.PLAIN, name);
        origin.publish(path, request -> published);
        return path;
    }

    /** A path of a file that is in the cache, and stale. */
    String stale(Footage footage, boolean isIndexKnown) {
        Published published = new Published(footage.file(), "ETag", "\"1\"", "Cache-Control", "max-age=1", "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1)));
        String path = place(footage.name(), published);
        plain.get(path);
        cached(path);
        if (isIndexKnown) {
            // While its header is written anew, seeks pass it by.
            server.await("revalidated", () -> {
                int asked = origin.requestsFor(path).size();
                assertArrayEquals(footage.cut(), plain.get(path + Footage.START).body());
                return origin.requestsFor(path).size() == asked + 1;
            });
        }
        return path;
    }

    /** A seek whose client leaves after a few bytes. While nothing more comes for it, Traffic Server may not see that. */
    void leave(Client client, String target) {
        if (client == plain) {
            try (Wire wire = new Wire(server)) {
                wire.send("GET " + target + " HTTP/1.1");
                wire.head();
                wire.read(1000);
                wire.reset();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            client.leaveAfter(target, 1000);
        }
    }

    long metric(String name) {
        return server.metric("plugin.tsmp4java." + name);
    }

    /** The same, once all that happened before is counted in it. */
    long settled(String name) {
        server.settle();
        return metric(name);
    }

    /** A seek into a file of the cache: its cut, for which the cache read no more than that, and nobody asked the origin. */
    void readsByRange(Client client, String target, byte[] cut, String... headers) {
        // Rules put the path into another folder.
        String path = target.replaceFirst("\\?.*", "").replaceFirst("^/[^/]*", "");
        LongSupplier asked = () -> origin.requests().stream().filter(each -> each.path().endsWith(path)).count();
        long before = asked.getAsLong();
        long pread = settled("pread");
        Reply reply = client.get(target, headers);
        assertEquals(200, reply.status(), () -> target + " " + reply);
        assertArrayEquals(cut, reply.body(), () -> target + " " + reply);
        server.await(target + " read by its range", () -> metric("pread") == pread + 1);
        assertEquals(before, asked.getAsLong(), "the origin was asked again");
    }

    /** Waits until the file that was asked for is in the cache: while it still comes, seeks go to the origin too. */
    void cached(String path) {
        cached(path, plain);
    }

    void cached(String target, Client client, String... headers) {
        server.await("cached", () -> isCached(target, client, headers));
    }

    /** A W in Via is a copy that is still being written. */
    boolean isCached(String target, Client client, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Cache-Control";
        all[headers.length + 1] = "only-if-cached";
        Reply reply = client.get(target, all);
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
