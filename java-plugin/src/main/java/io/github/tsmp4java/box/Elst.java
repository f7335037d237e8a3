package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.List;

/**
 * Edit list (ISO/IEC 14496-12, 8.6.6; in trak/edts, absent = the media plays as it is).
 *
 * @param edits in the order they are played
 */
public record Elst(List<Edit> edits) {
    private static final int MAX_EDITS = 1024;

    /**
     * @param segmentDuration in movie ticks
     * @param mediaTime in media ticks on the composition axis; -1 = an empty edit
     * @param rate media_rate, 16.16
     */
    public record Edit(long segmentDuration, long mediaTime, int rate) {
        public boolean empty() {
            return mediaTime == -1;
        }
    }

    /**
     * Reads. A list that players ignore counts as none: one with a media_time below -1, with nothing but stills, or with
     * nothing but an empty edit of no duration.
     */
    public static Elst read(Box box, List<String> repairs) throws CutException {
        boolean wide = box.version(1) == 1;
        int row = wide ? 20 : 12;
        Bytes rows = box.rows(8, box.body(8).u32(4), row, repairs);
        if (rows.size() / row > MAX_EDITS) {
            throw new DeclinedCut("edit list of " + rows.size() / row + " edits (" + box.path() + ")");
        }
        String slip = null;
        List<Edit> edits = new ArrayList<>();
        for (int at = 0; at < rows.size(); at += row) {
            long duration = wide ? rows.i64(at) : rows.u32(at);
            long mediaTime = wide ? rows.i64(at + 8) : rows.i32(at + 4);
            if (duration < 0) {
                throw box.malformed("edit " + (at / row) + " has segment_duration " + Long.toUnsignedString(duration));
            }
            slip = mediaTime < -1 ? "media_time " + mediaTime : slip;
            edits.add(new Edit(duration, mediaTime, rows.i32(at + row - 4)));
        }
        if (!edits.isEmpty() && edits.stream().allMatch(edit -> edit.empty() && edit.segmentDuration() == 0)) {
            slip = "nothing but an empty edit of no duration";
        } else if (!edits.isEmpty() && edits.stream().allMatch(edit -> edit.empty() || edit.rate() == 0)
                && !edits.stream().allMatch(Edit::empty)) {
            slip = "media_rate 0 all along";
        }
        if (slip != null) {
            repairs.add("the edit list has " + slip + ": it counts as none");
        }
        return new Elst(slip == null ? List.copyOf(edits) : List.of());
    }
}
