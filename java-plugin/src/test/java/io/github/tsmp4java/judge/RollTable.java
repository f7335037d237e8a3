package io.github.tsmp4java.judge;

/** sgpd of roll and prol (8.9.3, 10.1): how many samples before one of a group its decoder has to begin. */
final class RollTable {
    private RollTable() {
    }

    static long before(RawBox stbl, Sample sample) {
        long most = 0;
        for (RawBox sgpd : stbl.all("sgpd")) {
            String type = RawBox.type(sgpd.body(), 4);
            if (type.equals("roll") || type.equals("prol")) {
                for (var group : sample.groups().entrySet()) {
                    if (group.getKey().startsWith(type) && group.getValue() > 0) {
                        most = Math.max(most, -distance(sgpd, group.getValue()));
                    }
                }
            }
        }
        return most;
    }

    /** Of entry {@code index}, from 1; editions of the standard differ in whether version 2 has a default length. */
    private static long distance(RawBox sgpd, long index) {
        int size = sgpd.body().length;
        boolean sized = sgpd.version() == 1
                || sgpd.version() == 2 && size >= 20 && sgpd.u32(8) > 0 && size == 20 + sgpd.u32(16) * sgpd.u32(8);
        int at = 8 + (sized ? 4 : 0) + (sgpd.version() == 2 ? 4 : 0) + 4;
        long length = sized ? sgpd.u32(8) : 2;
        if (sized && length == 0) {
            for (long i = 1; i < index; i++) {
                at += (int) (4 + sgpd.u32(at));
            }
            return (short) sgpd.u16(at + 4);
        }
        return index > sgpd.u32(at - 4) ? 0 : (short) sgpd.u16(Math.toIntExact(at + (index - 1) * length));
    }
}
