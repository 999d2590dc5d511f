package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.authentication.v1.BoundObjectReference;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimStatus;
import io.gantry.api.core.v1.PersistentVolumeClaimStatusBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
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
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final Supplier<Registries> registries;

    NodeRestriction(Supplier<Registries> registries) {
        this.registries = registries;
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
            case "pods" -> pod(node, request);
            case "nodes" -> node(node, request);
            case "persistentvolumeclaims" -> claim(node, request);
            case "serviceaccounts" -> token(node, request);
            case "leases.coordination.k8s.io" -> {
                if (!request.namespace().equals(LEASES)) {
                    throw request.forbidden("can only access leases in the \"" + LEASES + "\" system namespace");
                }
                if (!request.shownName().equals(node)) {
                    throw request.forbidden("can only access node lease with the same name as the requesting node");
                }
            }
            case "csinodes.storage.k8s.io" -> {
                if (!request.shownName().equals(node)) {
                    throw request.forbidden("can only access CSINode with the same name as the requesting node");
                }
            }
            default -> {}
        }
    }

    private void pod(String node, AdmissionRequest request) {
        switch (request.subresource()) {
            case "" -> {
                switch (request.operation()) {
                    case CREATE -> {
                        if (request.object() instanceof Pod pod) {
                            mirror(node, pod, request);
                        }
                    }
                    case DELETE -> {
                        if (!(request.old() instanceof Pod pod) || !on(node, pod)) {
                            throw request.forbidden(
                                    "node \"" + node + "\" can only delete pods with spec.nodeName set to itself");
                        }
                    }
                    case CONNECT -> throw new IllegalArgumentException("nobody connects to a pod itself");
                    case UPDATE ->
                        throw request.forbidden("unexpected operation \"UPDATE\", node \"" + node
                                + "\" can only create and delete mirror pods");
                }
            }
            case "status" -> status(node, request);
            case "eviction" -> {
                if (!(request.old() instanceof Pod pod) || !on(node, pod)) {
                    throw request.forbidden(
                            "node \"" + node + "\" can only evict pods with spec.nodeName set to itself");
                }
            }
            default ->
                throw request.forbidden("unexpected pod subresource \"" + request.subresource()
                        + "\", only 'status' and 'eviction' are allowed");
        }
    }

    private static void status(String node, AdmissionRequest request) {
        if (!(request.old() instanceof Pod old) || !(request.object() instanceof Pod next) || !on(node, old)) {
            throw request.forbidden(
                    "node \"" + node + "\" can only update pod status for pods with spec.nodeName set to itself");
        }
        if (!old.metadata().labels().equals(next.metadata().labels())) {
            throw request.forbidden("node \"" + node + "\" cannot update labels through pod status");
        }
        if (!old.status().resourceClaimStatuses().equals(next.status().resourceClaimStatuses())) {
            throw request.forbidden("node \"" + node + "\" cannot update resource claim statues");
        }
    }

    private void mirror(String node, Pod pod, AdmissionRequest request) {
        String prefix = "node \"" + node + "\" can only create pods with ";
        if (!pod.metadata().annotations().containsKey(MIRROR)) {
            throw request.forbidden("pod does not have \"" + MIRROR + "\" annotation, node \"" + node
                    + "\" can only create mirror pods");
        }
        if (!on(node, pod)) {
            throw request.forbidden(prefix + "spec.nodeName set to itself");
        }
        List<OwnerReference> owners = pod.metadata().ownerReferences();
        if (owners.size() > 1) {
            throw request.forbidden(prefix + "a single owner reference set to itself");
        }
        if (owners.isEmpty()
                || !owners.getFirst().apiVersion().equals("v1")
                || !owners.getFirst().kind().equals("Node")
                || !owners.getFirst().name().equals(node)) {
            throw request.forbidden(prefix + "an owner reference set to itself");
        }
        OwnerReference owner = owners.getFirst();
        if (!Boolean.TRUE.equals(owner.controller())) {
            throw request.forbidden(prefix + "a controller owner reference set to itself");
        }
        if (Boolean.TRUE.equals(owner.blockOwnerDeletion())) {
            throw request.forbidden("node \"" + node + "\" must not set blockOwnerDeletion on an owner reference");
        }
        Node known = registries.get().registry(NodeType.KIND).get("", node);
        if (!known.uid().equals(owner.uid())) {
            throw request.forbidden("node " + node + " UID mismatch: expected " + owner.uid() + " got " + known.uid());
        }
        PodSpec spec = pod.spec();
        String account = spec.serviceAccountName();
        String references = "node \"" + node + "\" can not create pods that reference ";
        if (account != null && !account.isEmpty()) {
            throw request.forbidden(references + "a service account");
        }
        if (PodReferences.secrets(spec)) {
            throw request.forbidden(references + "secrets");
        }
        if (PodReferences.configMaps(spec)) {
            throw request.forbidden(references + "configmaps");
        }
        if (PodReferences.trustBundles(spec)) {
            throw request.forbidden(references + "clustertrustbundles");
        }
        if (PodReferences.claims(spec)) {
            throw request.forbidden(references + "persistentvolumeclaims");
        }
    }

    private static void node(String node, AdmissionRequest request) {
        if (!request.shownName().equals(node)) {
            throw request.forbidden(
                    "node \"" + node + "\" is not allowed to modify node \"" + request.shownName() + "\"");
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

    private static void claim(String node, AdmissionRequest request) {
        if (!request.subresource().equals("status")) {
            throw request.forbidden("may only update PVC status");
        }
        if (request.old() instanceof PersistentVolumeClaim old
                && request.object() instanceof PersistentVolumeClaim next
                && !withoutSize(old).equals(withoutSize(next))) {
            throw request.forbidden("node \"" + node
                    + "\" is not allowed to update fields other than status.capacity and status.conditions");
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

    /** A node gets tokens for the pods on it and for nothing else. */
    private void token(String node, AdmissionRequest request) {
        if (!request.subresource().equals("token") || !(request.object() instanceof TokenRequest asked)) {
            return;
        }
        BoundObjectReference bound = asked.spec().boundObjectRef();
        String name = bound == null ? null : bound.name();
        if (bound == null
                || name == null
                || name.isEmpty()
                || !"v1".equals(bound.apiVersion())
                || !"Pod".equals(bound.kind())) {
            throw request.forbidden("node requested token not bound to a pod");
        }
        String uid = bound.uid();
        if (uid == null || uid.isEmpty()) {
            throw request.forbidden("node requested token with a pod binding without a uid");
        }
        Pod pod = registries.get().registry(PodType.KIND).get(request.namespace(), name);
        if (!uid.equals(pod.uid())) {
            throw request.forbidden("the UID in the bound object reference (" + uid + ") does not match the UID in "
                    + "record. The object might have been deleted and then recreated");
        }
        if (!on(node, pod)) {
            throw request.forbidden("node requested token bound to a pod scheduled on a different node");
        }
    }

    private static boolean on(String node, Pod pod) {
        return node.equals(pod.spec().nodeName());
    }
}
