package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.ManySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More files than the budget has room for: each seek is a cut, HEAD says what GET sends, and the heap is not full. */
@Tag("sample")
class BudgetIT {
    private static final String START = "?start=300";
    private static final int BUDGET_MB = 40;
    private static final int FILES = 500;
    private static final int AT_ONCE = 8;

    private static Site site;
    private static byte[] cut;

    /** A moov of 120 kB. */
    private static Source movie() throws Exception {
        Source file = new ManySamples(10_000, 16, true).source();
        Source whole = Pipeline.cut(Pipeline.index(file), file, "300");
        cut = whole.read(0, Math.toIntExact(whole.length()));
        return file;
    }

    private static void isCut(Client client, String path) {
        Reply reply = client.get(path + START);
        assertEquals(cut.length, reply.body().length, path);
        assertArrayEquals(cut, reply.body(), path);
    }

    @Test
    void aFullBudgetCostsNoSeekItsCut() throws Exception {
        Source file = movie();
        try (Site opened = Site.open("full", "--on-miss=stream", "--index-budget=" + BUDGET_MB + "M")) {
            site = opened;
            site.origin.serve("full.mp4", file);
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                paths.add(site.place(Behaviour.PLAIN, "full.mp4"));
            }
            for (String path : paths) {
                isCut(site.plain, path);
            }
            // Cold ones at once, while the budget is full.
            for (int from = 0; from < FILES; from += AT_ONCE) {
                List<String> some = paths.subList(from, Math.min(FILES, from + AT_ONCE));
                IntStream.range(0, some.size()).parallel().forEach(i -> isCut(site.clients().get(i % 2), some.get(i)));
            }
            for (String path : paths.subList(0, FILES / 10)) {
                assertEquals(Integer.toString(cut.length), site.plain.send("HEAD", path + START).header("Content-Length"), path);
            }
            assertEquals(0, site.settled("untouched"));
            long indexes = counted("indexes");
            assertTrue(indexes > BUDGET_MB * 7 && indexes < FILES, () -> indexes + " indexes");
            assertTrue(site.metric("index_bytes") <= (long) BUDGET_MB << 20);
            inOrder(paths, indexes);
            aThirdIsFree();
        }
    }

    @Test
    void aHeapThatIsTooSmallForTheBudgetIsNamed() throws Exception {
        Source file = movie();
        try (Site small = Site.open("small", "--on-miss=stream", "--jvm-option=-Xmx32m")) {
            small.origin.serve("small.mp4", file);
            isCut(small.plain, small.place(Behaviour.PLAIN, "small.mp4"));
            small.server.await("named", () -> small.server.diags()
                    .contains("--index-budget of 134217728 bytes is too much for the Java heap"));
            // Of the three fifths of the heap that are for moovs, one may have half.
            Source large = new ManySamples(900_000, 8, true).source();
            small.origin.serve("large.mp4", large);
            String path = small.place(Behaviour.PLAIN, "large.mp4");
            assertEquals(large.length(), small.plain.get(path + START).body().length);
            small.server.await("declined", () -> small.server.diags().contains(path + ": declined: moov of "));
        }
    }

    /** A seek whose client takes nothing uses its index, of 3 MB: while another one grows it has no room beside that. */
    @Test
    void whatOthersUseLeavesNoRoom() throws Exception {
        Source file = new ManySamples(250_000, 8, true).source();
        String digest = HeldStream.digest(Pipeline.cutBytes(file, "3"));
        try (Site tight = Site.open("tight", "--on-miss=stream", "--index-budget=8M");
                Http2Connection connection = new Http2Connection(tight.server)) {
            tight.origin.serve("large.mp4", file);
            HeldStream held = connection.get(tight.place(Behaviour.PLAIN, "large.mp4") + "?start=3", false);
            held.awaitHeaders();
            String other = tight.place(Behaviour.PLAIN, "large.mp4");
            assertEquals(file.length(), tight.plain.get(other + "?start=3").body().length);
            assertEquals(1, tight.settled("untouched_memory"));
            tight.server.await("logged", () -> tight.server.diags().contains(other + ": "));
            held.open();
            assertEquals(digest, held.digest());
            tight.server.await("let go", () -> tight.metric("seeks") == 0);
            assertEquals(digest, HeldStream.digest(tight.plain.get(other + "?start=3").body()));
            assertEquals(1, tight.settled("untouched_memory"));
        }
    }

    /** The engine's counts are taken over once a second, when a seek ends. */
    private static long counted(String name) throws InterruptedException {
        Thread.sleep(1100);
        site.plain.get("/not_found/none.mp4" + START);
        return site.settled(name);
    }

    /** Those asked for last are known. */
    private static void inOrder(List<String> paths, long indexes) throws Exception {
        for (String path : paths) {
            isCut(site.plain, path);
        }
        long misses = counted("index_misses");
        for (String path : paths.subList(FILES - (int) indexes + AT_ONCE, FILES)) {
            isCut(site.plain, path);
        }
        assertEquals(misses, counted("index_misses"));
        // What came early and was used since stays longer than what came after it.
        String used = paths.get(FILES - (int) indexes + AT_ONCE);
        isCut(site.plain, used);
        for (String path : paths.subList(0, 4 * AT_ONCE)) {
            isCut(site.plain, path);
        }
        misses = counted("index_misses");
        isCut(site.plain, used);
        assertEquals(misses, counted("index_misses"));
    }

    private static void aThirdIsFree() {
        String pid = Long.toString(site.server.pid());
        Command.run("jcmd", pid, "GC.run").good();
        String heap = Command.run("jcmd", pid, "GC.heap_info").good().out();
        String flags = Command.run("jcmd", pid, "VM.flags").good().out();
        long used = number("tenured generation +total \\d+K, used (\\d+)K", heap);
        long max = number("-XX:MaxHeapSize=(\\d+)", flags) >> 10;
        assertEquals(BUDGET_MB * 7 / 4, max >> 10);
        assertTrue(used < max / 3 * 2, () -> used + " kB of " + max);
    }

    private static long number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return Long.parseLong(found.group(1));
    }
}
