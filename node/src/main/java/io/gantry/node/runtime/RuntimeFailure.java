package io.gantry.node.runtime;

import io.gantry.base.Reason;

/**
 * A runtime's refusal or breakdown.
 *
 * <p>{@link #kind()} is for programs that decide whether to try again, {@link #reason()} for what users see: its code is one
 * of the kubelet's ({@code RunContainerError}, {@code ErrImagePull}, ...) where there is one.
 */
public final class RuntimeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can make of the failure. */
    public enum Kind {
        /** The container, sandbox or image is not known. */
        NOT_FOUND,
        /** Something of that name stands already: list to find it. */
        ALREADY_EXISTS,
        /** The request can never succeed as it is. */
        INVALID,
        /** Not possible in the present state, as exec in a container that has ended. */
        WRONG_STATE,
        /** The runtime does not answer: it starts, has died, or is overloaded. Worth a retry. */
        UNAVAILABLE,
        /** The time limit has passed. */
        DEADLINE_EXCEEDED,
        /** The runtime has no such feature. */
        UNSUPPORTED,
        /** Everything else; the message is the runtime's. */
        FAILED
    }

    private final Kind kind;
    private final transient Reason reason;

    public RuntimeFailure(Kind kind, Reason reason) {
        super(reason.message());
        this.kind = kind;
        this.reason = reason;
    }

    public RuntimeFailure(Kind kind, Reason reason, Throwable cause) {
        super(reason.message(), cause);
        this.kind = kind;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    public Reason reason() {
        return reason;
    }
}
