package io.gantry.bench;

/** A bench cannot run on this machine; the message says why. It counts as neither met nor missed. */
public final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotPossible(String message) {
        super(message);
    }
}
