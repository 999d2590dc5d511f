package io.gantry.server.cel;

/**
 * What evaluations may still cost, so that no rule can keep a server busy. One is spent for each step of an expression, and
 * one for each ten characters of a text that a step gives: coarser than Kubernetes' tables, with Kubernetes' limits. For
 * one thread.
 */
public final class CostBudget {
    /** All rules of one object together. */
    private static final long OF_AN_OBJECT = 10_000_000;

    /** One evaluation. */
    private static final long OF_A_CALL = 1_000_000;

    private static final int CHARACTERS = 10;

    private long left = OF_AN_OBJECT;
    private long call;

    /** Ends an evaluation that costs too much. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }

    void begin() {
        call = OF_A_CALL;
    }

    void spend(Object result) {
        long cost = result instanceof String text ? 1 + text.length() / CHARACTERS : 1;
        left -= cost;
        call -= cost;
        if (left < 0 || call < 0) {
            throw new Exceeded("cost limit exceeded");
        }
    }

    /** Whether nothing more may be evaluated for this object. */
    boolean exhausted() {
        return left < 0;
    }
}
