package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The structures here against those of the C compiler. */
class LayoutTest {
    /** A field of a structure as JNA prints it; those of a structure inside it stand further in. */
    private static final Pattern FIELD = Pattern.compile("(?m)^ {2}\\S+ (\\w+)(?:\\[\\d+\\])?@0x([0-9A-Fa-f]+)=");
    private static final Path SHIM = Path.of("..", "native-shim");

    @TempDir
    Path directory;

    @Test
    void isThatOfTheCompiler() throws Exception {
        assertEquals(ofCompiler(), ofJava());
    }

    private Map<String, Integer> ofCompiler() throws Exception {
        String program = directory.resolve("layout").toString();
        run("cc", "-std=c11", "-I", SHIM.toString(), SHIM.resolve("test/layout.c").toString(), "-o", program);
        Map<String, Integer> layout = new TreeMap<>();
        run(program).lines().map(line -> line.split(" ")).forEach(pair -> layout.put(pair[0], Integer.valueOf(pair[1])));
        return layout;
    }

    private static Map<String, Integer> ofJava() {
        Map<String, Integer> layout = new TreeMap<>();
        put(layout, "tsmp4_text", new TextStruct());
        put(layout, "tsmp4_request", new RequestStruct());
        put(layout, "tsmp4_source", new SourceStruct());
        put(layout, "tsmp4_need", new NeedStruct());
        put(layout, "tsmp4_cut", new CutStruct());
        put(layout, "tsmp4_decline", new DeclineStruct());
        put(layout, "tsmp4_answer", new AnswerStruct());
        put(layout, "tsmp4_piece", new PieceStruct());
        put(layout, "tsmp4_room", new RoomStruct());
        put(layout, "tsmp4_counters", new CountersStruct());
        put(layout, "tsmp4_engine", new EngineTable());
        put(layout, "tsmp4_host", new Host());
        layout.put("TSMP4_ENGINE_VERSION", EngineTable.VERSION);
        layout.put("TSMP4_USE_STREAM", Use.STREAM);
        layout.put("TSMP4_USE_SEEKABLE", Use.SEEKABLE);
        layout.put("TSMP4_USE_AHEAD", Use.AHEAD);
        layout.put("TSMP4_CAUSE_ENGINE", Cause.ENGINE);
        layout.put("TSMP4_CAUSE_FILE", Cause.FILE);
        layout.put("TSMP4_CAUSE_MEMORY", Cause.MEMORY);
        layout.put("TSMP4_NOTE", Level.NOTE);
        layout.put("TSMP4_WARNING", Level.WARNING);
        layout.put("TSMP4_ERROR", Level.ERROR);
        layout.put("TSMP4_DECLINED", Verdict.DECLINED);
        layout.put("TSMP4_OK", Verdict.OK);
        layout.put("TSMP4_MORE", Verdict.MORE);
        layout.put("TSMP4_BAD_REQUEST", Verdict.BAD_REQUEST);
        layout.put("TSMP4_WHOLE", Verdict.WHOLE);
        layout.put("TSMP4_BUSY", Verdict.BUSY);
        return layout;
    }

    private static void put(Map<String, Integer> layout, String name, Structure structure) {
        layout.put(name, structure.size());
        Matcher field = FIELD.matcher(structure.toString());
        while (field.find()) {
            layout.put(name + "." + field.group(1), Integer.valueOf(field.group(2), 16));
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
