package io.github.tsmp4java.cli;

import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.report.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that says something of each of its files, as text or as JSON. */
abstract class FilesCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "IN", description = Input.NAMES)
    private List<String> files;

    @Option(names = "--json", description = "Print JSON for programs instead of text: one line for each IN.")
    private boolean json;

    @Mixin
    private Reading reading;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        check();
        int status = 0;
        for (String name : files) {
            try (Input input = Input.open(name)) {
                say(name, input);
            } catch (Exception e) {
                if (files.size() == 1) {
                    throw e;
                }
                status = Math.max(status, Main.complain(spec.commandLine(), name + ": ", e));
            }
        }
        return status;
    }

    /** Before any file is looked at. */
    void check() throws UsageException {}

    /** @param name of the input, as it was given */
    abstract void say(String name, Input input) throws Exception;

    Reading reading() {
        return reading;
    }

    boolean isJson() {
        return json;
    }

    void print(String line) {
        spec.commandLine().getOut().println(line);
    }

    void print(Record report) {
        print(Json.line(report));
    }
}
