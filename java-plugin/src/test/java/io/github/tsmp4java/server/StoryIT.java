package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The debug tag tells the story of a seek, a line for each change of its state. */
@Tag("sample")
class StoryIT {
    private static final Pattern ASKED = Pattern.compile("\\[(\\d+)\\] asked: (.*) of http://\\S*?(/\\S+)");
    private static final Footage FIRST = Footage.of(true, 1);
    private static final Footage LAST = Footage.of(false, 1);
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("story");
        root.records.put("diags.debug.enabled", 1);
        root.records.put("diags.debug.tags", "tsmp4java");
        site = Site.open(root);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** The lines of the last seek into this path, once it is over. */
    private static List<String> story(String path) {
        String[] lines = {""};
        site.server.await("the story of " + path, () -> {
            String all = site.root.read("log/console.txt");
            Matcher asked = ASKED.matcher(all);
            String number = "";
            while (asked.find()) {
                number = asked.group(3).equals(path) ? asked.group(1) : number;
            }
            String mark = "[" + number + "] ";
            lines[0] = String.join("\n", all.lines().filter(line -> line.contains(mark))
                    .map(line -> line.substring(line.indexOf(mark) + mark.length())).toList());
            return lines[0].contains("-> done");
        });
        return lines[0].lines().toList();
    }

    private static void assertStory(String path, String... expected) {
        List<String> story = story(path);
        assertEquals(expected.length, story.size(), () -> String.join("\n", story));
        for (int i = 0; i < expected.length; i++) {
            String line = story.get(i);
            assertTrue(line.matches(expected[i]), () -> line + "\nin\n" + String.join("\n", story));
        }
    }

    @Test
    void ofAColdSeekAndOfAWarmOne() {
        for (Footage footage : List.of(FIRST, LAST)) {
            String path = site.place(Behaviour.PLAIN, footage.name(), footage.file());
            assertEquals(200, site.plain.get(path + Footage.START).status());
            assertStory(path, "asked: start=10.5 end= exact=0 of .*", "asked -> indexing: not in the cache, index not known",
                    "indexing -> planned: not in the cache, index read now; begins at 9600 ms; bytes \\[\\d+, \\d+\\) of the "
                            + "file, \\d+ skipped",
                    "planned -> cutting: status 200, bytes \\[0, \\d+\\) of a cut of \\d+; read by its range, from the origin",
                    "the client gets status 200",
                    "cutting -> cut_sent: .*", "cut_sent -> done: answered");
            site.cached(path);
            site.readsByRange(site.plain, path + Footage.START, footage.cut());
            assertStory(path, "asked: .*", "asked -> planned: fresh in the cache, index known; begins at 9600 ms; .*",
                    "planned -> cutting: .*; read by its range, from the cache", "the client gets status 200",
                    "cutting -> cut_sent: .*", "cut_sent -> done: answered");
        }
    }

    /** It is cut by the plan: the index, which may be gone by then, is not looked for again. */
    @Test
    void ofAStaleFileThatTheOriginSendsAgain() {
        for (Footage footage : List.of(FIRST, LAST)) {
            String path = site.stale(footage, true);
            site.origin.publish(path, request -> new Published(footage.file(), "ETag", "\"1\"").withoutConditions());
            assertArrayEquals(footage.cut(), site.plain.get(path + Footage.START).body());
            List<String> story = story(path);
            assertTrue(story.get(1).startsWith("asked -> planned: stale in the cache, index known; "), story::toString);
            assertTrue(story.get(2).matches("planned -> cutting: .*; read from its first byte on"), story::toString);
        }
    }

    @Test
    void ofAFileThatStreamsPast() {
        String path = site.place(Behaviour.BARE, FIRST.name(), FIRST.file());
        site.plain.get(path + Footage.START);
        assertStory(path, "asked: .*", "asked -> indexing: .*",
                "indexing -> streaming: not in the cache; the file is read from its first byte on",
                "streaming -> cutting: .*; read from its first byte on", "the client gets status 200",
                "cutting -> cut_sent: .*", "cut_sent -> done: answered");
    }

    @Test
    void ofAFileThatIsDeclined() {
        byte[] html = "<html><body>no movie</body></html>".repeat(50).getBytes(StandardCharsets.US_ASCII);
        String path = site.place(Behaviour.PLAIN, "page.mp4", html);
        assertEquals(html.length, site.plain.get(path + Footage.START).body().length);
        assertStory(path, "asked: .*", "asked -> indexing: .*", "indexing -> declined: declined: not an MP4 file.*",
                "the client gets status 200", "declined -> done: answered");
    }

    @Test
    void ofAHeadAndOfAClientThatLeaves() throws Exception {
        String path = site.place(Behaviour.PLAIN, FIRST.name(), FIRST.file());
        site.plain.get(path);
        site.cached(path);
        site.plain.send("HEAD", path + Footage.START);
        assertStory(path, "asked: .*", "asked -> indexing: fresh in the cache, index not known",
                "indexing -> planned: fresh in the cache, index read now; .*", "the client gets status 200",
                "planned -> done: answered");
        try (Wire wire = new Wire(site.server)) {
            wire.send("GET " + path + Footage.START + " HTTP/1.1");
        }
        List<String> story = story(path);
        assertTrue(story.get(story.size() - 1).matches("\\w+ -> done: (answered|the client( or the origin)? left)"),
                story::toString);
    }

    @Test
    void noChangeWasImpossible() {
        site.plain.get(site.place(Behaviour.PLAIN, LAST.name(), LAST.file()) + Footage.START);
        assertEquals(0, site.settled("impossible_changes"));
    }
}
