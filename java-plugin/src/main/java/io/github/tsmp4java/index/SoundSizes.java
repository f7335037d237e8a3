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
        if (stsz.uniform() == 0 || entries.isEmpty() || !isInstants()) {
            return new SampleSizes(stsz);
        }
        SoundPacket packet = SoundPacket.of(entries.get(0));
        for (Box entry : entries) {
            SoundPacket other = SoundPacket.of(entry);
            if (packet == null && stsz.uniform() == 1 && SoundPacket.isMoreThanAByte(entry)
                    || packet != null && !packet.equals(other)) {
                throw new DeclinedCut("sound whose samples are not " + stsz.uniform() + " bytes, as stsz says (" + entry.path() + ")");
            }
        }
        if (packet == null || packet.samples() == 1 && packet.bytes() == stsz.uniform()) {
            return new SampleSizes(stsz);
        }
        repairs.add("stsz says " + stsz.uniform() + " bytes a sample; by the description of the sound " + packet.samples()
                + (packet.samples() == 1 ? " sample is " : " samples are ") + packet.bytes());
        return packet.samples() == 1 ? new SampleSizes(new Stsz(packet.bytes(), stsz.count(), stsz.bits(), stsz.rows()))
                : new SampleSizes(stsz, packet);
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
