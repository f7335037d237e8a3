package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each cut of randomly made movies is right, whatever is asked. */
class RandomMovieTest {
    /** Chance makes movies that show nothing, or none of their key frames. */
    private static final Pattern ACCEPTED = Pattern.compile("no key frame inside the edit|nothing to play");
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
        Source file = RandomMovie.of(seed).source();
        Trial trial;
        try {
            trial = new Trial(file, Pipeline.indexAnywhere(file));
        } catch (CutException e) {
            accept(e);
            return false;
        }
        trial.run(Requests.of(trial.judge().movie(), seed));
        trial.run(anywhere(seed));
        assertEquals(List.of(), trial.wrong(), () -> String.join("\n", trial.wrong()));
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

    private static List<Request> anywhere(long seed) {
        Random random = new Random(seed);
        List<Request> out = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String start = seconds(random);
            out.add(new Request(start, random.nextBoolean() ? seconds(random) : null, random.nextBoolean()));
        }
        return out;
    }

    /** Most within the first ten seconds, never 0. */
    private static String seconds(Random random) {
        int digits = random.nextInt(1, 8);
        return new BigDecimal(BigInteger.valueOf(random.nextLong(1, (long) Math.pow(10, digits + 1))), digits).toPlainString();
    }
}
