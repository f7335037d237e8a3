package io.github.tsmp4java.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
    private static BoxBytes bytes() {
        return new BoxBytes();
    }

    @Test
    void childrenCarryPathAndPosition() throws Exception {
        Box moov = bytes().add(bytes().u32(7).in("mvhd"), bytes().in("trak"), bytes().u32(1, 2).in("trak")).box("moov");
        List<Box> children = moov.children().boxes();
        assertEquals(List.of("moov/mvhd", "moov/trak[1]", "moov/trak[2]"), children.stream().map(Box::path).toList());
        assertEquals(List.of(8L, 20L, 28L), children.stream().map(Box::position).toList());
        assertEquals(8, children.get(2).body().size());
    }

    @Test
    void aSizeOf64BitsIsRead() throws Exception {
        byte[] large = bytes().u32(1, FourCc.of("free").code()).u64(20).u32(9).bytes();
        Box child = bytes().add(large).box("moov").children().boxes().get(0);
        assertEquals(16, child.headerSize());
        assertEquals(9, child.body().u32(0));
    }

    @Test
    void zerosAfterTheLastChildAreItsTail() throws Exception {
        Box.Children children = bytes().add(bytes().in("name")).u32(0, 0).box("udta").children();
        assertEquals(1, children.boxes().size());
        assertEquals(8, children.tail().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4  | moov/stts @8: size 4 is below its header of 8
            0  | moov/stts @8: size 0 is below its header of 8
            17 | moov/stts @8: size 17 exceeds the 16 bytes left in moov
            1  | moov/stts @8: size 9 is below its header of 16
            """)
    void aChildOfAnImpossibleSizeIsRefused(long size, String message) {
        Box moov = bytes().u32(size, FourCc.of("stts").code()).u64(9).box("moov");
        assertEquals(message, assertThrows(MalformedBox.class, moov::children).getMessage());
    }

    @Test
    void aSizeBeyond63BitsIsRefused() {
        Box moov = bytes().u32(1, FourCc.of("stts").code()).u64(-1).box("moov");
        assertEquals("moov/stts @8: size -1 is below its header of 16",
                assertThrows(MalformedBox.class, moov::children).getMessage());
    }

    @Test
    void twoOfASingleBoxAreRefused() throws Exception {
        Box mdia = bytes().add(bytes().in("mdhd"), bytes().in("mdhd")).box("mdia");
        List<Box> children = mdia.children().boxes();
        assertEquals("mdia/mdhd[2] @16: stands twice, one is allowed",
                assertThrows(MalformedBox.class, () -> Box.only(children, "mdhd")).getMessage());
        assertNull(Box.only(children, "hdlr"));
        assertEquals("mdia @0: has no hdlr",
                assertThrows(MalformedBox.class, () -> mdia.required(children, "hdlr")).getMessage());
    }

    @Test
    void unprintableTypesAreShownInHexadecimal() {
        assertEquals("\u00a9nam", FourCc.of("\u00a9nam").toString());
        assertEquals("\\x00\\x01a ", new FourCc(0x00016120).toString());
    }
}
