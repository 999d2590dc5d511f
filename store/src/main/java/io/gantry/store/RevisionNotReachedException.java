package io.gantry.store;

/** A revision was asked for that the store has not reached (Kubernetes: "Too large resource version"). */
public final class RevisionNotReachedException extends StoreException {
    private static final long serialVersionUID = 1;

    private final long requested;
    private final long current;

    RevisionNotReachedException(long requested, long current) {
        super("revision " + requested + " is not reached yet: the store is at " + current, null, false);
        this.requested = requested;
        this.current = current;
    }

    public long requested() {
        return requested;
    }

    public long current() {
        return current;
    }
}
