package io.github.tsmp4java.media;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Writes the trak box of a model whose chunks have been given their places. */
record TrackWriter(TrackModel track, long movieTimescale, List<Integer> chunkSizes, List<Long> chunkPlaces,
        List<Long> auxiliaryPlaces) {
    private static final byte[] MATRIX = new Bytes().u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000)
            .array();

    /** The body of the box. */
    void write(Bytes trak) {
        long shown = track.tkhdDuration >= 0 ? track.tkhdDuration : track.editDuration(movieTimescale);
        int version = track.headerVersion;
        trak.full("tkhd", version, track.enabled ? 3 : 2, tkhd -> tkhd.sized(version, 0).sized(version, 0)
                .u32(track.id).u32(0).sized(version, shown).zeros(8).u16(0).u16(0).u16(0).u16(0).raw(MATRIX)
                .u32((long) track.width << 16).u32(180L << 16));
        if (!track.edits.isEmpty()) {
            trak.box("edts", edts -> edts.full("elst", track.editVersion, 0, elst -> {
                elst.u32(track.edits.size());
                for (TrackModel.Edit edit : track.edits) {
                    elst.sized(track.editVersion, edit.duration()).sized(track.editVersion, edit.mediaTime())
                            .u32(edit.rate());
                }
            }));
        }
        if (!track.referenceType.isEmpty()) {
            trak.box("tref", tref -> tref.box(track.referenceType, ids -> ids.u32(track.referenceTo)));
        }
        trak.box("mdia", this::media);
        if (track.auxiliary == TrackModel.Auxiliary.SENC_IN_TRAK) {
            AuxiliaryWriter.senc(track, trak);
        }
        trak.raw(track.lastInTrak);
    }

    private void media(Bytes mdia) {
        int version = track.headerVersion;
        long duration = track.mdhdDuration >= 0 ? track.mdhdDuration : track.mediaDuration();
        mdia.full("mdhd", version, 0, mdhd -> mdhd.sized(version, 0).sized(version, 0).u32(track.timescale)
                .sized(version, duration).u16(track.language).u16(0));
        if (track.writesHandler) {
            mdia.full("hdlr", 0, 0, hdlr -> hdlr.u32(0).text(track.handler).zeros(12).text("model\0"));
        }
        mdia.box("minf", minf -> {
            switch (track.handler) {
                case "vide" -> minf.full("vmhd", 0, 1, vmhd -> vmhd.zeros(8));
                case "soun" -> minf.full("smhd", 0, 0, smhd -> smhd.u32(0));
                case "subt" -> minf.full("sthd", 0, 0, sthd -> { });
                case "tmcd" -> minf.box("gmhd", gmhd -> gmhd.full("gmin", 0, 0, gmin -> gmin.zeros(12)));
                default -> minf.full("nmhd", 0, 0, nmhd -> { });
            }
            minf.box("dinf", dinf -> dinf.full("dref", 0, 0, dref -> dref.u32(1).full("url ", 0, 1, url -> { })));
            minf.box("stbl", this::tables);
        });
    }

    private void tables(Bytes stbl) {
        List<SampleModel> samples = track.samples;
        if (track.writesDescriptions) {
            descriptions(stbl);
        }
        runs(stbl, "stts", 0, SampleModel::duration, track.durationsListed);
        if (track.writesOffsets) {
            runs(stbl, "ctts", track.offsetVersion, SampleModel::offset, track.offsetsListed);
        }
        if (track.sync != TrackModel.Sync.ALL) {
            syncs(stbl);
        }
        if (track.writesSdtp) {
            stbl.full("sdtp", 0, 0, sdtp -> samples.forEach(sample -> sdtp.u8(sample.sdtp())));
        }
        if (track.compactGroups) {
            compactGroups(stbl);
        } else if (track.groupVersion >= 0) {
            groups(stbl);
        }
        if (track.subsVersion >= 0) {
            subSamples(stbl);
        }
        if (track.auxiliary != TrackModel.Auxiliary.NONE) {
            AuxiliaryWriter.tables(track, auxiliaryPlaces, stbl);
        }
        stbl.raw(track.moreTables);
        chunks(stbl);
        sizes(stbl);
    }

    private void descriptions(Bytes stbl) {
        if (track.descriptions.length > 0) {
            stbl.raw(track.descriptions);
            return;
        }
        stbl.full("stsd", 0, 0, stsd -> stsd.u32(2).box(track.codec, entry -> entry.zeros(6).u16(1).zeros(70))
                .box(track.codec, entry -> entry.zeros(6).u16(1).zeros(69).u8(1)));
    }

    private void syncs(Bytes stbl) {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < track.samples.size() && track.sync == TrackModel.Sync.LISTED; i++) {
            if (track.samples.get(i).sync()) {
                keys.add(i + 1);
            }
        }
        stbl.full("stss", 0, 0, stss -> {
            stss.u32(keys.size());
            keys.forEach(stss::u32);
        });
    }

    /** Of each type another pattern of the groups 0, 1 and 2; of the first what the samples say. */
    private void groups(Bytes stbl) {
        for (int turn = 0; turn < track.groupTypes.size(); turn++) {
            String type = track.groupTypes.get(turn);
            GroupDescription.write(stbl, type, track.groupDescriptionVersion);
            int step = turn + 2;
            boolean first = turn == 0;
            Map<SampleModel, Long> groups = new IdentityHashMap<>();
            for (int i = 0; i < track.samples.size(); i++) {
                groups.put(track.samples.get(i), first ? track.samples.get(i).group() : i / step % 3);
            }
            stbl.full("sbgp", track.groupVersion, 0, sbgp -> {
                sbgp.text(type);
                if (track.groupVersion == 1) {
                    sbgp.u32(7);
                }
                entries(sbgp, groups::get, track.groupsListed);
            });
        }
    }

    /** Two patterns: one of 8-bit lengths and 16-bit counts for the first half, whose indices are 4 bits; then the rest. */
    private void compactGroups(Bytes stbl) {
        GroupDescription.write(stbl, track.groupTypes.get(0), 1);
        List<SampleModel> samples = track.samples;
        int half = Math.min(200, samples.size() / 2);
        int rest = Math.min(201, samples.size() - half);
        stbl.full("csgp", 0, 0x18, csgp -> {
            csgp.text(track.groupTypes.get(0)).u32(2).u8(half).u16(half).u8(rest).u16(rest);
            for (int i = 0; i < half + rest; i += 2) {
                long low = i + 1 < half + rest ? samples.get(i + 1).group() : 0;
                csgp.u8(samples.get(i).group() << 4 | low);
            }
        });
    }

    private void subSamples(Bytes stbl) {
        for (int flags = 0; flags < 2; flags++) {
            int turn = flags;
            stbl.full("subs", track.subsVersion, flags, subs -> {
                Bytes rows = new Bytes();
                int count = 0;
                int before = 0;
                for (int i = 0; i < track.samples.size(); i++) {
                    int parts = track.samples.get(i).subSamples();
                    if (parts > turn) {
                        rows.u32(i + 1 - before).u16(parts);
                        for (int k = 0; k < parts; k++) {
                            subSample(rows, track.samples.get(i).bytes().length + k);
                        }
                        before = i + 1;
                        count++;
                    }
                }
                subs.u32(count).raw(rows.array());
            });
        }
    }

    private void subSample(Bytes rows, int size) {
        if (track.subsVersion == 1) {
            rows.u32(size);
        } else {
            rows.u16(size);
        }
        rows.u8(1).u8(0).u32(size * 31L);
    }

    private void runs(Bytes stbl, String type, int version, ToLongFunction<SampleModel> field, int listed) {
        stbl.full(type, version, 0, box -> entries(box, field, listed));
    }

    private void entries(Bytes box, ToLongFunction<SampleModel> field, int listed) {
        List<long[]> runs = new ArrayList<>();
        for (SampleModel sample : track.samples.subList(0, Math.min(listed, track.samples.size()))) {
            long value = field.applyAsLong(sample);
            if (runs.isEmpty() || runs.get(runs.size() - 1)[1] != value) {
                runs.add(new long[] {0, value});
            }
            runs.get(runs.size() - 1)[0]++;
        }
        box.u32(runs.size());
        runs.forEach(run -> box.u32(run[0]).u32(run[1]));
    }

    private void chunks(Bytes stbl) {
        List<long[]> runs = new ArrayList<>();
        int sample = 0;
        for (int i = 0; i < chunkSizes.size(); i++) {
            long description = track.samples.get(sample).description();
            long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last == null || last[1] != chunkSizes.get(i) || last[2] != description) {
                runs.add(new long[] {i + 1, chunkSizes.get(i), description});
            }
            sample += chunkSizes.get(i);
        }
        stbl.full("stsc", 0, 0, stsc -> {
            stsc.u32(runs.size());
            runs.forEach(run -> stsc.u32(run[0]).u32(run[1]).u32(run[2]));
        });
        stbl.full(track.wideChunks ? "co64" : "stco", 0, 0, box -> {
            box.u32(chunkPlaces.size());
            chunkPlaces.forEach(place -> box.sized(track.wideChunks ? 1 : 0, place));
        });
    }

    private void sizes(Bytes stbl) {
        List<SampleModel> samples = track.samples;
        switch (track.sizes) {
            case LISTED -> stbl.full("stsz", 0, 0, stsz -> {
                stsz.u32(0).u32(samples.size());
                samples.forEach(sample -> stsz.u32(sample.bytes().length));
            });
            case UNIFORM -> stbl.full("stsz", 0, 0,
                    stsz -> stsz.u32(samples.get(0).bytes().length).u32(samples.size()));
            case STZ2_16, STZ2_8 -> {
                boolean wide = track.sizes == TrackModel.Sizes.STZ2_16;
                stbl.full("stz2", 0, 0, stz2 -> {
                    stz2.u24(0).u8(wide ? 16 : 8).u32(samples.size());
                    samples.forEach(sample -> {
                        if (wide) {
                            stz2.u16(sample.bytes().length);
                        } else {
                            stz2.u8(sample.bytes().length);
                        }
                    });
                });
            }
            case STZ2_4 -> stbl.full("stz2", 0, 0, stz2 -> {
                stz2.u24(0).u8(4).u32(samples.size());
                for (int i = 0; i < samples.size(); i += 2) {
                    int low = i + 1 < samples.size() ? samples.get(i + 1).bytes().length : 0;
                    stz2.u8(samples.get(i).bytes().length << 4 | low);
                }
            });
            default -> throw new IllegalStateException(track.sizes.toString());
        }
    }
}
