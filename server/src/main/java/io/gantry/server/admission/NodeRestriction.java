package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimStatus;
import io.gantry.api.core.v1.PersistentVolumeClaimStatusBuilder;
import io.gantry.api.resource.v1.ResourceSlice;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Authorizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Kubernetes' {@code NodeRestriction}: whoever has a node's credentials changes only that node, what belongs to it and the
 * pods on it.
 */
final class NodeRestriction implements Admission {
    private static final String USER_PREFIX = "system:node:";
    private static final String GROUP = "system:nodes";
    private static final String LEASES = "kube-node-lease";

    private final NodePods pods;
    private final NodeTokens tokens;
    private final NodeCertificates certificates;

    /** @param authorizer who decides which further audiences a node may have tokens for */
    NodeRestriction(Supplier<Registries> registries, Supplier<? extends Authorizer> authorizer) {
        this.pods = new NodePods(registries);
        this.tokens = new NodeTokens(registries, authorizer);
        this.certificates = new NodeCertificates(registries);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        check(request);
        return object;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE) {
            check(request);
        }
    }

    private void check(AdmissionRequest request) {
        if (request.operation() == Operation.CONNECT
                || !request.user().name().startsWith(USER_PREFIX)
                || !request.user().inGroup(GROUP)) {
            return;
        }
        String node = request.user().name().substring(USER_PREFIX.length());
        if (node.isEmpty()) {
            throw request.forbidden(
                    "could not determine node from user \"" + request.user().name() + "\"");
        }
        switch (request.kind().qualifiedResource()) {
            case "pods" -> pods.check(node, request);
            case "nodes" -> node(node, request);
            case "persistentvolumeclaims" -> claim(node, request);
            case "serviceaccounts" -> tokens.check(node, request);
            case "certificatesigningrequests.certificates.k8s.io" -> NodeCertificates.own(node, request);
            case "podcertificaterequests.certificates.k8s.io" -> certificates.ofPod(node, request);
            case "resourceslices.resource.k8s.io" -> slice(node, request);
            case "leases.coordination.k8s.io" -> {
                if (!request.namespace().equals(LEASES)) {
                    throw request.forbidden("can only access leases in the \"" + LEASES + "\" system namespace");
                }
                if (!name(request).equals(node)) {
                    throw request.forbidden("can only access node lease with the same name as the requesting node");
                }
            }
            case "csinodes.storage.k8s.io" -> {
                if (!name(request).equals(node)) {
                    throw request.forbidden("can only access CSINode with the same name as the requesting node");
                }
            }
            default -> {}
        }
    }

    private static void node(String node, AdmissionRequest request) {
        if (!name(request).equals(node)) {
            throw request.forbidden("node \"" + node + "\" is not allowed to modify node \"" + name(request) + "\"");
        }
        if (!(request.object() instanceof Node next)) {
            return;
        }
        Map<String, String> labels = next.metadata().labels();
        if (request.old() instanceof Node old) {
            if (next.spec().configSource() != null
                    && !Objects.equals(next.spec().configSource(), old.spec().configSource())) {
                throw request.forbidden(
                        "node \"" + node + "\" is not allowed to update configSource to a new non-nil configSource");
            }
            if (!next.spec().taints().equals(old.spec().taints())) {
                throw request.forbidden("node \"" + node + "\" is not allowed to modify taints");
            }
            if (!next.metadata().ownerReferences().equals(old.metadata().ownerReferences())) {
                throw request.forbidden("node \"" + node + "\" is not allowed to modify ownerReferences");
            }
            List<String> forbidden = NodeLabels.forbidden(old.metadata().labels(), labels);
            if (!forbidden.isEmpty()) {
                throw request.forbidden("is not allowed to modify labels: " + String.join(", ", forbidden));
            }
            return;
        }
        if (next.spec().configSource() != null) {
            throw request.forbidden("node \"" + node + "\" is not allowed to create pods with a non-nil configSource");
        }
        List<String> forbidden = NodeLabels.forbidden(Map.of(), labels);
        if (!forbidden.isEmpty()) {
            throw request.forbidden("node \"" + node + "\" is not allowed to set the following labels: "
                    + String.join(", ", forbidden));
        }
    }

    /** The name that the object has or is to have; one that the server is to make is nobody's. */
    private static String name(AdmissionRequest request) {
        return request.name().isEmpty() && request.object() != null
                ? request.object().name()
                : request.name();
    }

    /** Of a slice that is changed the node authorizer sees whose it is. */
    private static void slice(String node, AdmissionRequest request) {
        if (request.creates()
                && request.object() instanceof ResourceSlice slice
                && !node.equals(slice.spec().nodeName())) {
            throw request.forbidden("can only create ResourceSlice with the same NodeName as the requesting node");
        }
        if (request.operation() == Operation.DELETE
                && request.old() instanceof ResourceSlice slice
                && !node.equals(slice.spec().nodeName())) {
            throw request.forbidden("can only delete ResourceSlice with the same NodeName as the requesting node");
        }
    }

    private static void claim(String node, AdmissionRequest request) {
        if (!request.subresource().equals("status")) {
            throw request.forbidden("may only update PVC status");
        }
        if (request.old() instanceof PersistentVolumeClaim old
                && request.object() instanceof PersistentVolumeClaim next
                && !withoutSize(old).equals(withoutSize(next))) {
            throw request.forbidden("node \"" + node
                    + "\" is not allowed to update fields other than status.quantity and status.conditions");
        }
    }

    /** A claim without what a node may report of it. */
    private static PersistentVolumeClaim withoutSize(PersistentVolumeClaim claim) {
        PersistentVolumeClaimStatus status = PersistentVolumeClaimStatusBuilder.of(claim.status())
                .capacity(Map.of())
                .conditions(List.of())
                .allocatedResources(Map.of())
                .allocatedResourceStatuses(Map.of())
                .build();
        return Metas.edit(
                new PersistentVolumeClaim(claim.metadata(), claim.spec(), status),
                m -> m.resourceVersion(null).managedFields(List.of()));
    }
}
