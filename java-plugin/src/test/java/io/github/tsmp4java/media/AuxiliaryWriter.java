package io.github.tsmp4java.media;

import java.util.List;

/** Writes saiz, saio and, where it is wanted, senc. */
final class AuxiliaryWriter {
    private AuxiliaryWriter() {
    }

    static void tables(TrackModel track, List<Long> places, Bytes stbl) {
        List<SampleModel> samples = track.samples;
        int first = samples.get(0).auxiliary().length;
        boolean uniform = first > 0 && samples.stream().allMatch(sample -> sample.auxiliary().length == first);
        if (track.auxiliary == TrackModel.Auxiliary.SENC) {
            senc(track, stbl);
        }
        stbl.full("saiz", 0, 1, saiz -> {
            saiz.text("cenc").u32(0).u8(uniform ? first : 0).u32(samples.size());
            if (!uniform) {
                samples.forEach(sample -> saiz.u8(sample.auxiliary().length));
            }
        });
        int version = track.wideChunks ? 1 : 0;
        stbl.full("saio", version, 1, saio -> {
            saio.text("cenc").u32(0).u32(places.size());
            places.forEach(place -> saio.sized(version, place));
        });
    }

    static void senc(TrackModel track, Bytes parent) {
        parent.full("senc", 0, 2, senc -> {
            senc.u32(track.samples.size());
            track.samples.forEach(sample -> senc.raw(sample.auxiliary()));
        });
    }
}
