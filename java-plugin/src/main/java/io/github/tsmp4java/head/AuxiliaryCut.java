package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.Saio;
import io.github.tsmp4java.index.AuxiliaryInfo;
import io.github.tsmp4java.index.Chunks;
import io.github.tsmp4java.plan.TrackCut;

/** The tables of stbl that lead to the auxiliary information of the kept samples: saiz, saio and senc. */
final class AuxiliaryCut {
    private AuxiliaryCut() {}

    static Rope.Builder of(Box box, TrackCut cut, Layout layout) {
        Rope.Builder body = switch (box.name()) {
            case "saiz" -> saiz(box, cut);
            case "saio" -> saio(box, cut, layout);
            case "senc" -> senc(box, cut);
            default -> throw new IllegalStateException("no auxiliary information: " + box.path());
        };
        return new Rope.Builder().box(box.type(), body);
    }

    private static Rope.Builder saiz(Box box, TrackCut cut) {
        AuxiliaryInfo info = cut.track().auxiliary();
        int count = Math.toIntExact(cut.samples().count());
        Rope.Builder body = new Rope.Builder().add(box.body().slice(0, info.saiz().prefix() + 1)).add(new Fields().u32(count));
        return info.saiz().uniform() != 0 ? body : body.add(info.saiz().rows().slice(Math.toIntExact(cut.samples().first()), count));
    }

    /** The part of a senc box that is the information itself. It is a segment of its own, since its place is asked for. */
    static Segment.Verbatim data(TrackCut cut) {
        AuxiliaryInfo info = cut.track().auxiliary();
        Bytes all = info.senc().body().from(AuxiliaryInfo.SENC_PREFIX);
        return new Segment.Verbatim(all.slice(Math.toIntExact(info.bytes(0, cut.samples().first())),
                Math.toIntExact(info.bytes(cut.samples().first(), cut.samples().last() + 1))));
    }

    private static Rope.Builder senc(Box box, TrackCut cut) {
        return new Rope.Builder().add(box.body().slice(0, 4)).add(new Fields().u32(cut.samples().count()))
                .add(data(cut));
    }

    private static Rope.Builder saio(Box box, TrackCut cut, Layout layout) {
        AuxiliaryInfo info = cut.track().auxiliary();
        Saio saio = info.saio();
        Chunks chunks = cut.track().chunks();
        boolean wide = saio.width() == 8 || layout.widen();
        Fields prefix = new Fields().u8(wide ? 1 : 0).copy(box.body().slice(1, saio.prefix() - 1));
        int width = wide ? 8 : 4;
        if (info.senc() != null) {
            long begin = layout.auxiliary().getOrDefault(cut.track(), 0L);
            prefix.u32(1);
            return new Rope.Builder().add(wide ? prefix.u64(begin) : prefix.u32(begin));
        }
        if (saio.count() == 1) {
            long begin = layout.place(saio.offset(0) + info.bytes(0, cut.samples().first()));
            return new Rope.Builder().add(prefix.u32(1)).add(Segment.Placed.one(begin, width));
        }
        int first = cut.samples().firstChunk().number();
        int count = cut.samples().lastChunk().number() - first + 1;
        long begin = layout.place(
                saio.offset(first) + info.bytes(cut.samples().firstChunk().first(), cut.samples().first()));
        Bytes rest = saio.rows().slice((first + 1) * saio.width(), (count - 1) * saio.width());
        return new Rope.Builder().add(prefix.u32(count)).add(Segment.Placed.one(begin, width))
                .add(ChunkTableCut.moved(rest, saio.width(), layout));
    }
}
