package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostLogTest {
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final PrintStream log = HostLog.open((level, bytes) -> {
        levels.add(level);
        assertEquals(0, bytes[bytes.length - 1]);
        lines.add(new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8));
    });

    @AfterEach
    void close() {
        HostLog.close(log);
    }

    @Test
    void theLastThatIsThereIsSystemErr() {
        assertSame(log, System.err);
        List<String> ofOther = new ArrayList<>();
        PrintStream other = HostLog.open((level, bytes) -> ofOther.add(new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8)));
        System.err.println("to the other");
        assertEquals(List.of("to the other"), ofOther);
        HostLog.close(other);
        other.println("too late");
        System.err.println("to this one");
        assertEquals(List.of("to the other"), ofOther);
        assertEquals(List.of("to this one"), lines);
    }

    @Test
    void oneThatIsNotTheLastGoesWithoutATrace() {
        PrintStream other = HostLog.open((level, bytes) -> { });
        HostLog.close(log);
        assertSame(other, System.err);
        HostLog.close(other);
        assertNotSame(log, System.err);
        assertNotSame(other, System.err);
    }

    @Test
    void aLineIsOneCall() {
        log.print("half");
        log.println(" and half");
        log.print("two\r\nthree\n\n");
        log.print("no end");
        assertEquals(List.of("half and half", "two", "three"), lines);
    }

    @Test
    void theFirstWordIsTheLevel() {
        log.println("ERROR Engine - a call failed");
        log.println("WARN Seek - scattered");
        log.println("INFO Seek - a plan");
        log.println("DEBUG Seek - a plan of " + "x".repeat(1000));
        log.println("OpenJDK 64-Bit Server VM warning: of the VM");
        log.println("ERRORS");
        assertEquals(List.of(Level.ERROR, Level.WARNING, Level.NOTE, Level.NOTE, Level.NOTE, Level.WARNING, Level.WARNING),
                levels);
    }

    @Test
    void aLongLineGoesOutInParts() {
        log.println("x".repeat(2000));
        assertEquals(List.of(900, 900, 200), lines.stream().map(String::length).toList());
    }
}
