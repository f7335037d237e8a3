package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.http.EntityTag;
import java.util.Optional;

/**
 * The file of a seek: a {@code struct tsmp4_source}, read.
 *
 * @param url of the cache
 * @param tag of the file, where it has one
 * @param lastModified the field, or null
 * @param date the field, or null
 * @param size in bytes; -1 = not known
 * @param seekable whether it can be read anywhere
 * @param peek whether only an index that is known is of use
 */
record Source(String url, Optional<EntityTag> tag, String lastModified, String date, long size, boolean seekable,
        boolean peek) {
    private static final int URL = SourceStruct.at("url");
    private static final int ETAG = SourceStruct.at("etag");
    private static final int LAST_MODIFIED = SourceStruct.at("last_modified");
    private static final int DATE = SourceStruct.at("date");
    private static final int SIZE = SourceStruct.at("size");
    private static final int SEEKABLE = SourceStruct.at("seekable");
    private static final int PEEK = SourceStruct.at("peek");

    static Source read(Pointer at) {
        long size = at.getLong(SIZE);
        return new Source(Text.read(at, URL), EntityTag.parse(Text.read(at, ETAG)), Text.read(at, LAST_MODIFIED),
                Text.read(at, DATE), size, at.getInt(SEEKABLE) != 0 && size >= 0, at.getInt(PEEK) != 0);
    }

    /**
     * What the file's index is remembered by; empty where nothing tells one version of the file from another. A strong
     * tag names one version; a weak one, or none, may stand for several, which the dates tell apart.
     */
    Optional<String> key() {
        boolean strong = tag.isPresent() && !tag.get().weak();
        if (url == null || size < 0 || !strong && lastModified == null) {
            return Optional.empty();
        }
        return Optional.of(String.join("\n", url, Long.toString(size), tag.map(EntityTag::toString).orElse(""),
                strong ? "" : lastModified, strong || date == null ? "" : date));
    }
}
