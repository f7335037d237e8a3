package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.plan.SeekRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where sidx or mfra names a later fragment, fragments before it are not read, and the cut is the same to the last byte. */
class FragmentEntryTest {
    private static final int MOVIES = System.getProperty("full") == null ? 400 : 8000;

    /** @param lies chance moves the times, or the places, that sidx or mfra says */
    @ParameterizedTest
    @CsvSource({"sidx, false", "mfra, false", "sidx, true", "mfra, true"})
    void theCutIsTheSame(String access, boolean lies) throws Exception {
        int partial = 0;
        for (int seed = 0; seed < MOVIES; seed++) {
            Random random = new Random(seed);
            FragmentedModel model = RandomFragments.of(seed);
            model.access = access;
            model.accessVersion = random.nextInt(2);
            model.accessTracks = random.nextInt(1, 4);
            model.accessLater = lies && random.nextBoolean() ? random.nextInt(21) - 10 : 0;
            model.accessFurther = lies && model.accessLater == 0 ? random.nextInt(200) : 0;
            Source file = Source.of(model.bytes());
            for (String start : List.of("0.3", "2.5", "5", "9.75", "1000000", "9".repeat(32),
                    String.valueOf(random.nextInt(40)))) {
                Request request = new Request(start, random.nextInt(3) == 0 ? start + "9" : null, random.nextBoolean());
                if (request.start().equals("0")) {
                    continue;
                }
                partial += same(file, request.seek(), random.nextInt(1, 3000), "seed " + seed + " " + request) ? 1 : 0;
            }
        }
        System.out.printf("%s%s: %d seeks left fragments out%n", access, lies ? " that lies" : "", partial);
        assertTrue(partial > (lies ? MOVIES / 8 : MOVIES), partial + " seeks left fragments out");
    }

    /** Whether enough was read is told by the index, which takes its time where the moov is large: all is read then. */
    @Test
    void besideALargeMoovAllFragmentsAreRead() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            FragmentedModel model = RandomFragments.of(seed);
            model.access = "sidx";
            model.moovPadding = 300_000;
            assertFalse(same(Source.of(model.bytes()), Request.start("9").seek(), 3000, "seed " + seed));
        }
    }

    /** Whatever bytes it has, what says where fragments begin makes no other cut, and no failure but a decline. */
    @ParameterizedTest
    @ValueSource(strings = {"sidx", "mfra"})
    void spoiledBytesMakeNoOtherCut(String access) throws Exception {
        int partial = 0;
        for (int seed = 0; seed < MOVIES; seed++) {
            Random random = new Random(seed);
            FragmentedModel model = RandomFragments.of(seed);
            model.access = access;
            model.between.remove("sidx");
            byte[] bytes = model.bytes();
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(access) + 4;
            int size = ByteBuffer.wrap(bytes).getInt(at - 8) - 8;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[at + random.nextInt(size)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            for (String start : List.of("3", "9", "1000000")) {
                Request request = Request.start(start);
                partial += same(Source.of(bytes), request.seek(), 3000, "seed " + seed + " " + request) ? 1 : 0;
            }
        }
        assertTrue(partial > MOVIES / 16, partial + " seeks left fragments out");
    }

    /** @return whether fragments were left out */
    private static boolean same(Source file, SeekRequest.Seek seek, int most, String what) throws CutException {
        byte[] all;
        try {
            all = bytes(Pipeline.cut(Pipeline.indexAnywhere(file), file, seek));
        } catch (CutException e) {
            try {
                MovieIndex index = Pipeline.indexFor(file, seek, most);
                Pipeline.cut(index, file, seek);
                assertTrue(index.isPartial(), what + " was declined: " + e.getMessage());
            } catch (CutException same) {
                assertEquals(e.getMessage(), same.getMessage(), what);
            }
            return false;
        }
        MovieIndex index = Pipeline.indexFor(file, seek, most);
        assertArrayEquals(all, bytes(Pipeline.cut(index, file, seek)), what);
        return index.isPartial();
    }

    private static byte[] bytes(Source cut) {
        return cut.read(0, Math.toIntExact(cut.length()));
    }
}
