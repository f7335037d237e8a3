package io.github.tsmp4java.text;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Box.Children;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.head.Metadata;
import io.github.tsmp4java.head.Xmp;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.SampleTables;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of each box of the head in a cut. */
final class BoxText {
    private final MovieIndex index;
    private final CutPlan plan;
    /** Types by what becomes of them and where they stand, tracks together. */
    private final Map<String, Set<String>> types = new LinkedHashMap<>();
    /** Boxes that are named one by one. */
    private final List<String> single = new ArrayList<>();
    private int traks;

    private BoxText(MovieIndex index, CutPlan plan) {
        this.index = index;
        this.plan = plan;
    }

    static List<String> of(MovieIndex index, CutPlan plan) throws MalformedBox {
        BoxText text = new BoxText(index, plan);
        text.topLevel();
        text.container(index.head().moov(), "moov", null);
        List<String> lines = new ArrayList<>();
        text.types.forEach((what, types) -> lines.add(what + ": " + String.join(" ", types)));
        lines.addAll(text.single);
        return lines;
    }

    private void topLevel() throws MalformedBox {
        if (index.head().ftyp() != null) {
            add("copied", "file", index.head().ftyp());
        }
        for (Box box : index.head().others()) {
            switch (BoxRole.of("file", box.type())) {
                case CONTAINER -> inner(box, box.type().toString(), null);
                case REBUILD -> rebuilt("file", box, null);
                default -> single.add("copied: " + name(box)
                        + (BoxRole.named("file", box.type()) ? "" : ", which is unknown"));
            }
        }
    }

    /** @param cut of the track that the box is in; null outside one */
    private void container(Box box, String path, TrackCut cut) throws MalformedBox {
        String type = box.type().toString();
        Children found = Metadata.isIn(box) ? Metadata.children(box) : box.children();
        List<Box> children = found.boxes();
        if (box.is("trak") && Box.only(children, "edts") == null) {
            types.computeIfAbsent("added in " + path, any -> new LinkedHashSet<>()).add("edts");
        }
        for (Box child : children) {
            switch (BoxRole.of(type, child.type())) {
                case COPY -> copied(type, path, child);
                case CONTAINER -> {
                    inner(child, path + "/" + child.type(), cut);
                    if (child.is("ilst") && !Metadata.places(children).isEmpty()) {
                        single.add("left out of " + name(child) + ": what names places in the whole file (auxiliary.tracks)");
                    }
                }
                case SLICE -> {
                    if (SampleTables.counts(children, child)) {
                        cropped(path, child, cut);
                    } else {
                        single.add("left out: " + name(child) + ", which stands twice");
                    }
                }
                case REBUILD -> rebuilt(path, child, cut);
                case DROP -> single.add("left out: " + name(child) + (BoxRole.named(type, child.type()) ? ""
                        : ", which is unknown and may count samples"));
                case REFUSE -> throw new IllegalStateException("refused by the index: " + child.path());
            }
        }
        if (Metadata.isIn(box) && found.tail().size() >= 8) {
            single.add("copied: the last " + found.tail().size() + " bytes of " + name(box)
                    + ", in which no boxes can be told apart");
        }
    }

    private void copied(String parent, String path, Box box) {
        // Names of a udta, a meta or an ilst are anybody's: there nothing is unknown.
        if (BoxRole.named(parent, box.type()) || Set.of("udta", "meta", "ilst").contains(parent)) {
            add("copied", path, box);
        } else {
            single.add("copied: " + name(box) + ", which is unknown");
        }
    }

    private void cropped(String path, Box box, TrackCut cut) {
        if (cut.samples() == null) {
            add(cut.track().hasRows() ? "emptied, or left out where that says the same" : "copied", path, box);
        } else if (box.is("stss") && cut.track().allSync()) {
            single.add("left out: " + name(box) + ", since every sample is a key frame");
        } else if (box.is("sdtp") && box.body().size() - 4 <= cut.samples().last()) {
            single.add("left out: " + name(box) + ", which ends before the last sample kept");
        } else if (box.is("csgp")) {
            single.add("cropped: " + name(box) + ", to the sbgp that says the same");
        } else {
            add("cropped", path, box);
        }
    }

    private void rebuilt(String path, Box box, TrackCut cut) {
        if (box.is("tref") && cut.track().references().references().stream()
                .allMatch(reference -> reference.trackIds().stream().noneMatch(plan::keepsReferenceTo))) {
            single.add("left out: " + name(box) + ", which names none but tracks that are left out");
        } else if (box.is("uuid") && !Xmp.isIn(box)) {
            add("copied", path, box);
        } else if (!box.is("----")) {
            add("written anew", path, box);
        } else if (Metadata.isGapless(box)) {
            single.add("left out: " + name(box) + ", gapless counts (iTunSMPB) of the whole file");
        } else {
            add("copied", path, box);
        }
    }

    private void inner(Box box, String path, TrackCut cut) throws MalformedBox {
        if (box.is("trak")) {
            TrackCut ofTrack = plan.cutOf(index.tracks().get(traks++));
            if (ofTrack != null) {
                container(box, path, ofTrack);
            }
        } else {
            container(box, path, cut);
        }
    }

    private void add(String what, String path, Box box) {
        types.computeIfAbsent(what + " in " + path, any -> new LinkedHashSet<>()).add(box.type().toString());
    }

    private static String name(Box box) {
        return box.path() + " of " + box.bytes().size() + " bytes at byte " + box.position();
    }
}
