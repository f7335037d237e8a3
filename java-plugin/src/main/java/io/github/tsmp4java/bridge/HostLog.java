package io.github.tsmp4java.bridge;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Text written here goes to the operator's log, line by line. */
final class HostLog extends OutputStream {
    /** A longer line goes out in parts. */
    private static final int MAX_LINE = 900;

    private final Host.Log log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private HostLog(Host.Log log) {
        this.log = log;
    }

    static PrintStream stream(Host.Log log) {
        return new PrintStream(new HostLog(log), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int value) {
        if (value != '\n' && value != '\r') {
            line.write(value);
        }
        if ((value == '\n' && line.size() > 0) || line.size() >= MAX_LINE) {
            line.write(0);
            byte[] bytes = line.toByteArray();
            line.reset();
            log.invoke(bytes);
        }
    }
}
