package io.gantry.server.admission.webhook;

import io.gantry.api.Kind;
import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.policy.CompiledCache;
import io.gantry.server.admission.policy.ConditionFailure;
import io.gantry.server.admission.policy.MatchConditions;
import io.gantry.server.admission.policy.RequestVariables;
import io.gantry.server.request.Authorizer;
import java.util.List;
import java.util.function.Supplier;

/** Whether the match conditions of a webhook let it be asked. Made for the first hook that has any. Thread-safe. */
final class HookConditions {
    private static final System.Logger LOG = System.getLogger(HookConditions.class.getName());

    private final Supplier<? extends Authorizer> authorizer;
    private final CompiledCache<List<MatchCondition>, MatchConditions> compiled = new CompiledCache<>();

    HookConditions(Supplier<? extends Authorizer> authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * Whether all are true.
     *
     * @throws StatusException when that cannot be told and the hook's policy is to fail
     */
    boolean hold(Hook hook, AdmissionRequest request) {
        MatchConditions conditions = compiled.get(hook.conditions(), given -> MatchConditions.compile(given, false));
        try {
            return conditions.hold(new RequestVariables(request, authorizer.get()));
        } catch (ConditionFailure e) {
            if (!hook.ignoreFailure()) {
                Kind<?> kind = request.kind();
                throw StatusException.forbidden(
                        kind.group(), kind.plural(), request.name(), String.valueOf(e.getMessage()));
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Failed evaluating match conditions, failing open " + hook.name() + ": " + e.getMessage());
            return false;
        }
    }
}
