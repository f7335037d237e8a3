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
            tracks.add(new TrackReader(trak, timescale, strict).read());
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

    public boolean fragmented() {
        return moov.first("mvex").isPresent();
    }
}
