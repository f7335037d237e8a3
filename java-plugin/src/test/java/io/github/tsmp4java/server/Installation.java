package io.github.tsmp4java.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Traffic Server under test, 9.2 or 10: where it is, and how its configuration is written.
 *
 * @param layout what its own traffic_layout says, by name
 */
record Installation(Map<String, String> layout, String version) {
    private static final Pattern SAID = Pattern.compile("^([^:\n]+): (.*)$", Pattern.MULTILINE);
    /** What 10 calls records of 9.2. */
    private static final Map<String, String> NAMES_IN_10 = Map.of(
            "exec_thread.autoconfig", "exec_thread.autoconfig.enabled");
    private static final Installation UNDER_TEST = below(System.getProperty("tsmp4.trafficServer", ""));

    static Installation underTest() {
        return UNDER_TEST;
    }

    /** @param prefix empty for the one that is found */
    private static Installation below(String prefix) {
        String program = prefix.isEmpty() ? "traffic_layout" : prefix + "/bin/traffic_layout";
        Installation found = new Installation(said(program, "info"), said(program, "info", "--versions")
                .get("traffic-server"));
        System.out.println("Traffic Server under test: " + found.version + " in " + found.layout.get("BINDIR"));
        return found;
    }

    private static Map<String, String> said(String... command) {
        return SAID.matcher(Command.run(command).good().out()).results()
                .collect(Collectors.toUnmodifiableMap(line -> line.group(1), line -> line.group(2)));
    }

    boolean isAtLeast10() {
        return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= 10;
    }

    String program(String name) {
        return layout.get("BINDIR") + "/" + name;
    }

    /** Whether a manager stands between traffic_ctl and traffic_server; in 10 they talk to each other. */
    boolean hasManager() {
        return !isAtLeast10();
    }

    /** Without its error pages a server does not start; it may look for them in the run-root. */
    String errorPages() {
        return layout.get("SYSCONFDIR") + "/body_factory";
    }

    /** runroot.yaml: the programs and plugins that are installed, and everything else in a folder. */
    String runRoot(Path folder) {
        return String.join("\n", "prefix: " + folder, "exec_prefix: " + layout.get("PREFIX"),
                "bindir: " + layout.get("BINDIR"), "sbindir: " + layout.get("BINDIR"), "sysconfdir: " + folder + "/etc",
                "datadir: " + folder + "/etc", "includedir: " + layout.get("INCLUDEDIR"),
                "libdir: " + layout.get("LIBDIR"), "libexecdir: " + layout.get("PLUGINDIR"),
                "localstatedir: " + folder + "/run", "runtimedir: " + folder + "/run", "logdir: " + folder + "/log",
                "cachedir: " + folder + "/cache") + "\n";
    }

    /** The name of the file of records. */
    String recordsFile() {
        return isAtLeast10() ? "records.yaml" : "records.config";
    }

    /** Its text. */
    String records(Map<String, Object> records) {
        List<String> lines = new ArrayList<>();
        if (isAtLeast10()) {
            lines.add("records:");
            // A name may stand there undivided.
            named(records).forEach((name, value) -> lines.add("  " + name + ": "
                    + (value instanceof String ? "'" + value + "'" : value)));
        } else {
            named(records).forEach((name, value) -> lines.add("CONFIG proxy.config." + name
                    + (value instanceof Integer ? " INT " : " STRING ") + (value == null ? "NULL" : value)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The same records by the names of this version. */
    Map<String, Object> named(Map<String, Object> records) {
        Map<String, Object> named = new LinkedHashMap<>();
        records.forEach((name, value) -> named.put(isAtLeast10() ? NAMES_IN_10.getOrDefault(name, name) : name, value));
        return named;
    }
}
