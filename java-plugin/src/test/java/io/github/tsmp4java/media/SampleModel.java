package io.github.tsmp4java.media;

import java.util.Random;

/** One sample, and what every table says of it. */
public record SampleModel(long duration, long offset, boolean sync, byte[] bytes, int sdtp, long group,
        int description) {
    public static SampleModel of(long duration, long offset, boolean sync, int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return new SampleModel(duration, offset, sync, bytes, sync ? 0x20 : 0x18, sync ? 1 : 0, 1);
    }

    public SampleModel withDuration(long value) {
        return new SampleModel(value, offset, sync, bytes, sdtp, group, description);
    }

    public SampleModel withOffset(long value) {
        return new SampleModel(duration, value, sync, bytes, sdtp, group, description);
    }

    public SampleModel withSync(boolean value) {
        return new SampleModel(duration, offset, value, bytes, sdtp, group, description);
    }

    public SampleModel withSdtp(int value) {
        return new SampleModel(duration, offset, sync, bytes, value, group, description);
    }

    public SampleModel withGroup(long value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, value, description);
    }

    public SampleModel withDescription(int value) {
        return new SampleModel(duration, offset, sync, bytes, sdtp, group, value);
    }

    public SampleModel withBytes(byte[] value) {
        return new SampleModel(duration, offset, sync, value, sdtp, group, description);
    }
}
