package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 that were free a moment ago. The kernel gives out none of them to who asks for any: an origin that is
 * opened between the choice and the start of the server got the server's port otherwise, and its TLS clients.
 */
final class Ports {
    private static final int FIRST = 15_000;
    private static final int MANY = 15_000;
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

    private Ports() {
    }

    /** Two that differ. */
    static int[] twoFree() {
        return new int[] {free(), free()};
    }

    private static int free() {
        for (int tried = 0; tried < MANY; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % MANY;
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
