package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingType;
import io.gantry.base.Time;
import io.gantry.server.admission.Admission;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.SubresourceView;
import io.gantry.server.metrics.PolicyMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Authorizer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' plugin {@code ValidatingAdmissionPolicy}. Policies and bindings are looked up in the store's image, so that who
 * sees one written is subject to it. Without a binding a request costs a look at an empty collection. Thread-safe.
 */
public final class ValidatingPolicies implements Admission {
    /** Policies do not decide about policies: nobody could ever repair one that refuses everything. */
    private static final Set<String> EXEMPT = Set.of(
            "mutatingadmissionpolicies",
            "mutatingadmissionpolicybindings",
            "validatingadmissionpolicies",
            "validatingadmissionpolicybindings");

    /** Nor about who somebody is and what they may do, without which the cluster would not go on; webhooks do. */
    private static final Set<String> QUESTIONS = Set.of(
            "localsubjectaccessreviews",
            "selfsubjectaccessreviews",
            "selfsubjectreviews",
            "selfsubjectrulesreviews",
            "subjectaccessreviews",
            "tokenreviews");

    private final PolicyMetrics metrics;
    private final Time time;
    private final Supplier<Registries> registries;
    private final Supplier<? extends Authorizer> authorizer;
    private volatile @Nullable ValidatingDispatcher dispatcher;

    public ValidatingPolicies(
            Supplier<Registries> registries,
            Supplier<? extends Authorizer> authorizer,
            PolicyMetrics metrics,
            Time time) {
        this.metrics = metrics;
        this.time = time;
        this.registries = registries;
        this.authorizer = authorizer;
    }

    static boolean exempt(AdmissionRequest request) {
        String resource = request.kind().plural();
        return switch (request.kind().group()) {
            case "admissionregistration.k8s.io" -> EXEMPT.contains(resource);
            case "authentication.k8s.io", "authorization.k8s.io" -> QUESTIONS.contains(resource);
            default -> false;
        };
    }

    @Override
    public void validate(AdmissionRequest request) {
        List<ValidatingAdmissionPolicyBinding> bindings = registries
                .get()
                .registry(ValidatingAdmissionPolicyBindingType.KIND)
                .all("");
        if (!bindings.isEmpty() && !exempt(request)) {
            dispatcher().dispatch(SubresourceView.of(request), bindings);
        }
    }

    /** Two threads may make one each; that costs compiling twice and no more. */
    private ValidatingDispatcher dispatcher() {
        ValidatingDispatcher known = dispatcher;
        if (known == null) {
            known = new ValidatingDispatcher(registries.get(), authorizer.get(), metrics, time);
            dispatcher = known;
        }
        return known;
    }
}
