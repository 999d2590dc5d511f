package io.gantry.server.auth.node;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.Pod;
import java.util.function.Predicate;

/**
 * Whether something has to do with a node: by way of a pod that is bound to it, and of the pod's claims and their volumes.
 *
 * <p>Kubernetes keeps a graph of these ways. Here they are looked up in the store's image when a node asks: one pass over
 * the pods of one namespace, with nothing to keep in step, and nothing to pay while no node asks.
 */
final class NodeRelations {
    /** Nobody but the kubelet vouches for its mirror pods, so they give it no rights. */
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final NodeObjects objects;

    NodeRelations(NodeObjects objects) {
        this.objects = objects;
    }

    boolean secret(String node, String namespace, String name) {
        if (anyPod(node, namespace, pod -> PodNeeds.secret(pod, name))) {
            return true;
        }
        for (PersistentVolume volume : objects.volumes().list("")) {
            if (VolumeSecrets.needs(volume, namespace, name) && claimed(node, volume)) {
                return true;
            }
        }
        return false;
    }

    boolean configMap(String node, String namespace, String name) {
        return anyPod(node, namespace, pod -> PodNeeds.configMap(pod, name));
    }

    boolean claim(String node, String namespace, String name) {
        return anyPod(node, namespace, pod -> PodNeeds.claim(pod, name));
    }

    boolean volume(String node, String name) {
        PersistentVolume volume = objects.volumes().get("", name);
        return volume != null && claimed(node, volume);
    }

    boolean resourceClaim(String node, String namespace, String name) {
        return anyPod(node, namespace, pod -> PodNeeds.resourceClaim(pod, name));
    }

    boolean serviceAccount(String node, String namespace, String name) {
        return anyPod(node, namespace, pod -> PodNeeds.serviceAccount(pod, name));
    }

    boolean attachment(String node, String name) {
        var attachment = objects.attachments().get("", name);
        return attachment != null && node.equals(attachment.spec().nodeName());
    }

    boolean slice(String node, String name) {
        var slice = objects.slices().get("", name);
        return slice != null && node.equals(slice.spec().nodeName());
    }

    boolean certificate(String node, String namespace, String name) {
        var certificate = objects.certificates().get(namespace, name);
        return certificate != null && node.equals(certificate.spec().nodeName());
    }

    boolean pod(String node, String namespace, String name) {
        Pod pod = objects.pods().get(namespace, name);
        return pod != null && node.equals(pod.spec().nodeName());
    }

    private boolean claimed(String node, PersistentVolume volume) {
        ObjectReference claim = volume.spec().claimRef();
        return claim != null
                && claim.namespace() != null
                && claim.name() != null
                && claim(node, claim.namespace(), claim.name());
    }

    private boolean anyPod(String node, String namespace, Predicate<Pod> needs) {
        if (namespace.isEmpty()) {
            return false;
        }
        for (Pod pod : objects.pods().list(namespace)) {
            if (node.equals(pod.spec().nodeName())
                    && !pod.metadata().annotations().containsKey(MIRROR)
                    && needs.test(pod)) {
                return true;
            }
        }
        return false;
    }
}
