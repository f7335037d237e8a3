package io.github.tsmp4java.box;

/** A valid file, or one that may be valid, that is not cut: the reason has a name. */
public final class DeclinedCut extends CutException {
    private static final long serialVersionUID = 1L;

    /** @param reason the name of the reason, with the box path where there is one */
    public DeclinedCut(String reason) {
        super("declined: " + reason);
    }
}
