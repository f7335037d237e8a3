package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file with every table expanded, and every fragment.
 *
 * @param duration -1 for all ones: unknown
 */
public record Movie(List<RawBox> top, RawBox moov, long timescale, long duration, List<Track> tracks) {
    /** @param strict true for a cut: slips that players forgive in a source are then faults */
    public static Movie of(Source file, boolean strict) {
        List<RawBox> top = RawBox.parse(file, strict);
        RawBox moov = top.stream().filter(box -> box.type().equals("moov")).findFirst()
                .orElseThrow(() -> new Broken(Kind.TOP_LEVEL, "no moov"));
        RawBox mvhd = moov.need("mvhd");
        boolean wide = mvhd.version() == 1;
        long timescale = mvhd.u32(wide ? 20 : 12);
        if (timescale == 0) {
            throw new Broken(Kind.HEADER, "mvhd timescale 0");
        }
        long duration = duration(mvhd, wide, wide ? 24 : 16);
        List<Track> tracks = new ArrayList<>();
        for (RawBox trak : moov.all("trak")) {
            tracks.add(new TrackReader(trak, timescale, strict, file.length()).read());
        }
        moov.first("mvex").ifPresent(mvex -> {
            FragmentReader fragments = new FragmentReader(mvex, tracks);
            top.stream().filter(box -> box.type().equals("moof")).forEach(fragments::read);
            tracks.replaceAll(track -> track.fragmented(fragments.after(track), !strict));
        });
        return new Movie(top, moov, timescale, duration, List.copyOf(tracks));
    }

    static long duration(RawBox box, boolean wide, int at) {
        if (wide) {
            return box.i64(at);
        }
        long value = box.u32(at);
        return value == 0xffffffffL ? -1 : value;
    }

    public Optional<Track> track(long id) {
        return tracks.stream().filter(track -> track.id() == id).findFirst();
    }

    /** But for one of time codes alone. */
    List<RawBox> moofs() {
        return top.stream().filter(box -> box.type().equals("moof") && !isOfTimecodes(box)).toList();
    }

    private boolean isOfTimecodes(RawBox moof) {
        return moof.all("traf").stream().allMatch(traf -> track(traf.need("tfhd").u32(4))
                .filter(track -> track.handler().equals("tmcd")).isPresent()) && !moof.all("traf").isEmpty();
    }

    /** A sample of no bytes is anywhere. */
    public boolean isInMdat(Sample sample) {
        return sample.size() == 0 || top.stream().anyMatch(box -> box.type().equals("mdat")
                && sample.place() >= box.at() + box.header() && sample.place() + sample.size() <= box.at() + box.size());
    }

    /** Whether the media of each fragment stand before its moof: then none is behind the last. */
    boolean mediaFirst() {
        List<RawBox> moofs = moofs();
        return !moofs.isEmpty() && top.stream().noneMatch(box -> box.type().equals("mdat")
                && box.at() > moofs.get(moofs.size() - 1).at());
    }

    /** The number of the fragment, from 0, whose media are there; -1 for none. A sample of no bytes may end them. */
    int fragmentAt(long place) {
        List<RawBox> moofs = moofs();
        int before = 0;
        while (before < moofs.size() && moofs.get(before).at() < place) {
            before++;
        }
        return !mediaFirst() ? before - 1 : before < moofs.size() && place >= fragmentsBegin() ? before : -1;
    }

    /** Where the first fragment begins. */
    long fragmentsBegin() {
        long moof = moofs().get(0).at();
        return mediaFirst() ? top.stream().filter(box -> box.type().equals("mdat") && box.at() < moof).mapToLong(RawBox::at).max()
                .orElse(moof) : moof;
    }

    /** A movie that says it may have fragments and has none is one like any other. */
    public boolean fragmented() {
        return moov.first("mvex").isPresent() && !moofs().isEmpty();
    }
}
