package io.github.tsmp4java.box;

/** Why a file is served untouched. The message is the operator's line: it names the place and the value. */
public abstract sealed class CutException extends Exception permits MalformedBox, DeclinedCut {
    private static final long serialVersionUID = 1L;

    CutException(String message) {
        // Thrown for untrusted files, at their rate: the message says the place, a stack trace would only cost.
        super(message, null, false, false);
    }
}
