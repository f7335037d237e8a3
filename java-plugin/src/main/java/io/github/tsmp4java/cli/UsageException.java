package io.github.tsmp4java.cli;

/** What was asked makes no sense: the message says why. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
