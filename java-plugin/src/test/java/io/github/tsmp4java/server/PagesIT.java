package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.docs.NotRun;
import io.github.tsmp4java.docs.Page;
import io.github.tsmp4java.docs.Page.Block;
import io.github.tsmp4java.judge.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages tell people to write and to run, on one real server: all their rules and records are in its
 * configuration, and the commands find it, the plugin and a movie where the pages say they are.
 */
@Tag("sample")
class PagesIT {
    private static final String FOLDER = "/usr/lib/trafficserver/modules/";
    private static final Pattern HOST = Pattern.compile("^map http://\\w\\.example\\.com/ ");
    private static final Pattern RECORD = Pattern.compile("CONFIG proxy\\.config\\.(\\S+) INT (\\d+)");
    private static RunRoot root;
    private static Origin origin;
    private static TrafficServer server;
    /** Each rule as it is written, with the folder that it has instead of its host. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();
    private static final byte[] FILE = MediaFile.made("h264_long_moov.mp4").bytes();

    @BeforeAll
    static void open() throws IOException {
        root = new RunRoot("pages");
        origin = new Origin().serve("movie.mp4", Source.of(FILE));
        root.write("etc/sign.config", "key0 = secret\nerror_url = 403\n");
        List<String> rules = new ArrayList<>(Files.readAllLines(Page.TREE.resolve("remap.config.example")));
        for (Block block : blocks("remap")) {
            rules.addAll(block.lines());
        }
        rules.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(PagesIT::take);
        for (Block block : blocks("records")) {
            for (String line : block.lines()) {
                Matcher record = RECORD.matcher(line);
                assertTrue(record.matches(), line);
                root.records.put(record.group(1), Integer.valueOf(record.group(2)));
            }
        }
        server = TrafficServer.startManaged(root);
    }

    @AfterAll
    static void close() {
        server.close();
        origin.close();
    }

    private static List<Block> blocks(String language) throws IOException {
        List<Block> blocks = Page.all().stream().flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language)).toList();
        assertFalse(blocks.isEmpty(), language);
        return blocks;
    }

    private static void take(String rule) {
        if (RULES.containsKey(rule)) {
            return;
        }
        String folder = "/" + RULES.size() + "/";
        RULES.put(rule, folder);
        root.rule(HOST.matcher(rule).replaceFirst("map http://127.0.0.1:" + root.port + folder + " ")
                .replace("http://origin.example.com/", "http://127.0.0.1:" + origin.port() + "/plain" + folder)
                .replace("@plugin=libtsmp4java.so", "@plugin=" + Plugin.path()));
    }

    private static String folder(String part) {
        return RULES.entrySet().stream().filter(rule -> rule.getKey().contains(part)).findFirst().orElseThrow().getValue();
    }

    @Test
    void theirRulesLoadAndCut() throws Exception {
        byte[] cut = Pipeline.cutBytes(Source.of(FILE), "290.12");
        Client client = Client.plain(server);
        assertArrayEquals(cut, client.get(folder("http://v.example.com/") + "movie.mp4?start=290.12").body());
        assertArrayEquals(cut, client.get(folder("starttime") + "movie.mp4?starttime=290.12").body());
        assertArrayEquals(cut, client.get(folder("starttime") + "movie.mp4?start=290.12").body());
        assertArrayEquals(cut, client.get(folder("--time=loose") + "movie.mp4?start=290,12").body());
        assertEquals(403, client.get(folder("sign.config") + "movie.mp4?start=290.12").status());
        assertEquals(1, server.metric("plugin.tsmp4java.engine_up"));
    }

    /** In a folder with a movie, beside a Traffic Server and an installed plugin. */
    @Test
    @Tag("full")
    void theirCommandsRun(@TempDir Path here) throws IOException {
        Files.write(here.resolve("movie.mp4"), FILE);
        Path programs = Files.createDirectory(here.resolve("programs"));
        program(programs, "traffic_ctl", " --run-root=" + root.folder);
        program(programs, "traffic_server", "");
        int run = 0;
        for (Page page : Page.all()) {
            for (Block block : page.blocks()) {
                List<String> script = !block.language().equals("sh") ? List.of() : block.commands().stream()
                        .filter(command -> NotRun.isRun(page, command)).map(PagesIT::here).toList();
                if (!script.isEmpty()) {
                    Command.run("bash", "-euo", "pipefail", "-c", "cd " + here + "; PATH=" + programs + ":"
                            + Plugin.installed("bin/tsmp4java").getParent() + ":$PATH\n"
                            + String.join("\n", script)).good();
                    run += script.size();
                }
            }
        }
        assertTrue(run >= 10, run + " commands");
    }

    private static void program(Path folder, String name, String options) throws IOException {
        Path file = Files.writeString(folder.resolve(name),
                "#!/bin/sh\nexec " + Installation.underTest().program(name) + options + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String here(String command) {
        return command.replace(FOLDER, Plugin.path().getParent() + "/")
                .replace("http://v.example.com/", server.plainBase() + folder("http://v.example.com/"));
    }

    @Test
    void theSettingsThatTheyNameAreTrafficServers() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Page page : Page.all()) {
            Matcher name = Pattern.compile("`(proxy\\.config\\.[a-z_.]+)`").matcher(
                    Files.readString(Page.TREE.resolve(page.file())));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        assertTrue(names.size() > 8, names::toString);
        List<String> words = new ArrayList<>(List.of("config", "get"));
        words.addAll(names);
        String said = server.control(words.toArray(String[]::new));
        names.forEach(name -> assertTrue(said.contains(name + ": "), () -> name + " in\n" + said));
    }
}
