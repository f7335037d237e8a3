package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which the pages build and install, in a copy of the tree and into a root of its own. */
@Tag("full")
class PagesBuildIT {
    private static final String OTHER_PREFIX = "/opt/ts";
    private static final List<String> TREE = List.of("CMakeLists.txt", "native-shim", "java-plugin", "pom.xml",
            "remap.config.example", "README.md", "docs", "dev", "LICENSE");

    /** Those of Debian's Traffic Server; for another, those that name its prefix. */
    private static List<String> commands() throws IOException {
        String prefix = System.getProperty("tsmp4.trafficServer", "");
        return Page.of(Path.of("docs/INSTALL.md")).blocks().stream()
                .map(block -> block.commands().stream().filter(command -> !command.startsWith("dev/install")).toList())
                .filter(block -> block.contains("cmake --build build")
                        && block.stream().anyMatch(command -> command.contains(OTHER_PREFIX)) != prefix.isEmpty())
                .findFirst().orElseThrow().stream().map(command -> command.replace(OTHER_PREFIX, prefix)).toList();
    }

    @Test
    void theyInstallAPluginThatTrafficServerTakes(@TempDir Path here) throws IOException {
        // Traffic Server reads the plugin as a user of its own.
        Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path tree = Files.createDirectory(here.resolve("tree"));
        Path programs = Files.createDirectory(here.resolve("programs"));
        // Root on this machine would be another plugin's place: what is installed goes below a folder.
        Path sudo = Files.writeString(programs.resolve("sudo"), "#!/bin/sh\nDESTDIR=" + here + "/root exec \"$@\"\n");
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String each : TREE) {
            Command.run("cp", "-r", Page.TREE.resolve(each).toString(), tree.toString()).good();
        }
        Command.run("rm", "-rf", tree.resolve("java-plugin/target").toString()).good();
        List<String> commands = commands();
        assertTrue(commands.size() >= 4, commands::toString);
        String script = String.join("\n", commands).replaceAll("'verify_remap_plugin (/[^']*)'",
                "\"verify_remap_plugin " + here + "/root$1\"");
        assertTrue(script.contains(here + "/root/"), script);
        Command.run("bash", "-euo", "pipefail", "-c", "cd " + tree + "; PATH=" + programs + ":$PATH\n" + script).good();
    }
}
