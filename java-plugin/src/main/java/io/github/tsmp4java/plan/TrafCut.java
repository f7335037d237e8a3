package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.TrackFragment;
import io.github.tsmp4java.box.TrackFragment.Defaults;
import io.github.tsmp4java.box.TrackFragment.Run;
import io.github.tsmp4java.box.Trun;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A track fragment of which some samples are kept, in as many bytes as it has: what no longer counts lies in free boxes
 * (ISO/IEC 14496-12, 8.1.2), and the header of the first run stands further on, before the rows that are kept.
 */
final class TrafCut {
    private static final int TYPE_AT = 4;
    private static final int BOX_HEADER = 8;
    private static final int COUNT_AT = 12;
    private static final long FREE = 0x66726565;
    private static final long TRUN = 0x7472756e;
    private static final String SHORT = "the rows to be left out are shorter than the header of a free box";
    /** These either say nothing of single samples or are changed here (tfdt, trun). */
    private static final Set<String> UNTOUCHED = Set.of("tfhd", "tfdt", "trun", "sgpd", "free", "skip");
    /** A decoder does without these. */
    private static final Set<String> GROUPINGS = Set.of("roll", "prol", "rap ", "sync", "tele");

    private final Box box;
    private final TrackFragment traf;
    private final boolean followed;
    private List<Field> fields;
    private String obstacle;

    /** @param followed whether another track fragment begins where the media of this one end */
    private TrafCut(Box box, TrackFragment traf, boolean followed) {
        this.box = box;
        this.traf = traf;
        this.followed = followed;
    }

    /** @param at where in the file the track fragment stands */
    static TrafCut of(Box moof, long at, List<Defaults> defaults) throws MalformedBox {
        long follows = moof.position();
        Box box = null;
        TrackFragment traf = null;
        for (Box child : moof.children().boxes()) {
            if (child.is("traf")) {
                TrackFragment read = TrackFragment.read(child, defaults, moof.position(), follows);
                if (traf != null) {
                    return new TrafCut(box, traf, read.isBehind());
                }
                if (child.position() == at) {
                    box = child;
                    traf = read;
                }
                follows = read.next();
            }
        }
        return new TrafCut(box, traf, false);
    }

    int samples() {
        return traf.runs().stream().mapToInt(Trun::count).sum();
    }

    /** How long its first samples last together. */
    long ticks(int samples) {
        long sum = 0;
        long left = samples;
        for (Run run : traf.samples()) {
            sum += Math.min(left, run.count()) * run.duration();
            left -= Math.min(left, run.count());
        }
        return sum;
    }

    /** The latest composition time that is not after {@code tick}; {@link Long#MIN_VALUE} when all are. */
    long composedAtOrBefore(long tick, long decodeTime) {
        long found = Long.MIN_VALUE;
        long time = decodeTime;
        for (Run run : traf.samples()) {
            long ct = time + run.offset();
            if (ct <= tick) {
                long steps = run.duration() == 0 ? 0 : Math.min(run.count() - 1, (tick - ct) / run.duration());
                found = Math.max(found, ct + steps * run.duration());
            }
            time += run.count() * run.duration();
        }
        return found;
    }

    /** How many samples there are up to the last, in decoding order, that is composed before {@code tick}. */
    int samplesBefore(long tick, long decodeTime) {
        long found = 0;
        long before = 0;
        long time = decodeTime;
        for (Run run : traf.samples()) {
            long ct = time + run.offset();
            if (ct < tick) {
                long steps = run.duration() == 0 ? run.count() - 1 : Math.min(run.count() - 1, (tick - 1 - ct) / run.duration());
                found = before + steps + 1;
            }
            before += run.count();
            time += run.count() * run.duration();
        }
        return Math.toIntExact(found);
    }

    /**
     * The fields to write over the track fragment so that it has only some of its samples; null when it cannot say that in as
     * many bytes.
     *
     * @param first sample kept, from 0
     * @param after the last one kept; none is kept where that is not behind the first
     * @param decodeTime of the first one kept, where the fragment says when
     */
    List<Field> keep(int first, int after, long decodeTime) throws MalformedBox {
        fields = new ArrayList<>();
        obstacle = followed ? "the next track fragment counts its places from the end of this one's media" : null;
        return !followed && written(first, after, decodeTime) ? List.copyOf(fields) : null;
    }

    /** Why {@link #keep} could not; null where it could. */
    String obstacle() {
        return obstacle;
    }

    private boolean fails(String why) {
        obstacle = why;
        return false;
    }

    private boolean written(int first, int after, long decodeTime) throws MalformedBox {
        if (first >= after) {
            given(box.position() + TYPE_AT, 4, FREE);
            same(traf.decodeTime());
            same(traf.baseDataOffset());
            return true;
        }
        for (Box child : box.children().boxes()) {
            boolean dropped = child.is("sdtp") || child.is("sbgp") && isOfDecoder(child);
            if (!dropped && !UNTOUCHED.contains(child.name())) {
                return fails("its " + child.type() + " may speak of single samples");
            }
            if (dropped) {
                given(child.position() + TYPE_AT, 4, FREE);
            }
        }
        if (traf.decodeTime() != null) {
            fields.add(new Field(traf.decodeTime().at(), traf.decodeTime().width(), Kind.TIME, decodeTime,
                    traf.trackId()));
        }
        return runs(first, after);
    }

    private static boolean isOfDecoder(Box sbgp) throws MalformedBox {
        return GROUPINGS.contains(new FourCc(sbgp.body(8).i32(4)).toString());
    }

    private boolean runs(int first, int after) throws MalformedBox {
        List<Trun> runs = traf.runs();
        long begin = -1;
        long end = -1;
        int before = 0;
        for (Trun run : runs) {
            if (end >= 0 && run.box().position() != end || run.box().headerSize() != BOX_HEADER) {
                return fails("its trun boxes do not stand side by side, each with a header of " + BOX_HEADER + " bytes");
            }
            begin = begin < 0 ? run.box().position() : begin;
            end = run.box().position() + run.box().bytes().size();
            boolean holdsFirst = before <= first && first < before + run.count();
            boolean holdsLast = before < after && after <= before + run.count();
            int from = Math.max(0, first - before);
            int to = Math.min(run.count(), after - before);
            if (before >= after) {
                // After the last one kept: free, from its beginning to its end.
                given(run.box().position() + TYPE_AT, 4, FREE);
            } else if (holdsFirst && (run.box().position() > begin || from > 0)) {
                if (!moved(run, begin, from, to)) {
                    return false;
                }
            } else if (holdsLast && to < run.count()) {
                given(run.box().position(), 4, headerAndRows(run, to));
                given(run.box().position() + COUNT_AT, 4, to);
            }
            if (holdsLast && to < run.count() && !behind(run, to)) {
                return false;
            }
            before += run.count();
        }
        return true;
    }

    private static long headerAndRows(Trun run, int rows) {
        return run.headerSize() + (long) rows * run.rowSize();
    }

    /** The rows after the last one kept are free. */
    private boolean behind(Trun run, int to) {
        long size = (long) (run.count() - to) * run.rowSize();
        if (size > 0 && size < BOX_HEADER) {
            return fails(SHORT);
        }
        if (size > 0) {
            free(run.box().position() + headerAndRows(run, to), size);
        }
        return true;
    }

    /** The header of a run that now begins with its row {@code from}; what is before it, from {@code begin} on, is free. */
    private boolean moved(Trun run, long begin, int from, int to) throws MalformedBox {
        long rows = run.box().position() + headerAndRows(run, from);
        boolean rowsHaveFlags = (run.flags() & Trun.FLAGS) != 0;
        long firstFlags = from == 0 ? run.firstFlags() : -1;
        int header = COUNT_AT + 8 + (firstFlags >= 0 ? 4 : 0);
        if (rows - header - begin == 4 && firstFlags < 0 && !rowsHaveFlags) {
            firstFlags = run.usual().flags();
            header += 4;
        }
        long free = rows - header - begin;
        if (free != 0 && free < BOX_HEADER) {
            return fails(SHORT);
        }
        long offset = run.place() + run.bytesBefore(from) - traf.base();
        if (offset != (int) offset) {
            return fails("its media are further from where places count than 32 bits can say");
        }
        if (free > 0) {
            free(begin, free);
        }
        long at = rows - header;
        long flags = run.flags() & ~Trun.FIRST_FLAGS | Trun.DATA_OFFSET | (firstFlags >= 0 ? Trun.FIRST_FLAGS : 0);
        given(at, 8, header + (long) (to - from) * run.rowSize() << 32 | TRUN);
        given(at + 8, 8, ((long) run.box().version() << 24 | flags) << 32 | to - from);
        given(at + 16, 4, offset & 0xffffffffL);
        if (firstFlags >= 0) {
            given(at + 20, 4, firstFlags);
        }
        return true;
    }

    private void same(TrackFragment.Field field) {
        if (field != null) {
            given(field.at(), field.width(), field.value());
        }
    }

    private void free(long at, long size) {
        given(at, 8, size << 32 | FREE);
    }

    private void given(long at, int width, long value) {
        fields.add(new Field(at, width, Kind.GIVEN, value, traf.trackId()));
    }
}
