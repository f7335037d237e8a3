package io.github.tsmp4java.bridge;

/** The budget for moovs is full, which says nothing of the file. */
final class NoRoom extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoom(String message) {
        // Thrown at the rate of seeks; the message says it all.
        super(message, null, false, false);
    }
}
