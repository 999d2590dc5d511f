package io.gantry.server.admission.policy;

import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.MatchResources;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyType;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetails;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.MutationRound;
import io.gantry.server.cel.CostBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mutating policies' part in a request: they change the object one after the other, in the order of their names. */
final class PolicyRound implements MutationRound {
    private final MutatingDispatcher shared;
    private final AdmissionRequest request;
    private final List<MutatingAdmissionPolicyBinding> bindings;
    /** Invocations that wish to see what changes after them, when nothing has yet. */
    private final Set<Key> waiting = new HashSet<>();

    private final Set<Key> due = new HashSet<>();
    private @Nullable KubeObject last;

    PolicyRound(MutatingDispatcher shared, AdmissionRequest request, List<MutatingAdmissionPolicyBinding> bindings) {
        this.shared = shared;
        this.request = request;
        this.bindings = bindings;
    }

    /** What makes an invocation the same one when it is repeated. */
    private record Key(String policy, String binding, String paramsNamespace, String paramsName) {}

    /** A policy to be applied for a binding with one of its parameters. */
    private record Invocation(
            Key key, MutatingProgram program, @Nullable KubeObject params) {}

    /** @param reason empty for the one that refusals have anyway */
    private record Denial(String message, String reason) {}

    @Override
    public KubeObject first(KubeObject object) {
        KubeObject result = run(object, false);
        last = result;
        return result;
    }

    @Override
    public KubeObject again(KubeObject object) {
        if (!object.equals(last)) {
            due.addAll(waiting);
        }
        return due.isEmpty() ? object : run(object, true);
    }

    private KubeObject run(KubeObject object, boolean again) {
        List<Denial> denials = new ArrayList<>();
        List<Invocation> invocations = new ArrayList<>();
        AdmissionRequest given = request.withObject(object);
        for (MutatingAdmissionPolicy policy :
                shared.registries().registry(MutatingAdmissionPolicyType.KIND).all("")) {
            List<MutatingAdmissionPolicyBinding> own = bindings.stream()
                    .filter(binding -> policy.name().equals(binding.spec().policyName()))
                    .toList();
            MatchResources constraints = policy.spec().matchConstraints();
            if (!own.isEmpty() && constraints != null && shared.rules().matches(constraints, given)) {
                collect(policy, own, given, invocations, denials);
            }
        }
        KubeObject result = object;
        for (Invocation invocation : invocations) {
            result = invoke(invocation, result, again, denials);
        }
        if (!denials.isEmpty()) {
            throw refusal(denials);
        }
        return result;
    }

    private void collect(
            MutatingAdmissionPolicy policy,
            List<MutatingAdmissionPolicyBinding> own,
            AdmissionRequest given,
            List<Invocation> invocations,
            List<Denial> denials) {
        MutatingProgram program =
                shared.compiled().get(PolicyKey.of(policy), key -> MutatingProgram.compile(policy.spec()));
        ParamSource source;
        try {
            source = ParamSource.of(policy.spec().paramKind(), shared.registries());
        } catch (SetupFailure e) {
            if (!program.ignoresFailures()) {
                denials.add(new Denial(
                        "policy \"" + policy.name() + "\" denied request: failed to configure policy: "
                                + e.getMessage(),
                        ""));
            }
            return;
        }
        for (MutatingAdmissionPolicyBinding binding : own) {
            MatchResources match = binding.spec().matchResources();
            if (match == null || shared.rules().matches(match, given)) {
                try {
                    for (KubeObject params : source.params(binding.spec().paramRef(), request.namespace())) {
                        Key key = new Key(
                                policy.name(),
                                binding.name(),
                                params == null ? "" : params.namespace(),
                                params == null ? "" : params.name());
                        invocations.add(new Invocation(key, program, params));
                    }
                } catch (SetupFailure e) {
                    if (!program.ignoresFailures()) {
                        denials.add(denial(
                                policy.name(), binding.name(), "failed to configure binding: " + e.getMessage(), ""));
                    }
                }
            }
        }
    }

    private static Denial denial(String policy, String binding, String why, String reason) {
        return new Denial("policy '" + policy + "' with binding '" + binding + "' denied request: " + why, reason);
    }

    private KubeObject invoke(Invocation invocation, KubeObject object, boolean again, List<Denial> denials) {
        MutatingProgram program = invocation.program();
        Key key = invocation.key();
        if (again && !due.contains(key)) {
            return object;
        }
        RequestVariables variables = variables(object);
        try {
            if (!program.wants(PolicyVariables.ofConditions(variables, invocation.params()))) {
                return object;
            }
        } catch (ConditionFailure e) {
            fail(invocation, e, denials);
            return object;
        }
        KubeObject result = object;
        for (int i = 0; i < program.changes(); i++) {
            CostBudget budget = new CostBudget();
            PolicyVariables seen = new PolicyVariables(
                    result == object ? variables : variables(result),
                    () -> ValidatingDispatcher.namespace(request, shared.registries()),
                    invocation.params(),
                    program.composition(),
                    budget);
            try {
                result = program.change(i, result, seen, budget);
            } catch (Program.Failure | Program.OutOfBudget e) {
                fail(invocation, e, denials);
            }
        }
        if (!again) {
            if (result != object) {
                due.addAll(waiting);
                waiting.clear();
            }
            if (program.again()) {
                waiting.add(key);
            }
        }
        return result;
    }

    private RequestVariables variables(KubeObject object) {
        return new RequestVariables(request.withObject(object), shared.authorizer());
    }

    private static void fail(Invocation invocation, Exception why, List<Denial> denials) {
        if (!invocation.program().ignoresFailures()) {
            Key key = invocation.key();
            denials.add(denial(key.policy(), key.binding(), String.valueOf(why.getMessage()), "Invalid"));
        }
    }

    /** The first denial is the message, all of them are causes; the code stays that of a refusal, as in Kubernetes. */
    private StatusException refusal(List<Denial> denials) {
        Denial first = denials.getFirst();
        Status forbidden = request.forbidden(first.message()).status();
        StatusDetails details = forbidden.details();
        StatusDetailsBuilder told = details == null ? StatusDetailsBuilder.of() : StatusDetailsBuilder.of(details);
        return new StatusException(StatusBuilder.of(forbidden)
                .message(first.message())
                .reason(first.reason().isEmpty() ? forbidden.reason() : first.reason())
                .details(told.causes(denials.stream()
                                .map(denial -> new StatusCause(null, denial.message(), null))
                                .toList())
                        .build())
                .build());
    }
}
