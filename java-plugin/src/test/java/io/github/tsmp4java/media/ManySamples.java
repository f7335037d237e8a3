package io.github.tsmp4java.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A movie of one video track whose tables list every sample by itself: as much moov as is asked for, and media of any
 * length, of which only the first bytes of each key frame's chunk are not zero.
 *
 * @param frames at 25 a second, each in a chunk of its own; every {@link #GOP}th is a key frame
 * @param frameBytes of each
 */
public record ManySamples(int frames, int frameBytes, boolean moovFirst) {
    private static final int GOP = 25;
    private static final int MARK = 16;
    private static final byte[] FTYP = new Bytes().box("ftyp", box -> box.text("isom").u32(0).text("isom")).array();
    private static final int MDAT_HEADER = 16;

    public SparseSource source() {
        byte[] moov = moov(0);
        long payload = FTYP.length + (moovFirst ? moov.length : 0) + MDAT_HEADER;
        long media = (long) frames * frameBytes;
        SparseSource file = new SparseSource();
        file.put(0, FTYP);
        file.put(payload - MDAT_HEADER, new Bytes().u32(1).text("mdat").u64(MDAT_HEADER + media).array());
        for (int frame = 0; frame < frames; frame += GOP) {
            file.put(payload + (long) frame * frameBytes, mark(frame));
        }
        file.extend(payload + media);
        file.put(moovFirst ? FTYP.length : payload + media, moov(payload));
        return file;
    }

    private static byte[] mark(int frame) {
        return String.format("frame %010d", frame).substring(0, MARK).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] moov(long payload) {
        long duration = frames;
        return new Bytes().box("moov", moov -> moov
                .full("mvhd", 1, 0, box -> box.u64(0).u64(0).u32(25).u64(duration).u32(0x10000).u16(0x100).zeros(10)
                        .zeros(36).zeros(24).u32(2))
                .box("trak", trak -> trak
                        .full("tkhd", 1, 3, box -> box.u64(0).u64(0).u32(1).u32(0).u64(duration).zeros(8).zeros(8)
                                .zeros(36).u32(320L << 16).u32(180L << 16))
                        .box("mdia", mdia -> mdia
                                .full("mdhd", 1, 0, box -> box.u64(0).u64(0).u32(25).u64(duration).u16(0).u16(0))
                                .full("hdlr", 0, 0, box -> box.u32(0).text("vide").zeros(12).text("many\0"))
                                .box("minf", minf -> minf.full("vmhd", 0, 1, box -> box.zeros(8))
                                        .box("dinf", dinf -> dinf.full("dref", 0, 0, dref -> dref.u32(1)
                                                .full("url ", 0, 1, url -> { })))
                                        .box("stbl", stbl -> tables(stbl, payload)))))).array();
    }

    private void tables(Bytes stbl, long payload) {
        stbl.full("stsd", 0, 0, box -> box.u32(1).box("avc1", entry -> entry.zeros(6).u16(1).zeros(70)));
        stbl.full("stts", 0, 0, box -> box.u32(1).u32(frames).u32(1));
        stbl.full("stss", 0, 0, box -> box.u32((frames + GOP - 1) / GOP)
                .raw(table((frames + GOP - 1) / GOP, 4, (into, i) -> into.putInt(i * GOP + 1))));
        stbl.full("stsc", 0, 0, box -> box.u32(1).u32(1).u32(1).u32(1));
        stbl.full("stsz", 0, 0, box -> box.u32(0).u32(frames)
                .raw(table(frames, 4, (into, i) -> into.putInt(frameBytes))));
        stbl.full("co64", 0, 0, box -> box.u32(frames)
                .raw(table(frames, 8, (into, i) -> into.putLong(payload + (long) i * frameBytes))));
    }

    /** One entry of a table. */
    private interface Entry {
        void put(ByteBuffer into, int number);
    }

    private static byte[] table(int entries, int width, Entry entry) {
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(entries, width));
        for (int i = 0; i < entries; i++) {
            entry.put(out, i);
        }
        return out.array();
    }
}
