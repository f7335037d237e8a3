package io.github.tsmp4java.cli;

import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.text.PlanText;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plan IN --start S}: what a cut would keep, as text. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Prints the plan of a cut, each decision with its reason.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private Movie in;

    @Mixin
    private Asked asked;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<SeekRequest.Seek> seek = asked.seek();
        try (FileChannel file = in.open()) {
            PrintWriter out = spec.commandLine().getOut();
            if (seek.isEmpty()) {
                out.println("the whole file");
            } else {
                MovieIndex index = in.index(file);
                CutPlan plan = CutPlan.of(index, seek.get(), OptionalLong.of(file.size()));
                // What cannot be written is no cut: the plan of one would not be true.
                CutFile cut = CutFile.of(index, plan);
                PlanText.of(index, plan).forEach(out::println);
                out.println("cut: " + cut.length() + " bytes, of them a head of " + cut.head().length());
            }
        }
        return 0;
    }
}
