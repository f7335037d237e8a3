package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
