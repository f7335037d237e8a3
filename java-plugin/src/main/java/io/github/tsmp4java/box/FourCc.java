package io.github.tsmp4java.box;

/** A box type, handler type or sample entry format: four bytes, big endian (ISO/IEC 14496-12, 4.2). */
public record FourCc(int code) {

    /** @param text four Latin-1 characters, as {@code moov} */
    public static FourCc of(String text) {
        return new FourCc(pack(text));
    }

    /** @return whether this is the type written as {@code text} */
    public boolean is(String text) {
        return code == pack(text);
    }

    private static int pack(String text) {
        if (text.length() != 4) {
            throw new IllegalArgumentException("not four characters: " + text);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | text.charAt(i) & 0xff;
        }
        return code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FourCc same && same.code == code;
    }

    /** The four characters; one that is not printable ASCII is shown as {@code \xNN}, {@code ©} as itself. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = code >>> shift & 0xff;
            if (c >= 0x20 && c < 0x7f || c == 0xa9) {
                s.append((char) c);
            } else {
                s.append(String.format("\\x%02x", c));
            }
        }
        return s.toString();
    }
}
