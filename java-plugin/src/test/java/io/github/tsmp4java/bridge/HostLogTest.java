package io.github.tsmp4java.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLogTest {
    private final List<String> lines = new ArrayList<>();
    private final PrintStream log = HostLog.stream(bytes -> {
        assertEquals(0, bytes[bytes.length - 1]);
        lines.add(new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8));
    });

    @Test
    void aLineIsOneCall() {
        log.print("half");
        log.println(" and half");
        log.print("two\r\nthree\n\n");
        log.print("no end");
        assertEquals(List.of("half and half", "two", "three"), lines);
    }

    @Test
    void aLongLineGoesOutInParts() {
        log.println("x".repeat(2000));
        assertEquals(List.of(900, 900, 200), lines.stream().map(String::length).toList());
    }
}
