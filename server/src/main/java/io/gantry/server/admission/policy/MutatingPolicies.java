package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyBindingType;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.MutationRound;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Authorizer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' plugin {@code MutatingAdmissionPolicy}. Policies and bindings are looked up in the store's image, so that who
 * sees one written is subject to it. Without a binding a request costs a look at an empty collection. Thread-safe.
 */
public final class MutatingPolicies {
    private final Supplier<Registries> registries;
    private final Supplier<? extends Authorizer> authorizer;
    private volatile @Nullable MutatingDispatcher dispatcher;

    public MutatingPolicies(Supplier<Registries> registries, Supplier<? extends Authorizer> authorizer) {
        this.registries = registries;
        this.authorizer = authorizer;
    }

    /** The policies' part in a request; null when there are none or the request is not for them. */
    public @Nullable MutationRound round(AdmissionRequest request) {
        List<MutatingAdmissionPolicyBinding> bindings = registries
                .get()
                .registry(MutatingAdmissionPolicyBindingType.KIND)
                .all("");
        return bindings.isEmpty() || ValidatingPolicies.exempt(request)
                ? null
                : new PolicyRound(dispatcher(), request, bindings);
    }

    /** Two threads may make one each; that costs compiling twice and no more. */
    private MutatingDispatcher dispatcher() {
        MutatingDispatcher known = dispatcher;
        if (known == null) {
            known = new MutatingDispatcher(registries.get(), authorizer.get());
            dispatcher = known;
        }
        return known;
    }
}
