package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final AtomicLong used = new AtomicLong();
    private final Budget budget = new Budget(used, 1000);

    @Test
    void aShareGrowsAndShrinks() throws NoRoom {
        Budget.Share share = budget.share();
        share.hold(400);
        share.hold(1000);
        assertEquals(1000, budget.used());
        share.hold(10);
        assertEquals(10, budget.used());
        share.release();
        share.release();
        assertEquals(0, budget.used());
    }

    @Test
    void isRefusedByNameAndKeptWhenItIsFull() throws NoRoom {
        Budget.Share first = budget.share();
        first.hold(700);
        Budget.Share second = budget.share();
        second.hold(200);
        NoRoom full = assertThrows(NoRoom.class, () -> second.hold(301));
        assertEquals("declined: memory for moovs is full: 301 bytes wanted, 300 of 1000 free (--index-budget)", full.getMessage());
        assertEquals(900, budget.used());
        second.hold(300);
        assertEquals(1000, budget.used());
        first.release();
        assertEquals(300, budget.used());
    }

    @Test
    void whatIsFreeForOneIsNotTakenByAnother() throws Exception {
        int holders = 8;
        AtomicLong kept = new AtomicLong(1000);
        used.set(1000);
        budget.reclaimFrom(bytes -> {
            long some = Math.min(kept.get(), bytes);
            kept.addAndGet(-some);
            used.addAndGet(-some);
            // The one who asked is made to wait: others must not get in between.
            Thread.yield();
            return some;
        });
        ExecutorService pool = Executors.newFixedThreadPool(holders);
        List<Future<?>> holding = new ArrayList<>();
        for (int i = 0; i < holders; i++) {
            holding.add(pool.submit(() -> {
                for (int round = 0; round < 25; round++) {
                    budget.share().hold(5);
                }
                return null;
            }));
        }
        for (Future<?> each : holding) {
            each.get();
        }
        pool.shutdown();
        assertEquals(1000, budget.used());
        assertEquals(0, kept.get(), "as much was reclaimed as was held, and no more");
        assertThrows(NoRoom.class, () -> budget.share().hold(1));
    }

    /** By another thread, just after the first look. */
    @Test
    void whatIsLetGoOfMeanwhileIsRoomToo() throws NoRoom {
        Budget.Share other = budget.share();
        other.hold(1000);
        List<Long> missing = new ArrayList<>();
        budget.reclaimFrom(bytes -> {
            missing.add(bytes);
            other.release();
            return 0;
        });
        budget.share().hold(300);
        assertEquals(List.of(300L), missing);
        assertEquals(300, budget.used());
    }

    @Test
    void aPartOfAShareIsHeldByAnother() throws NoRoom {
        Budget.Share all = budget.share();
        all.hold(900);
        Budget.Share part = budget.share();
        part.takeOver(700, all);
        assertEquals(900, budget.used());
        all.release();
        assertEquals(700, budget.used());
        part.release();
        assertEquals(0, budget.used());
    }

    @Test
    void isNoLargerThanWhatTheHeapHolds() {
        budget.allow(Long.MAX_VALUE);
        assertEquals(Runtime.getRuntime().maxMemory() / 5 * 3, budget.limit());
        budget.allow(2000);
        assertEquals(Runtime.getRuntime().maxMemory() / 5 * 3, budget.limit());
    }

    @Test
    void isOneForAllVersionsOfTheJar() throws NoRoom {
        Budget one = Budget.ofProcess();
        Budget other = Budget.ofProcess();
        one.allow(500);
        one.allow(1000);
        one.allow(700);
        other.allow(1000);
        Budget.Share share = one.share();
        share.hold(600);
        assertEquals(600, other.used());
        assertThrows(NoRoom.class, () -> other.share().hold(401));
        share.release();
        assertEquals(0, other.used());
    }
}
