package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.http.EntityTag;
import java.util.Optional;

/**
 * The file of a seek: a {@code struct tsmp4_source}, read.
 *
 * @param url of the cache
 * @param tag of the file, where it has one
 * @param lastModified the field, or null; null also where the dates do not tell the file from others at its URL
 * @param date the field, or null
 * @param size in bytes; -1 = not known
 * @param use one of {@link Use}
 */
record Source(String url, Optional<EntityTag> tag, String lastModified, String date, long size, int use) {
    private static final int URL = SourceStruct.at("url");
    private static final int ETAG = SourceStruct.at("etag");
    private static final int LAST_MODIFIED = SourceStruct.at("last_modified");
    private static final int DATE = SourceStruct.at("date");
    private static final int SIZE = SourceStruct.at("size");
    private static final int USE = SourceStruct.at("use");

    static Source read(Pointer at) {
        return new Source(Text.read(at, URL), EntityTag.parse(Text.read(at, ETAG)), Text.read(at, LAST_MODIFIED),
                Text.read(at, DATE), at.getLong(SIZE), at.getInt(USE));
    }

    /** Whether it can be read anywhere. */
    boolean seekable() {
        return use == Use.SEEKABLE && size >= 0;
    }

    /** The URL as operators may read it: a query may hold what is secret. */
    String page() {
        int query = url == null ? -1 : url.indexOf('?');
        return url == null ? "" : query < 0 ? url : url.substring(0, query);
    }

    /**
     * What the file's index is remembered by; empty where nothing tells it from other versions or alternates.
     */
    Optional<FileKey> key(long moovMax) {
        boolean strong = tag.isPresent() && !tag.get().weak();
        if (url == null || size < 0 || !strong && lastModified == null) {
            return Optional.empty();
        }
        return Optional.of(new FileKey(url, size, FileKey.version(tag, lastModified, date), moovMax));
    }
}
