package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A file with one box more. Its media must lie before the box, or be named from where their fragment begins. */
final class Planted {
    private Planted() {
    }

    /** @param path of the container that gets the box as its last child; the first of each type, all are there */
    static byte[] in(byte[] file, List<String> path, byte[] box) {
        List<RawBox> containers = new ArrayList<>();
        List<RawBox> children = RawBox.parse(Source.of(file), false);
        for (String step : path) {
            RawBox container = children.stream().filter(each -> each.type().equals(step)).findFirst().orElseThrow();
            containers.add(container);
            children = container.children();
        }
        RawBox last = containers.get(containers.size() - 1);
        int at = Math.toIntExact(last.at() + last.size());
        byte[] out = ByteBuffer.allocate(file.length + box.length).put(file, 0, at).put(box)
                .put(file, at, file.length - at).array();
        for (RawBox container : containers) {
            ByteBuffer.wrap(out).putInt(Math.toIntExact(container.at()), Math.toIntExact(container.size() + box.length));
        }
        return out;
    }
}
