package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box of a file whose moov is last, to be put in place of another: no chunk offset has to follow. */
record Patch(byte[] file, List<RawBox> containers, RawBox box) {

    /** @param path from the moov on, in the trak of that number, from 0 */
    static Optional<Patch> at(byte[] file, int trak, String... path) {
        List<RawBox> containers = new ArrayList<>();
        RawBox box = RawBox.parse(Source.of(file), false).stream().filter(each -> each.type().equals("moov")).findFirst().orElseThrow();
        containers.add(box);
        box = box.all("trak").get(trak);
        for (String step : path) {
            containers.add(box);
            Optional<RawBox> next = box.children().stream().filter(each -> each.type().equals(step)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            box = next.get();
        }
        return Optional.of(new Patch(file, containers, box));
    }

    static Optional<Patch> table(byte[] file, int trak, String type) {
        return at(file, trak, "mdia", "minf", "stbl", type);
    }

    byte[] body() {
        return box.body();
    }

    /** What a table of 32-bit numbers says behind version and flags. */
    long[] numbers() {
        long[] out = new long[body().length / 4 - 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = Integer.toUnsignedLong(ByteBuffer.wrap(body()).getInt(4 + 4 * i));
        }
        return out;
    }

    /** The file with these boxes instead. */
    byte[] with(byte[] boxes) {
        int at = Math.toIntExact(box.at());
        int end = Math.toIntExact(box.at() + box.size());
        byte[] out = ByteBuffer.allocate(file.length + boxes.length - (end - at)).put(file, 0, at).put(boxes)
                .put(file, end, file.length - end).array();
        for (RawBox container : containers) {
            ByteBuffer.wrap(out).putInt(Math.toIntExact(container.at()), Math.toIntExact(container.size() + boxes.length - box.size()));
        }
        return out;
    }

    /** The file with a table instead that holds these numbers. */
    byte[] with(long... numbers) {
        Bytes body = new Bytes().raw(java.util.Arrays.copyOf(body(), 4));
        for (long number : numbers) {
            body.u32(number);
        }
        return with(new Bytes().box(box.type(), out -> out.raw(body.array())).array());
    }

    /** The file with these boxes behind it. */
    byte[] followedBy(byte[] boxes) {
        return with(new Bytes().box(box.type(), out -> out.raw(body())).raw(boxes).array());
    }
}
