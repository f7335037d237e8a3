package io.github.tsmp4java.box;

import java.util.Map;
import java.util.Set;

/**
 * How many bytes so many samples of sound are, by their sample description (QuickTime File Format, sound sample
 * descriptions): where a sample is one instant of all channels, stsz often says nothing true.
 *
 * @param samples in a packet, which is decoded as a whole; 1 where it is not compressed
 * @param bytes of a packet, all channels together
 */
public record SoundPacket(long samples, long bytes) {
    private static final int CHANNELS = 16;
    private static final int BITS = 18;
    /** Version 1: samplesPerPacket and, 8 bytes on, bytesPerFrame. */
    private static final int SAMPLES_PER_PACKET = 28;
    private static final int BYTES_PER_FRAME = 36;
    /** Version 2: constBytesPerAudioPacket and, 4 bytes on, constLPCMFramesPerAudioPacket. */
    private static final int BYTES_PER_PACKET = 56;
    /** Samples and, for each channel, bytes of a packet. */
    private static final Map<String, SoundPacket> PACKED = Map.of("ima4", new SoundPacket(64, 34), "MAC3", new SoundPacket(6, 2),
            "MAC6", new SoundPacket(6, 1));
    private static final Map<String, Integer> PLAIN = Map.of("in24", 24, "in32", 32, "fl32", 32, "fl64", 64, "ulaw", 8, "alaw", 8);
    /** These say themselves how many bits a sample has. */
    private static final Set<String> BY_BITS = Set.of("raw ", "NONE", "twos", "sowt", "lpcm");

    /** By a sample description of sound; null where it does not say. */
    public static SoundPacket of(Box entry) throws MalformedBox {
        Bytes body = entry.body(28);
        int version = body.u16(8);
        int channels = body.u16(CHANNELS);
        SoundPacket packed = PACKED.get(entry.name());
        if (packed != null) {
            return channels == 0 ? null : new SoundPacket(packed.samples, packed.bytes * channels);
        }
        if (version == 1 && body.size() >= BYTES_PER_FRAME + 4 && body.u32(SAMPLES_PER_PACKET) > 1) {
            return known(body.u32(SAMPLES_PER_PACKET), body.u32(BYTES_PER_FRAME));
        }
        if (version == 2) {
            return body.size() < BYTES_PER_PACKET + 8 ? null : known(body.u32(BYTES_PER_PACKET + 4), body.u32(BYTES_PER_PACKET));
        }
        int bits = BY_BITS.contains(entry.name()) ? bits(entry.name(), body.u16(BITS)) : PLAIN.getOrDefault(entry.name(), 0);
        return known(1, (long) bits / 8 * channels);
    }

    private static int bits(String type, int said) {
        boolean bytes = type.equals("raw ") || type.equals("NONE");
        return said == 8 || said == 16 || said == 24 || said == 32 ? said : bytes ? 8 : 16;
    }

    private static SoundPacket known(long samples, long bytes) {
        return samples == 0 || bytes == 0 ? null : new SoundPacket(samples, bytes);
    }

    /** Whether an instant of all channels needs more than a byte, as far as its description says. */
    public static boolean isMoreThanAByte(Box entry) throws MalformedBox {
        Bytes body = entry.body(28);
        return body.u16(CHANNELS) * body.u16(BITS) > 8;
    }
}
