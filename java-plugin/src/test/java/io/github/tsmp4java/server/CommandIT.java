package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as it is installed: a program, its manual, its completion, and jars that the proxy does not see. */
class CommandIT {
    private static final Footage MOVIE = Footage.of(true, 1);

    @TempDir
    private Path folder;

    private String movie() throws IOException {
        return Files.write(folder.resolve("in.mp4"), MOVIE.file()).toString();
    }

    private static JarFile jar(String name) throws IOException {
        return new JarFile(Plugin.path().resolveSibling("tsmp4java").resolve(name).toFile());
    }

    @Test
    void makesTheCutOfThePluginFromAnywhere() throws IOException {
        Path out = folder.resolve("out.mp4");
        Command.run("ln", "-s", Plugin.installed("bin/tsmp4java").toString(), folder.resolve("link").toString()).good();
        assertEquals(new Command(0, "", ""), Command.run("env", "-C", folder.toString(), "./link", "cut", movie(), out.toString(),
                "--start=" + Footage.START.substring("?start=".length())));
        Files.delete(folder.resolve("link"));
        assertArrayEquals(MOVIE.cut(), Files.readAllBytes(out));
    }

    @Test
    void anOutputThatIsClosedIsAnErrorWhateverElseIs() throws IOException {
        String program = Plugin.installed("bin/tsmp4java") + " plan " + movie() + " --start=4.5 ";
        for (String closed : List.of(">&-", "<&- >&-")) {
            assertEquals(2, Command.run("sh", "-c", program + closed).status(), closed);
        }
    }

    @Test
    void theEnginesJarStillStartsIt() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String engine = Plugin.path().resolveSibling("tsmp4java").resolve("tsmp4java.jar").toString();
        String movie = movie();
        assertEquals(Command.run(Plugin.installed("bin/tsmp4java").toString(), "inspect", movie).good(),
                Command.run(java, "-jar", engine, "inspect", movie));
        assertEquals(2, Command.run(java, "-jar", engine, "nothing").status());
    }

    /** The loader of the proxy takes what a jar names for its own. */
    @Test
    void theProxyCannotSeeIt() throws IOException {
        try (JarFile engine = jar("tsmp4java.jar"); JarFile command = jar("tsmp4java-cli.jar")) {
            assertNull(engine.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
            assertEquals(0, engine.stream().filter(entry -> entry.getName().contains("/cli/")).count());
            assertTrue(engine.stream().anyMatch(entry -> entry.getName().endsWith("/Bridge.class")));
            assertTrue(command.stream().filter(entry -> entry.getName().endsWith(".class"))
                    .allMatch(entry -> entry.getName().contains("/cli/")));
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        String program = Plugin.installed("bin/tsmp4java").toString();
        assertEquals(new Command(2, "", "tsmp4java: /nowhere/bin/java is not there: Java 17 or newer is needed, in PATH or by JAVA_HOME\n"),
                Command.run("env", "JAVA_HOME=/nowhere", program, "--version"));
        Path alone = Files.copy(Path.of(program), Files.createDirectory(folder.resolve("bin")).resolve("tsmp4java"));
        Command ran = Command.run("sh", alone.toString(), "--version");
        assertEquals(2, ran.status());
        assertTrue(ran.err().matches("tsmp4java: .*/tsmp4java-cli.jar is not there: .*\n"), ran.err());
    }

    /** What it starts instead of Java says how it was started. */
    @Test
    void tellsJavaWhetherThereIsATerminal() throws IOException {
        Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        String program = "JAVA_HOME=" + folder + " " + Plugin.installed("bin/tsmp4java") + " plan 'a b'";
        String without = Command.run("sh", "-c", program).good().out();
        assertTrue(without.contains("-Dtsmp4java.terminal=false\n") && without.endsWith("\nplan\na b\n"), without);
        String with = Command.run("script", "-qec", program, "/dev/null").good().out();
        assertTrue(with.contains("-Dtsmp4java.terminal=true\r\n"), with);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "plan", "inspect", "keyframes", "plot"})
    void theManualHasEachOption(String command) throws IOException {
        String page = Files.readString(Plugin.installed("share/man/man1/tsmp4java-" + command + ".1"));
        String help = Command.run(Plugin.installed("bin/tsmp4java").toString(), command, "--help").good().out();
        String[] options = help.lines().filter(line -> line.matches(" +(-\\w, )?--.*"))
                .map(line -> line.replaceFirst(" +(-\\w, )?(--[a-z-]+).*", "$2")).toArray(String[]::new);
        assertTrue(options.length > 1, help);
        for (String option : options) {
            assertTrue(page.contains(option.replace("-", "\\-")), option + " is not in " + page);
        }
        assertTrue(Files.readString(Plugin.installed("share/man/man1/tsmp4java.1")).contains(command));
    }

    @Test
    void bashCompletesIt() {
        String script = Plugin.installed("share/bash-completion/completions/tsmp4java").toString();
        assertEquals("keyframes\n--json\n", Command.run("bash", "-c", "source \"$0\"; complete_it() { COMP_WORDS=(\"$@\"); "
                + "COMP_CWORD=$(($# - 1)); _complete_tsmp4java; echo \"${COMPREPLY[@]}\"; }; complete_it tsmp4java ke; "
                + "complete_it tsmp4java inspect --js", script).good().out());
    }
}
