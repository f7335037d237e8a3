package io.github.tsmp4java.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which commands of the pages {@code PagesIT} runs, and which no usual test runs as they are written, with the reason. */
public final class NotRun {
    /** Programs that may be run on any machine: they change nothing outside the folder they run in. */
    private static final Set<String> HARMLESS = Set.of("curl", "java", "traffic_ctl", "traffic_server", "tsmp4java");
    private static final String BUILD = "builds: PagesBuildIT runs it in a copy of the tree, with dev/test --full";
    /** Pages all of whose commands are left out. */
    private static final Map<String, String> PAGES = Map.of("docs/PERFORMANCE.md",
            "they take minutes and gigabytes, or a place of yours; BlocksTest looks for their options", "docs/PACKAGES.md",
            "they change the machine: dev/package/try runs them in a Debian of its own, with dev/test --full",
            "docs/monitoring/README.md", "they change the machine: dev/package/try runs them in a Debian of its own, with dev/test --full");
    /** What other commands begin with. */
    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("dev/install build", "installs packages, as root, from the network; dev/test runs dev/install test");
        COMMANDS.put("cmake -B build -S .", BUILD);
        COMMANDS.put("cmake --build build", BUILD);
        COMMANDS.put("sudo cmake --install build", BUILD);
        COMMANDS.put("sudo install -d -o trafficserver -g trafficserver /run/trafficserver", BUILD);
        COMMANDS.put("/opt/ts/bin/traffic_server", "there is no /opt/ts here; PagesBuildIT runs it of the one under test");
        COMMANDS.put("/usr/lib/trafficserver/modules/tsmp4java/try-engine", "ArchiveIT runs it in a folder of its own");
        COMMANDS.put("dev/demo", "runs until Ctrl-C");
        COMMANDS.put("dev/test", "is what runs this test");
        COMMANDS.put("cmake --preset asan", "dev/test runs the three by themselves");
        COMMANDS.put("mvn test -Dfull -Dtest='Random*Test'", "takes minutes; dev/test --full runs them");
    }

    private NotRun() {}

    /** What of the lists fits a command: its page, or the longest of the beginnings. */
    static Optional<String> entry(Page page, String command) {
        return PAGES.containsKey(page.toString()) ? Optional.of(page.toString()) : COMMANDS.keySet().stream()
                .filter(start -> command.equals(start) || command.startsWith(start + " "))
                .max((a, b) -> a.length() - b.length());
    }

    public static boolean isRun(Page page, String command) {
        return entry(page, command).isEmpty() && HARMLESS.contains(command.split(" ", 2)[0]);
    }

    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(PAGES);
        all.putAll(COMMANDS);
        return all;
    }
}
