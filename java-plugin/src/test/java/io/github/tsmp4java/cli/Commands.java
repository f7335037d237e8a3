package io.github.tsmp4java.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
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
}
