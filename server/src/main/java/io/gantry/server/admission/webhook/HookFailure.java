package io.gantry.server.admission.webhook;

import io.gantry.api.status.StatusException;

/** A webhook could not be asked, or gave no answer that can be understood. What follows is its failure policy's to say. */
final class HookFailure extends Exception {
    private static final long serialVersionUID = 1L;

    HookFailure(String reason) {
        super(reason);
    }

    HookFailure(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The request's end when the policy is to fail. */
    StatusException refusal(Hook hook) {
        return StatusException.internal("failed calling webhook \"" + hook.name() + "\": " + getMessage(), this);
    }
}
