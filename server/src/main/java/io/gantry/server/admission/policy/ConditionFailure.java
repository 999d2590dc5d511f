package io.gantry.server.admission.policy;

/** It cannot be told whether match conditions are true. What follows is the failure policy's to say. */
public final class ConditionFailure extends Exception {
    private static final long serialVersionUID = 1;

    ConditionFailure(String message) {
        super(message);
    }
}
