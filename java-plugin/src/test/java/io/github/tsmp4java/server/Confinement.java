package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server may do in a mount namespace of its own, as systemd would confine it: the whole file system read-only but
 * for the folders that Traffic Server writes, and nothing executable in those. By root; or by whoever may make a user
 * namespace, in which the server then believes that it runs as root.
 */
final class Confinement {
    static final String USER = "trafficserver";
    private static final String MOUNTS = String.join("\n", "set -e", "root=$1 tmp=$2", "shift 2",
            "mount --bind \"$root\" \"$root\"",
            "for each in run log cache; do",
            "  mount --bind \"$root/$each\" \"$root/$each\"",
            "  mount -o remount,bind,noexec,nosuid,nodev \"$root/$each\"",
            "done",
            "mount -o remount,bind,ro \"$root\"",
            "mount -t tmpfs -o noexec,nosuid,nodev,mode=1777,$tmp tmpfs /tmp",
            "mount -o remount,bind,ro /",
            "exec \"$@\"");
    private static final List<String> UNPRIVILEGED = List.of("setpriv", "--no-new-privs", "--bounding-set=-all",
            "--inh-caps=-all");
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    /** Whether /tmp may be written. */
    enum Tmp {
        WRITABLE("rw"), READ_ONLY("ro");

        private final String option;

        Tmp(String option) {
            this.option = option;
        }
    }

    private Confinement() {
    }

    /** As the service manager starts it, in an empty environment: what becomes of its user is Traffic Server's. */
    static TrafficServer start(RunRoot root, Tmp tmp) {
        return start(root, tmp, List.of());
    }

    /** As that user from the start, with no capability and no way to one. */
    static TrafficServer startUnprivileged(RunRoot root, Tmp tmp) {
        List<String> command = new ArrayList<>(UNPRIVILEGED);
        if (IS_ROOT) {
            command.addAll(List.of("--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        root.records.put("admin.user_id", "#-1");
        return start(root, tmp, command);
    }

    private static TrafficServer start(RunRoot root, Tmp tmp, List<String> then) {
        return TrafficServer.start(root, wrapper(root, tmp, then), Map.of(), List.of());
    }

    /** The same, of a server that does not come to serve. */
    static TrafficServer startDoomed(RunRoot root, Tmp tmp) {
        return TrafficServer.startDoomed(root, wrapper(root, tmp, List.of()));
    }

    /** As systemd does for MemoryDenyWriteExecute=yes. */
    static TrafficServer startWithoutWriteExecute(RunRoot root) throws URISyntaxException {
        Path filter = Path.of(Confinement.class.getResource("/deny_write_execute.py").toURI());
        return TrafficServer.start(root, List.of("python3", filter.toString()), Map.of(), List.of());
    }

    /** Where a packet scheduler of that name is the kernel's default, as the server sees it. */
    static TrafficServer startWithScheduler(RunRoot root, String name) {
        root.write("etc/default_qdisc", name + "\n");
        List<String> command = new ArrayList<>(namespace());
        command.addAll(List.of("sh", "-c", "mount --bind \"$1\" /proc/sys/net/core/default_qdisc && shift && exec \"$@\"", "sh",
                root.folder + "/etc/default_qdisc"));
        return TrafficServer.start(root, command, Map.of(), List.of());
    }

    private static List<String> wrapper(RunRoot root, Tmp tmp, List<String> then) {
        List<String> command = new ArrayList<>(namespace());
        command.addAll(List.of("sh", "-c", MOUNTS, "sh", root.folder.toString(), tmp.option));
        command.addAll(List.of("env", "--ignore-environment", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "TS_RUNROOT=" + root.folder));
        command.addAll(then);
        return command;
    }

    private static List<String> namespace() {
        List<String> words = IS_ROOT ? List.of("unshare", "--mount")
                : List.of("unshare", "--user", "--map-root-user", "--mount");
        List<String> trial = new ArrayList<>(words);
        trial.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", "/tmp"));
        Command tried = Command.run(trial);
        assertEquals(0, tried.status(), () -> "NOT TESTED: nobody here may make a mount namespace. Run the tests as root, "
                + "or in a container that has CAP_SYS_ADMIN. " + tried.err());
        return words;
    }

    /** Gives the server's folders to its user, where root may; the rest belongs to who installs. */
    static void giveFolders(RunRoot root) {
        if (IS_ROOT) {
            root.records.put("admin.user_id", USER);
        }
        root.write();
        if (IS_ROOT) {
            for (String each : List.of("run", "log", "cache")) {
                Command.run("chown", "-R", USER, root.folder.resolve(each).toString()).good();
            }
            Command.run("chgrp", "-R", USER, root.folder.resolve("etc").toString()).good();
            Command.run("chmod", "-R", "g+rX", root.folder.resolve("etc").toString()).good();
        }
    }

    /** The effective user's number, as the kernel has it. */
    static String user() {
        return Command.run("id", "-u", IS_ROOT ? USER : System.getProperty("user.name")).good().out().strip();
    }

    /** Fails where somebody in the server's namespace, root even, may write or execute what is to be forbidden. */
    static void holds(TrafficServer server, Tmp tmp) {
        forbids(server, "touch", server.root.folder.resolve("libtsmp4java.so").toString());
        forbids(server, "touch", "/usr/lib/confinement");
        if (tmp == Tmp.READ_ONLY) {
            forbids(server, "touch", "/tmp/confinement");
        }
        String run = server.root.folder.resolve("run/confinement").toString();
        forbids(server, "sh", "-c", "cp /bin/true " + run + " && " + run);
    }

    private static void forbids(TrafficServer server, String... words) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target=" + server.pid(), "--mount"));
        if (!IS_ROOT) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        command.addAll(List.of(words));
        Command tried = Command.run(command);
        assertTrue(tried.status() != 0 && tried.err().matches("(?s).*(Read-only file system|Permission denied).*"),
                () -> String.join(" ", words) + " is not forbidden: " + tried);
    }
}
