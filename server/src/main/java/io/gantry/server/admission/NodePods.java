package io.gantry.server.admission;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What {@code NodeRestriction} lets a node do with pods: mirror its own, report on, evict and delete those bound to it. */
final class NodePods {
    static final String MIRROR = "kubernetes.io/config.mirror";

    private final Supplier<Registries> registries;

    NodePods(Supplier<Registries> registries) {
        this.registries = registries;
    }

    static boolean on(String node, Pod pod) {
        return node.equals(pod.spec().nodeName());
    }

    void check(String node, AdmissionRequest request) {
        switch (request.subresource()) {
            case "" -> pod(node, request);
            case "status" -> status(node, request);
            case "eviction" -> eviction(node, request);
            default ->
                throw request.forbidden("unexpected pod subresource \"" + request.subresource()
                        + "\", only 'status' and 'eviction' are allowed");
        }
    }

    private void pod(String node, AdmissionRequest request) {
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
        if (!Objects.equals(
                old.status().extendedResourceClaimStatus(), next.status().extendedResourceClaimStatus())) {
            throw request.forbidden("node \"" + node + "\" cannot update extended resource claim status");
        }
    }

    private void eviction(String node, AdmissionRequest request) {
        if (request.operation() != Operation.CREATE) {
            throw request.forbidden("unexpected operation " + request.operation());
        }
        if (!on(node, registries.get().registry(PodType.KIND).get(request.namespace(), request.name()))) {
            throw request.forbidden("node " + node + " can only evict pods with spec.nodeName set to itself");
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
        String reference = MirrorPodReferences.first(pod.spec());
        if (!reference.isEmpty()) {
            throw request.forbidden("node \"" + node + "\" can not create pods that reference " + reference);
        }
    }
}
