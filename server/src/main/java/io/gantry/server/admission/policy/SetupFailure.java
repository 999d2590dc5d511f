package io.gantry.server.admission.policy;

/** A policy or binding cannot be used as it is. What follows is the policy's failure policy to say. */
final class SetupFailure extends Exception {
    private static final long serialVersionUID = 1;

    SetupFailure(String message) {
        super(message);
    }
}
