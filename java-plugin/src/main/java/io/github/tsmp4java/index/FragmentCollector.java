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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the boxes after the moov of a fragmented movie, in file order. */
final class FragmentCollector {
    private static final int TYPE_AT = 4;
    /** Of a track that has more than one sample. */
    static final Extent MORE = new Extent(0, 0);

    private final List<TrackFragment.Defaults> defaults;
    /** When the last sample of each track is over, so far. */
    private final Map<Long, Long> ends = new HashMap<>();
    private final Map<Long, Extent> soleSamples = new HashMap<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private long held;
    private boolean goesOn;
    /** Whether there was a fragment whose media come before its moof. */
    private boolean mediaFirst;

    /** The fragment that was begun; its parts are null when there is none. */
    private long position;
    private Bytes bytes;
    private int headerSize;
    private long begin;
    private long end;
    private long mediaBegin;
    private long mediaEnd;
    private List<Part> parts;
    private List<Field> fields;
    /** Of boxes since the last mdat or moof. */
    private final List<Field> leftOut = new ArrayList<>();
    /** Where the last mdat is. */
    private long mdatBegin;
    private long mdatEnd;
    /** Where the fragment that was begun ended without it. */
    private long endBefore;

    FragmentCollector(Box mvex) throws MalformedBox {
        defaults = TrackFragment.Defaults.all(mvex, MovieIndex.MAX_TRACKS);
    }

    void moof(Box moof) throws MalformedBox {
        long follows = moof.position();
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        Map<Box, TrackFragment> trafs = new LinkedHashMap<>();
        for (Box box : moof.children().boxes()) {
            if (box.is("traf")) {
                TrackFragment traf = TrackFragment.read(box, defaults, moof.position(), follows);
                follows = traf.next();
                lowest = Math.min(lowest, traf.mediaBegin());
                highest = Math.max(highest, traf.mediaEnd());
                trafs.put(box, traf);
            }
        }
        boolean takesMdat = takesMdat(lowest, highest);
        mediaFirst |= takesMdat;
        List<Field> before = new ArrayList<>();
        if (takesMdat) {
            end = Math.min(end, mdatBegin);
            before.addAll(leftOut);
            leftOut.clear();
        }
        finish();
        position = moof.position();
        begin = takesMdat ? mdatBegin : position;
        bytes = moof.bytes();
        headerSize = moof.headerSize();
        end = position + bytes.size();
        mediaBegin = lowest;
        mediaEnd = highest;
        parts = new ArrayList<>();
        fields = before;
        held += Fragment.BYTES + bytes.size();
        trafs.forEach((box, traf) -> {
            add(Kind.PLACE, traf.baseDataOffset(), traf.trackId());
            add(Kind.TIME, traf.decodeTime(), traf.trackId());
        });
        for (Map.Entry<Box, TrackFragment> traf : trafs.entrySet()) {
            Part part = part(traf.getKey(), traf.getValue());
            parts.add(part);
            held += part.byteSize();
            long samples = traf.getValue().samples().stream().mapToLong(Run::count).sum();
            if (samples > 0) {
                soleSamples.merge(part.trackId(), samples > 1 || traf.getValue().mediaEnd() == 0 ? MORE
                        : new Extent(traf.getValue().mediaBegin(), traf.getValue().mediaEnd()), (one, more) -> MORE);
            }
        }
        fields.sort(Comparator.comparingLong(Field::at));
    }

    /** Whether the samples of the fragment that was begun are in it. */
    boolean holdsItsMedia() {
        return mediaBegin >= begin;
    }

    /** Some writers put the media of a fragment before its moof: the last mdat is then not of the fragment before. */
    private boolean takesMdat(long lowest, long highest) {
        return lowest >= mdatBegin && highest <= mdatEnd && highest > 0
                && (parts == null || position < mdatBegin && mediaEnd <= mdatBegin);
    }

    /** An mdat: the media of the fragment before it, unless the moof after it says otherwise. */
    void mdat(long from, long to) {
        if (parts != null) {
            fields.addAll(leftOut);
        }
        leftOut.clear();
        mdatBegin = from;
        mdatEnd = to;
        endBefore = end;
        if (parts != null) {
            end = to;
        }
    }

    /** Where media stand before their moof, the moof of the last mdat may be missing: that mdat then belongs to no fragment. */
    void dropMdat() {
        if (mediaFirst && end == mdatEnd && position < mdatBegin && mediaEnd <= mdatBegin) {
            end = endBefore;
        }
    }

    /** A fragment whose media do not end in the file does not count as one. */
    boolean dropLast() {
        boolean dropped = parts != null && mediaEnd > position;
        parts = dropped ? null : parts;
        return dropped;
    }

    /** One past the last byte of the samples of the fragment that was begun. */
    long mediaEnd() {
        return mediaEnd;
    }

    /** A box between fragments that is not to be in a cut. */
    void leaveOut(long boxPosition, FourCc type) {
        leftOut.add(new Field(boxPosition + TYPE_AT, 4, Kind.LEFT_OUT, type.code() & 0xffffffffL, 0));
        held += Fragment.FIELD_BYTES;
    }

    /** The fragments so far; the last one is over. */
    List<Fragment> fragments() {
        finish();
        return List.copyOf(fragments);
    }

    /** By track_ID: where the track's only sample in all fragments is, or {@link #MORE}. */
    Map<Long, Extent> soleSamples() {
        return soleSamples;
    }

    /** Whether the first one of a track does not say when it is decoded. */
    boolean goesOn() {
        return goesOn;
    }

    /** Memory that the fragments take. */
    long held() {
        return held;
    }

    private void finish() {
        if (parts != null) {
            fields.addAll(leftOut);
            fragments.add(new Fragment(position, begin, bytes, headerSize, end, mediaBegin, mediaEnd, List.copyOf(parts),
                    List.copyOf(fields)));
            parts = null;
        }
        leftOut.clear();
    }

    private void add(Kind kind, TrackFragment.Field field, long trackId) {
        if (field != null) {
            fields.add(new Field(field.at(), field.width(), kind, field.value(), trackId));
            held += Fragment.FIELD_BYTES;
        }
    }

    private Part part(Box traf, TrackFragment read) throws MalformedBox {
        boolean timed = read.decodeTime() != null;
        goesOn |= !timed && !ends.containsKey(read.trackId());
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
