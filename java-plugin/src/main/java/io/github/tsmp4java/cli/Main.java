package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** {@code tsmp4java}: what the plugin would do with a file. */
@Command(
        name = "tsmp4java",
        // Of all commands: their options of help and version, and what their status says.
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Cuts MP4 files as the Traffic Server plugin does.",
        subcommands = {CutCommand.class, PlanCommand.class, InspectCommand.class, KeyFramesCommand.class, PlotCommand.class,
            HelpCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:declined: the plugin would serve this file untouched; the reason is on standard error",
            "2:wrong usage, or a file that cannot be read or written"
        })
public final class Main {
    static final int DECLINED = 1;
    static final int UNUSABLE = 2;

    private Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] arguments) {
        CommandLine line = commandLine();
        line.setOut(StandardOutput.printer());
        int status = line.execute(arguments);
        if (line.getOut().checkError()) {
            line.getErr().println("tsmp4java: standard output cannot be written");
            status = UNUSABLE;
        }
        System.exit(status);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((exception, command, parsed) -> complain(command, "", exception));
        return line;
    }

    /**
     * Says what went wrong.
     *
     * @param where it did, as {@code movie.mp4: }; not said twice
     * @return the exit status for it
     */
    static int complain(CommandLine command, String where, Exception exception) throws Exception {
        String message = message(exception);
        command.getErr().println("tsmp4java: " + (message.startsWith(where) ? "" : where) + message);
        return exception instanceof CutException ? DECLINED : UNUSABLE;
    }

    private static String message(Exception exception) throws Exception {
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": no permission";
        }
        if (exception instanceof CutException || exception instanceof IOException
                || exception instanceof UsageException) {
            return exception.getMessage();
        }
        throw exception;
    }

    /** The jar's version, as its manifest says it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tsmp4java " + (version == null ? "(not from its jar)" : version)};
        }
    }
}
