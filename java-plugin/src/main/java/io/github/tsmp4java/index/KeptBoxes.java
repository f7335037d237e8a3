package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import java.util.ArrayList;
import java.util.List;

/** The top-level boxes kept so far of a file that is being read, and what is to be said of the others. */
final class KeptBoxes {
    private static final int MAX_BOXES = 1000;
    final List<String> notes = new ArrayList<>();
    final List<String> repairs = new ArrayList<>();
    private final List<Box> others = new ArrayList<>();
    private Box ftyp;
    private Box moov;
    private int count;

    /** One more box was met, kept or not, before the media. */
    void countBox() throws DeclinedCut {
        count++;
        if (count > MAX_BOXES) {
            throw new DeclinedCut("no media after " + MAX_BOXES + " top-level boxes");
        }
    }

    void add(Box box) {
        if (box.is("ftyp") && ftyp == null) {
            ftyp = box;
        } else {
            others.add(box);
        }
    }

    /**
     * @param streams whether the file streams past
     * @return its mvex, or null
     */
    Box moov(Box box, long moovMax, boolean streams) throws CutException {
        moov = CompressedMoov.inflated(box, moovMax);
        notes.addAll(moov != box ? List.of("the moov is compressed (cmov); that of a cut is not") : List.of());
        Box mvex = Box.only(moov.children().boxes(), "mvex");
        if (mvex != null && streams) {
            throw new DeclinedCut("fragmented, in a body that streams past (" + mvex.path() + ")");
        }
        return mvex;
    }

    void requireMoov(long fileSize) throws DeclinedCut {
        if (moov == null) {
            throw new DeclinedCut("no moov in " + fileSize + " bytes");
        }
    }

    /** Media are never kept. */
    void leftOut(FourCc type, long size, long position) {
        BoxRole role = BoxRole.of("file", type);
        if (role != BoxRole.SLICE) {
            notes.add(type + " of " + size + " bytes at byte " + position + " left out"
                    + (role == BoxRole.DROP || type.is("moov") ? "" : ", too large to be kept"));
        }
    }

    /** The movie box; null where it was not read yet. */
    Box moov() {
        return moov;
    }

    /**
     * Bytes after the moov that are not a box are junk.
     *
     * @param size it claims, less than the {@code header} that was read
     * @param sought whether the place was looked for: then it is the place that is wrong
     */
    void noBox(FourCc type, long position, long size, int header, boolean sought) throws MalformedBox {
        if (moov == null || sought) {
            throw new MalformedBox(type.toString(), position, "size " + Long.toUnsignedString(size)
                    + " is no size for a box with a header of " + header);
        }
        repairs.add("what begins at byte " + position + ", behind the moov, is no box, and not read");
    }

    long bytes() {
        return size(ftyp) + size(moov) + others.stream().mapToLong(KeptBoxes::size).sum();
    }

    private static long size(Box box) {
        return box == null ? 0 : box.bytes().size();
    }

    /**
     * @param fragments of a fragmented movie, else null
     * @param timecodes samples that were read beside the boxes
     * @param length of the file, or -1
     */
    MovieHead head(FragmentWalk fragments, TimecodeWalk timecodes, long length) {
        return new MovieHead(ftyp, List.copyOf(others), moov, fragments == null ? List.of() : fragments.fragments(),
                fragments != null && fragments.isPartial(), fragments == null ? null : fragments.truncated(),
                timecodes.counters(), length < 0 ? Long.MAX_VALUE : length, List.copyOf(notes), List.copyOf(repairs));
    }
}
