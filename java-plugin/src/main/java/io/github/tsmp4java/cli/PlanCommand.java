package io.github.tsmp4java.cli;

import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
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
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Prints the plan of a cut.")
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
                CutPlan plan = CutPlan.of(in.index(file), seek.get(), OptionalLong.of(file.size()));
                out.println(plan.describe().stripTrailing());
            }
        }
        return 0;
    }
}
