package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 that were free a moment ago. */
final class Ports {
    private Ports() {
    }

    /** Two that differ: each is held until the other is found. */
    static int[] twoFree() {
        try (ServerSocket one = open(); ServerSocket other = open()) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
