package io.gantry.store;

import org.jspecify.annotations.Nullable;

/** What a store refuses or cannot do. Each kind is handled differently by callers, hence sealed. */
public abstract sealed class StoreException extends RuntimeException
        permits CompactedException,
                ConflictException,
                RevisionNotReachedException,
                StoreOpenException,
                StoreUnavailableException {
    private static final long serialVersionUID = 1;

    /** @param stackTrace false for what is part of normal life and would waste time on its stack trace */
    StoreException(String message, @Nullable Throwable cause, boolean stackTrace) {
        super(message, cause, true, stackTrace);
    }
}
