package io.github.tsmp4java.judge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** QuickTime's compressed movie: moov/cmov holds dcom, the method, and cmvd, a size and a whole moov in zlib's format. */
final class CompressedMovie {
    private CompressedMovie() {
    }

    /** @return the body of the moov inside, or this one where there is none */
    static byte[] inflated(byte[] moov) {
        if (moov.length < 8 || !RawBox.type(moov, 4).equals("cmov")) {
            return moov;
        }
        for (int at = 8; at + 12 <= moov.length && RawBox.u32(moov, at) >= 8; at += (int) RawBox.u32(moov, at)) {
            if (RawBox.type(moov, at + 4).equals("cmvd")) {
                byte[] packed = Arrays.copyOfRange(moov, at + 12, at + (int) RawBox.u32(moov, at));
                try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
                    byte[] whole = in.readAllBytes();
                    return Arrays.copyOfRange(whole, 8, whole.length);
                } catch (IOException e) {
                    throw new Broken(Kind.TOP_LEVEL, "cmvd: " + e.getMessage());
                }
            }
        }
        throw new Broken(Kind.TOP_LEVEL, "cmov without cmvd");
    }
}
