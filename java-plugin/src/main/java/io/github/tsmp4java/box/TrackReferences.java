package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.List;

/**
 * Track references, tref (ISO/IEC 14496-12, 8.3.3; in trak, optional).
 *
 * @param references in file order
 */
public record TrackReferences(List<Reference> references) {
    private static final int MAX_IDS = 256;

    /**
     * @param type as {@code chap}, {@code cdsc}
     * @param trackIds of the tracks referred to
     */
    public record Reference(FourCc type, List<Long> trackIds) {}

    public static TrackReferences read(Box box) throws MalformedBox {
        List<Reference> references = new ArrayList<>();
        for (Box child : box.children().boxes()) {
            Bytes ids = child.body();
            if (ids.size() > MAX_IDS * 4 || references.size() == MAX_IDS) {
                throw child.malformed("more than " + MAX_IDS + " track references");
            }
            List<Long> trackIds = new ArrayList<>();
            for (int at = 0; at + 4 <= ids.size(); at += 4) {
                trackIds.add(ids.u32(at));
            }
            references.add(new Reference(child.type(), List.copyOf(trackIds)));
        }
        return new TrackReferences(List.copyOf(references));
    }
}
