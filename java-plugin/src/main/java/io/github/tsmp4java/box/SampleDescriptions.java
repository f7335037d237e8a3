package io.github.tsmp4java.box;

import java.util.List;

/**
 * Sample descriptions, stsd (ISO/IEC 14496-12, 8.5.2; in stbl, mandatory): codec and set-up of the samples.
 *
 * @param formats the type of each entry, as {@code avc1}, in the order that stsc counts
 */
public record SampleDescriptions(List<FourCc> formats) {

    public static SampleDescriptions read(Box box) throws MalformedBox {
        long count = box.body(8).u32(4);
        List<Box> entries = box.children(8).boxes();
        if (count == 0 || entries.size() < count) {
            throw box.malformed("entry_count " + count + ", " + entries.size() + " entries found");
        }
        return new SampleDescriptions(entries.stream().limit(count).map(Box::type).toList());
    }
}
