package io.gantry.server.cel;

/**
 * What evaluations may still cost, so that no rule can keep a server busy. One is spent for each step of an expression, and
 * one for each ten characters of a text that a step gives: coarser than Kubernetes' tables, with Kubernetes' limits. For
 * one thread.
 */
public final class CostBudget {
    /** All rules of one object together, or all expressions of one policy. */
    private static final long OF_AN_OBJECT = 10_000_000;

    /** All match conditions of a webhook or policy together. */
    private static final long OF_CONDITIONS = 2_500_000;

    /** One evaluation. */
    private static final long OF_A_CALL = 1_000_000;

    private static final int CHARACTERS = 10;

    private long left;
    private long call;

    public CostBudget() {
        this(OF_AN_OBJECT);
    }

    private CostBudget(long left) {
        this.left = left;
    }

    public static CostBudget ofConditions() {
        return new CostBudget(OF_CONDITIONS);
    }

    /** Ends an evaluation that costs too much. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Begins an evaluation, maybe within another.
     *
     * @return what the other one may still cost, for {@link #end}
     */
    long begin() {
        long outer = call;
        call = OF_A_CALL;
        return outer;
    }

    void end(long outer) {
        call = outer;
    }

    void spend(Object result) {
        long cost = result instanceof String text ? 1 + text.length() / CHARACTERS : 1;
        left -= cost;
        call -= cost;
        if (left < 0 || call < 0) {
            throw new Exceeded("operation cancelled: actual cost limit exceeded");
        }
    }

    /** Whether nothing more may be evaluated. */
    public boolean exhausted() {
        return left < 0;
    }
}
