package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line of diags.log is as loud as what it tells is bad. */
@Tag("sample")
class LevelsIT {
    private static final Pattern LINE = Pattern.compile("(?m)^\\[.*? (NOTE|STATUS|WARNING|ERROR): \\[tsmp4java\\] (.*)$");
    private static final Footage FIRST = Footage.of(true, 1);
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("levels");
        Origin origin = new Origin().serve("first.mp4", Source.of(FIRST.file()));
        String here = "http://127.0.0.1:" + root.port;
        String there = "http://127.0.0.1:" + origin.port();
        root.rule("map " + here + "/plain/copied/ " + there + "/plain/copied/ @plugin=multiplexer.so @pparam=copy.example.com");
        root.rule("map http://copy.example.com/ " + there + "/plain/to/ " + String.join(" ", Plugin.rule()));
        root.map("/", origin, Plugin.rule("--index-budget=64M"));
        site = Site.beside(root, origin);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** The plugin's own lines with this text, each with its level. */
    private static List<String> lines(String text) {
        return LINE.matcher(site.server.diags()).results().map(line -> line.group(1) + ": " + line.group(2))
                .filter(line -> line.contains(text)).toList();
    }

    private static void assertLine(String text, String expected) {
        site.server.await("said: " + text, () -> !lines(text).isEmpty());
        List<String> lines = lines(text);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches(expected), lines::toString);
    }

    /** It is the first of the plugin, and the only one before there are seeks: nothing else is wrong. */
    @Test
    void theStartIsANote() {
        assertLine("version ", "NOTE: version \\d+\\S*, 3 rules; Java \\d+\\S*, \\d+ MB of heap; --index-budget 128 MB");
        assertTrue(lines("").get(0).contains("version "), () -> lines("").toString());
    }

    @Test
    void aFileThatCannotBeCutIsANote() {
        byte[] page = "<html>no movie</html>".repeat(90).getBytes(StandardCharsets.US_ASCII);
        String path = site.place(Behaviour.PLAIN, "page.mp4", page);
        assertArrayEquals(page, site.plain.get(path + Footage.START).body());
        assertLine(path, "NOTE: http://.*: declined: not an MP4 file.*");
        String encoded = site.place(Behaviour.ENCODED, "first.mp4");
        site.plain.get(encoded + Footage.START);
        assertLine(encoded, "NOTE: http://.*: declined: Content-Encoding");
    }

    @Test
    void whatASettingKeepsFromTheCacheIsAWarning() {
        site.plain.get(site.place(Behaviour.NO_EXPIRY, "first.mp4") + Footage.START);
        assertLine("required_headers", "WARNING: http://.* are not cached, so each seek asks the origin: .*");
    }

    /** Only another plugin's request has no connection to pace by. */
    @Test
    void aCutForAnotherPluginIsAWarningOnce() {
        String told = "another plugin asks for a cut";
        for (int seek = 1; seek <= 2; seek++) {
            int cuts = site.root.read("log/seeks.log").split("copy.example.com", -1).length;
            site.plain.get("/plain/copied/first.mp4" + Footage.START);
            site.server.await("cut for the other plugin",
                    () -> site.root.read("log/seeks.log").split("copy.example.com", -1).length > cuts);
        }
        assertLine(told, "WARNING: http://.*first.mp4: " + told + ": set proxy.config.http.flow_control.enabled to 1, .*");
    }
}
