package io.github.tsmp4java.media;

import java.util.ArrayList;
import java.util.List;

/** A track to be written: its samples, and in which of the allowed shapes its tables are to be. */
public final class TrackModel {
    /** How sample sizes are written. */
    public enum Sizes { LISTED, UNIFORM, STZ2_16, STZ2_8, STZ2_4 }

    /** How sync samples are written. */
    public enum Sync { ALL, LISTED, NONE_LISTED }

    /** Where auxiliary information of samples lies. */
    public enum Auxiliary { NONE, SENC, SENC_IN_TRAK, BEHIND_EACH_CHUNK, IN_ONE_PIECE }

    /**
     * @param mediaTime -1 for an empty edit
     * @param rate      16.16
     */
    public record Edit(long duration, long mediaTime, long rate) {
        public Edit(long duration, long mediaTime) {
            this(duration, mediaTime, 0x10000);
        }
    }

    public final List<SampleModel> samples = new ArrayList<>();
    public final List<Edit> edits = new ArrayList<>();
    public long id;
    public String handler = "vide";
    public String codec = "avc1";
    public boolean enabled = true;
    public long timescale = 15360;
    public int headerVersion;
    public int editVersion;
    public int offsetVersion;
    public boolean writesOffsets;
    /** How many samples ctts, stts and sbgp list: all, or these first ones. */
    public int offsetsListed = Integer.MAX_VALUE;
    public int durationsListed = Integer.MAX_VALUE;
    public int groupsListed = Integer.MAX_VALUE;
    public boolean wideChunks;
    public boolean writesSdtp;
    /** -1 for no sbgp, else the version of the box; and the types of the groups, with the version of sgpd. */
    public int groupVersion = -1;
    public List<String> groupTypes = List.of("rap ");
    public int groupDescriptionVersion = 1;
    /** Instead of sbgp a csgp, which knows no version. */
    public boolean compactGroups;
    /** -1 for no subs, else the version of the box. */
    public int subsVersion = -1;
    public Auxiliary auxiliary = Auxiliary.NONE;
    public boolean writesHandler = true;
    public boolean writesDescriptions = true;
    /** Whole boxes: the stsd instead of one made up, at the end of the stbl's others, and at the end of the trak. */
    public byte[] descriptions = new byte[0];
    public byte[] moreTables = new byte[0];
    public byte[] lastInTrak = new byte[0];
    public Sizes sizes = Sizes.LISTED;
    public Sync sync = Sync.LISTED;
    /** Samples per chunk, repeated as often as needed. */
    public int[] chunking = {4};
    /** The chunk before which a hole in the file begins, and its size; and one before every chunk but the first. */
    public int holeBefore = -1;
    public long hole;
    public long holeEach;
    /** Written into the headers instead of what the samples and edits make, when not -1. */
    public long tkhdDuration = -1;
    public long mdhdDuration = -1;
    public int width = 320;
    public int language = 0x55c4;
    /** A track reference of this type to this track, when not empty. */
    public String referenceType = "";
    public long referenceTo;

    public TrackModel(long id) {
        this.id = id;
    }

    /** Video of 25 frames a second with one B-frame between the others and a key frame every {@code gop} frames. */
    public static TrackModel video(long id, int frames, int gop) {
        TrackModel track = new TrackModel(id);
        track.timescale = 12800;
        track.writesOffsets = true;
        track.writesSdtp = true;
        for (int i = 0; i < frames; i++) {
            boolean key = i % gop == 0;
            long offset = key ? 512 : i % gop % 2 == 1 ? 1024 : 0;
            track.samples.add(SampleModel.of(512, offset, key, 200 + i % 7 * 10, id * 1_000_003 + i));
        }
        track.edits.add(new Edit(frames * 40L, 512));
        return track;
    }

    /** Audio at 48 kHz, 1,024 samples a frame, with the priming of an AAC encoder hidden. */
    public static TrackModel audio(long id, int frames) {
        TrackModel track = new TrackModel(id);
        track.handler = "soun";
        track.codec = "mp4a";
        track.timescale = 48000;
        track.sync = Sync.ALL;
        track.chunking = new int[] {5, 3};
        for (int i = 0; i < frames; i++) {
            track.samples.add(SampleModel.of(1024, 0, true, 50 + i % 5, id * 1_000_003 + i));
        }
        track.edits.add(new Edit((frames - 1) * 1024L * 1000 / 48000, 1024));
        return track;
    }

    /** The same track from sample {@code first} on, with these edits. */
    public TrackModel cut(int first, Edit... cutEdits) {
        TrackModel out = new TrackModel(id);
        out.samples.addAll(samples.subList(first, samples.size()));
        out.edits.addAll(List.of(cutEdits));
        out.handler = handler;
        out.codec = codec;
        out.enabled = enabled;
        out.timescale = timescale;
        out.headerVersion = headerVersion;
        out.editVersion = editVersion;
        out.offsetVersion = offsetVersion;
        out.writesOffsets = writesOffsets;
        out.writesSdtp = writesSdtp;
        out.groupVersion = groupVersion;
        out.groupTypes = groupTypes;
        out.compactGroups = compactGroups;
        out.subsVersion = subsVersion;
        out.auxiliary = auxiliary;
        out.sizes = sizes;
        out.sync = sync;
        out.referenceType = referenceType;
        out.referenceTo = referenceTo;
        return out;
    }

    public long mediaDuration() {
        return samples.stream().mapToLong(SampleModel::duration).sum();
    }

    public long editDuration(long movieTimescale) {
        return edits.isEmpty() ? mediaDuration() * movieTimescale / timescale
                : edits.stream().mapToLong(Edit::duration).sum();
    }
}
