package io.gantry.server.auth.webhook;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.AccessCompiler;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Expression;
import io.gantry.server.cel.CostBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a server is to be asked of a request. Immutable and thread-safe. */
public final class ReviewConditions {
    /** It is, always. */
    public static final ReviewConditions NONE = new ReviewConditions(List.of());

    private static final int MOST = 64;

    private record Condition(String text, Expression expression) {}

    private final List<Condition> conditions;

    private ReviewConditions(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Compiles expressions over a SubjectAccessReview's spec; those that are wrong are added to the errors.
     *
     * @param path of the list
     */
    public static ReviewConditions compile(List<String> expressions, FieldPath path, FieldErrors errors) {
        if (expressions.isEmpty()) {
            return NONE;
        }
        if (expressions.size() > MOST) {
            errors.tooMany(path, expressions.size(), MOST);
            return NONE;
        }
        List<Condition> conditions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < expressions.size(); i++) {
            String text = expressions.get(i);
            FieldPath at = path.index(i).child("expression");
            if (text.isBlank()) {
                errors.required(at, "");
            } else if (!seen.add(text)) {
                errors.duplicate(at, text);
            } else {
                try {
                    conditions.add(new Condition(text, AccessCompiler.requestCondition(text)));
                } catch (CompileException e) {
                    errors.invalid(at, text, String.valueOf(e.getMessage()));
                }
            }
        }
        return new ReviewConditions(conditions);
    }

    /**
     * Whether all are true. One that is false settles it, whatever others come to.
     *
     * @param request the spec as a tree, made when there is a condition
     * @throws ReviewFailure when none is false and not all could be evaluated
     */
    boolean hold(Supplier<Map<String, Object>> request) throws ReviewFailure {
        if (conditions.isEmpty()) {
            return true;
        }
        Map<String, Object> variables = Map.of("request", request.get());
        CostBudget budget = CostBudget.ofConditions();
        List<String> failures = new ArrayList<>();
        for (Condition condition : conditions) {
            try {
                if (!Boolean.TRUE.equals(condition.expression().evaluate(variables, budget))) {
                    return false;
                }
            } catch (EvaluationException e) {
                failures.add("cel evaluation error: expression '" + condition.text() + "' resulted in error: "
                        + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new ReviewFailure(
                    failures.size() == 1 ? failures.getFirst() : "[" + String.join(", ", failures) + "]");
        }
        return true;
    }
}
