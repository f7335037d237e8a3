package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.DurationHeader;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.RandomAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The walk over the top-level boxes after the moov of a fragmented movie: from moof to moof, up to the end of the file. If
 * a cut begins late, and a sidx or mfra says in which fragment, the walk begins there. What they say is only where to look:
 * if no fragment is found there, the walk begins with the first.
 */
final class FragmentWalk {
    private static final int MAX_BOXES = 40_000;
    /** Bytes of sidx and mfra together; a box that would go beyond them is passed by. */
    private static final int MAX_ACCESS = 4 << 20;
    /** A larger moov takes too long to be looked at on a thread of the proxy: before it is, all fragments are read. */
    private static final int MAX_MOOV = 256 << 10;
    private static final int MFRO = 16;
    static final int NOWHERE = -1;

    /** What becomes of a box. */
    enum Step { TAKE, PASS, END }

    private final Box moov;
    private final Box mvex;
    private final long moovMax;
    private final long fileSize;
    private final KeptBoxes kept;
    /** Fragments of fewer bytes together are not left out. */
    private final long worthwhile;
    private final List<RandomAccess> access = new ArrayList<>();
    /** Where fragments stand, as {@link #access} says, from the one that the walk begins with; ascending. */
    private long[] places = {};
    /** The time whose fragment is looked for; null = the walk begins with the first fragment. */
    private Time start;
    private FragmentCollector fragments;
    private int boxes;
    private long fragmentBytes;
    private long accessBytes;
    /** Where the first moof stands, once it was met while a {@link #start} was given; else {@link #NOWHERE}. */
    private long home = NOWHERE;
    /** Of the last mdat before it, which may hold its samples. */
    private long mediaBeforeHome = NOWHERE;
    /** What is looked for where the next box is read, until it was found; null = nothing. */
    private String landing;
    private boolean partial;
    private String truncated;
    private long jump = NOWHERE;

    FragmentWalk(Box moov, Box mvex, long moovMax, long fileSize, KeptBoxes kept, Time start, long worthwhile)
            throws MalformedBox {
        this.moov = moov;
        this.mvex = mvex;
        this.moovMax = moovMax;
        this.fileSize = fileSize;
        this.kept = kept;
        // What time codes count from is in the first fragment.
        this.start = moov.bytes().size() > MAX_MOOV || TimecodeWalk.isIn(moov) ? null : start;
        this.worthwhile = worthwhile;
        fragments = new FragmentCollector(mvex);
    }

    /** A box whose header was read; its size may be more than there is. */
    Step begin(FourCc type, long position, long size) throws CutException {
        if (++boxes > MAX_BOXES) {
            throw new DeclinedCut("not all fragments within " + (boxes - 1) + " top-level boxes");
        }
        boolean whole = size <= fileSize - position;
        boolean isAccess = landing == null ? type.is("sidx") && start != null && home == NOWHERE
                : type.is(landing) && !type.is("moof");
        if (isAccess && whole && size <= MAX_ACCESS - accessBytes) {
            accessBytes += size;
            fragments.leaveOut(position, type);
            return Step.TAKE;
        }
        // Before a fragment there may be boxes of its own.
        if (landing != null && (!landing.equals("moof") || !whole || type.is("mdat") || !BoxRole.named("file", type))) {
            readAll();
            return Step.PASS;
        }
        if (type.is("moof")) {
            return moof(position, size, whole);
        }
        if (type.is("mdat") && !whole) {
            if (fragments.dropLast()) {
                truncate("the mdat at byte " + position + " goes " + (size - (fileSize - position)) + " bytes beyond the file");
            }
        } else if (type.is("mdat")) {
            fragments.mdat(position, position + size);
            mediaBeforeHome = home == NOWHERE ? position : mediaBeforeHome;
        } else if (BoxRole.of("file", type) == BoxRole.DROP && !type.is("free") && !type.is("skip") && !type.is("wide")) {
            fragments.leaveOut(position, type);
        }
        return Step.PASS;
    }

    private Step moof(long position, long size, boolean whole) throws CutException {
        if (start != null && home == NOWHERE) {
            home = position;
            if (!access.isEmpty()) {
                enter();
            } else if (fileSize - position > worthwhile) {
                land("mfro", fileSize - MFRO);
            }
            if (jump != NOWHERE) {
                return Step.PASS;
            }
        }
        fragmentBytes += size;
        if (fragmentBytes > moovMax) {
            throw new DeclinedCut("moofs of more than " + moovMax + " bytes (--moov-max)");
        }
        if (!whole) {
            fragments.dropMdat();
            truncate("the moof at byte " + position + " goes " + (size - (fileSize - position)) + " bytes beyond the file");
        }
        return whole ? Step.TAKE : Step.END;
    }

    /** The file has ended. If it ends between a moof and its media, whichever comes first, that fragment does not count. */
    void end() {
        fragments.dropMdat();
        long beyond = fragments.mediaEnd() - fileSize;
        if (beyond > 0 && fragments.dropLast()) {
            truncate("the media of its last moof go " + beyond + " bytes beyond the file");
        }
    }

    private void truncate(String why) {
        truncated = why;
        kept.repairs.add("truncated: " + why + ", what would be in its fragment is left out");
    }

    /** Why the last fragment is none; null where all is there. */
    String truncated() {
        return truncated;
    }

    /** A box that was read whole. */
    void take(Box box) throws CutException {
        if (box.is("sidx")) {
            sidx(box);
        } else if (box.is("mfro")) {
            long size = box.body(8).u32(4);
            if (size < MFRO || size > fileSize - home) {
                throw box.malformed("names an mfra of " + size + " bytes");
            }
            land("mfra", fileSize - size);
        } else if (box.is("mfra")) {
            access.addAll(RandomAccess.mfra(box, timescales()));
            enter();
        } else {
            fragments.moof(box);
            landing = null;
            if (partial && (fragments.goesOn() || !fragments.holdsItsMedia())) {
                readAll();
            }
        }
    }

    private void sidx(Box box) {
        try {
            access.add(RandomAccess.sidx(box));
        } catch (MalformedBox e) {
            kept.notes.add("not of use: " + e.getMessage());
        }
    }

    private Map<Long, Long> timescales() throws MalformedBox {
        Map<Long, Long> timescales = new HashMap<>();
        for (Box trak : moov.children().boxes()) {
            if (trak.is("trak")) {
                Box mdia = trak.required(trak.children().boxes(), "mdia");
                DurationHeader mdhd = DurationHeader.read(mdia.required(mdia.children().boxes(), "mdhd"));
                DurationHeader tkhd = DurationHeader.read(trak.required(trak.children().boxes(), "tkhd"));
                timescales.put(tkhd.field(), mdhd.timed(new ArrayList<>()).field());
            }
        }
        return timescales;
    }

    /**
     * Goes to the place before the one that holds the start. What decoders need ahead of the start comes with it, and so does
     * what other tracks have earlier in the file.
     */
    private void enter() throws MalformedBox {
        long place = access.isEmpty() ? NOWHERE : Long.MAX_VALUE;
        for (RandomAccess each : access) {
            boolean beyond = Time.of(Long.MAX_VALUE, each.timescale()).isBefore(start);
            long tick = beyond ? Long.MAX_VALUE : start.floor(each.timescale());
            int at = 0;
            while (at < each.times().length && each.times()[at] <= tick) {
                at++;
            }
            place = Math.min(place, at < 2 ? NOWHERE : each.places()[at - 2]);
        }
        if (place < home || place - home < worthwhile || place >= fileSize) {
            readAll();
        } else {
            partial = true;
            long begin = place;
            places = access.stream().flatMapToLong(each -> Arrays.stream(each.places())).filter(at -> at >= begin).sorted()
                    .toArray();
            access.clear();
            // Media before the first moof do not belong to the fragment that is entered: they are forgotten.
            fragments = new FragmentCollector(mvex);
            land("moof", place);
        }
    }

    private void land(String type, long place) {
        jump = place;
        landing = type;
        boxes = 0;
    }

    /** Begins with the first fragment. */
    void readAll() throws MalformedBox {
        start = null;
        access.clear();
        places = new long[0];
        partial = false;
        landing = null;
        fragments = new FragmentCollector(mvex);
        fragmentBytes = 0;
        boxes = 0;
        jump = mediaBeforeHome == NOWHERE ? home : mediaBeforeHome;
    }

    /** Whether what is read now is where something was looked for: what is wrong with it is wrong with the place. */
    boolean isLanding() {
        return landing != null;
    }

    /** Where to read the next box, if not after the last one; told once, else {@link #NOWHERE}. */
    long jump() {
        long told = jump;
        jump = NOWHERE;
        return told;
    }

    /**
     * Where the walk will lead, as far as the file says.
     *
     * @param from nothing before it is told
     * @param apart how far at least a place is from the one before
     */
    long[] ahead(long from, int most, long apart) {
        long[] ahead = new long[most];
        int told = 0;
        int at = Arrays.binarySearch(places, from);
        for (at = at < 0 ? -at - 1 : at; at < places.length && told < most; at++) {
            if (places[at] < fileSize && places[at] - (told == 0 ? from : ahead[told - 1]) >= (told == 0 ? 0 : apart)) {
                ahead[told++] = places[at];
            }
        }
        return Arrays.copyOf(ahead, told);
    }

    /** Whether fragments before the first one found are left out. */
    boolean isPartial() {
        return partial;
    }

    List<Fragment> fragments() {
        return fragments.fragments();
    }

    /** As {@link FragmentCollector#soleSamples}; null = no fragment was read. */
    Map<Long, Extent> soleSamples() {
        return fragmentBytes == 0 ? null : fragments.soleSamples();
    }

    /** Memory that is held. */
    long held() {
        return fragments.held() + 8L * places.length + access.stream().mapToLong(each -> 16L * each.times().length).sum();
    }

    /** Bytes of the moofs read so far. */
    long bytes() {
        return fragmentBytes;
    }
}
