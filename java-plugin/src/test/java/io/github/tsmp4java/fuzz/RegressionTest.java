package io.github.tsmp4java.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a fuzzer begins with and what it once found, without the fuzzer. */
class RegressionTest {
    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of("movie", MovieFuzz::fuzzerTestOneInput,
            "model", ModelFuzz::fuzzerTestOneInput, "request", RequestFuzz::fuzzerTestOneInput);
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    @TestFactory
    List<DynamicTest> seeds(@TempDir Path folder) throws IOException {
        Seeds.main(new String[] {folder.toString()});
        List<DynamicTest> tests = new ArrayList<>();
        for (String target : TARGETS.keySet()) {
            List<DynamicTest> ofTarget = tests(folder.resolve(target), target);
            assertFalse(ofTarget.isEmpty(), target);
            tests.addAll(ofTarget);
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> findings() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> targets = Files.list(FOUND)) {
            for (Path target : targets.sorted().toList()) {
                tests.addAll(tests(target, target.getFileName().toString()));
            }
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    /** The bytes are read now: the folder may be gone when the test runs. */
    private static List<DynamicTest> tests(Path folder, String target) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                byte[] input = Files.readAllBytes(file);
                tests.add(DynamicTest.dynamicTest(target + ": " + file.getFileName(), () -> TARGETS.get(target).accept(input)));
            }
        }
        return tests;
    }
}
