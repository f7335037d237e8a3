package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexCacheTest {
    private final Budget budget = new Budget(new AtomicLong(), 1000);
    private final IndexCache cache = new IndexCache();

    @BeforeEach
    void reclaim() {
        budget.reclaimFrom(cache::evict);
    }

    private static FileKey key(String name) {
        return new FileKey(name, 1, "", 1);
    }

    private IndexCache.Entry add(String key, long bytes) throws NoRoom {
        Budget.Share share = budget.share();
        share.hold(bytes);
        return cache.add(Optional.ofNullable(key).map(IndexCacheTest::key), 1, null, "reason of " + key, share);
    }

    @Test
    void theLeastRecentlyUsedMakesRoom() throws Exception {
        for (String key : new String[] {"a", "b", "c"}) {
            cache.release(add(key, 300));
        }
        cache.release(cache.find(key("a")).orElseThrow());
        cache.release(add("d", 300));
        assertTrue(cache.find(key("b")).isEmpty());
        assertTrue(cache.find(key("a")).isPresent());
        assertEquals(900, budget.used());
    }

    @Test
    void whatIsInUseIsNeverForgottenAndCounts() throws Exception {
        IndexCache.Entry used = add("a", 900);
        assertEquals("declined: memory for moovs is full: 200 bytes wanted, 100 of 1000 free (--index-budget)",
                assertThrows(NoRoom.class, () -> add("b", 200)).getMessage());
        cache.release(used);
        cache.release(add("b", 200));
        assertEquals(200, budget.used());
    }

    @Test
    void anEntryThatIsReplacedOrClearedIsFreedByItsLastUser() throws Exception {
        IndexCache.Entry older = add("a", 300);
        IndexCache.Entry newer = add("a", 400);
        assertEquals(700, budget.used());
        cache.release(older);
        assertEquals(400, budget.used());
        cache.clear();
        assertEquals(400, budget.used());
        cache.release(newer);
        assertEquals(0, budget.used());
        assertTrue(cache.find(key("a")).isEmpty());
    }

    @Test
    void anEntryWithoutAKeyIsForOneUser() throws Exception {
        cache.release(add(null, 300));
        assertEquals(0, budget.used());
    }

    @Test
    void oneSeekBuildsAnIndexAtATime() throws Exception {
        assertTrue(cache.claim(key("a"), 1, null));
        assertTrue(cache.claim(key("a"), 1, null));
        assertFalse(cache.claim(key("a"), 2, null));
        assertTrue(cache.claim(key("b"), 2, null));
        cache.abandon(key("a"), 2);
        assertFalse(cache.claim(key("a"), 2, null));
        cache.abandon(key("a"), 1);
        assertTrue(cache.claim(key("a"), 2, null));
    }

    /** A seek looks for an index and claims it in two steps; another may be done with it in between. */
    @Test
    void whatWasAddedSinceASeekLookedIsNotBuiltAgain() throws Exception {
        assertTrue(cache.find(key("a")).isEmpty());
        assertTrue(cache.claim(key("a"), 1, null));
        IndexCache.Entry partial = add("a", 300);
        assertFalse(cache.claim(key("a"), 2, null));
        assertTrue(cache.claim(key("a"), 2, partial));
        IndexCache.Entry whole = cache.add(Optional.of(key("a")), 2, null, "", budget.share());
        assertFalse(cache.claim(key("a"), 3, partial));
        assertTrue(cache.claim(key("a"), 3, whole));
        cache.abandon(key("a"), 3);
        cache.release(partial);
        cache.release(whole);
        cache.clear();
        assertTrue(cache.claim(key("a"), 4, whole));
    }

    @Test
    void theLatestVersionOfAFileIsKnownByItsUrl() throws Exception {
        IndexCache.Entry old = cache.add(Optional.of(new FileKey("a", 1, "old", 1)), 1, null, "", budget.share());
        IndexCache.Entry now = cache.add(Optional.of(new FileKey("a", 1, "new", 1)), 1, null, "", budget.share());
        assertSame(now, cache.latest("a", 1).orElseThrow());
        assertSame(old, cache.find(new FileKey("a", 1, "old", 1)).orElseThrow());
        assertSame(old, cache.latest("a", 1).orElseThrow());
        assertTrue(cache.latest("a", 2).isEmpty());
        cache.clear();
        assertTrue(cache.latest("a", 1).isEmpty());
    }

    @Test
    void countsWhatHappened() throws Exception {
        cache.release(add("a", 600));
        cache.find(key("a")).ifPresent(cache::release);
        cache.find(key("b"));
        cache.missed();
        cache.release(add("c", 600));
        assertEquals(new Counters(1, 1, 1, 1, 0, 0), cache.counters());
    }
}
