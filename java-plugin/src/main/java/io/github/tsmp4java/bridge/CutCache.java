package io.github.tsmp4java.bridge;

import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cuts that were asked for last: a player that reads a cut in ranges asks for one many times over. A cut is some
 * hundred small objects over the index; there are few, so they do not count in the budget.
 */
final class CutCache {
    private static final int MOST = 128;

    private final Map<Key, Cut> cuts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Cut> eldest) {
            return size() > MOST;
        }
    };

    private record Key(IndexCache.Entry entry, SeekRequest.Seek seek) {}

    /**
     * @param file the cut as bytes
     * @param id what tells it from others of the same file, for its entity tag
     * @param start where in the movie it begins
     */
    record Cut(CutFile file, String id, Time start) {}

    synchronized Optional<Cut> find(IndexCache.Entry entry, SeekRequest.Seek seek) {
        return Optional.ofNullable(cuts.get(new Key(entry, seek)));
    }

    synchronized void add(IndexCache.Entry entry, SeekRequest.Seek seek, Cut cut) {
        cuts.put(new Key(entry, seek), cut);
    }

    /** Lets go of the cuts of an index that is forgotten. */
    synchronized void forget(IndexCache.Entry entry) {
        cuts.keySet().removeIf(key -> key.entry() == entry);
    }
}
