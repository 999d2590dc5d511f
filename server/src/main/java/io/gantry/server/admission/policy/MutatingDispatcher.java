package io.gantry.server.admission.policy;

import io.gantry.server.admission.RequestRules;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Authorizer;

/**
 * What all requests share that mutating policies see.
 *
 * @param compiled policies by their states
 */
record MutatingDispatcher(
        Registries registries,
        Authorizer authorizer,
        RequestRules rules,
        CompiledCache<PolicyKey, MutatingProgram> compiled) {
    MutatingDispatcher(Registries registries, Authorizer authorizer) {
        this(registries, authorizer, new RequestRules(() -> registries), new CompiledCache<>());
    }
}
