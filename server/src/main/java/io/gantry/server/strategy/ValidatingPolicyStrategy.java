package io.gantry.server.strategy;

import io.gantry.api.admissionregistration.v1.ExpressionWarning;
import io.gantry.api.admissionregistration.v1.TypeChecking;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyStatus;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyType;
import io.gantry.server.admission.policy.ExpressionRules;
import io.gantry.server.admission.policy.TypeChecker;
import io.gantry.server.admission.policy.TypeChecker.KindFinder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a policy must compile, and are checked against the types of what the policy is about. Kubernetes has a
 * controller for the second; here it is done with the write, so that the status is never behind.
 */
final class ValidatingPolicyStrategy extends ExpressionStrategy<ValidatingAdmissionPolicy> {
    private final KindFinder kinds;

    ValidatingPolicyStrategy(KindFinder kinds) {
        super(ValidatingAdmissionPolicyType.KIND, (next, old) -> ExpressionRules.validatingPolicy(next, old));
        this.kinds = kinds;
    }

    @Override
    public Plan<ValidatingAdmissionPolicy> plan(
            ValidatingAdmissionPolicy next, @Nullable ValidatingAdmissionPolicy old, Context context) {
        Long generation = next.metadata().generation();
        if (old != null && Objects.equals(generation, old.metadata().generation())) {
            return new Plan<>(next, List.of());
        }
        List<ExpressionWarning> warnings = new TypeChecker(kinds).check(next.spec());
        ValidatingAdmissionPolicyStatus status = new ValidatingAdmissionPolicyStatus(
                generation, new TypeChecking(warnings), next.status().conditions());
        return new Plan<>(new ValidatingAdmissionPolicy(next.metadata(), next.spec(), status), List.of());
    }
}
