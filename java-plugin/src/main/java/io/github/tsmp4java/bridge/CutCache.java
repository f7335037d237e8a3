package io.github.tsmp4java.bridge;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.CutTimes;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cuts that were asked for last, and more than once: a player that reads a cut in ranges asks for it many times, and
 * most other players once. A cut is some hundred small objects over the index, and each young collection of the Java VM
 * stops all threads to copy what is new and kept. The cuts here are few, and small together, so they do not count in the
 * budget; those that a seek uses do.
 */
final class CutCache {
    private static final int MOST = 128;
    private static final long MOST_BYTES = 4 << 20;
    /** A power of 2. */
    private static final int ASKED = 1024;

    /** Hashes of what was asked for, each in a place of its own: two of one hash are taken for one. */
    private final int[] asked = new int[ASKED];
    private final Map<Key, Cut> cuts = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(IndexCache.Entry entry, SeekRequest.Seek seek) {}

    /**
     * @param file the cut as bytes
     * @param id what tells it from others of the same file, for its entity tag
     * @param times which part of the movie it is
     * @param byteSize what it takes in memory, beside the index
     */
    record Cut(CutFile file, String id, CutTimes times, long byteSize) {
        static Cut of(MovieIndex index, CutPlan plan) throws CutException {
            CutFile file = CutFile.of(index, plan);
            return new Cut(file, plan.id(), CutTimes.of(index, plan), file.byteSize());
        }
    }

    synchronized Optional<Cut> find(IndexCache.Entry entry, SeekRequest.Seek seek) {
        return Optional.ofNullable(cuts.get(new Key(entry, seek)));
    }

    /** Keeps a cut, if it was asked for before. */
    synchronized void add(IndexCache.Entry entry, SeekRequest.Seek seek, Cut cut) {
        Key key = new Key(entry, seek);
        if (!wasAsked(key.hashCode())) {
            return;
        }
        Cut older = cuts.put(key, cut);
        bytes += cut.byteSize() - (older == null ? 0 : older.byteSize());
        Iterator<Cut> eldest = cuts.values().iterator();
        while (cuts.size() > MOST || bytes > MOST_BYTES) {
            bytes -= eldest.next().byteSize();
            eldest.remove();
        }
    }

    private boolean wasAsked(int hash) {
        int place = hash & ASKED - 1;
        boolean was = asked[place] == hash;
        asked[place] = hash;
        return was;
    }

    /** Lets go of the cuts of an index that is forgotten. */
    synchronized void forget(IndexCache.Entry entry) {
        cuts.entrySet().removeIf(each -> {
            boolean isOf = each.getKey().entry() == entry;
            bytes -= isOf ? each.getValue().byteSize() : 0;
            return isOf;
        });
    }
}
