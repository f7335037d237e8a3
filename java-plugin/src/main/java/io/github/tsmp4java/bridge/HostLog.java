package io.github.tsmp4java.bridge;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text written here goes to the operator's log, line by line. System.err is that of the copy of the plugin that came last,
 * of those that are still there.
 */
final class HostLog extends OutputStream {
    /** A longer line goes out in parts. */
    private static final int MAX_LINE = 900;

    private static final String PROPERTY = "io.github.tsmp4java.logs";

    private Host.Log log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int level;
    /** The beginning of the line has gone out. */
    private boolean isPart;

    private HostLog(Host.Log log) {
        this.log = log;
    }

    /** System.err from now on, until {@link #close}. */
    static PrintStream open(Host.Log log) {
        PrintStream stream = new PrintStream(new HostLog(log), true, StandardCharsets.UTF_8);
        List<PrintStream> all = all();
        synchronized (all) {
            all.add(stream);
            System.setErr(stream);
        }
        return stream;
    }

    /** The copy may be unloaded after this. */
    static void close(PrintStream stream) {
        List<PrintStream> all = all();
        synchronized (all) {
            all.remove(stream);
            System.setErr(all.get(all.size() - 1));
        }
        stream.close();
    }

    /** The logs of all copies, whatever their version of this jar, and before them what System.err was. */
    @SuppressWarnings("unchecked")
    static List<PrintStream> all() {
        return (List<PrintStream>) System.getProperties().computeIfAbsent(PROPERTY, name -> new ArrayList<>(List.of(System.err)));
    }

    @Override
    public synchronized void write(int value) {
        if (value == '\n') {
            send();
            isPart = false;
        } else if (value != '\r') {
            line.write(value);
            if (line.size() >= MAX_LINE) {
                send();
                isPart = true;
            }
        }
    }

    private void send() {
        if (line.size() == 0) {
            return;
        }
        level = isPart ? level : Level.of(line.toString(StandardCharsets.UTF_8));
        line.write(0);
        byte[] bytes = line.toByteArray();
        line.reset();
        if (log != null) {
            log.invoke(level, bytes);
        }
    }

    @Override
    public synchronized void close() {
        log = null;
    }
}
