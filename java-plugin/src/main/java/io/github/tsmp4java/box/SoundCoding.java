package io.github.tsmp4java.box;

import java.util.List;
import java.util.Set;

/** Whether every sample of a sound can be decoded on its own, whatever an stss says. */
final class SoundCoding {
    private static final Set<String> ALWAYS = Set.of("ac-3", "ec-3", "Opus", "fLaC", "alac", "samr", "sawb", ".mp3", "raw ", "NONE",
            "twos", "sowt", "lpcm", "ipcm", "fpcm", "in24", "in32", "fl32", "fl64", "ulaw", "alaw", "ima4", "dtsc", "dtsh", "dtsl", "dtse");
    /** objectTypeIndication of MPEG-4 audio, of AAC by MPEG-2, and of MP3 by both (ISO/IEC 14496-1, 7.2.6.6). */
    private static final int MPEG_4 = 0x40;
    private static final Set<Integer> OTHERS = Set.of(0x66, 0x67, 0x68, 0x69, 0x6b);
    /** Audio object types whose samples may need the samples before: xHE-AAC (ISO/IEC 14496-3, 1.5.1.1). */
    private static final int USAC = 42;
    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;

    private SoundCoding() {}

    /** @param boxes of the sample description */
    static boolean isAllSync(FourCc coding, List<Box> boxes) {
        if (!coding.is("mp4a")) {
            return ALWAYS.contains(coding.toString());
        }
        try {
            Box wave = Box.only(boxes, "wave");
            Box esds = Box.only(wave == null ? boxes : wave.children().boxes(), "esds");
            return esds != null && isAllSync(esds.body(4).from(4));
        } catch (MalformedBox | IndexOutOfBoundsException e) {
            // Where the description cannot be read, the stss is believed.
            return false;
        }
    }

    private static boolean isAllSync(Bytes descriptor) {
        Bytes stream = content(descriptor, ES_DESCRIPTOR);
        int flags = stream.u8(2);
        int at = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
        if ((flags & 0x40) != 0) {
            at += 1 + stream.u8(at);
        }
        Bytes decoder = content(stream.from(at), DECODER_CONFIG);
        int type = decoder.u8(0);
        if (type != MPEG_4) {
            return OTHERS.contains(type);
        }
        Bytes specific = content(decoder.from(13), DECODER_SPECIFIC);
        int object = specific.u8(0) >> 3;
        return (object == 31 ? 32 + (specific.u16(0) >> 5 & 63) : object) != USAC;
    }

    /** What a descriptor holds that begins there. */
    private static Bytes content(Bytes bytes, int tag) {
        if (bytes.u8(0) != tag) {
            throw new IndexOutOfBoundsException("descriptor " + bytes.u8(0));
        }
        int at = 1;
        int size = 0;
        int last;
        do {
            last = bytes.u8(at++);
            size = size << 7 | last & 0x7f;
        } while ((last & 0x80) != 0 && at < 5);
        return bytes.slice(at, size);
    }
}
