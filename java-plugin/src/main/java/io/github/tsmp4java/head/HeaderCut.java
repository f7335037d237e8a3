package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import java.util.List;

/** The boxes that say how long something lasts: mvhd, tkhd, mdhd and the edit list. */
final class HeaderCut {
    /** In mvhd, after the duration: rate, volume, reserved and matrix; then QuickTime's preview to current time. */
    private static final int MVHD_BEFORE_TIMES = 52;
    private static final int MVHD_TIMES = 24;

    private HeaderCut() {}

    static Rope.Builder mvhd(DurationHeader mvhd, long timescale, long duration) {
        Bytes rest = rest(mvhd);
        Fields tail = new Fields().copy(rest.slice(0, MVHD_BEFORE_TIMES)).zeros(MVHD_TIMES)
                .copy(rest.from(MVHD_BEFORE_TIMES + MVHD_TIMES));
        return write(mvhd, new Fields().u32(timescale).written(), duration, tail.written());
    }

    /** tkhd or mdhd with another duration. */
    static Rope.Builder withDuration(DurationHeader header, long duration) {
        Bytes between = header.box().body().slice(times(header), header.between());
        return write(header, new Fields().u32(header.field()).copy(between.from(4)).written(), duration, rest(header));
    }

    /** A duration that does not fit 32 bits makes a version 0 header a version 1. */
    private static Rope.Builder write(DurationHeader header, Bytes between, long duration, Bytes rest) {
        Bytes body = header.box().body();
        boolean unknown = header.duration() == DurationHeader.UNKNOWN;
        boolean wide = header.wide() || !unknown && duration >= 0xffffffffL;
        Fields fields = new Fields().u8(wide ? 1 : 0).copy(body.slice(1, 3));
        if (wide && !header.wide()) {
            fields.u64(body.u32(4)).u64(body.u32(8));
        } else {
            fields.copy(body.slice(4, times(header) - 4));
        }
        fields.copy(between);
        if (wide) {
            fields.u64(unknown ? DurationHeader.UNKNOWN : duration);
        } else {
            fields.u32(unknown ? 0xffffffffL : duration);
        }
        return new Rope.Builder().box(header.box().type(), new Rope.Builder().add(fields.copy(rest)));
    }

    /** mehd (8.8.2): the duration of a fragmented movie with its fragments. */
    static Rope.Builder mehd(Box mehd, long duration) throws MalformedBox {
        Fields fields = new Fields().u8(1).copy(mehd.body(4).slice(1, 3)).u64(duration);
        return new Rope.Builder().box(mehd.type(), new Rope.Builder().add(fields));
    }

    /** The edit list of a cut track (8.6.6). Every cut track has one. */
    static Rope.Builder edts(List<ElstRow> rows) {
        boolean narrow = rows.stream().allMatch(ElstRow::isNarrow);
        Fields fields = new Fields().u8(narrow ? 0 : 1).zeros(3).u32(rows.size());
        for (ElstRow row : rows) {
            if (narrow) {
                fields.u32(row.duration()).i32(row.mediaTime()).u32(row.rate());
            } else {
                fields.u64(row.duration()).u64(row.mediaTime()).u32(row.rate());
            }
        }
        Rope.Builder elst = new Rope.Builder().box(FourCc.of("elst"), new Rope.Builder().add(fields));
        return new Rope.Builder().box(FourCc.of("edts"), elst);
    }

    /** Bytes of version, flags and the two times. */
    private static int times(DurationHeader header) {
        return header.wide() ? 20 : 12;
    }

    private static Bytes rest(DurationHeader header) {
        return header.box().body().from(times(header) + header.between() + (header.wide() ? 8 : 4));
    }
}
