package io.github.tsmp4java.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tsmp4java.box.BoxBytes;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RopeTest {
    private static final Bytes ROWS = new Bytes(new BoxBytes().u32(1, 2, 3, 4, 5, 4_000_000_000L).bytes());

    private static final int LENGTH = 5 + 24 + 48 + 16 + 24 + 24;
    private static final long FAR = 1L << 33;
    /** Where a place that far behind the head is. */
    private static final long HEAD = FAR + LENGTH;

    @Test
    void everyPartRendersAsTheWholeDoes() {
        Rope rope = new Rope.Builder()
                .add(new Fields().u8(9).u32(7))
                .add(new Segment.Shifted(ROWS, 12, 4, -2))
                .add(new Segment.Placed(ROWS, 4, 8, place -> place + FAR, 0))
                .add(new Segment.Placed(new Bytes(new BoxBytes().u64(5, 6).bytes()), 8, 8, place -> place + FAR, 0))
                .add(new Segment.Placed(ROWS, 4, 4, place -> place == 4 ? 0 : place - 1, 0))
                .add(ROWS)
                .build();
        byte[] whole = new BoxBytes().u8(9).u32(7)
                .u32(1, 0, 3, 4, 3, 4_000_000_000L)
                .u64(HEAD + 1, HEAD + 2, HEAD + 3, HEAD + 4, HEAD + 5, HEAD + 4_000_000_000L)
                .u64(HEAD + 5, HEAD + 6)
                .u32(LENGTH, LENGTH + 1, LENGTH + 2, LENGTH, LENGTH + 4, LENGTH + 3_999_999_999L)
                .u32(1, 2, 3, 4, 5, 4_000_000_000L).bytes();
        assertEquals(whole.length, rope.length());
        for (int offset = 0; offset < whole.length; offset++) {
            for (int length = 0; offset + length <= whole.length; length++) {
                byte[] part = new byte[length + 2];
                rope.render(offset, ByteBuffer.wrap(part), 1, length);
                byte[] expected = new byte[length + 2];
                System.arraycopy(whole, offset, expected, 1, length);
                assertArrayEquals(expected, part, "[" + offset + ", +" + length + ")");
            }
        }
    }

    @Test
    void aRangeOutsideIsRefused() {
        Rope rope = new Rope.Builder().add(ROWS).build();
        assertThrows(IndexOutOfBoundsException.class, () -> rope.render(20, ByteBuffer.allocate(8), 0, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> rope.render(0, ByteBuffer.allocate(8), 4, 8));
    }

    @Test
    void aHeaderGrowsTo64BitsWithItsBox() {
        byte[] small = render(new Rope.Builder().header(FourCc.of("mdat"), 0xffffffffL - 8));
        assertArrayEquals(new BoxBytes().u32(0xffffffffL, FourCc.of("mdat").code()).bytes(), small);
        byte[] large = render(new Rope.Builder().header(FourCc.of("mdat"), 0xffffffffL - 7));
        assertArrayEquals(new BoxBytes().u32(1, FourCc.of("mdat").code()).u64(0x100000008L).bytes(), large);
    }

    @Test
    void aValueThatDoesNotFitItsFieldIsNeverCut() {
        assertThrows(ArithmeticException.class, () -> new Fields().u32(0x1_0000_0000L));
        assertThrows(ArithmeticException.class, () -> new Fields().u32(-1));
        assertThrows(ArithmeticException.class, () -> new Fields().u8(256));
        assertEquals("[-1, -1, -1, -1]", Arrays.toString(new Fields().i32(-1).written().copy()));
    }

    private static byte[] render(Rope.Builder builder) {
        Rope rope = builder.build();
        byte[] out = new byte[Math.toIntExact(rope.length())];
        rope.render(0, ByteBuffer.wrap(out), 0, out.length);
        return out;
    }
}
