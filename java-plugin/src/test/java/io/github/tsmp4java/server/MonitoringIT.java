package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Prometheus gets the plugin's metrics, of 9.2 through Debian's exporter, and has the rules of docs/monitoring. */
@Tag("full")
class MonitoringIT {
    private static final Path PAGES = Path.of("..", "docs", "monitoring");
    private static final Path OWN_METRICS = Path.of("/usr/lib/python3/dist-packages/trafficserver_exporter/metrics.yaml");
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    private void start(Path folder, String... command) throws IOException {
        processes.add(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log").toFile()).start());
    }

    /** Empty where nobody answers, or with an error. */
    private String get(String url) {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where Prometheus finds the metrics of this server, as host, port and path. */
    private String exported(TrafficServer server, Path folder) throws IOException {
        if (Installation.underTest().isAtLeast10()) {
            return "127.0.0.1:" + server.root.port + "/_stats/prometheus";
        }
        int port = Ports.twoFree()[0];
        Files.writeString(folder.resolve("metrics.yaml"),
                Files.readString(OWN_METRICS) + Files.readString(PAGES.resolve("trafficserver-exporter.yaml")));
        start(folder, "prometheus-trafficserver-exporter", "--endpoint", server.plainBase() + "/_stats", "--metrics-file",
                "metrics.yaml", "--addr", "127.0.0.1", "--port", String.valueOf(port), "--no-procstats");
        return "127.0.0.1:" + port + "/metrics";
    }

    private static TreeSet<String> names(String text, String pattern) {
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    @Test
    void prometheusHasTheMetricsAndTheRules() throws Exception {
        Footage footage = Footage.of(true, 1);
        try (Site site = Site.open("monitoring")) {
            site.origin.serve(footage.name(), Source.of(footage.file()));
            String path = site.place(Behaviour.PLAIN, footage.name());
            site.plain.get(path);
            site.cached(path);
            site.plain.get(path + Footage.START);
            site.server.await("counted", () -> site.metric("cuts") == 1);
            Path folder = Files.createDirectory(site.root.folder.resolve("prometheus"));
            String exported = exported(site.server, folder);
            site.server.await("exported", () -> get("http://" + exported).contains("plugin_tsmp4java_cuts 1"));
            String all = get("http://" + exported);
            assertEquals(names(Files.readString(PAGES.resolve("trafficserver-exporter.yaml")), "^(plugin_tsmp4java_\\w+):$"),
                    names(all, "^(plugin_tsmp4java_\\w+) "));
            observe(site.server, folder, exported);
        }
    }

    private void observe(TrafficServer server, Path folder, String exported) throws IOException {
        int slash = exported.indexOf('/');
        Files.copy(PAGES.resolve("alerts.yaml"), folder.resolve("alerts.yaml"));
        Files.writeString(folder.resolve("prometheus.yaml"), String.join("\n", "global:", "  scrape_interval: 1s",
                "rule_files: [alerts.yaml]", "scrape_configs:", "  - job_name: trafficserver", "    metrics_path: "
                + exported.substring(slash), "    static_configs:", "      - targets: ['" + exported.substring(0, slash) + "']", ""));
        int port = Ports.twoFree()[0];
        start(folder, "prometheus", "--config.file=prometheus.yaml", "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port);
        String api = "http://127.0.0.1:" + port + "/api/v1/";
        String dashboard = Files.readString(PAGES.resolve("dashboard.json"));
        server.await("scraped", () -> get(api + "query?query=plugin_tsmp4java_cuts").matches(".*\"value\":\\[[\\d.]+,\"1\"\\].*"));
        for (String expression : names(dashboard, "\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")) {
            String query = expression.replace("\\\"", "\"").replace("$instance", ".*").replace("$__rate_interval", "1m");
            String answer = get(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            assertTrue(answer.contains("\"status\":\"success\""), () -> query + ": " + answer);
        }
        String rules = get(api + "rules");
        assertEquals(names(Files.readString(PAGES.resolve("alerts.yaml")), "- alert: (\\w+)$"),
                names(rules, "\"name\":\"(Tsmp4\\w+)\""));
        server.await("judged", () -> !get(api + "rules").contains("\"health\":\"unknown\""));
        assertTrue(!get(api + "rules").contains("\"health\":\"err\""), rules);
    }
}
