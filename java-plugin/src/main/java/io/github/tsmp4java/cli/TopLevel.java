package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.cli.input.Input;
import io.github.tsmp4java.cli.report.TopBox;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.index.MovieHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The boxes of a file, by their headers, and what becomes of them: also of those that no cut ever reads. */
final class TopLevel {
    private static final int HEADER = 16;
    private static final int MOST = 100;

    private final Input input;
    private final long size;
    private final Optional<MovieHead> head;
    private final List<TopBox> boxes = new ArrayList<>();
    /** The box whose size is 0: it goes to the end of the file. */
    private TopBox open;
    /** From the first moof on, or where there are very many: how many of each type. */
    private final Map<String, Integer> counted = new TreeMap<>();
    private long countedFrom;
    private String fault;

    private TopLevel(Input input, Optional<MovieHead> head) {
        this.input = input;
        size = input.size().orElseThrow();
        this.head = head;
    }

    /** @param head of the file; empty where it is declined */
    static TopLevel of(Input input, Optional<MovieHead> head) throws IOException {
        TopLevel boxes = new TopLevel(input, head);
        boxes.read();
        return boxes;
    }

    List<TopBox> boxes() {
        return boxes;
    }

    Map<String, Integer> further() {
        return counted;
    }

    /** What ends the walk before the end of the file; null where nothing does. */
    String fault() {
        return fault;
    }

    /** One box a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (TopBox box : boxes) {
            lines.add("byte " + box.begin() + ": " + box.type() + " of " + box.bytes() + " bytes" + (box == open ? " (size 0)" : "")
                    + (box.becomes() == null ? "" : ", " + box.becomes()));
        }
        if (fault != null) {
            lines.add(fault);
        }
        if (!counted.isEmpty()) {
            StringBuilder line = new StringBuilder("byte " + countedFrom + " on:");
            counted.forEach((type, count) -> line.append(" ").append(count).append(" ").append(type));
            lines.add(line.toString());
        }
        return lines;
    }

    private void read() throws IOException {
        long at = 0;
        while (size - at >= 8 && fault == null) {
            byte[] header = new byte[HEADER];
            int got = read(header, at);
            Bytes bytes = new Bytes(header);
            FourCc type = new FourCc(bytes.i32(4));
            boolean large = bytes.u32(0) == 1 && got == HEADER;
            long length = large ? bytes.i64(8) : bytes.u32(0) == 0 ? size - at : bytes.u32(0);
            if (length < (large ? HEADER : 8)) {
                fault = "byte " + at + ": no box, its size would be " + Long.toUnsignedString(length);
                return;
            }
            add(type, at, length, bytes.u32(0) == 0);
            if (length > size - at) {
                fault = "byte " + size + ": the file ends, " + (length - (size - at)) + " bytes before its last box, " + type;
                return;
            }
            at += length;
        }
    }

    /** All of it, or what there is before the end. */
    private int read(byte[] header, long at) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(header);
        int got;
        do {
            got = input.read(into, at + into.position());
        } while (got > 0 && into.hasRemaining());
        return into.position();
    }

    private void add(FourCc type, long at, long length, boolean toTheEnd) {
        if (!counted.isEmpty() || type.is("moof") || boxes.size() == MOST) {
            countedFrom = counted.isEmpty() ? at : countedFrom;
            counted.merge(type.toString(), 1, Integer::sum);
            return;
        }
        TopBox box = new TopBox(type.toString(), at, length, head.map(known -> becomes(known, type, at)).orElse(null));
        boxes.add(box);
        open = toTheEnd ? box : open;
    }

    private static String becomes(MovieHead head, FourCc type, long place) {
        if (type.is("moov") || type.is("mdat")) {
            return null;
        }
        boolean kept = head.ftyp() != null && head.ftyp().position() == place
                || head.others().stream().anyMatch(box -> box.position() == place);
        return !kept ? "left out" : BoxRole.named("file", type) ? "kept" : "unknown, kept";
    }
}
