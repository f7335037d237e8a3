package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.server.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full budget does to the heap, in a Java VM that is started with the options of the plugin. */
class HeapTest {
    private static final Path SHIM = Path.of("..", "native-shim");
    private static final long MB = 1 << 20;

    @TempDir
    static Path directory;

    @BeforeAll
    static void compile() {
        Command.run("cc", "-std=c11", "-D_GNU_SOURCE", "-I", SHIM.toString(), SHIM.resolve("test/print_vm_options.c").toString(),
                SHIM.resolve("engine/vm_options.c").toString(), SHIM.resolve("rule/text_list.c").toString(), "-o",
                program()).good();
    }

    private static String program() {
        return directory.resolve("print_vm_options").toString();
    }

    /** What {@link FullBudget} says. */
    private static Map<String, Long> run(String what, long budget, String... operators) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        List<String> print = new ArrayList<>(List.of(program(), Long.toString(budget)));
        print.addAll(List.of(operators));
        Command.run(print).good().out().lines().filter(option -> option.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FullBudget.class.getName(), what,
                Long.toString(budget)));
        Map<String, Long> said = new TreeMap<>();
        String out = Command.run(command).good().out();
        System.out.println(out);
        out.lines().filter(line -> line.matches("[-a-z]+ -?\\d+")).map(line -> line.split(" "))
                .forEach(pair -> said.put(pair[0], Long.valueOf(pair[1])));
        return said;
    }

    private static void inOrder(Map<String, Long> said) {
        assertEquals(said.get("files"), said.get("cut"), "each seek is a cut");
        assertEquals(0, said.get("older"), "none is kept that was used before one that is not");
    }

    @Test
    void aFullBudgetLeavesAThirdOfTheHeap() {
        Map<String, Long> said = run("order", 128 * MB);
        inOrder(said);
        assertTrue(said.get("used") > 127 * MB && said.get("used") <= 128 * MB, "it is full");
        assertTrue(said.get("newest") > said.get("files") / 2);
        assertTrue(said.get("heap") < said.get("max") / 3 * 2, "a third is free");
        assertTrue(said.get("held") < said.get("used") * 21 / 20, "what it counts is what is held");
    }

    @Test
    void aHeapThatIsMadeSmallerMakesTheBudgetSmaller() {
        Map<String, Long> said = run("order", 128 * MB, "-Xmx64m");
        inOrder(said);
        assertTrue(said.get("used") < 40 * MB && said.get("used") > 36 * MB, "three fifths of the heap");
    }

    /** Should the heap be full before the budget is, a part of the indexes makes room, in order. */
    @Test
    void aFullHeapMakesRoomInOrder() {
        Map<String, Long> said = run("beyond-the-heap", 128 * MB, "-Xmx64m");
        inOrder(said);
        assertTrue(said.get("newest") > said.get("files") / 8, "not all are forgotten at once");
    }

    @Test
    void coldSeeksAtOnceFindRoomWhileAnyIsKept() {
        Map<String, Long> said = run("crowd", 24 * MB);
        assertEquals(said.get("files"), said.get("cut"));
    }

    @Test
    void everyKindCountsWhatItHolds() {
        run("weigh", 128 * MB, "-Xmx1g").forEach((kind, percent) ->
                assertTrue(percent <= 105 && percent > 40, () -> kind + " holds " + percent + " % of what it counts"));
    }
}
