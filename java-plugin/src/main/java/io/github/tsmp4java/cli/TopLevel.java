package io.github.tsmp4java.cli;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
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
    private final List<String> lines = new ArrayList<>();
    /** From the first moof on, or where there are very many: how many of each type. */
    private final Map<String, Integer> counted = new TreeMap<>();
    private final Optional<MovieHead> head;

    private TopLevel(FileChannel file, Optional<MovieHead> head) {
        this.file = file;
        this.head = head;
    }

    /** @param head of the file; empty where it is declined */
    static List<String> of(FileChannel file, Optional<MovieHead> head) throws IOException {
        TopLevel boxes = new TopLevel(file, head);
        boxes.read();
        return boxes.lines;
    }

    private void read() throws IOException {
        long at = 0;
        long first = 0;
        while (file.size() - at >= 8) {
            byte[] header = new byte[HEADER];
            int got = Math.max(0, file.read(ByteBuffer.wrap(header), at));
            Bytes bytes = new Bytes(header);
            FourCc type = new FourCc(bytes.i32(4));
            long place = at;
            boolean large = bytes.u32(0) == 1 && got == HEADER;
            long size = large ? bytes.i64(8) : bytes.u32(0) == 0 ? file.size() - at : bytes.u32(0);
            if (size < (large ? HEADER : 8)) {
                lines.add("byte " + at + ": no box, its size would be " + Long.toUnsignedString(size));
                break;
            }
            if (!counted.isEmpty() || type.is("moof") || lines.size() == MOST) {
                first = counted.isEmpty() ? at : first;
                counted.merge(type.toString(), 1, Integer::sum);
            } else {
                lines.add("byte " + at + ": " + type + " of " + size + " bytes" + (bytes.u32(0) == 0 ? " (size 0)" : "")
                        + head.map(known -> becomes(known, type, place)).orElse(""));
            }
            if (size > file.size() - at) {
                lines.add("byte " + file.size() + ": the file ends, " + (size - (file.size() - at)) + " bytes before its last box, "
                        + type);
                break;
            }
            at += size;
        }
        if (!counted.isEmpty()) {
            StringBuilder line = new StringBuilder("byte " + first + " on:");
            counted.forEach((type, count) -> line.append(" ").append(count).append(" ").append(type));
            lines.add(line.toString());
        }
    }

    private static String becomes(MovieHead head, FourCc type, long place) {
        if (type.is("moov") || type.is("mdat")) {
            return "";
        }
        boolean kept = head.ftyp() != null && head.ftyp().position() == place
                || head.others().stream().anyMatch(box -> box.position() == place);
        return !kept ? ", left out" : BoxRole.named("file", type) ? ", kept" : ", unknown, kept";
    }
}
