package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.docs.RoleTable;
import io.github.tsmp4java.docs.RoleTable.Row;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of each box that is copied, opened, left out or refused: one is planted where the movie has none. */
class EveryBoxTest {
    private static final String START = "3.3";
    private static final String MARK = "a mark to be found again";
    private static final Map<String, List<String>> PATHS = Map.of(
            "moov", List.of("moov"),
            "mvex", List.of("moov", "mvex"),
            "trak", List.of("moov", "trak"),
            "mdia", List.of("moov", "trak", "mdia"),
            "minf", List.of("moov", "trak", "mdia", "minf"),
            "stbl", List.of("moov", "trak", "mdia", "minf", "stbl"));
    /** Those that no movie here has are planted with the box in them. */
    private static final List<String> METADATA = List.of("udta", "meta", "ilst");

    @TestFactory
    Stream<DynamicTest> boxes() {
        return RoleTable.rows().stream()
                .filter(row -> !Set.of(BoxRole.SLICE, BoxRole.REBUILD).contains(row.role()))
                .map(row -> DynamicTest.dynamicTest(row.type() + " in " + row.container() + ": " + row.role(), () -> check(row)));
    }

    private static void check(Row row) throws CutException {
        String type = row.type().equals(RoleTable.OTHERS) ? "zzzz" : row.type();
        byte[] present = present(row.container(), type);
        byte[] inner = new Bytes().box("zzzz", box -> box.text(MARK)).array();
        byte[] box = present != null ? present
                : row.role() == BoxRole.CONTAINER ? container(type, inner)
                : new Bytes().box(type, body -> body.text(MARK)).array();
        byte[] file = present != null ? movie(row.container(), new byte[0]) : planted(row.container(), box);
        if (row.role() == BoxRole.REFUSE) {
            assertThrows(DeclinedCut.class, () -> cut(file));
            return;
        }
        String head = cut(file);
        byte[] sought = row.role() == BoxRole.CONTAINER && present == null ? inner
                : row.role() == BoxRole.CONTAINER ? type.getBytes(StandardCharsets.ISO_8859_1) : box;
        assertEquals(row.role() != BoxRole.DROP, head.contains(new String(sought, StandardCharsets.ISO_8859_1)),
                type + " in the cut");
    }

    /** All of the cut but its media. */
    private static String cut(byte[] file) throws CutException {
        Source source = Source.of(file);
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, START);
        StringBuilder head = new StringBuilder();
        for (RawBox box : RawBox.parse(cut, true)) {
            head.append(new String(cut.read(box.at(), box.header()), StandardCharsets.ISO_8859_1));
            head.append(new String(box.body(), StandardCharsets.ISO_8859_1));
        }
        return head.toString();
    }

    private static byte[] container(String type, byte[] inner) {
        return type.equals("meta") ? new Bytes().full(type, 0, 0, body -> body.raw(inner)).array()
                : new Bytes().box(type, body -> body.raw(inner)).array();
    }

    private static byte[] planted(String container, byte[] box) {
        if (container.equals("file")) {
            return movie(container, box);
        }
        if (METADATA.contains(container)) {
            byte[] holder = container(container, box);
            return container.equals("ilst") ? planted("meta", holder)
                    : Planted.in(movie(container, new byte[0]), PATHS.get("moov"), holder);
        }
        return Planted.in(movie(container, new byte[0]), PATHS.get(container), box);
    }

    /** The box as the movie has it already; null where it has none. */
    private static byte[] present(String container, String type) {
        if (METADATA.contains(container)) {
            return null;
        }
        byte[] file = movie(container, new byte[0]);
        List<RawBox> children = RawBox.parse(Source.of(file), true);
        for (String step : PATHS.getOrDefault(container, List.of())) {
            children = children.stream().filter(box -> box.type().equals(step)).findFirst().orElseThrow().children();
        }
        return children.stream().filter(box -> box.type().equals(type)).findFirst()
                .map(box -> Source.of(file).read(box.at(), Math.toIntExact(box.size()))).orElse(null);
    }

    /** The media come before the moov, so that it can grow. */
    private static byte[] movie(String container, byte[] first) {
        if (container.equals("mvex")) {
            return MediaFile.made("fragmented_numbered.mp4").bytes();
        }
        MovieModel movie = new MovieModel().with(TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        movie.moovFirst = false;
        movie.between = first;
        return movie.bytes();
    }
}
