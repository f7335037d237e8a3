package io.github.tsmp4java.bridge;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.plan.SeekRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cut that is made before its file is found: of the file that was last found at the URL, which is likely to be the same. */
final class AheadCut {
    private static final Logger LOG = LoggerFactory.getLogger(AheadCut.class);

    private final IndexCache cache;
    private final CutMaker maker;
    /** The index that it is made by, held; null = none. */
    private IndexCache.Entry entry;
    private CutCache.Cut cut;

    AheadCut(IndexCache cache, CutMaker maker) {
        this.cache = cache;
        this.maker = maker;
    }

    void make(SeekRequest.Seek request, Source source, long moovMax) {
        letGo();
        entry = cache.latest(source.url(), moovMax).orElse(null);
        try {
            if (entry != null && entry.index() != null && maker.serves(entry, request)) {
                cut = maker.cut(entry, request, entry.size(), source);
            }
        } catch (CutException | NoRoom e) {
            // Should it be the one, the next call says so.
            LOG.debug("ahead: {}", e.getMessage());
        }
    }

    /**
     * Lets go of its index.
     *
     * @param found the entry of the file that was found, or null
     * @return the cut, if it is one of that file; else null
     */
    CutCache.Cut take(IndexCache.Entry found) {
        CutCache.Cut made = found != null && found == entry ? cut : null;
        letGo();
        return made;
    }

    void letGo() {
        cut = null;
        if (entry != null) {
            cache.release(entry);
            entry = null;
        }
    }
}
