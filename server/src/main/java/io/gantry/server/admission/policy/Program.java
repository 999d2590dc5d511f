package io.gantry.server.admission.policy;

import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Expression;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a webhook or policy, or why it cannot be compiled: what is stored may have been let in by an older
 * server. Immutable and thread-safe.
 *
 * @param text as given
 * @param error of the compiler; null when there is an expression
 */
record Program(
        String text,
        @Nullable Expression expression,
        @Nullable String error) {
    /** Compiles one sort of expression. */
    interface Compiler {
        Expression compile(String text) throws CompileException;
    }

    /** One expression came to no value; others may. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean uncompiled;

        Failure(String message) {
            this(message, false);
        }

        /** @param uncompiled whether there is no expression to be evaluated */
        Failure(String message, boolean uncompiled) {
            super(message);
            this.uncompiled = uncompiled;
        }

        boolean uncompiled() {
            return uncompiled;
        }
    }

    /** Nothing more may be evaluated. */
    static final class OutOfBudget extends Exception {
        private static final long serialVersionUID = 1;

        OutOfBudget() {
            super("validation failed due to running out of cost budget, no further validation rules will be run");
        }
    }

    static Program of(String text, Compiler compiler) {
        try {
            return new Program(text, compiler.compile(text), null);
        } catch (CompileException e) {
            return new Program(text, null, String.valueOf(e.getMessage()));
        }
    }

    Object evaluate(Variables variables, CostBudget budget) throws Failure, OutOfBudget {
        if (expression == null) {
            throw new Failure("compilation error: " + error, true);
        }
        try {
            return expression.evaluate(variables, budget);
        } catch (EvaluationException e) {
            if (budget.exhausted()) {
                throw new OutOfBudget();
            }
            throw new Failure("expression '" + text + "' resulted in error: "
                    + (e.tooCostly() ? "operation cancelled: actual cost limit exceeded" : e.getMessage()));
        }
    }

    /** The same for a policy's variable, whose failure is part of another's. */
    Object variable(Variables variables, CostBudget budget) throws Failure {
        if (expression == null) {
            throw new Failure("fails to compile: " + error);
        }
        try {
            return expression.evaluate(variables, budget);
        } catch (EvaluationException e) {
            throw new Failure("fails to evaluate: " + e.getMessage());
        }
    }
}
