package io.github.tsmp4java.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits that the documents name are those of the code. What happens at a limit is tested where it happens. */
class LimitsTest {
    /** Tests run in java-plugin/. */
    private static final Path TREE = Path.of("..");
    private static final String SHIM = "native-shim/";
    private static final String ENGINE = "java-plugin/src/main/java/io/github/tsmp4java/";

    /** A page, what it says, where the code has that number, and how. */
    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("OPERATE", "at most 20 lines in 10 s", SHIM + "ats/rate.h", "RATE_LINES 20\n"),
                Arguments.of("OPERATE", "at most 20 lines in 10 s", SHIM + "ats/rate.h", "RATE_WINDOW_SECONDS 10\n"),
                Arguments.of("OPERATE", "at most 384 KB of the cut on its way", SHIM + "answer/pace.h", "PACE_MOST (INT64_C(384) << 10)"),
                Arguments.of("OPERATE", "up to 2 MB of it", SHIM + "source/parts.c", "PART_MOST (INT64_C(1) << 20)"),
                Arguments.of("OPERATE", "asks the origin for the first 256 KB", SHIM + "source/collector.c", "FIRST_PART (INT64_C(256) << 10)"),
                Arguments.of("REFERENCE", "asks the origin for the first 256 KB", SHIM + "source/collector.c", "FIRST_PART (INT64_C(256) << 10)"),
                Arguments.of("OPERATE", "asks for 64 KB of each fragment", SHIM + "source/collector.c", "NEXT_PART (INT64_C(64) << 10)"),
                Arguments.of("OPERATE", "17 at a time", SHIM + "engine.h", "TSMP4_AHEAD 16\n"),
                Arguments.of("OPERATE", "in parts of up to 8 MB", SHIM + "source/collector.c", "LONGEST_PART (INT64_C(8) << 20)"),
                Arguments.of("OPERATE", "larger than half a megabyte", SHIM + "source/collector.c", "PASSED_MOST (INT64_C(512) << 10)"),
                Arguments.of("OPERATE", "begins in the first MB of a file", SHIM + "source/source.c", "STREAM_MOST (INT64_C(1) << 20)"),
                Arguments.of("OPERATE", "none again within a minute", SHIM + "source/fill_places.h", "FILL_QUIET_SECONDS 60\n"),
                Arguments.of("OPERATE", "left alone for an hour", SHIM + "source/fill_places.h", "FILL_QUIET_AGAIN (INT64_C(60) * 60)"),
                Arguments.of("OPERATE", "up to a day", SHIM + "source/fill_places.h", "FILL_QUIET_MOST (INT64_C(24) * 60 * 60)"),
                Arguments.of("OPERATE", "the first 1,024 files", SHIM + "source/cache_write.h", "CACHE_WRITES_MOST 1024\n"),
                Arguments.of("OPERATE", "15 s by default, and also if that is 0", SHIM + "source/deadline.c", "SECONDS_MOST 15\n"),
                Arguments.of("OPERATE", "sends more than 16 of these", SHIM + "source/interim.c", "INTERIM_MOST 16\n"),
                Arguments.of("OPERATE", "a Last-Modified that is at least a minute old", SHIM + "source/validator.c", "OLD_ENOUGH_SECONDS 60\n"),
                Arguments.of("OPERATE", "for two seconds after the file was received", SHIM + "source/index_reader.c", "SAME_DATE_SECONDS 2\n"),
                Arguments.of("OPERATE", "at least 64 MB: 224 MB by default", SHIM + "engine/vm_options.c", "HEAP_LEAST INT64_C(64)\n"),
                Arguments.of("OPERATE", "starts with 16 MB", SHIM + "engine/vm_options.c", "HEAP_FIRST INT64_C(16)\n"),
                Arguments.of("OPERATE", "for a second at most", ENGINE + "bridge/WarmUp.java", "PATIENCE_SECONDS = 1;"),
                Arguments.of("OPERATE", "300 cuts in all", ENGINE + "bridge/WarmUp.java", "SEEKS = 300;"),
                Arguments.of("REFERENCE", "100 fields in all", SHIM + "ats/crowd.h", "CROWD_FIELDS 100\n"),
                Arguments.of("REFERENCE", "and 8 of each name", SHIM + "ats/crowd.h", "CROWD_OF_A_NAME 8\n"),
                Arguments.of("SECURITY", "at most eight lines", SHIM + "ats/crowd.h", "CROWD_OF_A_NAME 8\n"),
                Arguments.of("REFERENCE", "at most 32 characters", ENGINE + "plan/TimeForm.java", "MAX_CHARACTERS = 32;"),
                Arguments.of("SECURITY", "A number has at most 32 characters", ENGINE + "plan/TimeForm.java", "MAX_CHARACTERS = 32;"),
                Arguments.of("FILES", "Gaps of 256 KB or more are left out", ENGINE + "index/Coverage.java", "GAP = 256 << 10;"),
                Arguments.of("FILES", "more than 16 ranges", ENGINE + "index/Coverage.java", "MOST = 16;"),
                Arguments.of("FILES", "in more than 64 fragments of the cut", ENGINE + "plan/PartRun.java", "MOST_TAKEN_OUT = 64;"),
                Arguments.of("FILES", "count only up to 4 MB", ENGINE + "index/FragmentWalk.java", "MAX_ACCESS = 4 << 20;"),
                Arguments.of("FILES", "the `moov` is at most 256 KB", ENGINE + "index/FragmentWalk.java", "MAX_MOOV = 256 << 10;"),
                Arguments.of("FILES", "more than 40,000 boxes", ENGINE + "index/FragmentWalk.java", "MAX_BOXES = 40_000;"),
                Arguments.of("TROUBLESHOOT", "has lasted for 3 s", SHIM + "engine/watch.h", "WATCH_QUICK_MOST (3 * WATCH_TICKS)"),
                Arguments.of("TROUBLESHOOT", "for 20 s", SHIM + "engine/watch.h", "WATCH_LONG_MOST (20 * WATCH_TICKS)"),
                Arguments.of("TROUBLESHOOT", "for a fifth of the time or more", SHIM + "engine/storm.h", "STORM_SHARE 5\n"),
                Arguments.of("TROUBLESHOOT", "at most 20 lines in 10 s", SHIM + "ats/rate.h", "RATE_LINES 20\n"),
                Arguments.of("MIGRATE", "`--moov-max`, 64 MB by default", SHIM + "rule/options.c", "MOOV_MAX_MOST (INT64_C(64) << 20)"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void isThatOfTheCode(String page, String says, String file, String has) throws IOException {
        String text = Files.readString(TREE.resolve("docs/" + page + ".md")).replaceAll("\\s+", " ");
        assertTrue(text.contains(says), () -> page + " does not say: " + says);
        assertTrue(Files.readString(TREE.resolve(file)).contains(has), () -> file + " does not have: " + has);
    }
}
