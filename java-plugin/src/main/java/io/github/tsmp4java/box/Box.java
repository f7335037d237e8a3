package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A box: its type, its bytes with the header, and where it stands (ISO/IEC 14496-12, 4.2). What it says never changes;
 * the children of a container are found once.
 */
public final class Box {
    /** More children than this in one container, or boxes in one tree, is a file made to hurt. */
    private static final int MAX_CHILDREN = 4096;
    private static final int MAX_BOXES = 50_000;

    private final FourCc type;
    private final String name;
    private final Bytes bytes;
    private final int headerSize;
    private final String path;
    private final long position;
    private final Tree tree;
    private volatile Found found;

    /**
     * @param type the box type
     * @param bytes the whole box, header included
     * @param headerSize bytes of the header: 8, or 16 with a 64-bit size
     * @param path where the box stands, as {@code moov/trak[2]/mdia}
     * @param position of the first byte of the box in the file
     */
    private Box(FourCc type, Bytes bytes, int headerSize, String path, long position, Tree tree) {
        this.type = type;
        name = type.toString();
        this.bytes = bytes;
        this.headerSize = headerSize;
        this.path = path;
        this.position = position;
        this.tree = tree;
    }

    /** What a container holds: its boxes in order, and the bytes after the last, which QuickTime pads with zeros. */
    public record Children(List<Box> boxes, Bytes tail) {}

    /** @param defect of what stands behind them, or null */
    private record Found(int skip, Children children, MalformedBox defect) {}

    /** The boxes found in one top-level box, and what they take in memory beside the bytes that they are views of. */
    private static final class Tree {
        /** An object, its type and name, its place in a list and, of a container, that list. */
        private static final int BOX = 240;

        private final AtomicInteger boxes = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong(BOX);

        boolean isFull() {
            return boxes.incrementAndGet() > MAX_BOXES;
        }

        void add(String path) {
            bytes.addAndGet(BOX + path.length());
        }
    }

    /** The box that the bytes are, whose size the caller has settled (a top-level box). */
    public static Box topLevel(FourCc type, Bytes bytes, int headerSize, long position) {
        return new Box(type, bytes, headerSize, type.toString(), position, new Tree());
    }

    public FourCc type() {
        return type;
    }

    /** The type as text: a table of roles or a switch asks for it with each cut. */
    public String name() {
        return name;
    }

    public Bytes bytes() {
        return bytes;
    }

    public int headerSize() {
        return headerSize;
    }

    public String path() {
        return path;
    }

    public long position() {
        return position;
    }

    /** What a top-level box takes in memory: its bytes, and the boxes in it that were asked for so far. */
    public long heldBytes() {
        return bytes.array().length + tree.bytes.get();
    }

    public boolean is(String fourCc) {
        return type.is(fourCc);
    }

    /** The bytes after the header. */
    public Bytes body() {
        return bytes.from(headerSize);
    }

    /** The bytes after the header, at least {@code minimum} of them. */
    public Bytes body(int minimum) throws MalformedBox {
        int size = bytes.size() - headerSize;
        if (size < minimum) {
            throw malformed("needs a body of " + minimum + " bytes, has " + size);
        }
        return body();
    }

    /** The version of a full box (4.2); the body must hold the four bytes of version and flags. */
    public int version() throws MalformedBox {
        return body(4).u8(0);
    }

    /** The flags of a full box. */
    public int flags() throws MalformedBox {
        return body(4).u24(1);
    }

    /** A version this reader knows. */
    int version(int highest) throws MalformedBox {
        int version = version();
        if (version > highest) {
            throw malformed("version " + version + ", known are 0 to " + highest);
        }
        return version;
    }

    /**
     * The rows of a table that starts {@code at} bytes into the body, checked to lie inside the box.
     *
     * @param count rows, as the box claims
     * @param rowSize bytes of a row
     */
    Bytes table(int at, long count, int rowSize) throws MalformedBox {
        long needs = Math.multiplyExact(count, (long) rowSize);
        int remain = body(at).size() - at;
        if (needs > remain) {
            throw malformed("entry_count " + count + " needs " + needs + " bytes, " + remain + " remain");
        }
        return body().slice(at, Math.toIntExact(needs));
    }

    /** The same, of a table whose count may be larger than its box: only the rows that are there count. */
    Bytes rows(int at, long count, int rowSize, List<String> repairs) throws MalformedBox {
        long there = (body(at).size() - at) / rowSize;
        if (count > there) {
            repairs.add(name + " is to have " + count + " rows, its box ends after " + there);
        }
        return table(at, Math.min(count, there), rowSize);
    }

    public Children children() throws MalformedBox {
        return children(0);
    }

    /** The boxes inside this one, from {@code skip} bytes into its body. */
    public Children children(int skip) throws MalformedBox {
        Found all = found(skip);
        if (all.defect != null) {
            throw all.defect;
        }
        return all.children;
    }

    /** The same, without an error at bytes that are not a box: these, and all that follow, are the tail. */
    public Children legible(int skip) throws MalformedBox {
        return found(skip).children;
    }

    private Found found(int skip) throws MalformedBox {
        Found last = found;
        if (last == null || last.skip != skip) {
            last = parse(skip);
            found = last;
        }
        return last;
    }

    private Found parse(int skip) throws MalformedBox {
        Bytes body = body(skip);
        List<Box> boxes = new ArrayList<>();
        Map<FourCc, Integer> seen = new HashMap<>();
        MalformedBox defect = null;
        int at = skip;
        while (body.size() - at >= 8) {
            int remain = body.size() - at;
            FourCc childType = new FourCc(body.i32(at + 4));
            long size = body.u32(at);
            int header = 8;
            if (size == 1 && remain >= 16) {
                size = body.i64(at + 8);
                header = 16;
            }
            if (size == 0 && childType.code() == 0) {
                break;
            }
            int nth = seen.merge(childType, 1, Integer::sum);
            String childPath = path + "/" + childType + (nth > 1 || childType.is("trak") ? "[" + nth + "]" : "");
            long childPosition = position + headerSize + at;
            if (size < header) {
                defect = new MalformedBox(childPath, childPosition, "size " + size + " is below its header of " + header);
            } else if (size > remain) {
                defect = new MalformedBox(childPath, childPosition, "size " + size + " exceeds the " + remain
                        + " bytes left in " + path);
            } else if (boxes.size() == MAX_CHILDREN || tree.isFull()) {
                defect = malformed("holds more than " + (boxes.size() == MAX_CHILDREN ? MAX_CHILDREN : MAX_BOXES) + " boxes");
            }
            if (defect != null) {
                break;
            }
            int length = Math.toIntExact(size);
            boxes.add(new Box(childType, body.slice(at, length), header, childPath, childPosition, tree));
            tree.add(childPath);
            at += length;
        }
        return new Found(skip, new Children(List.copyOf(boxes), body.from(at)), defect);
    }

    /** The one box of a type among siblings, or null; two are refused. */
    public static Box only(List<Box> boxes, String fourCc) throws MalformedBox {
        Box found = null;
        for (Box box : boxes) {
            if (box.is(fourCc)) {
                if (found != null) {
                    throw box.malformed("stands twice, one is allowed");
                }
                found = box;
            }
        }
        return found;
    }

    /** The one box of a type that must be there. */
    public Box required(List<Box> children, String fourCc) throws MalformedBox {
        Box found = only(children, fourCc);
        if (found == null) {
            throw malformed("has no " + fourCc);
        }
        return found;
    }

    public MalformedBox malformed(String defect) {
        return new MalformedBox(path, position, defect);
    }
}
