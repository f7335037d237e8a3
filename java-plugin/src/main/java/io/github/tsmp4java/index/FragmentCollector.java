package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.TrackFragment;
import io.github.tsmp4java.box.TrackFragment.Run;
import io.github.tsmp4java.index.Fragment.Field;
import io.github.tsmp4java.index.Fragment.Kind;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.Fragment.Syncs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the boxes after the moov of a fragmented movie, in file order. */
final class FragmentCollector {
    private static final int TYPE_AT = 4;

    private final List<TrackFragment.Defaults> defaults;
    /** When the last sample of each track is over, so far. */
    private final Map<Long, Long> ends = new HashMap<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private long held;

    /** The fragment that was begun; its parts are null when there is none. */
    private long position;
    private Bytes bytes;
    private int headerSize;
    private long end;
    private long mediaBegin;
    private long mediaEnd;
    private List<Part> parts;
    private List<Field> fields;

    FragmentCollector(Box mvex) throws MalformedBox {
        defaults = TrackFragment.Defaults.all(mvex, MovieIndex.MAX_TRACKS);
    }

    void moof(Box moof) throws MalformedBox {
        finish();
        position = moof.position();
        bytes = moof.bytes();
        headerSize = moof.headerSize();
        end = position + bytes.size();
        mediaBegin = Long.MAX_VALUE;
        mediaEnd = 0;
        parts = new ArrayList<>();
        fields = new ArrayList<>();
        held += Fragment.BYTES + bytes.size();
        long follows = position;
        for (Box box : moof.children().boxes()) {
            if (box.is("traf")) {
                TrackFragment traf = TrackFragment.read(box, defaults, position, follows);
                follows = traf.next();
                mediaBegin = Math.min(mediaBegin, traf.mediaBegin());
                mediaEnd = Math.max(mediaEnd, traf.mediaEnd());
                add(Kind.PLACE, traf.baseDataOffset(), traf.trackId());
                add(Kind.TIME, traf.decodeTime(), traf.trackId());
                Part part = part(box, traf);
                parts.add(part);
                held += part.byteSize();
            }
        }
        fields.sort(Comparator.comparingLong(Field::at));
    }

    /** An mdat: the media of the fragment before it. */
    void mdat(long mdatEnd) {
        if (parts != null) {
            end = mdatEnd;
        }
    }

    /** The fragment whose mdat does not end in the file is none. */
    boolean dropLast() {
        boolean dropped = parts != null;
        parts = null;
        return dropped;
    }

    /** A box between fragments that is not to be in a cut. */
    void leaveOut(long boxPosition, FourCc type) {
        if (parts != null) {
            add(Kind.LEFT_OUT, new TrackFragment.Field(boxPosition + TYPE_AT, 4, type.code() & 0xffffffffL), 0);
        }
    }

    /** The fragments so far; the last one is over. */
    List<Fragment> fragments() {
        finish();
        return List.copyOf(fragments);
    }

    /** Memory that the fragments take. */
    long held() {
        return held;
    }

    private void finish() {
        if (parts != null) {
            fragments.add(new Fragment(position, bytes, headerSize, end, mediaBegin, mediaEnd, List.copyOf(parts),
                    List.copyOf(fields)));
            parts = null;
        }
    }

    private void add(Kind kind, TrackFragment.Field field, long trackId) {
        if (field != null) {
            fields.add(new Field(field.at(), field.width(), kind, field.value(), trackId));
            held += Fragment.FIELD_BYTES;
        }
    }

    private Part part(Box traf, TrackFragment read) throws MalformedBox {
        boolean timed = read.decodeTime() != null;
        long begin = timed ? read.decodeTime().value() : ends.getOrDefault(read.trackId(), 0L);
        long time = begin;
        long earliest = begin;
        long composedEnd = begin;
        long sample = 0;
        List<Syncs> syncs = new ArrayList<>();
        try {
            for (Run run : read.samples()) {
                if (run.sync()) {
                    syncs.add(new Syncs(sample, Math.addExact(time, run.offset()), run.count(), run.duration()));
                }
                sample += run.count();
                earliest = Math.min(earliest, time + run.offset());
                time = Math.addExact(time, Math.multiplyExact(run.count(), run.duration()));
                composedEnd = Math.max(composedEnd, Math.addExact(time, run.offset()));
            }
        } catch (ArithmeticException e) {
            throw traf.malformed("sample times leave 63 bits");
        }
        ends.put(read.trackId(), time);
        return new Part(read.trackId(), position, traf.position(), begin, time, timed, earliest, composedEnd, List.copyOf(syncs));
    }
}
