package io.github.tsmp4java.bridge;

/**
 * What an index is remembered by.
 *
 * @param url of the cache
 * @param size of the file in bytes
 * @param version its validators
 * @param moovMax of the rule: the same file may be too large for one rule and not for another
 */
record FileKey(String url, long size, String version, long moovMax) {
    /** What it takes in memory, in bytes. */
    long byteSize() {
        return 2L * (url.length() + version.length());
    }
}
