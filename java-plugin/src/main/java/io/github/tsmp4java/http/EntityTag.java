package io.github.tsmp4java.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110, 8.8.3).
 *
 * @param weak whether it is a {@code W/} tag
 * @param opaque what stands between the quotes
 */
public record EntityTag(boolean weak, String opaque) {
    /** Raised whenever the same plan is written as other bytes: a cached cut of older rules must not match. */
    private static final int RULES = 4;
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern NEXT = Pattern.compile("[ \\t,]*" + TAG.pattern() + "[ \\t]*(,|$)");

    /** The tag that {@code text} is, white space around it aside. */
    public static Optional<EntityTag> parse(String text) {
        String tag = text == null ? "" : text.strip();
        boolean weak = tag.startsWith("W/");
        int first = weak ? 3 : 1;
        int last = tag.length() - 1;
        if (last < first || tag.charAt(first - 1) != '"' || tag.charAt(last) != '"') {
            return Optional.empty();
        }
        for (int i = first; i < last; i++) {
            if (!isOpaque(tag.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new EntityTag(weak, tag.substring(first, last)));
    }

    /** {@code etagc} of the grammar. */
    private static boolean isOpaque(char c) {
        return c == 0x21 || c >= 0x23 && c <= 0x7e || c >= 0x80 && c <= 0xff;
    }

    /** The tags of a list, up to the first that is none. */
    static List<EntityTag> parseList(String text) {
        List<EntityTag> tags = new ArrayList<>();
        Matcher matcher = NEXT.matcher(text);
        while (matcher.lookingAt()) {
            tags.add(new EntityTag(matcher.group(1) != null, matcher.group(2)));
            matcher.region(matcher.end(), text.length());
        }
        return tags;
    }

    /**
     * The tag of a cut of the file that this tag names; weak stays weak.
     *
     * @param cut what tells this cut from others of the same file, as {@code 7/2-10}
     */
    public EntityTag ofCut(String cut) {
        return new EntityTag(weak, opaque + ";mp4=" + cut + ";r" + RULES);
    }

    boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && matchesWeakly(other);
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + "\"";
    }
}
