package io.gantry.store;

/** What was asked for is older than what the store keeps (Kubernetes: 410 Expired). Start over from a new snapshot. */
public final class CompactedException extends StoreException {
    private static final long serialVersionUID = 1;

    private final long requested;
    private final long oldest;

    CompactedException(long requested, long oldest) {
        super("revision " + requested + " is too old: only " + oldest + " and later are kept", null, false);
        this.requested = requested;
        this.oldest = oldest;
    }

    public long requested() {
        return requested;
    }

    /** The oldest revision that could have been asked for at that moment. */
    public long oldest() {
        return oldest;
    }
}
