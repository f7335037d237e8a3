package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The same file with its moov behind the ftyp, as publishing tools do it. */
final class MoovFirst {
    private MoovFirst() {
    }

    static byte[] of(byte[] file) {
        List<RawBox> top = RawBox.parse(Source.of(file), false);
        RawBox moov = top.stream().filter(box -> box.type().equals("moov")).findFirst().orElseThrow();
        long to = top.get(0).type().equals("ftyp") ? top.get(0).size() : 0;
        byte[] moved = Arrays.copyOfRange(file, (int) moov.at(), (int) (moov.at() + moov.size()));
        for (RawBox trak : moov.all("trak")) {
            trak.first("mdia", "minf", "stbl").ifPresent(stbl -> {
                stbl.all("stco").forEach(box -> shift(moved, box, moov, to, 4));
                stbl.all("co64").forEach(box -> shift(moved, box, moov, to, 8));
            });
        }
        ByteBuffer out = ByteBuffer.allocate(file.length);
        out.put(file, 0, (int) to).put(moved);
        out.put(file, (int) to, (int) (moov.at() - to));
        int behind = (int) (moov.at() + moov.size());
        return out.put(file, behind, file.length - behind).array();
    }

    private static void shift(byte[] moved, RawBox table, RawBox moov, long to, int width) {
        ByteBuffer bytes = ByteBuffer.wrap(moved);
        int first = (int) (table.at() - moov.at()) + table.header() + 8;
        long count = table.u32(4);
        for (int i = 0; i < count; i++) {
            int at = first + width * i;
            long place = width == 4 ? Integer.toUnsignedLong(bytes.getInt(at)) : bytes.getLong(at);
            if (place >= to && place < moov.at()) {
                place += moov.size();
            }
            if (width == 4) {
                bytes.putInt(at, (int) place);
            } else {
                bytes.putLong(at, place);
            }
        }
    }
}
