package io.gantry.api.warnings;

import io.gantry.api.CustomObject;
import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodTemplate;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.NetworkPolicy;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client is to be told about an object that it wrote, in Kubernetes' words. Of valid objects only. */
public final class Warnings {
    private Warnings() {}

    public static List<String> ofNew(KubeObject object) {
        return of(object, null);
    }

    public static List<String> ofUpdate(KubeObject next, KubeObject old) {
        return of(next, old);
    }

    private static List<String> of(KubeObject object, @Nullable KubeObject old) {
        List<String> warnings = new ArrayList<>();
        switch (object) {
            case Pod pod
            when old == null -> {
                WorkloadWarnings.name(object, "the Pod's hostname", warnings);
                PodWarnings.pod(pod.spec(), pod.metadata(), FieldPath.of(""), warnings);
            }
            case PodTemplate template -> {
                if (moved(object, old)) {
                    PodWarnings.template(template.template(), FieldPath.of("template"), warnings);
                }
            }
            case ReplicationController _, ReplicaSet _, Deployment _, DaemonSet _, StatefulSet _, Job _, CronJob _ ->
                WorkloadWarnings.check(object, old == null, moved(object, old), warnings);
            case Service service -> NetworkWarnings.service(service, warnings);
            case Endpoints endpoints -> NetworkWarnings.endpoints(endpoints, warnings);
            case EndpointSlice slice -> NetworkWarnings.slice(slice, old == null, warnings);
            case Ingress ingress when old == null -> NetworkWarnings.ingress(ingress, warnings);
            case NetworkPolicy policy -> NetworkWarnings.policy(policy, warnings);
            case PersistentVolume volume -> StorageWarnings.volume(volume, warnings);
            case PersistentVolumeClaim claim -> StorageWarnings.claim(claim, warnings);
            case StorageClass storageClass -> StorageWarnings.storageClass(storageClass, warnings);
            case CSIStorageCapacity capacity -> StorageWarnings.capacity(capacity, warnings);
            case Node node -> ClusterWarnings.node(node, warnings);
            case RuntimeClass runtimeClass -> ClusterWarnings.runtimeClass(runtimeClass, warnings);
            case ServiceAccount _ -> ClusterWarnings.account(object, old, warnings);
            case CustomObject _ -> ClusterWarnings.finalizers(object, old, warnings);
            default -> {}
        }
        return warnings;
    }

    /** Whether what is desired is new or has changed. */
    private static boolean moved(KubeObject object, @Nullable KubeObject old) {
        return old == null
                || !Objects.equals(
                        object.metadata().generation(), old.metadata().generation());
    }
}
