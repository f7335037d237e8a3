package io.github.tsmp4java.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Range field asks of a body of known length (RFC 9110, 14.1.2, 14.2). */
public sealed interface ByteRange {
    /** No range, or a field that is to be ignored: several ranges, or one that cannot be read. */
    record Whole() implements ByteRange {}

    /** No byte of the body is in the range: 416. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * @param first byte
     * @param last byte, in the body
     */
    record Part(long first, long last) implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes[ \\t]*=[ \\t,]*([0-9]*)-([0-9]*)[ \\t,]*", Pattern.CASE_INSENSITIVE);

    /**
     * @param field the value, or null
     * @param length of the body, in bytes
     */
    static ByteRange of(String field, long length) {
        if (field == null) {
            return new Whole();
        }
        Matcher matcher = ONE.matcher(field.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return new Whole();
        }
        String begin = significant(matcher.group(1));
        String end = significant(matcher.group(2));
        long last = end.isEmpty() ? Long.MAX_VALUE : number(end);
        if (begin.isEmpty()) {
            return last == 0 || length == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - last), length - 1);
        }
        if (!end.isEmpty() && isBelow(end, begin)) {
            return new Whole();
        }
        long first = number(begin);
        return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
    }

    /** Without zeros ahead; empty where there are no digits. */
    private static String significant(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }

    private static boolean isBelow(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) < 0 : one.length() < other.length();
    }

    /** A number beyond 2^63 counts as 2^63 - 1: no body is that long. */
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
