package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expands movie fragments (8.8): the samples of each track that come after those of the moov. */
final class FragmentReader {
    private static final int NON_SYNC = 0x10000;

    private final Map<Long, long[]> defaults = new HashMap<>();
    private final Map<Long, List<Sample>> samples = new HashMap<>();
    private final Map<Long, Long> ofMoov = new HashMap<>();
    private long place;

    FragmentReader(RawBox mvex, List<Track> tracks) {
        tracks.forEach(track -> ofMoov.put(track.id(), track.mediaDuration()));
        for (RawBox trex : mvex.all("trex")) {
            defaults.put(trex.u32(4), new long[] {trex.u32(8), trex.u32(12), trex.u32(16), trex.u32(20)});
        }
    }

    void read(RawBox moof) {
        place = moof.at();
        for (RawBox traf : moof.all("traf")) {
            read(moof, traf);
        }
    }

    private void read(RawBox moof, RawBox traf) {
        RawBox tfhd = traf.need("tfhd");
        long flags = tfhd.u32(0) & 0xffffff;
        long id = tfhd.u32(4);
        long[] usual = defaults.getOrDefault(id, new long[4]).clone();
        int at = 8;
        long base = (flags & 0x20000) != 0 ? moof.at() : place;
        if ((flags & 1) != 0) {
            base = tfhd.i64(at);
            at += 8;
        }
        for (int field = 0; field < 4; field++) {
            if ((flags & 2L << (field == 0 ? 0 : field + 1)) != 0) {
                usual[field] = tfhd.u32(at);
                at += 4;
            }
        }
        List<Sample> mine = samples.computeIfAbsent(id, any -> new ArrayList<>());
        RawBox tfdt = traf.first("tfdt").orElse(null);
        long dts = mine.isEmpty() ? ofMoov.getOrDefault(id, 0L) : mine.get(mine.size() - 1).dts() + mine.get(mine.size() - 1).duration();
        if (tfdt != null) {
            dts = tfdt.version() == 1 ? tfdt.i64(4) : tfdt.u32(4);
        }
        place = base;
        for (RawBox trun : traf.all("trun")) {
            dts = run(trun, usual, base, dts, mine);
        }
    }

    private long run(RawBox trun, long[] usual, long base, long begin, List<Sample> out) {
        long dts = begin;
        long flags = trun.u32(0) & 0xffffff;
        int at = 8;
        if ((flags & 1) != 0) {
            place = base + (int) trun.u32(at);
            at += 4;
        }
        long first = usual[3];
        boolean special = (flags & 4) != 0;
        if (special) {
            first = trun.u32(at);
            at += 4;
        }
        for (long i = 0; i < trun.u32(4); i++) {
            long[] field = {usual[1], usual[2], i == 0 && special ? first : usual[3], 0};
            for (int k = 0; k < 4; k++) {
                if ((flags & 0x100L << k) != 0) {
                    field[k] = k == 3 ? (int) trun.u32(at) : trun.u32(at);
                    at += 4;
                }
            }
            out.add(new Sample(dts, field[0], field[3], field[1], place, (field[2] & NON_SYNC) == 0, (int) usual[0], -1,
                    Map.of(), Map.of(), null));
            place += field[1];
            dts += field[0];
        }
        return dts;
    }

    /** The samples of the moov, then those of the fragments, which go on where those end unless they say when. */
    List<Sample> after(Track track) {
        List<Sample> all = new ArrayList<>(track.samples());
        all.addAll(samples.getOrDefault(track.id(), List.of()));
        return all;
    }
}
