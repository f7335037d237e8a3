package io.github.tsmp4java.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line in this process. */
final class Commands {
    private Commands() {}

    /** What a command left: its status and what it printed. */
    record Ran(int status, String out, String err) {}

    static Ran run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int status = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    /**
     * A program of its own, with descriptors as a shell opens and closes them.
     *
     * @param folder for what it prints
     * @param command of the shell, with the program as {@code %s}
     */
    static Ran inShell(Path folder, String command) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp " + System.getProperty("java.class.path");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder("sh", "-c", command.formatted(java + " " + Main.class.getName()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile()).start();
        return new Ran(process.waitFor(), "", Files.readString(err));
    }
}
