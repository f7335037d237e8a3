package io.github.tsmp4java.server;

import io.github.tsmp4java.judge.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** An origin server on 127.0.0.1 that remembers what it was asked and answers as the first folder of the path says. */
final class Origin implements AutoCloseable {
    /** Before the name of a file that takes the place of another. */
    static final String NEW = "new-";

    /** @param target path and query as they came */
    record Request(String method, String target, Map<String, String> headers) {
        String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** What the origin does with one request. */
    interface Answer {
        /** @return whether the connection can be used again */
        boolean write(Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Map<String, Source> files = new ConcurrentHashMap<>();
    private final Map<String, Function<Request, ? extends Answer>> published = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Origin() {
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Serves this under every behaviour, whatever folders stand between. */
    Origin serve(String name, Source file) {
        files.put(name, file);
        return this;
    }

    /** Answers for this one path instead of its behaviour, where the choice is not null. */
    void publish(String path, Function<Request, ? extends Answer> choice) {
        published.put(path, choice);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requestsFor(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Those of a path that asked for all of the file: what can fill a cache. */
    List<Request> wholeRequestsFor(String path) {
        return requestsFor(path).stream().filter(request -> request.header("Range") == null).toList();
    }

    /** What was sent under a path, headers and all. */
    long bytesFor(String path) {
        return sent.getOrDefault(path, new LongAdder()).sum();
    }

    /** What was asked for under a path, each once. */
    List<String> targetsOf(String path) {
        return requestsFor(path).stream().map(Request::target).distinct().sorted().toList();
    }

    /** Lets whole files of this path go on. */
    void open(String path) {
        opened.add(path);
    }

    private void awaitOpening(Request request) {
        while (!closed && !opened.contains(request.path())) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void forget() {
        requests.clear();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "origin");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = socket.accept();
                thread(() -> talk(client));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            Request request = read(in);
            while (request != null) {
                if (!answer(request, out)) {
                    return;
                }
                request = read(in);
            }
        } catch (IOException e) {
            // A client that leaves is what some of the tests are about.
            return;
        }
    }

    private boolean answer(Request request, OutputStream out) throws IOException {
        int number;
        synchronized (requests) {
            requests.add(request);
            number = requestsFor(request.path()).size();
        }
        Answer chosen = published.getOrDefault(request.path(), none -> null).apply(request);
        OutputStream counted = new Counted(out, sent.computeIfAbsent(request.path(), path -> new LongAdder()));
        return chosen != null ? chosen.write(request, counted)
                : new OriginAnswer(request, file(request, number), number, this::awaitOpening).write(counted);
    }

    private Source file(Request request, int number) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        return files.get(Behaviour.of(request.path()).isReplacedAt(number) ? NEW + name : name);
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(words[0], words[1], headers);
    }

    private static String line(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
