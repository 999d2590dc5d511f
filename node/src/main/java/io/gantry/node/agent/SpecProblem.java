package io.gantry.node.agent;

import io.gantry.base.Reason;

/** A pod cannot be carried out as it is now: something that it names is missing or unusable. Tried again later. */
final class SpecProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    SpecProblem(String code, String message) {
        super(message);
        this.reason = new Reason(code, message);
    }

    SpecProblem(String code, String message, Throwable cause) {
        super(message, cause);
        this.reason = new Reason(code, message);
    }

    Reason reason() {
        return reason;
    }
}
