package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.server.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/monitoring has for Prometheus and Grafana: Prometheus takes it, and it goes by metrics that there are. */
class MonitoringTest {
    private static final Path FOLDER = Path.of("..", "docs", "monitoring");

    private static Set<String> names(Path file, String pattern) throws IOException {
        Set<String> names = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file)).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(names.isEmpty(), file + " has nothing like " + pattern);
        return names;
    }

    private static Set<String> metrics() throws IOException {
        return names(Path.of("..", "native-shim", "ats", "report.h"), "METRIC\\([A-Z_]+, (\\w+)\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "alerts-test.yaml", "dashboard.json"})
    void goesByMetricsThatThereAre(String file) throws IOException {
        Set<String> named = names(FOLDER.resolve(file), "plugin_tsmp4java_(\\w+)");
        named.removeAll(metrics());
        assertEquals(Set.of(), named);
    }

    @Test
    void theExporterIsToldEachMetricByTheNameThatTrafficServer10GivesIt() throws IOException {
        Path file = FOLDER.resolve("trafficserver-exporter.yaml");
        assertEquals(metrics(), names(file, "^plugin_tsmp4java_(\\w+):$"));
        assertEquals(metrics(), names(file, "^    value: plugin\\.tsmp4java\\.(\\w+)$"));
    }

    @Test
    void eachAlertIsTried() throws IOException {
        Set<String> alerts = names(FOLDER.resolve("alerts.yaml"), "- alert: (\\w+)$");
        assertEquals(alerts, names(FOLDER.resolve("alerts-test.yaml"), "alertname: (\\w+)"));
        assertTrue(Files.readString(FOLDER.resolve("alerts-test.yaml")).contains("value: " + alerts.size() + "}"));
    }

    @Test
    void prometheusTakesTheRulesAndTheyFireWhereTheyShould() throws Exception {
        run("promtool", "check", "config", "prometheus.yaml");
        run("promtool", "check", "rules", "--lint-fatal", "alerts.yaml");
        run("promtool", "test", "rules", "alerts-test.yaml");
    }

    @Test
    void grafanaHasEachFieldOfTheDashboard(@TempDir Path folder) throws Exception {
        assertEquals("", ofGrafana(FOLDER.resolve("dashboard.json")));
        Path wrong = Files.writeString(folder.resolve("wrong.json"),
                Files.readString(FOLDER.resolve("dashboard.json")).replaceFirst("\"gridPos\"", "\"gridpos\""));
        assertEquals("/panels/0/gridpos is not in Grafana's schema", ofGrafana(wrong));
    }

    /** What is not as Grafana's schema has it. */
    private static String ofGrafana(Path dashboard) {
        Command check = Command.run("env", "PYTHONPATH=../build/grafana", "python3", "../dev/grafana/check.py", dashboard.toString());
        assertEquals("", check.err());
        return check.out().strip();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
    }
}
