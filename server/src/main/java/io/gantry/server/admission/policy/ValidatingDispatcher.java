package io.gantry.server.admission.policy;

import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.MatchResources;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyType;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetails;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.RequestRules;
import io.gantry.server.admission.policy.ValidatingProgram.Denial;
import io.gantry.server.admission.policy.ValidatingProgram.Outcome;
import io.gantry.server.cel.CostBudget;
import io.gantry.server.metrics.PolicyMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.RequestScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates what policies and their bindings say of a request, and does what follows from it. Thread-safe. */
final class ValidatingDispatcher {
    private static final String FAILURE_NOTE = "validation.policy.admission.k8s.io/validation_failure";

    private final Registries registries;
    private final Authorizer authorizer;
    private final PolicyMetrics metrics;
    private final Time time;
    private final RequestRules rules;
    private final CompiledCache<PolicyKey, ValidatingProgram> compiled = new CompiledCache<>();

    ValidatingDispatcher(Registries registries, Authorizer authorizer, PolicyMetrics metrics, Time time) {
        this.metrics = metrics;
        this.time = time;
        this.registries = registries;
        this.authorizer = authorizer;
        this.rules = new RequestRules(() -> registries);
    }

    /** Refuses by throwing; of several denials the first is told, as in Kubernetes. */
    void dispatch(AdmissionRequest request, List<ValidatingAdmissionPolicyBinding> bindings) {
        Run run = new Run(request);
        for (ValidatingAdmissionPolicy policy :
                registries.registry(ValidatingAdmissionPolicyType.KIND).all("")) {
            List<ValidatingAdmissionPolicyBinding> own = bindings.stream()
                    .filter(binding -> policy.name().equals(binding.spec().policyName()))
                    .toList();
            MatchResources constraints = policy.spec().matchConstraints();
            if (!own.isEmpty() && constraints != null && rules.matches(constraints, request)) {
                run.apply(policy, own);
            }
        }
        if (run.first != null) {
            throw run.first;
        }
    }

    static @Nullable Namespace namespace(AdmissionRequest request, Registries registries) {
        return request.namespace().isEmpty()
                ? null
                : registries.registry(NamespaceType.KIND).find("", request.namespace());
    }

    /** One request's way through the policies. For one thread. */
    private final class Run {
        private final AdmissionRequest request;
        private final RequestVariables variables;
        private @Nullable StatusException first;

        Run(AdmissionRequest request) {
            this.request = request;
            this.variables = new RequestVariables(request, authorizer);
        }

        void apply(ValidatingAdmissionPolicy policy, List<ValidatingAdmissionPolicyBinding> bindings) {
            ValidatingProgram program =
                    compiled.get(PolicyKey.of(policy), key -> ValidatingProgram.compile(policy.spec()));
            ParamSource source;
            try {
                source = ParamSource.of(policy.spec().paramKind(), registries);
            } catch (SetupFailure e) {
                setup(program, policy, null, "failed to configure policy: " + e.getMessage());
                return;
            }
            Map<String, Set<String>> annotations = new LinkedHashMap<>();
            for (ValidatingAdmissionPolicyBinding binding : bindings) {
                MatchResources match = binding.spec().matchResources();
                if (match == null || rules.matches(match, request)) {
                    apply(policy, program, binding, source, annotations);
                }
            }
            annotations.forEach(
                    (key, values) -> RequestScope.annotate(policy.name() + "/" + key, String.join(", ", values)));
        }

        private void apply(
                ValidatingAdmissionPolicy policy,
                ValidatingProgram program,
                ValidatingAdmissionPolicyBinding binding,
                ParamSource source,
                Map<String, Set<String>> annotations) {
            List<? extends @Nullable KubeObject> found;
            try {
                found = source.params(binding.spec().paramRef(), request.namespace());
            } catch (SetupFailure e) {
                setup(program, policy, binding, "failed to configure binding: " + e.getMessage());
                return;
            }
            for (KubeObject params : found) {
                CostBudget budget = new CostBudget();
                Outcome outcome = program.evaluate(
                        PolicyVariables.ofConditions(variables, params),
                        new PolicyVariables(
                                variables, () -> namespace(request, registries), params, program.composition(), budget),
                        budget,
                        time::nanoTime);
                outcome.ignored().forEach(check -> counted(policy, binding, check, "allow"));
                outcome.denials().forEach(denial -> act(policy, binding, denial));
                outcome.annotations()
                        .forEach(note -> annotations
                                .computeIfAbsent(note.getFirst(), absent -> new LinkedHashSet<>())
                                .add(note.getLast()));
                outcome.failures().forEach(failure -> deny(policy, binding, failure, "Invalid"));
            }
        }

        private void setup(
                ValidatingProgram program,
                ValidatingAdmissionPolicy policy,
                @Nullable ValidatingAdmissionPolicyBinding binding,
                String why) {
            if (!program.ignoresFailures()) {
                deny(policy, binding, why, "Invalid");
            }
        }

        private void act(ValidatingAdmissionPolicy policy, ValidatingAdmissionPolicyBinding binding, Denial denial) {
            for (String action : binding.spec().validationActions()) {
                counted(policy, binding, denial.check(), action.toLowerCase(Locale.ROOT));
                switch (action) {
                    case "Deny" -> deny(policy, binding, denial.message(), denial.reason());
                    case "Warn" ->
                        RequestScope.warn("Validation failed for ValidatingAdmissionPolicy '" + policy.name()
                                + "' with binding '" + binding.name() + "': " + denial.message());
                    case "Audit" -> RequestScope.annotate(FAILURE_NOTE, note(binding, denial));
                    default -> {} // validation lets in no other
                }
            }
        }

        private void counted(
                ValidatingAdmissionPolicy policy,
                ValidatingAdmissionPolicyBinding binding,
                ValidatingProgram.Check check,
                String action) {
            metrics.checked(policy.name(), binding.name(), check.error(), action, check.nanos());
        }

        private void deny(
                ValidatingAdmissionPolicy policy,
                @Nullable ValidatingAdmissionPolicyBinding binding,
                String message,
                String reason) {
            if (first == null) {
                String by = binding == null ? "" : " with binding '" + binding.name() + "'";
                first = refusal(
                        request,
                        "ValidatingAdmissionPolicy '" + policy.name() + "'" + by + " denied request: " + message,
                        reason);
            }
        }
    }

    private static String note(ValidatingAdmissionPolicyBinding binding, Denial denial) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("message", denial.message());
        note.put("policy", binding.spec().policyName());
        note.put("binding", binding.name());
        note.put("expressionIndex", denial.index());
        note.put("validationActions", binding.spec().validationActions());
        return new String(Tree.toJson(List.of(note)), StandardCharsets.UTF_8);
    }

    private static StatusException refusal(AdmissionRequest request, String message, String reason) {
        Status forbidden = request.forbidden(message).status();
        StatusDetails details = forbidden.details();
        StatusDetailsBuilder told = details == null ? StatusDetailsBuilder.of() : StatusDetailsBuilder.of(details);
        List<StatusCause> causes = new ArrayList<>();
        causes.add(new StatusCause(null, message, null));
        return new StatusException(StatusBuilder.of(forbidden)
                .reason(reason)
                .code(code(reason))
                .details(told.causes(causes).build())
                .build());
    }

    private static int code(String reason) {
        return switch (reason) {
            case "Forbidden" -> 403;
            case "Unauthorized" -> 401;
            case "RequestEntityTooLarge" -> 413;
            default -> 422;
        };
    }
}
