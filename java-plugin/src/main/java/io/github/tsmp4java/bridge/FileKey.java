package io.github.tsmp4java.bridge;

import io.github.tsmp4java.http.EntityTag;
import java.util.Optional;

/**
 * What an index is remembered by.
 *
 * @param url of the cache
 * @param size of the file in bytes
 * @param version its validators
 * @param moovMax of the rule: the same file may be too large for one rule and not for another
 */
record FileKey(String url, long size, String version, long moovMax) {
    /**
     * A strong tag names one version; a weak one, or none, may stand for several, which the dates tell apart.
     *
     * @param tag of the file
     * @param lastModified the field, or null
     * @param date the field, or null
     */
    static String version(Optional<EntityTag> tag, String lastModified, String date) {
        if (tag.isPresent() && !tag.get().weak()) {
            return tag.get().toString();
        }
        return String.join("\n", tag.map(EntityTag::toString).orElse(""), lastModified == null ? "" : lastModified,
                date == null ? "" : date);
    }

    /** What it takes in memory, in bytes. */
    long byteSize() {
        return 2L * (url.length() + version.length());
    }
}
