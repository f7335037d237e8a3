package io.github.tsmp4java.bridge;

import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes of files that were cut, and the reasons of files that cannot be, the least recently used forgotten first.
 * One seek builds the index of a file; others wait for it.
 */
class IndexCache {
    /** What a remembered reason is reckoned to take: it is text and a place in a table. */
    static final long REASON_BYTES = 1024;
    private static final long ENTRY_BYTES = 1024;

    private final Map<FileKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    /** By URL: the one that was found or added last. */
    private final Map<String, Entry> latest = new HashMap<>();
    private final Map<FileKey, Long> builders = new HashMap<>();
    private final CutCache cuts = new CutCache();
    private long hits;
    private long misses;
    private long evictions;
    private long scattered;
    private long repaired;

    /** An index, or why there is none, with what it holds of the budget for as long as anything uses it. */
    static final class Entry {
        private final FileKey key;
        private final MovieIndex index;
        private final String reason;
        private final Budget.Share share;
        /** Of the moov, what is in the share: a cut may look into boxes that nobody has yet. */
        private long counted;
        private int users;
        private boolean kept;
        private boolean scattered;

        private Entry(FileKey key, MovieIndex index, String reason, Budget.Share share) {
            this.key = key;
            this.index = index;
            this.reason = reason;
            this.share = share;
            counted = ofMoov();
        }

        /** Bytes of the file; only for one that {@link #latest} gave. */
        long size() {
            return key.size();
        }

        /** The index; null when the file cannot be cut. */
        MovieIndex index() {
            return index;
        }

        private long ofMoov() {
            return index == null ? 0 : index.head().moov().heldBytes();
        }

        /** Why the file cannot be cut. */
        String reason() {
            return reason;
        }
    }

    /** The entry of a file, to be given back with {@link #release}. */
    synchronized Optional<Entry> find(FileKey key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        // What may find the Java heap full comes first: nobody gives back what was not had.
        Optional<Entry> found = Optional.of(entry);
        latest.put(key.url(), entry);
        hits++;
        entry.users++;
        return found;
    }

    /** The entry last found or added of a file that is known by its URL alone, to be given back as above. */
    synchronized Optional<Entry> latest(String url, long moovMax) {
        Entry entry = latest.get(url);
        if (entry == null || entry.key.moovMax() != moovMax) {
            return Optional.empty();
        }
        Optional<Entry> found = Optional.of(entry);
        entry.users++;
        return found;
    }

    /** An entry that was found is not of use for the seek; it is given back. */
    synchronized void refuse(Entry entry) {
        hits--;
        release(entry);
    }

    /** A seek has to read the file for its index. */
    synchronized void missed() {
        misses++;
    }

    /**
     * Whether the seek is the one to build the index of a file, now and until {@link #abandon} or {@link #add}. It is not
     * where another builds it, nor where another added it since this seek looked.
     *
     * @param known what the seek found and has no use for; null = it found nothing
     */
    synchronized boolean claim(FileKey key, long seek, Entry known) {
        Entry now = entries.get(key);
        return (now == null || now == known) && builders.merge(key, seek, (first, second) -> first) == seek;
    }

    synchronized void abandon(FileKey key, long seek) {
        builders.remove(key, seek);
    }

    /**
     * Takes an index, or a reason, and what it holds of the budget; the entry is to be given back with {@link #release}.
     *
     * @param key of the file; empty = it is for this one user alone
     */
    synchronized Entry add(Optional<FileKey> key, long seek, MovieIndex index, String reason, Budget.Share share) {
        Entry entry = new Entry(key.orElse(null), index, reason, share);
        repaired += index != null && index.isRepaired() ? 1 : 0;
        if (key.isPresent()) {
            builders.remove(key.get(), seek);
            Entry older = entries.put(key.get(), entry);
            latest.put(key.get().url(), entry);
            entry.kept = true;
            if (older != null) {
                forget(older);
            }
        }
        entry.users = 1;
        return entry;
    }

    /** An entry that is in use takes what it holds from the share of the seek that added it. */
    synchronized void take(Entry entry, long bytes, Budget.Share of) {
        entry.share.takeOver(bytes, of);
    }

    /** Counts what the index of an entry in use has grown by. {@code more} is an empty share, and is empty again afterwards. */
    void count(Entry entry, Budget.Share more) throws NoRoom {
        // Not within the lock: where there is no room, other indexes are forgotten to make some.
        more.hold(uncounted(entry));
        synchronized (this) {
            // Another seek may have counted it meanwhile.
            long taken = Math.min(more.held(), uncounted(entry));
            entry.counted += taken;
            entry.share.takeOver(taken, more);
        }
        more.release();
    }

    private synchronized long uncounted(Entry entry) {
        return entry.ofMoov() - entry.counted;
    }

    synchronized void release(Entry entry) {
        entry.users--;
        if (!entry.kept && entry.users == 0) {
            entry.share.release();
        }
    }

    /**
     * Forgets the least recently used that nobody uses until so many bytes are free, or none is left.
     *
     * @return how many were freed
     */
    synchronized long evict(long bytes) {
        long freed = 0;
        Iterator<Entry> oldest = entries.values().iterator();
        while (freed < bytes && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.users == 0) {
                freed += entry.share.held();
                oldest.remove();
                forget(entry);
                evictions++;
            }
        }
        return freed;
    }

    synchronized void clear() {
        entries.values().forEach(this::forget);
        entries.clear();
    }

    Optional<CutCache.Cut> cut(Entry entry, SeekRequest.Seek seek) {
        return cuts.find(entry, seek);
    }

    /** Remembers a cut for as long as its index is here. */
    synchronized void add(Entry entry, SeekRequest.Seek seek, CutCache.Cut cut) {
        if (entry.kept) {
            cuts.add(entry, seek, cut);
        }
    }

    /** Most of a cut was of no use; whether that is the first time with this index. */
    synchronized boolean scattered(Entry entry) {
        boolean first = !entry.scattered;
        entry.scattered = true;
        scattered += first ? 1 : 0;
        return first;
    }

    /** What an entry takes of the budget, beside what it is of. */
    static long bytesOf(Optional<FileKey> key) {
        return key.map(name -> ENTRY_BYTES + name.byteSize()).orElse(0L);
    }

    private void forget(Entry entry) {
        entry.kept = false;
        latest.remove(entry.key.url(), entry);
        cuts.forget(entry);
        if (entry.users == 0) {
            entry.share.release();
        }
    }

    synchronized Counters counters() {
        return new Counters(hits, misses, evictions, entries.size(), scattered, repaired);
    }
}
