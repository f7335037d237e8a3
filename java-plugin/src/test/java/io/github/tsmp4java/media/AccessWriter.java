package io.github.tsmp4java.media;

import java.util.List;

/**
 * Writes where fragments can be entered: a sidx for each track, or an mfra with a tfra for each.
 *
 * @param tracks of the movie
 * @param version of the boxes: 1 has 64-bit times and places, and longer numbers in tfra
 * @param later seconds added to every time: 0 is the truth
 * @param further bytes added to every place: 0 is the truth
 */
record AccessWriter(List<TrackModel> tracks, int version, long later, long further) {
    /** Lengths of the numbers in tfra: 4, 3 and 2 bytes. */
    private static final int LENGTHS = 3 << 4 | 2 << 2 | 1;
    private static final int ROW = 12;

    /**
     * What a track has in a fragment.
     *
     * @param place of what stands before the moof and goes with it
     * @param moof place of the moof
     * @param end of the fragment
     * @param times when the first sample of each track is decoded; -1 where there is none
     * @param keys when the first sync sample of each is composed; -1 where there is none
     */
    record Entry(long place, long moof, long end, long[] times, long[] keys) {}

    long sidxBytes(int fragments) {
        return tracks.size() * oneSidx(fragments);
    }

    private long oneSidx(int fragments) {
        return (version == 1 ? 40 : 32) + (long) ROW * fragments;
    }

    byte[] sidx(List<Entry> entries) {
        Bytes out = new Bytes();
        for (int i = 0; i < tracks.size(); i++) {
            int track = i;
            long behind = (tracks.size() - 1 - i) * oneSidx(entries.size());
            out.full("sidx", version, 0, sidx -> {
                long time = firstTime(entries, track, 0);
                sidx.u32(tracks.get(track).id).u32(tracks.get(track).timescale)
                        .sized(version, Math.max(0, time + moved(track))).sized(version, behind + further)
                        .u16(0).u16(entries.size());
                for (int at = 0; at < entries.size(); at++) {
                    long begin = firstTime(entries, track, at);
                    sidx.u32(entries.get(at).end - entries.get(at).place).u32(firstTime(entries, track, at + 1) - begin)
                            .u32(entries.get(at).keys[track] < 0 ? 0 : 0x90000000L);
                }
            });
        }
        return out.array();
    }

    private long moved(int track) {
        return later * tracks.get(track).timescale;
    }

    /** Where a fragment has nothing of the track, the time of the next one that has; at the end that of the last. */
    private static long firstTime(List<Entry> entries, int track, int from) {
        for (int at = from; at < entries.size(); at++) {
            if (entries.get(at).times[track] >= 0) {
                return entries.get(at).times[track];
            }
        }
        return from == 0 ? 0 : firstTime(entries, track, from - 1);
    }

    byte[] mfra(List<Entry> entries) {
        return new Bytes().box("mfra", mfra -> {
            for (int i = 0; i < tracks.size(); i++) {
                int track = i;
                List<Entry> mine = entries.stream().filter(entry -> entry.keys[track] >= 0).toList();
                mfra.full("tfra", version, 0, tfra -> {
                    tfra.u32(tracks.get(track).id).u32(version == 1 ? LENGTHS : 0).u32(mine.size());
                    mine.forEach(entry -> tfra.sized(version, Math.max(0, entry.keys[track] + moved(track)))
                            .sized(version, entry.moof + further).zeros(version == 1 ? 9 : 3));
                });
            }
            mfra.full("mfro", 0, 0, mfro -> mfro.u32(mfra.size() + 24L));
        }).array();
    }
}
