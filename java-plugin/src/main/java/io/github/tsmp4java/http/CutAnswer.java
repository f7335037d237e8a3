package io.github.tsmp4java.http;

/**
 * What a request for a cut is answered.
 *
 * @param status 200, 206, 304, 412 or 416
 * @param first byte of the cut that is sent
 * @param last byte of the cut that is sent; before {@code first} when none is
 * @param length of the whole cut in bytes
 */
public record CutAnswer(int status, long first, long last, long length) {

    /** Bytes of the body. */
    public long size() {
        return last - first + 1;
    }

    /** The Content-Range field, or null where there is none (RFC 9110, 14.4). */
    public String contentRange() {
        return switch (status) {
            case 206 -> "bytes " + first + "-" + last + "/" + length;
            case 416 -> "bytes */" + length;
            default -> null;
        };
    }
}
