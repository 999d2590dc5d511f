package io.gantry.store;

import org.jspecify.annotations.Nullable;

/** The store takes no writes now: it is closed, or its disk failed. Reading a snapshot still works. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1;

    private final boolean outcomeUnknown;

    StoreUnavailableException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
        super(message, cause, true);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * True when this write had been handed to the disk before it failed: it may turn out to have happened once the
     * store works again. False when it certainly did not happen.
     */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
