package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.server.cel.AdmissionCompiler;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Conditions on requests, compiled. Immutable and thread-safe. */
public final class MatchConditions {
    private final List<Program> programs;

    private MatchConditions(List<Program> programs) {
        this.programs = programs;
    }

    /** @param params whether they see a variable {@code params} */
    public static MatchConditions compile(List<MatchCondition> conditions, boolean params) {
        AdmissionCompiler compiler = new AdmissionCompiler(params);
        List<Program> programs = new ArrayList<>();
        for (MatchCondition condition : conditions) {
            programs.add(Program.of(condition.expression(), compiler::condition));
        }
        return new MatchConditions(List.copyOf(programs));
    }

    /**
     * Whether all are true. One that is false settles it, whatever others come to.
     *
     * @throws ConditionFailure when none is false and not all could be evaluated
     */
    public boolean hold(Variables variables) throws ConditionFailure {
        CostBudget budget = CostBudget.ofConditions();
        Set<String> failures = new LinkedHashSet<>();
        for (Program program : programs) {
            try {
                if (!Boolean.TRUE.equals(program.evaluate(variables, budget))) {
                    return false;
                }
            } catch (Program.Failure e) {
                failures.add(String.valueOf(e.getMessage()));
            } catch (Program.OutOfBudget e) {
                throw new ConditionFailure(String.valueOf(e.getMessage()));
            }
        }
        if (!failures.isEmpty()) {
            throw new ConditionFailure(
                    failures.size() == 1 ? failures.iterator().next() : "[" + String.join(", ", failures) + "]");
        }
        return true;
    }
}
