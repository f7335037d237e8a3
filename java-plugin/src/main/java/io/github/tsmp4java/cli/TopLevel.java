package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.cli.report.TopBox;
import io.github.tsmp4java.index.BoxRole;
import io.github.tsmp4java.index.MovieHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The boxes of a file, by their headers, and what becomes of them: also of those that no cut ever reads. */
final class TopLevel {
    private static final int HEADER = 16;
    private static final int MOST = 100;

    private final FileChannel file;
    private final Optional<MovieHead> head;
    private final List<TopBox> boxes = new ArrayList<>();
    /** The box whose size is 0: it goes to the end of the file. */
    private TopBox open;
    /** From the first moof on, or where there are very many: how many of each type. */
    private final Map<String, Integer> counted = new TreeMap<>();
    private long countedFrom;
    private String fault;

    private TopLevel(FileChannel file, Optional<MovieHead> head) {
        this.file = file;
        this.head = head;
    }

    /** @param head of the file; empty where it is declined */
    static TopLevel of(FileChannel file, Optional<MovieHead> head) throws IOException {
        TopLevel boxes = new TopLevel(file, head);
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
        while (file.size() - at >= 8 && fault == null) {
            byte[] header = new byte[HEADER];
            int got = Math.max(0, file.read(ByteBuffer.wrap(header), at));
            Bytes bytes = new Bytes(header);
            FourCc type = new FourCc(bytes.i32(4));
            boolean large = bytes.u32(0) == 1 && got == HEADER;
            long size = large ? bytes.i64(8) : bytes.u32(0) == 0 ? file.size() - at : bytes.u32(0);
            if (size < (large ? HEADER : 8)) {
                fault = "byte " + at + ": no box, its size would be " + Long.toUnsignedString(size);
                return;
            }
            add(type, at, size, bytes.u32(0) == 0);
            if (size > file.size() - at) {
                fault = "byte " + file.size() + ": the file ends, " + (size - (file.size() - at)) + " bytes before its last box, "
                        + type;
                return;
            }
            at += size;
        }
    }

    private void add(FourCc type, long at, long size, boolean toTheEnd) {
        if (!counted.isEmpty() || type.is("moof") || boxes.size() == MOST) {
            countedFrom = counted.isEmpty() ? at : countedFrom;
            counted.merge(type.toString(), 1, Integer::sum);
            return;
        }
        TopBox box = new TopBox(type.toString(), at, size, head.map(known -> becomes(known, type, at)).orElse(null));
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
