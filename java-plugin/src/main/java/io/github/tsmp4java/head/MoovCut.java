package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Box.Children;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.TrackReferences.Reference;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.SampleTables;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.List;
import java.util.Set;

/** The moov of a cut: each box by its role, from the inside out. */
final class MoovCut {
    private final MovieIndex index;
    private final CutPlan plan;
    private final Layout layout;
    private int traks;

    MoovCut(MovieIndex index, CutPlan plan, Layout layout) {
        this.index = index;
        this.plan = plan;
        this.layout = layout;
    }

    Rope.Builder moov() throws MalformedBox {
        return container(index.head().moov(), null);
    }

    /** A box beside the moov. */
    Rope.Builder topLevel(Box box) throws MalformedBox {
        return switch (BoxRole.of("file", box.type())) {
            case CONTAINER -> inner(box, null);
            case REBUILD -> rebuilt(box, null);
            default -> new Rope.Builder().add(box.bytes());
        };
    }

    /** @param cut of the track that the box is in; null outside one */
    private Rope.Builder container(Box box, TrackCut cut) throws MalformedBox {
        return container(box, cut, Set.of());
    }

    /** @param stale children that are left out */
    private Rope.Builder container(Box box, TrackCut cut, Set<FourCc> stale) throws MalformedBox {
        Rope.Builder body = new Rope.Builder();
        if (Metadata.isIn(box)) {
            body.add(box.body().slice(0, Metadata.prefix(box)));
        }
        Children children = Metadata.isIn(box) ? Metadata.children(box) : box.children();
        for (Box child : children.boxes()) {
            if (stale.contains(child.type())) {
                continue;
            }
            switch (BoxRole.of(box.name(), child.type())) {
                case COPY -> body.add(child.bytes());
                case CONTAINER -> body.add(child.is("ilst") ? container(child, cut, Metadata.places(children.boxes()))
                        : inner(child, cut));
                case SLICE -> {
                    boolean counts = cut.track().repairs().isEmpty() || SampleTables.counts(children.boxes(), child);
                    Rope.Builder table = counts ? table(child, cut) : null;
                    if (table != null) {
                        body.add(table);
                    }
                }
                case REBUILD -> body.add(rebuilt(child, cut));
                case DROP -> { }
                case REFUSE -> throw new IllegalStateException("refused by the index: " + child.path());
            }
        }
        return new Rope.Builder().box(box.type(), body.add(children.tail()));
    }

    private Rope.Builder inner(Box box, TrackCut cut) throws MalformedBox {
        if (box.is("trak")) {
            TrackCut ofTrack = plan.cutOf(index.tracks().get(traks++));
            return ofTrack == null ? new Rope.Builder() : container(box, ofTrack);
        }
        return container(box, cut);
    }

    private Rope.Builder table(Box box, TrackCut cut) throws MalformedBox {
        if (cut.samples() == null) {
            return cut.track().hasRows() ? EmptyTable.of(box) : new Rope.Builder().add(box.bytes());
        }
        return switch (box.name()) {
            case "stsc" -> ChunkTableCut.stsc(box, cut);
            case "stco", "co64" -> ChunkTableCut.offsets(box, cut, layout);
            case "saiz", "saio", "senc" -> AuxiliaryCut.of(box, cut, layout);
            default -> SampleTableCut.of(box, cut);
        };
    }

    private Rope.Builder rebuilt(Box box, TrackCut cut) throws MalformedBox {
        long scale = plan.movieTimescale();
        return switch (box.name()) {
            case "mvhd" -> HeaderCut.mvhd(index.mvhd(), scale, inMoov(index.mvhd(), plan.duration()));
            case "mehd" -> HeaderCut.mehd(box, plan.duration());
            case "tkhd" -> HeaderCut.withDuration(cut.track().tkhd(), inMoov(cut.track().tkhd(), cut.total(scale)))
                    .add(HeaderCut.edts(ElstRow.of(index, plan, cut)));
            case "mdhd" -> HeaderCut.withDuration(cut.track().mdhd(), inMoov(cut.track().mdhd(), cut.duration()));
            // Written with the tkhd, since a cut has one where the source has none.
            case "edts" -> new Rope.Builder();
            case "tref" -> tref(cut);
            case "chpl" -> Metadata.chapters(box, plan.snap().start(), plan.until(), index.reference().frame(plan.snap().tick()));
            case "HMMT" -> GoProMarks.of(plan.snap().start(), plan.until()).list(box);
            case "GPMF" -> GoProMarks.of(plan.snap().start(), plan.until()).settings(box);
            case "XMP_" -> Xmp.withoutTimes(box);
            case "uuid" -> Xmp.isIn(box) ? Xmp.withoutTimes(box) : new Rope.Builder().add(box.bytes());
            case "----" -> Metadata.isGapless(box) ? new Rope.Builder() : new Rope.Builder().add(box.bytes());
            default -> throw new IllegalStateException("nothing rebuilds " + box.path());
        };
    }

    /** In a fragmented movie the headers of the moov count what is in the moov alone, which is often nothing. */
    private long inMoov(DurationHeader header, long duration) {
        return index.isFragmented() && header.duration() == 0 ? 0 : duration;
    }

    /** The references, less those to tracks that are not in the cut. */
    private Rope.Builder tref(TrackCut cut) {
        Rope.Builder body = new Rope.Builder();
        for (Reference reference : cut.track().references().references()) {
            List<Long> ids = reference.trackIds().stream().filter(plan::keepsReferenceTo).toList();
            if (!ids.isEmpty()) {
                Fields fields = new Fields();
                ids.forEach(fields::u32);
                body.box(reference.type(), new Rope.Builder().add(fields));
            }
        }
        return body.length() == 0 ? body : new Rope.Builder().box(FourCc.of("tref"), body);
    }
}
