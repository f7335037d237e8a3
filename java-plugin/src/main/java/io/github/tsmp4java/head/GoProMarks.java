package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.Time;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The marks that a GoPro keeps of a recording (HiLights), in milliseconds, counted from the beginning of the cut. Those that
 * are not in it are left out.
 *
 * @param cut when the cut begins in the movie, in milliseconds
 * @param end when it ends
 */
record GoProMarks(long cut, long end) {
    private static final long TIMESCALE = 1000;
    /** In GPMF: a key, a type, the size of a value and how many there are; values are padded to four bytes. */
    private static final int HEADER = 8;
    /** A device, a stream, what is in it. */
    private static final int MAX_DEPTH = 3;
    /** Far more than cameras write: a cut holds what it writes anew. */
    private static final int MAX_SIZE = 256 * 1024;

    static GoProMarks of(Time start, Optional<Time> until) {
        return new GoProMarks(start.round(TIMESCALE), until.map(time -> time.ceil(TIMESCALE)).orElse(Long.MAX_VALUE));
    }

    private boolean isIn(long time) {
        return time >= cut && time < end;
    }

    /** A list of times (HMMT). The space that cameras leave after them stays. A list that cannot be read is left out. */
    Rope.Builder list(Box hmmt) {
        Bytes body = hmmt.body();
        if (body.size() < 4 || body.u32(0) > (body.size() - 4) / 4) {
            return new Rope.Builder();
        }
        int listed = Math.toIntExact(body.u32(0));
        Fields kept = new Fields();
        int count = 0;
        for (int at = 4; at < 4 + 4 * listed; at += 4) {
            if (isIn(body.u32(at))) {
                kept.u32(body.u32(at) - cut);
                count++;
            }
        }
        return new Rope.Builder().box(hmmt.type(), new Rope.Builder().add(new Fields().u32(count)).add(kept)
                .add(body.from(4 + 4 * listed)));
    }

    /** Settings of the camera (GPMF), in which newer ones have their marks. Its size stays. */
    Rope.Builder settings(Box gpmf) {
        if (gpmf.body().size() > MAX_SIZE) {
            return new Rope.Builder();
        }
        byte[] anew = gpmf.body().copy();
        nested(new Bytes(anew), anew, 0);
        return new Rope.Builder().box(gpmf.type(), new Rope.Builder().add(new Bytes(anew)));
    }

    private void nested(Bytes values, byte[] anew, int depth) {
        String type = "";
        int total = -1;
        int at = 0;
        while (values.size() - at >= HEADER) {
            FourCc key = new FourCc(values.i32(at));
            int size = values.u8(at + 5);
            int count = values.u16(at + 6);
            int length = size * count;
            if (length > values.size() - at - HEADER) {
                return;
            }
            Bytes value = values.slice(at + HEADER, length);
            if (values.u8(at + 4) == 0 && depth < MAX_DEPTH) {
                nested(value, anew, depth + 1);
            } else if (key.is("TYPE")) {
                type = new String(value.copy(), StandardCharsets.ISO_8859_1);
            } else if (key.is("TSMP") && length == 4) {
                total = value.start();
            } else if (key.is("HLMT") && type.startsWith("LLL") && size >= 12 && size % 4 == 0) {
                int kept = marks(value, size, count, anew);
                if (total >= 0) {
                    Bytes.put32(anew, total, kept);
                }
            }
            at += HEADER + (length + 3) / 4 * 4;
        }
    }

    /** Each mark has a time, when its piece begins and ends, and more. The room of the marks left out becomes a FREE value. */
    private int marks(Bytes value, int size, int count, byte[] anew) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (isIn(value.u32(i * size))) {
                int to = value.start() + kept * size;
                System.arraycopy(anew, value.start() + i * size, anew, to, size);
                for (int field = to; field < to + 12; field += 4) {
                    long time = Integer.toUnsignedLong(new Bytes(anew, field, 4).i32(0));
                    Bytes.put32(anew, field, (int) Math.max(0, time - cut));
                }
                kept++;
            }
        }
        int free = kept == 0 ? value.start() - HEADER : value.start() + kept * size;
        int room = value.start() + count * size - free;
        if (kept > 0) {
            Bytes.put32(anew, value.start() - 4, '?' << 24 | size << 16 | kept);
        }
        if (room > 0) {
            Bytes.put32(anew, free, FourCc.of("FREE").code());
            Bytes.put32(anew, free + 4, 'L' << 24 | 4 << 16 | (room - HEADER) / 4);
            Arrays.fill(anew, free + HEADER, free + room, (byte) 0);
        }
        return kept;
    }
}
