package io.github.tsmp4java.cli;

import static io.github.tsmp4java.cli.Commands.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.cli.Commands.Ran;
import io.github.tsmp4java.corpus.MediaFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The picture is SVG, and what it shows is what is in the file. */
class PlotTest {
    @TempDir
    private Path folder;

    private static Document svg(Ran ran) throws Exception {
        assertEquals(0, ran.status(), ran.err());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(ran.out())));
        assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
        return document;
    }

    /** The lines of what has that title. */
    private static List<String> lines(Document svg, String title) {
        NodeList paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getTextContent().startsWith(title)) {
                return List.of(path.getAttribute("d").substring(1).split("M"));
            }
        }
        throw new AssertionError("nothing is called " + title);
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            all.add(texts.item(i).getTextContent());
        }
        return all;
    }

    /** Ten seconds are 840 units wide; a chunk of 100 bytes of 1651 is 24 high. */
    @Test
    void drawsKeyFramesAndChunks() throws Exception {
        Path in = Files.write(folder.resolve("a <b> & c.mp4"), TinyMovie.moovFirst());
        Document svg = svg(run("plot", in));
        assertEquals(List.of("90 70L90 86", "342 70L342 86", "594 70L594 86", "846 70L846 86"), lines(svg, "4 key frames of track 1"));
        List<String> chunks = lines(svg, "track 1 vide avc1");
        assertEquals(10, chunks.size());
        assertEquals("90 332.3L90 308.1", chunks.get(0));
        assertEquals("846 114.3L846 90", chunks.get(9));
        assertTrue(texts(svg).contains("track 1 vide avc1: 10 samples, 10 s"), texts(svg)::toString);
        assertTrue(texts(svg).get(0).contains("a <b> & c.mp4: "), texts(svg)::toString);
    }

    static List<MediaFile> made() {
        return MediaFile.made();
    }

    @Test
    void drawsFragmentsWithinBounds() throws Exception {
        drawsEachFileWithinBounds(MediaFile.made("fragmented.mp4"));
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("made")
    void drawsEachFileWithinBounds(MediaFile file) throws Exception {
        Ran ran = run("plot", file.path());
        NodeList paths = svg(ran).getElementsByTagName("path");
        assertTrue(paths.getLength() > 2);
        assertFalse(ran.out().matches("(?s).*[ML]-.*"), "something is outside");
        assertTrue(ran.out().length() < 200_000, "it is " + ran.out().length() + " characters long");
    }

    @Test
    void saysWhyAFileIsDeclined() throws Exception {
        Path in = Files.write(folder.resolve("in.mp4"), TinyMovie.moovLast());
        assertEquals(new Ran(1, "", "tsmp4java: declined: moov after mdat\n"), run("plot", "--stream", in));
    }
}
