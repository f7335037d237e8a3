package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.report.CutReport;
import io.github.tsmp4java.cli.report.Moment;
import io.github.tsmp4java.cli.report.PlanReport;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest.Seek;
import io.github.tsmp4java.text.PlanText;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan IN --start S}: what a cut would keep, as text or JSON. */
@Command(name = "plan", description = "Prints the plan of a cut, each decision with its reason.")
final class PlanCommand extends FilesCommand {
    @Mixin
    private Asked asked;

    private Optional<Seek> seek;

    @Override
    void check() throws UsageException {
        seek = asked.seek();
    }

    @Override
    void say(String name, Input input) throws IOException, CutException {
        if (seek.isEmpty()) {
            if (isJson()) {
                print(report(name, input.size(), null, null));
            } else {
                print("the whole file");
            }
            return;
        }
        try {
            MovieIndex index = reading().index(input);
            CutPlan plan = CutPlan.of(index, seek.get(), input.size());
            // What cannot be written is no cut: the plan of one would not be true.
            CutFile cut = CutFile.of(index, plan);
            if (isJson()) {
                print(report(name, input.size(), null, CutReport.of(index, plan, cut)));
            } else {
                PlanText.of(index, plan).forEach(this::print);
                print("cut: " + cut.length() + " bytes, of them a head of " + cut.head().length());
            }
        } catch (CutException e) {
            if (isJson()) {
                print(report(name, input.size(), e.getMessage(), null));
            }
            throw e;
        }
    }

    private PlanReport report(String name, OptionalLong bytes, String declined, CutReport cut) {
        return new PlanReport("plan", 1, name, bytes.isPresent() ? bytes.getAsLong() : null, seek.map(what -> new PlanReport.Asked(Moment.of(what.start()),
                what.end().map(Moment::of).orElse(null), what.exact())).orElse(null), declined, cut);
    }
}
