package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Chromium without a screen and with an empty profile, led by its chromedriver as W3C WebDriver says. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Process driver;
    private final Thread hook;
    private final String session;

    Browser() {
        try {
            folder = Files.createTempDirectory("browser-");
            ProcessBuilder builder = new ProcessBuilder("chromedriver", "--port=0");
            // What it writes beside its profile is to go with the profile.
            builder.environment().put("HOME", folder.toString());
            driver = builder.redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true)
                    .redirectOutput(log().toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hook = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        String flags = Stream.concat(FLAGS.stream(), Stream.of("--user-data-dir=" + folder.resolve("profile")))
                .map(Browser::quoted).collect(Collectors.joining(","));
        String sessions = "http://127.0.0.1:" + port() + "/session";
        session = sessions + "/" + group("\"sessionId\":\"([^\"]*)\"", post(sessions,
                "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[" + flags + "]}}}}"));
        post(session + "/timeouts", "{\"script\":" + PATIENCE.toMillis() + "}");
    }

    /** Goes to a page and waits until it is loaded. */
    void open(String url) {
        post(session + "/url", "{\"url\":" + quoted(url) + "}");
    }

    /** What a JavaScript expression, which may be a promise, comes to, as text. */
    String value(String expression) {
        String script = "const done = text => arguments[0](encodeURIComponent(text)); Promise.resolve().then(() => "
                + expression + ").then(value => done('=' + value), error => done('!' + error))";
        String answer = URLDecoder.decode(group("\"value\":\"([^\"]*)\"", post(session + "/execute/async",
                "{\"script\":" + quoted(script) + ",\"args\":[]}")).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!answer.startsWith("=")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.substring(1);
    }

    private int port() {
        Pattern started = Pattern.compile("started successfully on port (\\d+)");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && driver.isAlive()) {
            Matcher found = started.matcher(said());
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            pause();
        }
        throw new AssertionError("chromedriver did not start\n" + said());
    }

    private String post(String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE.plusSeconds(10))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(url + " " + body + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String group(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        return folder.resolve("driver.txt");
    }

    private String said() {
        try {
            return Files.readString(log(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver and the browsers that it started. */
    private void stop() {
        List<ProcessHandle> all = Stream.concat(driver.descendants(), Stream.of(driver.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            for (ProcessHandle each : all) {
                each.onExit().get(15, TimeUnit.SECONDS);
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the browser does not end", e);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
