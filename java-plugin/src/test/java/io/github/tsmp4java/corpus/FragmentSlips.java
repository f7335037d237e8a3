package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Slips in the fragments of a sane file. */
final class FragmentSlips {
    private static final int HEADER = 8;
    private static final int FULL = HEADER + 4;

    private FragmentSlips() {
    }

    /** What follows the last fragment is no box. */
    static byte[] junkBehind(byte[] file, Random random) {
        byte[] junk = new byte[random.nextInt(8, 100)];
        random.nextBytes(junk);
        return new Bytes().raw(file).u32(random.nextInt(2, 8)).raw(junk).array();
    }

    /** The places up to which all is there of every fragment that has begun; the first is where the first one begins. */
    static List<Integer> ends(byte[] file, boolean mediaFirst) {
        List<RawBox> boxes = RawBox.parse(Source.of(file), false);
        String last = mediaFirst ? "moof" : "mdat";
        int moof = boxes.indexOf(boxes.stream().filter(box -> box.type().equals("moof")).findFirst().orElseThrow());
        ToIntFunction<RawBox> end = box -> Math.toIntExact(box.at() + box.size());
        // The moov, or the media of the samples that it describes.
        int before = moof - 1;
        while (!Stream.of("moov", mediaFirst ? "moov" : "mdat").toList().contains(boxes.get(before).type())) {
            before--;
        }
        return Stream.concat(Stream.of(boxes.get(before)), boxes.subList(mediaFirst ? moof : moof + 1, boxes.size()).stream()
                .filter(box -> box.type().equals(last))).map(end::applyAsInt).toList();
    }

    static byte[] truncated(byte[] file, int size) {
        return Arrays.copyOf(file, size);
    }

    /** With the 32-bit number at {@code at} of a random box of that type changed; empty where the file has none. */
    static Optional<byte[]> inTraf(byte[] file, String type, int at, Random random, int by) {
        List<RawBox> boxes = inTrafs(file, type);
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        byte[] spoilt = file.clone();
        int place = Math.toIntExact(boxes.get(random.nextInt(boxes.size())).at()) + FULL + at;
        ByteBuffer.wrap(spoilt).putInt(place, ByteBuffer.wrap(spoilt).getInt(place) + by);
        return Optional.of(spoilt);
    }

    /** The file with the places that every saio names set to this. */
    static byte[] leading(byte[] file, int place) {
        byte[] out = file.clone();
        inTrafs(file, "saio").forEach(saio -> ByteBuffer.wrap(out).putInt(Math.toIntExact(saio.at()) + FULL + 4, place));
        return out;
    }

    static int count(byte[] file, String type) {
        return inTrafs(file, type).size();
    }

    private static List<RawBox> inTrafs(byte[] file, String type) {
        return RawBox.parse(Source.of(file), false).stream().filter(box -> box.type().equals("moof"))
                .flatMap(moof -> moof.all("traf").stream()).flatMap(traf -> traf.all(type).stream()).toList();
    }
}
