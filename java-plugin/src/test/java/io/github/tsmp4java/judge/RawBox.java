package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A box as it lies in the file. The bytes of a media data box are not held. */
public record RawBox(String type, long at, long size, int header, byte[] body, List<RawBox> children) {
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "edts", "mdia", "minf", "stbl", "dinf", "mvex", "tref", "moof", "traf");
    private static final int LARGEST_HELD = 1 << 28;

    /** Reads the top level; {@code strict} demands that every box fills its parent to the last byte. */
    public static List<RawBox> parse(Source file, boolean strict) {
        List<RawBox> out = new ArrayList<>();
        long at = 0;
        while (at < file.length()) {
            if (file.length() - at < 8) {
                if (strict) {
                    throw new Broken(Kind.BOX_SIZES, (file.length() - at) + " bytes after the last box");
                }
                return out;
            }
            byte[] head = file.read(at, (int) Math.min(16, file.length() - at));
            long size = u32(head, 0);
            int header = 8;
            if (size == 1) {
                if (head.length < 16) {
                    throw new Broken(Kind.BOX_SIZES, "64-bit size cut off @" + at);
                }
                size = i64(head, 8);
                header = 16;
            } else if (size == 0) {
                size = file.length() - at;
            }
            String type = type(head, 4);
            if (size < header || size > file.length() - at) {
                if (strict || size < header || !type.equals("mdat")) {
                    throw new Broken(Kind.BOX_SIZES, type + " @" + at + " of " + size + " in " + file.length());
                }
                size = file.length() - at;
            }
            boolean held = !type.equals("mdat") && size <= LARGEST_HELD;
            byte[] body = held ? file.read(at + header, (int) (size - header)) : new byte[0];
            if (type.equals("moov") && !strict) {
                body = CompressedMovie.inflated(body);
            }
            List<RawBox> children = CONTAINERS.contains(type) ? children(type, body, at + header, strict) : List.of();
            out.add(new RawBox(type, at, size, header, body, children));
            at += size;
        }
        return out;
    }

    private static List<RawBox> children(String path, byte[] in, long base, boolean strict) {
        List<RawBox> out = new ArrayList<>();
        int at = 0;
        while (at < in.length) {
            if (in.length - at < 8) {
                if (strict) {
                    throw new Broken(Kind.BOX_SIZES, (in.length - at) + " bytes left over in " + path);
                }
                return out;
            }
            long size = u32(in, at);
            int header = 8;
            if (size == 1 && in.length - at >= 16) {
                size = i64(in, at + 8);
                header = 16;
            }
            String type = type(in, at + 4);
            if (size == 0 && !strict) {
                // QuickTime ends some containers with four or eight zero bytes.
                return out;
            }
            if (size < header || size > in.length - at) {
                throw new Broken(Kind.BOX_SIZES, path + "/" + type + " @" + (base + at) + " of " + size);
            }
            byte[] body = java.util.Arrays.copyOfRange(in, at + header, at + (int) size);
            List<RawBox> inner = CONTAINERS.contains(type)
                    ? children(path + "/" + type, body, base + at + header, strict)
                    : List.of();
            out.add(new RawBox(type, base + at, size, header, body, inner));
            at += (int) size;
        }
        return out;
    }

    public List<RawBox> all(String childType) {
        return children.stream().filter(box -> box.type.equals(childType)).toList();
    }

    public Optional<RawBox> first(String... path) {
        RawBox box = this;
        for (String step : path) {
            List<RawBox> found = box.all(step);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            box = found.get(0);
        }
        return Optional.of(box);
    }

    public RawBox need(String... path) {
        return first(path).orElseThrow(
                () -> new Broken(Kind.TABLES, type + " @" + at + " has no " + String.join("/", path)));
    }

    public int version() {
        return body.length == 0 ? 0 : body[0] & 0xff;
    }

    public long u32(int offset) {
        check(offset, 4);
        return u32(body, offset);
    }

    public int u16(int offset) {
        check(offset, 2);
        return (body[offset] & 0xff) << 8 | body[offset + 1] & 0xff;
    }

    public int u8(int offset) {
        check(offset, 1);
        return body[offset] & 0xff;
    }

    public long i64(int offset) {
        check(offset, 8);
        return i64(body, offset);
    }

    private void check(int offset, int length) {
        if (offset < 0 || offset > body.length - length) {
            throw new Broken(Kind.TABLES, type + " @" + at + ": byte " + offset + " of " + body.length);
        }
    }

    static long u32(byte[] in, int at) {
        return (in[at] & 0xffL) << 24 | (in[at + 1] & 0xffL) << 16 | (in[at + 2] & 0xffL) << 8 | in[at + 3] & 0xffL;
    }

    static long i64(byte[] in, int at) {
        return u32(in, at) << 32 | u32(in, at + 4);
    }

    static String type(byte[] in, int at) {
        return new String(in, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
