package io.gantry.server.admission;

import io.gantry.server.auth.RbacAuthorizer;
import io.gantry.server.registry.Registries;
import java.util.List;
import java.util.function.Supplier;

/** The admission steps that are always there, in Kubernetes' order. */
public final class BuiltinAdmission {
    private BuiltinAdmission() {}

    /** The suppliers are asked when a request comes, not before: the registries themselves need the steps. */
    public static List<Admission> steps(Supplier<Registries> registries, Supplier<RbacAuthorizer> authorizer) {
        return List.of(
                new NamespaceLifecycle(registries),
                new ServiceAccounts(registries),
                new Tolerations(),
                new Priorities(registries),
                new StorageClasses(registries),
                new Escalations(registries, authorizer));
    }
}
