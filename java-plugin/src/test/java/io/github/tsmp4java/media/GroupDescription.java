package io.github.tsmp4java.media;

/** Writes sgpd: two entries of what a group of the type is. */
final class GroupDescription {
    private GroupDescription() {
    }

    /** @param version 0 to 2; 3 for a version 2 that names the size of an entry, as later editions of the standard have it */
    static void write(Bytes stbl, String type, int version) {
        byte[] first = entry(type, 1);
        byte[] second = entry(type, 2);
        stbl.full("sgpd", Math.min(version, 2), 0, sgpd -> {
            sgpd.text(type);
            if (version == 1 || version == 3) {
                sgpd.u32(first.length);
            }
            if (version >= 2) {
                sgpd.u32(0);
            }
            sgpd.u32(2).raw(first).raw(second);
        });
    }

    private static byte[] entry(String type, int turn) {
        Bytes out = new Bytes();
        return (switch (type) {
            case "roll", "prol" -> out.u16(-turn);
            case "seig" -> out.u8(0).u8(0x19).u8(1).u8(8).text("key number " + turn + "....");
            default -> out.u8(turn << 4);
        }).array();
    }
}
