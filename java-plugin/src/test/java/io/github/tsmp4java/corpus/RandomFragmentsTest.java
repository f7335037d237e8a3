package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.Source;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each cut of randomly made fragmented movies is right, whatever is asked. */
class RandomFragmentsTest {
    /** Chance makes movies that show nothing, or none of their key frames, or that say too little. */
    private static final Pattern ACCEPTED = Pattern.compile("no key frame inside the edit|nothing to play"
            + "|times before decoding begins, in fragments that do not say when");
    /** With -Dfull twenty times as many. */
    private static final long MOVIES = System.getProperty("full") == null ? 500 : 10_000;
    /** The movies after so many others: -Dfirst. */
    private static final long FIRST = Long.getLong("first", 0);

    @TestFactory
    Stream<DynamicTest> everyCutIsRight() {
        AtomicLong cut = new AtomicLong();
        Stream<DynamicTest> movies = LongStream.range(FIRST, FIRST + MOVIES)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> cut.addAndGet(judge(seed) ? 1 : 0)));
        // What is declined is not judged: a writer that goes astray would pass for one that writes nothing to play.
        return Stream.concat(movies, Stream.of(DynamicTest.dynamicTest("nearly all are cut",
                () -> assertTrue(cut.get() > MOVIES / 10 * 9, () -> cut + " of " + MOVIES))));
    }

    /** @return whether it was cut, at every request */
    private static boolean judge(long seed) throws CutException {
        Source file = Source.of(RandomFragments.of(seed).bytes());
        Trial trial;
        try {
            trial = new Trial(file, Pipeline.indexAnywhere(file));
        } catch (CutException e) {
            accept(e);
            return false;
        }
        trial.run(Requests.of(trial.judge().movie(), seed));
        assertEquals(0, trial.wrong().size(), () -> "seed " + seed + ": " + String.join("\n", trial.wrong()));
        for (CutException e : trial.declined()) {
            accept(e);
        }
        return trial.declined().isEmpty();
    }

    private static void accept(CutException e) throws CutException {
        if (!(e instanceof DeclinedCut) || !ACCEPTED.matcher(e.getMessage()).find()) {
            throw e;
        }
    }
}
