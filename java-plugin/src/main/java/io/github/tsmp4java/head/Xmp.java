package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A packet of XMP: what it says of the times of the whole file is overwritten with blanks. Its size stays. */
public final class Xmp {
    /** Markers, how long the file is, and the time code of its first frame. */
    private static final List<String> TIMES = List.of("Tracks", "markers", "duration", "startTimecode", "altTimecode");
    /** Far more than editors write: a cut holds what it writes anew. */
    private static final int MAX_SIZE = 256 * 1024;
    private static final int ID_SIZE = 16;
    private static final long ID_HIGH = 0xbe7acfcb97a942e8L;
    private static final long ID_LOW = 0x9c71999491e3afacL;

    private Xmp() {}

    /** Whether a box of type uuid is one of XMP. */
    public static boolean isIn(Box uuid) {
        Bytes body = uuid.body();
        return body.size() >= ID_SIZE && body.i64(0) == ID_HIGH && body.i64(8) == ID_LOW;
    }

    /** The box without times; nothing where it is too large to be written anew. */
    static Rope.Builder withoutTimes(Box box) {
        if (box.body().size() > MAX_SIZE) {
            return new Rope.Builder();
        }
        byte[] anew = box.body().copy();
        String text = new String(anew, StandardCharsets.ISO_8859_1);
        for (String name : TIMES) {
            blank(text, "xmpDM:" + name, anew);
        }
        return new Rope.Builder().box(box.type(), new Rope.Builder().add(new Bytes(anew)));
    }

    /** Each element of that name, closed in its tag or by one of its own; what is not closed stays. */
    private static void blank(String text, String name, byte[] anew) {
        int at = text.indexOf("<" + name);
        while (at >= 0) {
            int end = at + 1 + name.length();
            boolean longer = end < text.length() && Character.isLetterOrDigit(text.charAt(end));
            if (!longer) {
                end = end(text, end, "</" + name + ">");
                if (end < 0) {
                    return;
                }
                Arrays.fill(anew, at, end, (byte) ' ');
            }
            at = text.indexOf("<" + name, end);
        }
    }

    private static int end(String text, int from, String tail) {
        int tag = text.indexOf('>', from);
        if (tag < 0 || text.charAt(tag - 1) == '/') {
            return tag < 0 ? -1 : tag + 1;
        }
        int closed = text.indexOf(tail, tag);
        return closed < 0 ? -1 : closed + tail.length();
    }
}
