package io.github.tsmp4java.box;

import java.util.List;

/**
 * Sample descriptions, stsd (ISO/IEC 14496-12, 8.5.2; in stbl, mandatory): codec and set-up of the samples.
 *
 * @param formats the type of each entry, as {@code avc1}, in the order that stsc counts
 * @param codings the same, but for protected sound the format that it has once it is decrypted (8.12.1)
 * @param entries the boxes themselves
 */
public record SampleDescriptions(List<FourCc> formats, List<FourCc> codings, List<Box> entries) {
    public static final SampleDescriptions NONE = new SampleDescriptions(List.of(), List.of(), List.of());
    /** Bytes of a sound entry before its boxes, by its version; ISO files have 0. */
    private static final int[] SOUND = {28, 44, 64};

    public static SampleDescriptions read(Box box) throws MalformedBox {
        long count = box.body(8).u32(4);
        List<Box> entries = box.children(8).boxes();
        if (count == 0 || entries.size() < count) {
            throw box.malformed("entry_count " + count + ", " + entries.size() + " entries found");
        }
        List<Box> counted = entries.stream().limit(count).toList();
        return new SampleDescriptions(counted.stream().map(Box::type).toList(),
                counted.stream().map(SampleDescriptions::coding).toList(), counted);
    }

    /** Whether every sample of the sound can be decoded on its own, by what codec it is. */
    public boolean isAllSync() {
        boolean all = !entries.isEmpty();
        for (int i = 0; all && i < entries.size(); i++) {
            try {
                int version = entries.get(i).body(SOUND[0]).u16(8);
                List<Box> boxes = entries.get(i).children(SOUND[version < SOUND.length ? version : 0]).boxes();
                all = SoundCoding.isAllSync(codings.get(i), boxes);
            } catch (MalformedBox e) {
                all = false;
            }
        }
        return all;
    }

    private static FourCc coding(Box entry) {
        if (!entry.is("enca") && !entry.is("drms")) {
            return entry.type();
        }
        try {
            int version = entry.body(SOUND[0]).u16(8);
            List<Box> boxes = entry.children(SOUND[version < SOUND.length ? version : 0]).boxes();
            Box sinf = Box.only(boxes, "sinf");
            Box frma = sinf == null ? null : Box.only(sinf.children().boxes(), "frma");
            return frma == null ? entry.type() : new FourCc(frma.body(4).i32(0));
        } catch (MalformedBox e) {
            // The entry is kept as it is: what cannot be read in it is for the player to say.
            return entry.type();
        }
    }
}
