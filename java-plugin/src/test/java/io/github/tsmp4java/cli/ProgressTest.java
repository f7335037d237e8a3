package io.github.tsmp4java.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MEBIBYTE = 1 << 20;
    private long now;

    @Test
    void isWrittenOnceASecondAndGoneAtTheEnd() {
        StringWriter terminal = new StringWriter();
        Progress progress = new Progress(new PrintWriter(terminal), () -> now, 8 * MEBIBYTE);
        progress.add(MEBIBYTE);
        assertEquals("", terminal.toString());
        now += 1_000_000_000L;
        progress.add(MEBIBYTE);
        progress.add(MEBIBYTE);
        assertEquals("\r25 % of 8 MiB", terminal.toString());
        now += 1_000_000_000L;
        progress.add(3 * MEBIBYTE);
        progress.end();
        assertEquals("\r25 % of 8 MiB\r75 % of 8 MiB\r\033[K", terminal.toString());
    }

    @Test
    void isNotWrittenForAShortCutOrWithoutATerminal() {
        StringWriter terminal = new StringWriter();
        Progress progress = new Progress(new PrintWriter(terminal), () -> now, MEBIBYTE);
        progress.add(MEBIBYTE);
        progress.end();
        assertEquals("", terminal.toString());
        Progress none = new Progress(null, () -> now, MEBIBYTE);
        now += 2_000_000_000L;
        none.add(MEBIBYTE);
        none.end();
    }
}
