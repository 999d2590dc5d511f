package io.gantry.server.admission.webhook;

import io.gantry.api.status.StatusException;

/** A webhook could not be asked, or gave no answer that can be understood. What follows is its failure policy's to say. */
final class HookFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int UNAVAILABLE = 503;

    private final int code;

    HookFailure(String reason) {
        this(reason, UNAVAILABLE);
    }

    /** @param code that the webhook answered with */
    HookFailure(String reason, int code) {
        super(reason);
        this.code = code;
    }

    HookFailure(String reason, Throwable cause) {
        super(reason, cause);
        this.code = UNAVAILABLE;
    }

    /** Of the answer; 503 when there was none that can be understood. */
    int code() {
        return code;
    }

    /** The request's end when the policy is to fail. */
    StatusException refusal(Hook hook) {
        return StatusException.internal("failed calling webhook \"" + hook.name() + "\": " + getMessage(), this);
    }
}
