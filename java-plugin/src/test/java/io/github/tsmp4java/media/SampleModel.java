package io.github.tsmp4java.media;

import java.util.Random;

/**
 * One sample, and what every table says of it.
 *
 * @param subSamples how many it has, 0 for no entry
 * @param auxiliary  bytes of auxiliary information
 */
public record SampleModel(long duration, long offset, boolean sync, byte[] bytes, int sdtp, long group, int description,
        int subSamples, byte[] auxiliary) {
    private static final byte[] NONE = new byte[0];

    public static SampleModel of(long duration, long offset, boolean sync, int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return new SampleModel(duration, offset, sync, bytes, sync ? 0x20 : 0x18, sync ? 1 : 0, 1, 0, NONE);
    }

    public SampleModel withDuration(long value) {
        return new SampleModel(value, offset, sync, bytes, sdtp, group, description, subSamples, auxiliary);
    }

    public SampleModel withOffset(long value) {
        return new SampleModel(duration, value, sync, bytes, sdtp, group, description, subSamples, auxiliary);
    }

    public SampleModel withSync(boolean value) {
        return new SampleModel(duration, offset, value, bytes, sdtp, group, description, subSamples, auxiliary);
    }

    public SampleModel withSdtp(int value) {
        return new SampleModel(duration, offset, sync, bytes, value, group, description, subSamples, auxiliary);
    }

    public SampleModel withGroup(long value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, value, description, subSamples, auxiliary);
    }

    public SampleModel withDescription(int value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, group, value, subSamples, auxiliary);
    }

    public SampleModel withBytes(byte[] value) {
        return new SampleModel(duration, offset, sync, value, sdtp, group, description, subSamples, auxiliary);
    }

    public SampleModel withSubSamples(int value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, group, description, value, auxiliary);
    }

    /** A vector of 8 bytes and a map of {@code entries}, as senc has them. */
    public SampleModel encrypted(int entries, long seed) {
        Bytes out = new Bytes().u64(seed * 0x9e3779b97f4a7c15L).u16(entries);
        for (int i = 0; i < entries; i++) {
            out.u16(i + 1).u32(seed + i);
        }
        return withAuxiliary(out.array());
    }

    public SampleModel withAuxiliary(byte[] value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, group, description, subSamples, value);
    }
}
