package io.github.tsmp4java.bridge;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.text.PlanText;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes cuts from indexes, unless they were made before and are still known.
 *
 * @param cache of indexes, and of cuts
 * @param budget in which it counts when an index grows
 */
record CutMaker(IndexCache cache, Budget budget) {
    private static final Logger LOG = LoggerFactory.getLogger(CutMaker.class);

    /** Whether the index of an entry, or the reason why there is none, is one for this seek. */
    boolean serves(IndexCache.Entry entry, SeekRequest.Seek request) {
        MovieIndex index = entry.index();
        return index == null || !index.isPartial() || cache.cut(entry, request).isPresent() || CutPlan.isWithin(index, request);
    }

    /**
     * @param entry of an index
     * @param size of the file in bytes, or -1: no cut goes beyond it
     * @param source that log lines name
     */
    CutCache.Cut cut(IndexCache.Entry entry, SeekRequest.Seek request, long size, Source source) throws CutException, NoRoom {
        Optional<CutCache.Cut> known = cache.cut(entry, request);
        if (known.isPresent()) {
            return known.get();
        }
        CutPlan plan = CutPlan.of(entry.index(), request, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
        if (plan.isScattered() && cache.scattered(entry)) {
            LOG.warn("{}: its samples lie scattered over the file, seeks send more than they need: {}", source.page(), plan.share());
        }
        CutCache.Cut cut = CutCache.Cut.of(entry.index(), plan);
        if (LOG.isDebugEnabled()) {
            // The log takes so many lines and no more: the facts of a plan share a few.
            LOG.debug("{}", String.join(" | ", PlanText.of(entry.index(), plan)));
        }
        cache.count(entry, budget.share());
        cache.add(entry, request, cut);
        return cut;
    }
}
