package io.github.tsmp4java.server;

/** How the origin answers: the first folder of the path, in lower case. */
enum Behaviour {
    /** 200 with length, strong ETag, Last-Modified, max-age of an hour; Ranges and conditions are honoured. */
    PLAIN,
    /** As PLAIN, with a max-age of one second. */
    SHORT_LIVED,
    /** Two seconds of max-age and a new ETag for every answer, so that nothing can be revalidated. */
    CHANGING,
    /** No validators at all. */
    BARE,
    WEAK,
    CHUNKED,
    /** Neither length nor chunks: the end of the connection ends the body. */
    NO_LENGTH,
    NOT_FOUND,
    /** 206 though no Range was asked for. */
    PARTIAL,
    REDIRECT,
    ERROR,
    /** Says Content-Encoding: gzip. */
    ENCODED,
    /** 64 kB, then a pause, and so on. */
    SLOW,
    /** As PLAIN, but of a whole file no more than the first MB is sent until the test opens the path. */
    GATED,
    /** As PLAIN, but Ranges behind the first MB are not answered until the test opens the path. */
    RANGES_GATED,
    /** As PLAIN, but no Range is answered until the test opens the path. */
    SILENT_RANGES,
    /** As PLAIN, but the fourth answer is 503. */
    HICCUP,
    /** Closes the connection when half of the announced body is sent. */
    DIES,
    /** Closes it inside the moov. */
    DIES_EARLY,
    /** Announces one byte less than it sends, and closes. */
    UNDERSTATED,
    /** Announces more than it has, and closes. */
    OVERSTATED,
    /** As PLAIN, but no cache may store it. */
    NO_STORE,
    /** As PLAIN, but only the client's own cache may store it. */
    PRIVATE,
    /** As PLAIN, but it says nothing of caching. */
    NO_EXPIRY,
    /** As PLAIN, but it says that it may be cached, and not for how long. */
    PUBLIC,
    /** As PLAIN, but every answer is the whole file. */
    NO_RANGES,
    /** As PLAIN; the first two requests are of one version of the file, later ones of another, named new-. */
    REPLACED,
    /** As REPLACED, by an origin that heeds no If-Range. */
    REPLACED_CARELESSLY,
    /** As PLAIN, but what answers a Range with If-Range is that part with status 200, as if it were the whole file. */
    PART_AS_WHOLE,
    /** The same in chunks, without a length. */
    PART_AS_WHOLE_IN_CHUNKS,
    /** As PLAIN, but what answers a Range with If-Range is the whole file, in chunks. */
    WHOLE_IN_CHUNKS,
    /** Headers of many kinds that a cut keeps or drops. */
    HEADERS;

    /** @param request how many came for this path, from 1 */
    boolean isReplacedAt(int request) {
        return (this == REPLACED || this == REPLACED_CARELESSLY) && request > 2;
    }

    static Behaviour of(String path) {
        String folder = path.substring(1, path.indexOf('/', 1));
        return valueOf(folder.toUpperCase(java.util.Locale.ROOT));
    }

    String folder() {
        return "/" + name().toLowerCase(java.util.Locale.ROOT) + "/";
    }
}
