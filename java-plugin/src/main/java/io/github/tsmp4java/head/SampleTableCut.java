package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Stss;
import io.github.tsmp4java.box.Stsz;
import io.github.tsmp4java.index.SampleGroups;
import io.github.tsmp4java.index.SampleTimes;
import io.github.tsmp4java.index.SubSamples;
import io.github.tsmp4java.plan.SampleCut;
import io.github.tsmp4java.plan.TrackCut;

/** The tables of stbl that count samples: stts, ctts, stsz, stz2, stss, sdtp, sbgp, csgp, subs. */
final class SampleTableCut {
    /** Version and flags of a full box. */
    private static final int FULL = 4;

    private SampleTableCut() {}

    /** The box of a cut track, or null when it has nothing to say there. */
    static Rope.Builder of(Box box, TrackCut cut) throws MalformedBox {
        Rope.Builder body = switch (box.name()) {
            case "stts" -> durations(box, cut);
            case "ctts" -> ctts(box, cut);
            case "stsz", "stz2" -> sizes(box, cut);
            case "stss" -> stss(box, cut);
            case "sdtp" -> sdtp(box, cut);
            case "sbgp", "csgp" -> groups(box, cut);
            case "subs" -> subSamples(box, cut);
            default -> throw new IllegalStateException("no sample table: " + box.path());
        };
        // A compact table of groups comes out as the plain one that says the same.
        return body == null ? null : new Rope.Builder().box(box.is("csgp") ? FourCc.of("sbgp") : box.type(), body);
    }

    private static Rope.Builder full(Box box) {
        return new Rope.Builder().add(box.body().slice(0, FULL));
    }

    /** The first and the last sample have rows of their own where they are not as long as in the source. */
    private static Rope.Builder durations(Box box, TrackCut cut) {
        SampleCut kept = cut.samples();
        SampleTimes times = cut.track().times();
        RunsCut runs = new RunsCut(times.stts().rows(), times.durations(), 0);
        long from = kept.ahead() == 0 ? kept.first() : kept.first() + 1;
        long to = kept.behind() == 0 || from > kept.last() ? kept.last() : kept.last() - 1;
        Fields head = new Fields();
        if (from > kept.first()) {
            head.u32(1).u32(times.duration(kept.first()) - kept.ahead() - (kept.count() == 1 ? kept.behind() : 0));
        }
        Fields tail = new Fields();
        if (to < kept.last()) {
            tail.u32(1).u32(times.duration(kept.last()) - kept.behind());
        }
        long rows = runs.count(from, to) + (from > kept.first() ? 1 : 0) + (to < kept.last() ? 1 : 0);
        return full(box).add(new Fields().u32(rows)).add(head).add(runs.rows(from, to)).add(tail);
    }

    /** A ctts that ends early counts as 0 from there: where all offsets are shifted, the rest needs a row of its own. */
    private static Rope.Builder ctts(Box box, TrackCut cut) {
        SampleTimes times = cut.track().times();
        long shift = cut.samples().offsetShift();
        if (Math.addExact(times.maxOffset(), shift) > Integer.MAX_VALUE) {
            throw new ArithmeticException("composition offset " + times.maxOffset() + " + " + shift);
        }
        RunsCut runs = new RunsCut(times.ctts().rows(), times.offsets(), shift);
        long listed = Math.min(cut.samples().last(), times.offsets().total() - 1);
        if (listed == cut.samples().last() || shift == 0) {
            return full(box).add(runs.cut(cut.samples().first(), cut.samples().last()));
        }
        long unlisted = cut.samples().last() - Math.max(cut.samples().first() - 1, listed);
        return full(box).add(new Fields().u32(runs.count(cut.samples().first(), listed) + 1)).add(runs.rows(cut.samples().first(), listed))
                .add(new Fields().u32(unlisted).u32(shift));
    }

    private static Rope.Builder sizes(Box box, TrackCut cut) {
        Stsz stsz = cut.track().sizes().stsz();
        long count = cut.samples().count();
        if (stsz.uniform() != 0) {
            return full(box).add(new Fields().u32(stsz.uniform()).u32(count));
        }
        // The four bytes after version and flags are 0, or what stz2 has there.
        Rope.Builder body = new Rope.Builder().add(box.body().slice(0, 2 * FULL)).add(new Fields().u32(count));
        if (stsz.bits() == 4) {
            return body.add(nibbles(stsz.rows(), Math.toIntExact(cut.samples().first()), Math.toIntExact(count)));
        }
        int width = stsz.bits() / 8;
        return body.add(stsz.rows().slice(Math.toIntExact(cut.samples().first() * width), Math.toIntExact(count * width)));
    }

    private static Segment nibbles(Bytes rows, int first, int count) {
        int bytes = (count + 1) / 2;
        return first % 2 == 0 ? new Segment.Verbatim(rows.slice(first / 2, bytes))
                : new Segment.HalfShifted(rows.from(first / 2), bytes);
    }

    /**
     * None where that of the source was not true. Where no kept sample is a sync sample, the box stays, empty: without it, all
     * samples would be sync samples.
     */
    private static Rope.Builder stss(Box box, TrackCut cut) {
        Stss stss = cut.track().sync();
        if (stss == null) {
            return null;
        }
        int from = stss.rowAtOrBefore(cut.samples().first() - 1) + 1;
        int to = stss.rowAtOrBefore(cut.samples().last()) + 1;
        Bytes rows = stss.rows().slice(from * Stss.ROW, (to - from) * Stss.ROW);
        return full(box).add(new Fields().u32(to - from)).add(new Segment.Shifted(rows, Stss.ROW, 0, -cut.samples().first()));
    }

    /** One byte a sample (8.6.4); a table that ends early says nothing that can be kept. */
    private static Rope.Builder sdtp(Box box, TrackCut cut) {
        if (box.body().size() - FULL <= cut.samples().last()) {
            return null;
        }
        int first = Math.toIntExact(cut.samples().first());
        return full(box).add(box.body().slice(FULL + first, Math.toIntExact(cut.samples().last()) - first + 1));
    }

    private static Rope.Builder groups(Box box, TrackCut cut) {
        SampleGroups groups = cut.track().groups().stream().filter(g -> g.box().position() == box.position()).findFirst()
                .orElseThrow();
        return new Rope.Builder().add(groups.prefix())
                .add(new RunsCut(groups.rows(), groups.runs(), 0).cut(cut.samples().first(), cut.samples().last()));
    }

    private static Rope.Builder subSamples(Box box, TrackCut cut) {
        SubSamples subSamples = cut.track().subSamples().stream().filter(s -> s.box().position() == box.position())
                .findFirst().orElseThrow();
        SubSamples.Place from = subSamples.find(cut.samples().first() + 1);
        SubSamples.Place to = subSamples.find(cut.samples().last() + 2);
        Rope.Builder body = full(box).add(new Fields().u32(to.entry() - from.entry()));
        return from.entry() == to.entry() ? body : body.add(new Fields().u32(from.sample() - cut.samples().first()))
                .add(subSamples.subs().entries().slice(from.at() + 4, to.at() - from.at() - 4));
    }
}
