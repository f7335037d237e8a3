package io.github.tsmp4java.bridge;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.corpus.Request;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From an index to a cut: its plan and its head, at a new place each time; and a seek whose cut is remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlanBenchmark {
    private static final int PLACES = 64;

    @Param({"0.1", "7", "60"})
    public double megabytes;

    private MovieIndex index;
    private OptionalLong length;
    private SeekRequest.Seek[] places;
    private int next;
    private Calls calls;
    private String second;

    @Setup
    public void make() throws CutException {
        Moov moov = new Moov(megabytes);
        index = Pipeline.indexAnywhere(moov.file());
        length = OptionalLong.of(moov.file().length());
        places = new SeekRequest.Seek[PLACES];
        for (int i = 0; i < PLACES; i++) {
            places[i] = Request.start(Integer.toString(1 + (int) ((long) i * (moov.seconds() - 2) / PLACES))).seek();
        }
        calls = new Calls(moov);
        second = Integer.toString(moov.seconds() / 2);
        calls.close(calls.seek(second));
    }

    @Benchmark
    public CutFile planAndHead() throws CutException {
        next = (next + 1) % PLACES;
        return CutFile.of(index, CutPlan.of(index, places[next], length));
    }

    @Benchmark
    public void remembered() {
        calls.close(calls.seek(second));
    }
}
