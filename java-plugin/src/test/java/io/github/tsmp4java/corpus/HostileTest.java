package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutHead;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.text.PlanText;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Damaged and hostile files: nothing but a CutException comes out, and no claim of a file is paid in memory. */
class HostileTest {
    private static final OutcomeTable OUTCOMES = new OutcomeTable();
    /** Allocated over a whole cut of a file of at most a few MB. */
    private static final long ALLOWANCE = 64L << 20;
    private static final List<String> STARTS = List.of("0.001", "1.5", "12.34", "99999999", "9223372036854775807",
            "99999999999999999999999999999999");

    @AfterAll
    static void tell() {
        OUTCOMES.tell("damaged and hostile files");
    }

    @TestFactory
    Stream<DynamicTest> corpus() {
        return MediaFile.corpus().stream().filter(file -> !file.kind().equals("seekable"))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> OUTCOMES.put(file, "as it is",
                        endure(file.bytes()))));
    }

    /** @return what became of it */
    private static String endure(byte[] file) {
        long before = allocated();
        String outcome;
        try {
            HeadCollector collector = HeadCollector.ofStream(Pipeline.MOOV_MAX, file.length);
            // In place, so that what is counted is the engine's own.
            boolean complete = collector.feed(file, 0, file.length);
            assertTrue(collector.retained() <= 16L * file.length + 65_536, "retains " + collector.retained());
            outcome = complete ? cuts(collector, file) : "the file ends before its media begins";
        } catch (CutException e) {
            outcome = e.getMessage().replaceAll("@\\d+", "");
            assertFalse(outcome.isBlank());
        }
        long used = allocated() - before;
        assertTrue(used < ALLOWANCE + 16L * file.length, () -> "allocated " + used + " for " + file.length + " bytes");
        return outcome;
    }

    private static String cuts(HeadCollector collector, byte[] file) throws CutException {
        MovieIndex index = MovieIndex.of(collector.head());
        String outcome = "cut";
        for (String start : STARTS) {
            if (!(SeekRequest.parse(start, null, false) instanceof SeekRequest.Seek seek)) {
                throw new AssertionError(start + " is a number");
            }
            try {
                CutPlan plan = CutPlan.of(index, seek, OptionalLong.of(file.length));
                long length = CutHead.of(index, plan).length();
                byte[] piece = new byte[4096];
                for (long at = 0; at < length; at += piece.length) {
                    CutHead.of(index, plan).render(at, ByteBuffer.wrap(piece), 0, (int) Math.min(piece.length, length - at));
                }
                assertTrue(plan.sourceBegin() >= 0 && plan.sourceBegin() <= plan.sourceEnd()
                        && plan.sourceEnd() <= file.length, () -> String.join("\n", PlanText.of(index, plan)));
                assertFalse(PlanText.of(index, plan).isEmpty());
            } catch (CutException e) {
                outcome = e.getMessage().replaceAll("@\\d+", "");
            }
        }
        return outcome;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Every 32-bit field of a moov, by turns, becomes one of the numbers that break arithmetic. */
    @Test
    void everyFieldOfAMoovMayLie() {
        byte[] good = ModelFiles.all().get("sbgp version 1").bytes();
        RawBox moov = RawBox.parse(Source.of(good), false).get(1);
        int end = (int) (moov.at() + moov.size());
        int cut = 0;
        for (int at = (int) moov.at(); at < end - 4; at += at < end - 6000 && at > 1200 ? 53 : 1) {
            for (int value : new int[] {0, 1, -1, 0x7fffffff, 0x80000000, 0x10000000, 8}) {
                byte[] bad = good.clone();
                ByteBuffer.wrap(bad).putInt(at, value);
                cut += endure(bad).equals("cut") ? 1 : 0;
            }
        }
        assertTrue(cut > 0);
    }

    @Test
    void anyBytesMayBeAnything() {
        byte[] good = ModelFiles.all().get("as it is").bytes();
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            for (int k = random.nextInt(1, 8); k > 0; k--) {
                bad[random.nextInt(4000)] = (byte) random.nextInt();
            }
            endure(bad);
        }
    }

    @Test
    void aFileMayEndAnywhere() {
        byte[] good = ModelFiles.all().get("as it is").bytes();
        for (int length = 0; length < good.length; length += length < 6000 ? 1 : 999) {
            endure(Arrays.copyOf(good, length));
        }
    }

    @Test
    void aSampleThatIsNotInTheFileIsNeverPromised() {
        byte[] good = ModelFiles.all().get("as it is").bytes();
        for (int missing : new int[] {1, 100, 10_000}) {
            // What a cut promises is in the file: that is asserted of each.
            assertEquals("cut", endure(Arrays.copyOf(good, good.length - missing)));
        }
    }
}
