package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folders and configuration of one Traffic Server, removed when the tests end. */
final class RunRoot {
    /** How often Traffic Server adds up its metrics. */
    static final int METRICS_MS = 50;
    final Path folder;
    private final int[] ports = Ports.twoFree();
    final int port = ports[0];
    final int tlsPort = ports[1];
    final Certificate certificate;
    /** By the names of 9.2, without proxy.config: numbers, strings, or null for no string at all. */
    final Map<String, Object> records = new LinkedHashMap<>();
    final List<String> globalPlugins = new ArrayList<>(List.of("stats_over_http.so"));
    String cacheSize = "1G";
    String logging = "logging:\n  formats:\n    - name: seeks\n"
            + "      format: '%<cqhm> %<cquuc> %<pssc> why=%<{@TSMP4-Untouched}psh>'\n"
            + "  logs:\n    - filename: seeks\n      format: seeks\n      mode: ascii\n";
    private final List<String> rules = new ArrayList<>();

    RunRoot(String name) {
        this(name, Path.of(System.getProperty("java.io.tmpdir")));
    }

    RunRoot(String name, Path below) {
        try {
            folder = Files.createTempDirectory(below, "tsmp4-" + name + "-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String each : List.of("etc", "run", "log", "cache")) {
                Files.createDirectory(folder.resolve(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        certificate = Certificate.make(folder.resolve("etc"));
        records.put("http.server_ports", port + ":ip-in=127.0.0.1 " + tlsPort + ":ssl:ip-in=127.0.0.1");
        records.put("admin.user_id", "#-1");
        records.put("crash_log_helper", null);
        records.put("body_factory.template_sets_dir", Installation.underTest().errorPages());
        records.put("exec_thread.autoconfig", 0);
        records.put("exec_thread.limit", 2);
        records.put("url_remap.remap_required", 1);
        records.put("http.insert_response_via_str", 2);
        // A stuck transaction is to fail a test, not to outlive it.
        records.put("http.transaction_no_activity_timeout_in", 15);
        records.put("http.transaction_no_activity_timeout_out", 15);
        records.put("http.connect_attempts_max_retries", 0);
        records.put("http.down_server.cache_time", 0);
        records.put("raw_stat_sync_interval_ms", METRICS_MS);
        records.put("log.logging_enabled", 3);
        records.put("log.max_secs_per_buffer", 1);
        records.put("log.periodic_tasks_interval", 1);
        records.put("ssl.server.cert.path", folder.resolve("etc").toString());
        records.put("ssl.server.private_key.path", folder.resolve("etc").toString());
    }

    /** Maps a path of this server, on both ports, to the same path of the origin. */
    RunRoot map(String path, Origin origin, String... plugins) {
        String rest = plugins.length == 0 ? "" : " " + String.join(" ", plugins);
        rules.add("map http://127.0.0.1:" + port + path + " http://127.0.0.1:" + origin.port() + path + rest);
        rules.add("map https://localhost:" + tlsPort + path + " http://127.0.0.1:" + origin.port() + path + rest);
        return this;
    }

    /** A whole line of remap.config. */
    RunRoot rule(String line) {
        rules.add(line);
        return this;
    }

    void forgetRules() {
        rules.clear();
    }

    String remapConfig() {
        return String.join("\n", rules) + "\n";
    }

    void writeRemapConfig() {
        write("etc/remap.config", remapConfig());
    }

    void write() {
        Installation installation = Installation.underTest();
        write("runroot.yaml", installation.runRoot(folder));
        write("etc/" + installation.recordsFile(), installation.records(records));
        write("etc/storage.config", folder + "/cache " + cacheSize + "\n");
        write("etc/plugin.config", String.join("\n", globalPlugins) + "\n");
        write("etc/ssl_multicert.config", "dest_ip=* ssl_cert_name=localhost.pem ssl_key_name=localhost.key\n");
        write("etc/ip_allow.yaml", "ip_allow:\n  - apply: in\n    ip_addrs: 127.0.0.1\n    action: allow\n"
                + "    methods: ALL\n");
        write("etc/logging.yaml", logging);
        write("etc/volume.config", "");
        write("etc/hosting.config", "");
        writeRemapConfig();
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + folder + ": " + e);
        }
    }
}
