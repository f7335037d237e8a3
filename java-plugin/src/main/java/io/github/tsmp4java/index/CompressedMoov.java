package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.FourCc;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** QuickTime's compressed movie (moov/cmov: dcom names the method, cmvd holds the size and the compressed moov). */
final class CompressedMoov {
    private static final int PIECE = 64 * 1024;

    private CompressedMoov() {}

    /**
     * The moov itself, inflated where it is compressed. It keeps the place of the one in the file.
     *
     * @param moovMax what it may inflate to, in bytes
     */
    static Box inflated(Box moov, long moovMax) throws CutException {
        if (moov.body().size() < 8 || !new FourCc(moov.body().i32(4)).is("cmov")) {
            return moov;
        }
        Box cmov = moov.required(moov.children().boxes(), "cmov");
        List<Box> parts = cmov.children().boxes();
        FourCc method = new FourCc(cmov.required(parts, "dcom").body(4).i32(0));
        if (!method.is("zlib")) {
            throw new DeclinedCut("moov compressed with " + method + " (" + cmov.path() + ")");
        }
        Box cmvd = cmov.required(parts, "cmvd");
        Bytes whole = new Bytes(inflate(cmvd, moovMax));
        if (whole.size() < 8 || !new FourCc(whole.i32(4)).is("moov") || whole.u32(0) != whole.size()) {
            throw cmvd.malformed("does not inflate to a moov");
        }
        return Box.topLevel(moov.type(), whole, 8, moov.position());
    }

    /** Memory grows with what comes out, not with the size that the box claims. */
    private static byte[] inflate(Box cmvd, long moovMax) throws CutException {
        Bytes packed = cmvd.body(4).from(4);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.array(), packed.start(), packed.size());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            int length;
            while ((length = inflater.inflate(piece)) > 0) {
                if (out.size() + length > moovMax) {
                    throw new DeclinedCut("moov inflates beyond the cap of " + moovMax + " (--moov-max)");
                }
                out.write(piece, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw cmvd.malformed("is no zlib data: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
