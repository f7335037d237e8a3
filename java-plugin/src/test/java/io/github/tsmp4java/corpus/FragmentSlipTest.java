package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Slips in the fragments of randomly made movies. If a slip can be repaired, the cut is that of the file without it; if
 * not, the cut is declined by the name of the box.
 */
class FragmentSlipTest {
    private static final long MOVIES = System.getProperty("full") == null ? 60 : 2000;

    /** What is done with one movie; true = the slip could be made in it. */
    private interface Check {
        boolean on(FragmentedModel model, byte[] file, byte[] cuts, Random random) throws CutException;
    }

    private static Stream<DynamicTest> each(Check check) {
        AtomicInteger made = new AtomicInteger();
        Stream<DynamicTest> movies = LongStream.range(0, MOVIES).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
            FragmentedModel model = RandomFragments.of(seed);
            byte[] file = model.bytes();
            byte[] cuts;
            try {
                cuts = SlipTest.cuts(file, false);
            } catch (CutException e) {
                return;
            }
            made.addAndGet(check.on(model, file, cuts, new Random(seed)) ? 1 : 0);
        }));
        return Stream.concat(movies, Stream.of(DynamicTest.dynamicTest("the slip was made", () -> assertTrue(made.get() > 5,
                made::toString))));
    }

    @TestFactory
    Stream<DynamicTest> junkBehindTheLastFragment() {
        return each((model, file, cuts, random) -> {
            assertArrayEquals(cuts, SlipTest.cuts(FragmentSlips.junkBehind(file, random), true));
            return true;
        });
    }

    /** What is there of a fragment that is not all there counts for nothing: as if the file had ended before it. */
    @TestFactory
    Stream<DynamicTest> theEndOfTheFileMissing() {
        return each((model, file, cuts, random) -> {
            List<Integer> ends = FragmentSlips.ends(file, model.mediaFirst);
            int made = 0;
            for (int i = 0; i < 6; i++) {
                int size = random.nextInt(ends.get(0), file.length);
                int whole = ends.stream().filter(end -> end <= size).reduce((one, next) -> next).orElseThrow();
                byte[] spoilt = FragmentSlips.truncated(file, size);
                made += cutsAlike(FragmentSlips.truncated(file, whole), spoilt, size) ? 1 : 0;
            }
            return made > 0;
        });
    }

    /** @return whether there was a whole fragment */
    private static boolean cutsAlike(byte[] sane, byte[] spoilt, int size) throws CutException {
        byte[] expected;
        try {
            expected = SlipTest.cuts(sane, false);
        } catch (CutException e) {
            requireDeclined(spoilt, size);
            return false;
        }
        assertArrayEquals(expected, SlipTest.cuts(spoilt, false), "cut at byte " + size + ", not " + sane.length);
        return true;
    }

    /** Or cut of what is there of the media that the moov itself describes, sample by sample. */
    private static void requireDeclined(byte[] spoilt, int size) throws CutException {
        try {
            SlipTest.cuts(spoilt, false);
        } catch (CutException e) {
            return;
        }
        assertTrue(Pipeline.indexAnywhere(Source.of(spoilt)).tracks().stream().anyMatch(track -> track.samples() > 0),
                "cut at byte " + size);
    }

    /** The senc tells all: a saio goes along as it is, wherever it leads. */
    @TestFactory
    Stream<DynamicTest> aSaioThatLeadsElsewhere() {
        return each((model, file, cuts, random) -> {
            byte[] spoilt = FragmentSlips.leading(file, random.nextInt(1, Integer.MAX_VALUE));
            Source source = Source.of(spoilt);
            for (Request request : SlipTest.REQUESTS) {
                Optional<byte[]> wanted = cut(Source.of(file), request);
                Optional<byte[]> cut = cut(source, request);
                assertEquals(wanted.isPresent(), cut.isPresent());
                if (cut.isPresent()) {
                    assertTrue(SlipTest.differences(wanted.get(), cut.get()) <= 4 * FragmentSlips.count(file, "saio"));
                }
            }
            return !java.util.Arrays.equals(file, spoilt);
        });
    }

    private static Optional<byte[]> cut(Source file, Request request) {
        try {
            Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, request.seek());
            return Optional.of(cut.read(0, Math.toIntExact(cut.length())));
        } catch (CutException e) {
            return Optional.empty();
        }
    }

    /** Players go on reading in what follows: rubbish, or an error. */
    @TestFactory
    Stream<DynamicTest> aCountBeyondATrun() {
        return each((model, file, cuts, random) -> {
            int by = random.nextInt(1 << 20, 1 << 30);
            Optional<byte[]> spoilt = FragmentSlips.inTraf(file, "trun", 0, random, by);
            if (spoilt.isPresent()) {
                String reason = assertThrows(CutException.class, () -> Pipeline.indexAnywhere(Source.of(spoilt.get()))).getMessage();
                assertTrue(reason.contains("trun"), reason);
            }
            return spoilt.isPresent();
        });
    }
}
