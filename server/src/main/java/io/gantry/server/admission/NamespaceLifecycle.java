package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Nothing is created in a namespace that is not there or is going; the namespaces that a cluster needs stay. */
final class NamespaceLifecycle implements Admission {
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final Supplier<Registries> registries;

    NamespaceLifecycle(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE
                && request.kind() == NamespaceType.KIND
                && IMMORTAL.contains(request.name())) {
            throw StatusException.forbidden("", "namespaces", request.name(), "this namespace may not be deleted");
        }
        checkNamespace(request);
    }

    /** Looks before the other steps do: what they miss in a namespace that is not there would be no help to anybody. */
    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        checkNamespace(request);
        return object;
    }

    private void checkNamespace(AdmissionRequest request) {
        if (request.operation() != Operation.CREATE
                || !request.kind().namespaced()
                || request.namespace().isEmpty()
                || asksForAccess(request)) {
            return;
        }
        Namespace namespace = registries.get().registry(NamespaceType.KIND).find("", request.namespace());
        if (namespace == null) {
            throw StatusException.notFound("", "namespaces", request.namespace());
        }
        if (Metas.deleting(namespace)) {
            throw terminating(request);
        }
    }

    /** An answer about the namespace would tell somebody whether there is one. */
    private static boolean asksForAccess(AdmissionRequest request) {
        return request.kind().group().equals("authorization.k8s.io");
    }

    private static StatusException terminating(AdmissionRequest request) {
        String namespace = request.namespace();
        String resource = request.kind().qualifiedResource();
        String name =
                request.object() == null ? request.name() : request.object().name();
        return new StatusException(StatusBuilder.of()
                .status("Failure")
                .code(403)
                .reason("Forbidden")
                .message(resource + " \"" + name + "\" is forbidden: unable to create new content in namespace "
                        + namespace + " because it is being terminated")
                .details(StatusDetailsBuilder.of()
                        .name(name.isEmpty() ? null : name)
                        .group(
                                request.kind().group().isEmpty()
                                        ? null
                                        : request.kind().group())
                        .kind(request.kind().plural())
                        .causes(List.of(new StatusCause(
                                "NamespaceTerminating",
                                "namespace " + namespace + " is being terminated",
                                "metadata.namespace")))
                        .build())
                .build());
    }
}
