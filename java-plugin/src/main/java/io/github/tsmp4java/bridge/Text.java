package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** Reads a {@code struct tsmp4_text}. JNA's structures take ten times as long, so they serve for the layout alone. */
final class Text {
    /** No header field or URL that Traffic Server takes is longer. */
    private static final int MAX_SIZE = 128 << 10;
    private static final int BYTES = TextStruct.at("bytes");
    private static final int SIZE = TextStruct.at("size");

    private Text() {}

    /** The text at {@code place} of the structure {@code in}, one character for each byte; null when there is none. */
    static String read(Pointer in, int place) {
        Pointer bytes = in.getPointer(place + BYTES);
        if (bytes == null) {
            return null;
        }
        int size = (int) Math.min(in.getLong(place + SIZE), MAX_SIZE);
        return new String(bytes.getByteArray(0, size), StandardCharsets.ISO_8859_1);
    }
}
