package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Box.Children;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.index.Time;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands under udta and meta and knows the movie's times. */
public final class Metadata {
    /** Nero chapter times are in units of 100 ns. */
    private static final long CHAPTER_TIMESCALE = 10_000_000;

    /** Keys that begin so say where the file's axte box is, which a cut does not have, and what is in it. */
    private static final String AUXILIARY_TRACKS = "auxiliary.tracks.";

    private Metadata() {}

    /** Whether writers put all kinds of things into the box: what cannot be read of it is kept. */
    public static boolean isIn(Box box) {
        return box.is("udta") || box.is("meta") || box.is("ilst");
    }

    /** The children of one of these, up to bytes that are not a box. */
    public static Children children(Box box) throws MalformedBox {
        return box.legible(prefix(box));
    }

    /** Bytes before the children: of a meta box version and flags in ISO files, none in QuickTime's. */
    static int prefix(Box box) {
        Bytes body = box.body();
        boolean quickTime = body.size() >= 8 && new FourCc(body.i32(4)).is("hdlr");
        return !box.is("meta") || quickTime ? 0 : Math.min(4, body.size());
    }

    /**
     * The items of the ilst beside these keys (QuickTime) that name places in the whole file: an item's type is the number of
     * its key.
     */
    public static Set<FourCc> places(List<Box> inMeta) {
        Set<FourCc> out = new HashSet<>();
        for (Box keys : inMeta) {
            Bytes body = keys.is("keys") ? keys.body() : keys.body().slice(0, 0);
            int at = 8;
            for (int number = 1; body.size() - at >= 8 && body.u32(at) >= 8 && body.u32(at) <= body.size() - at; number++) {
                int size = Math.toIntExact(body.u32(at));
                String key = new String(body.slice(at + 8, size - 8).copy(), StandardCharsets.UTF_8);
                if (key.startsWith(AUXILIARY_TRACKS)) {
                    out.add(new FourCc(number));
                }
                at += size;
            }
        }
        return out;
    }

    /** Whether an item of ilst is iTunes' gapless counts of the whole file. */
    public static boolean isGapless(Box item) {
        try {
            for (Box child : item.children().boxes()) {
                if (child.is("name") && child.body().size() >= 4) {
                    return new String(child.body().from(4).copy(), StandardCharsets.UTF_8).equals("iTunSMPB");
                }
            }
            return false;
        } catch (MalformedBox e) {
            return false;
        }
    }

    /**
     * Nero's chapter list (chpl), counted from the beginning of the cut: the chapter that runs then begins at 0, one that
     * begins at the end or after it is left out. A chapter that the cut leaves less than a frame of is left out as well. A
     * list that cannot be read is left out, for its times would be wrong.
     *
     * @param frame how long a frame of the reference track is
     */
    static Rope.Builder chapters(Box chpl, Time start, Optional<Time> until, Time frame) {
        Bytes body = chpl.body();
        int prefix = body.size() > 0 && body.u8(0) == 1 ? 8 : 4;
        long cut = start.round(CHAPTER_TIMESCALE);
        long least = frame.floor(CHAPTER_TIMESCALE);
        long end = until.map(time -> time.ceil(CHAPTER_TIMESCALE)).orElse(Long.MAX_VALUE);
        Fields kept = new Fields();
        Fields running = null;
        int count = 0;
        int at = prefix + 1;
        int listed = body.size() < at ? -1 : body.u8(prefix);
        for (int i = 0; i < listed; i++) {
            if (body.size() < at + 9 || body.size() < at + 9 + body.u8(at + 8)) {
                return new Rope.Builder();
            }
            long time = body.i64(at);
            Bytes title = body.slice(at + 8, 1 + body.u8(at + 8));
            if (time <= cut || time - cut < least && time < end) {
                running = new Fields().u64(0).copy(title);
            } else if (end > least && time <= end - least && time < end) {
                kept.u64(time - cut).copy(title);
                count++;
            }
            at += 8 + title.size();
        }
        if (listed < 0) {
            return new Rope.Builder();
        }
        Fields fields = new Fields().copy(body.slice(0, prefix)).u8(count + (running == null ? 0 : 1));
        Rope.Builder out = new Rope.Builder().add(fields);
        if (running != null) {
            out.add(running);
        }
        return new Rope.Builder().box(chpl.type(), out.add(kept));
    }
}
