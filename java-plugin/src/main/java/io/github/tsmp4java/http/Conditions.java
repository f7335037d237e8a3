package io.github.tsmp4java.http;

import java.util.Optional;

/**
 * The fields of a request that depend on the cut's validators and length, as the client sent them; null = absent.
 *
 * <p>If-Modified-Since and If-Unmodified-Since are not here: they compare with the source's Last-Modified, which the cut
 * keeps, and Traffic Server answers them.
 *
 * @param ifMatch If-Match
 * @param ifNoneMatch If-None-Match
 * @param ifRange If-Range
 * @param range Range; null for a HEAD, where it means nothing
 */
public record Conditions(String ifMatch, String ifNoneMatch, String ifRange, String range) {
    public static final Conditions NONE = new Conditions(null, null, null, null);

    /**
     * The answer, in the order of RFC 9110, 13.2.2.
     *
     * @param tag of the cut, where it has one
     * @param length of the cut in bytes
     */
    public CutAnswer answer(Optional<EntityTag> tag, long length) {
        if (ifMatch != null && !matches(ifMatch, tag, true)) {
            return new CutAnswer(412, 0, -1, length);
        }
        if (ifNoneMatch != null && matches(ifNoneMatch, tag, false)) {
            return new CutAnswer(304, 0, -1, length);
        }
        ByteRange asked = rangeApplies(tag) ? ByteRange.of(range, length) : new ByteRange.Whole();
        if (asked instanceof ByteRange.Part part) {
            return new CutAnswer(206, part.first(), part.last(), length);
        }
        return asked instanceof ByteRange.Unsatisfiable ? new CutAnswer(416, 0, -1, length)
                : new CutAnswer(200, 0, length - 1, length);
    }

    /** If-Range compares strongly; a date never matches, since Last-Modified does not change with our rules. */
    private boolean rangeApplies(Optional<EntityTag> tag) {
        return ifRange == null
                || tag.isPresent() && EntityTag.parse(ifRange).filter(t -> t.matchesStrongly(tag.get())).isPresent();
    }

    private static boolean matches(String list, Optional<EntityTag> tag, boolean strongly) {
        if (list.strip().equals("*")) {
            return true;
        }
        return tag.isPresent() && EntityTag.parseList(list).stream()
                .anyMatch(t -> strongly ? t.matchesStrongly(tag.get()) : t.matchesWeakly(tag.get()));
    }
}
