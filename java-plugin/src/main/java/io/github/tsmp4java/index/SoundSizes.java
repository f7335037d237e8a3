package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.SoundPacket;
import io.github.tsmp4java.box.Stsz;
import io.github.tsmp4java.box.Stts;
import java.util.List;

/**
 * How large the samples of a sound track are. In QuickTime a sample may be one instant of all channels, which lasts one
 * tick: players then go by its description, whatever stsz says.
 *
 * @param entries the sample descriptions
 * @param repairs where it is written down that stsz is not true
 */
record SoundSizes(List<Box> entries, Stts stts, List<String> repairs) {

    SampleSizes of(Stsz stsz) throws CutException {
        if (entries.isEmpty() || !isInstants()) {
            return new SampleSizes(stsz);
        }
        SoundPacket packet = SoundPacket.of(entries.get(0));
        for (Box entry : entries) {
            SoundPacket other = SoundPacket.of(entry);
            if (packet == null && stsz.uniform() == 1 && SoundPacket.isMoreThanAByte(entry)
                    || packet != null && !packet.equals(other)) {
                throw new DeclinedCut("sound whose samples are not " + said(stsz) + ", as stsz says (" + entry.path() + ")");
            }
        }
        if (packet == null || packet.samples() == 1 && isTrue(stsz, packet.bytes())) {
            return new SampleSizes(stsz);
        }
        repairs.add("stsz says " + said(stsz) + " a sample; by the description of the sound " + packet.samples()
                + (packet.samples() == 1 ? " sample is " : " samples are ") + packet.bytes());
        return packet.samples() == 1 ? new SampleSizes(new Stsz(packet.bytes(), stsz.count(), stsz.bits(), stsz.rows()))
                : new SampleSizes(stsz, packet);
    }

    private static String said(Stsz stsz) {
        return stsz.uniform() != 0 ? stsz.uniform() + " bytes" : "the bytes of a table";
    }

    /** Whether it says so many bytes of each sample. */
    private static boolean isTrue(Stsz stsz, long bytes) {
        if (stsz.uniform() != 0) {
            return stsz.uniform() == bytes;
        }
        for (long sample = 0; sample < stsz.count(); sample++) {
            if (stsz.size(sample) != bytes) {
                return false;
            }
        }
        return true;
    }

    private boolean isInstants() {
        for (int row = 0; row < stts.count(); row++) {
            if (stts.delta(row) != 1 && stts.samples(row) > 0) {
                return false;
            }
        }
        return stts.count() > 0;
    }
}
