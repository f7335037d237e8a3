package io.github.tsmp4java.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The commands of the pages that the usual tests do not run as they are written, each with the reason. */
public final class NotRun {
    private static final String BUILD = "builds: PagesBuildIT runs it in a copy of the tree, with dev/test --full";
    private static final String LONG = "takes minutes, or gigabytes; its options are looked for in its --help";
    private static final String PLACE = "needs a place of yours; its options are looked for in its --help";
    /** What commands begin with, and why. */
    private static final Map<String, String> WHY = new LinkedHashMap<>();

    static {
        WHY.put("dev/install build", "installs packages, as root, from the network; dev/test runs dev/install test");
        WHY.put("cmake -B build -S .", BUILD);
        WHY.put("cmake --build build", BUILD);
        WHY.put("sudo cmake --install build", BUILD);
        WHY.put("/opt/ts/bin/traffic_server", "there is no /opt/ts here; PagesBuildIT runs the same on the server under test");
        WHY.put("dev/demo", "runs until Ctrl-C");
        WHY.put("dev/test", "is what runs this test");
        WHY.put("cmake --preset asan", "dev/test runs the three by themselves");
        WHY.put("mvn test -Dfull -Dtest='Random*Test'", "takes minutes; dev/test --full runs them");
        WHY.put("dev/bench --against", PLACE);
        WHY.put("dev/bench --nginx-vod", PLACE);
        WHY.put("dev/bench --traffic-server", PLACE);
        WHY.put("dev/bench", LONG);
        WHY.put("./configure --with-compat", "needs the sources of nginx and of Kaltura's module");
        WHY.put("git worktree add ../before", "writes beside the tree");
        WHY.put("cmake -B ../before/build", "writes beside the tree");
    }

    private NotRun() {}

    /** What of the list fits a command; the longest of several. */
    static Optional<String> entry(String command) {
        return WHY.keySet().stream().filter(start -> command.equals(start) || command.startsWith(start + " "))
                .max((a, b) -> a.length() - b.length());
    }

    public static boolean has(String command) {
        return entry(command).isPresent();
    }

    static Map<String, String> all() {
        return WHY;
    }
}
