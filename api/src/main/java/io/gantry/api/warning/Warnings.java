package io.gantry.api.warning;

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
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.NetworkPolicy;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.types.Quantity;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about an object that it writes and that is valid, in Kubernetes' words and order. Pure.
 *
 * <p>A kind's rows are chosen by its name, so that only the classes of the kind at hand are loaded.
 */
public final class Warnings {
    private static final String POD_NAMES = "Pod names and hostnames";
    private static final String MOUNTABLE = "kubernetes.io/enforce-mountable-secrets";

    private final KubeObject object;
    private final @Nullable KubeObject old;
    private final List<String> warnings = new ArrayList<>(0);

    private Warnings(KubeObject object, @Nullable KubeObject old) {
        this.object = object;
        this.old = old;
    }

    /** Of an object that is valid and will be created. */
    public static List<String> ofNew(KubeObject object) {
        Warnings made = new Warnings(object, null);
        made.ofKind();
        return made.warnings;
    }

    /**
     * Of an object that is valid and will replace another one.
     *
     * @param next with the generation that it will have
     */
    public static List<String> ofUpdate(KubeObject old, KubeObject next) {
        Warnings made = new Warnings(next, old);
        made.ofKind();
        return made.warnings;
    }

    /** Of an object whose status is replaced. */
    public static List<String> ofStatus(KubeObject next) {
        List<String> warnings = new ArrayList<>(0);
        if (next instanceof Service service) {
            NetworkWarnings.status(service, warnings);
        } else if (next instanceof Pod pod) {
            for (int i = 0; i < pod.status().podIPs().size(); i++) {
                FieldPath path = FieldPath.STATUS.child("podIPs").index(i).child("ip");
                AddressWarnings.address(pod.status().podIPs().get(i).ip(), path, warnings);
            }
            for (int i = 0; i < pod.status().hostIPs().size(); i++) {
                FieldPath path = FieldPath.STATUS.child("hostIPs").index(i).child("ip");
                AddressWarnings.address(pod.status().hostIPs().get(i).ip(), path, warnings);
            }
        }
        return warnings;
    }

    private void ofKind() {
        if (object instanceof CustomObject) {
            FinalizerWarnings.check(object, old, warnings);
            return;
        }
        switch (object.kind().name()) {
            case "Pod", "PodTemplate", "Deployment", "ReplicaSet", "ReplicationController", "DaemonSet" -> ofPods();
            case "StatefulSet", "Job", "CronJob" -> ofWorkload();
            case "Service", "Endpoints", "EndpointSlice", "NetworkPolicy", "Ingress" -> ofNetwork();
            case "PersistentVolume", "PersistentVolumeClaim", "StorageClass", "CSIStorageCapacity" -> ofStorage();
            case "Node", "RuntimeClass", "ServiceAccount" -> ofOther();
            default -> {}
        }
    }

    /** Nobody writes pods by hand once they run, and their templates matter when they change. */
    private void ofPods() {
        if (object instanceof Pod pod) {
            if (old == null) {
                WorkloadWarnings.name(pod.name(), "the Pod's hostname", warnings);
                PodWarnings.check(pod.metadata(), pod.spec(), false, FieldPath.of(""), warnings);
            }
        } else if (object instanceof PodTemplate template) {
            template(template.template(), FieldPath.of("template"));
        } else if (object instanceof Deployment deployment) {
            named(deployment.spec().template());
        } else if (object instanceof ReplicaSet set) {
            named(set.spec().template());
        } else if (object instanceof ReplicationController controller) {
            named(controller.spec().template());
        } else if (object instanceof DaemonSet set) {
            template(set.spec().template(), FieldPath.SPEC.child("template"));
        }
    }

    private void ofWorkload() {
        if (object instanceof StatefulSet set) {
            template(set.spec().template(), FieldPath.SPEC.child("template"));
            WorkloadWarnings.statefulSet(set, old == null ? "" : "Spec", warnings);
        } else if (object instanceof Job job) {
            name();
            if (isChanged()) {
                WorkloadWarnings.job(job.spec(), FieldPath.SPEC, warnings);
            }
        } else if (object instanceof CronJob job) {
            name();
            if (isChanged()) {
                FieldPath path = FieldPath.SPEC.child("jobTemplate").child("spec");
                WorkloadWarnings.job(job.spec().jobTemplate().spec(), path, warnings);
            }
            if (old != null) {
                WorkloadWarnings.schedule(job, warnings);
            }
        }
    }

    private void ofNetwork() {
        if (object instanceof Service service) {
            NetworkWarnings.service(service, warnings);
        } else if (object instanceof Endpoints endpoints) {
            NetworkWarnings.endpoints(endpoints, warnings);
        } else if (object instanceof EndpointSlice slice) {
            NetworkWarnings.slice(slice, old == null, warnings);
        } else if (object instanceof NetworkPolicy policy) {
            NetworkWarnings.policy(policy, warnings);
        } else if (object instanceof Ingress ingress && old == null) {
            NetworkWarnings.ingress(ingress, warnings);
        }
    }

    private void ofStorage() {
        if (object instanceof PersistentVolume volume) {
            StorageWarnings.volume(volume, warnings);
        } else if (object instanceof PersistentVolumeClaim claim) {
            StorageWarnings.claim(claim, warnings);
        } else if (object instanceof StorageClass storageClass) {
            StorageWarnings.storageClass(storageClass, warnings);
        } else if (object instanceof CSIStorageCapacity capacity) {
            StorageWarnings.capacity(capacity, warnings);
        }
    }

    private void ofOther() {
        if (object instanceof Node node) {
            if (node.spec().configSource() != null) {
                warnings.add("spec.configSource: the feature is removed");
            }
            if (given(node.spec().externalID())) {
                warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
            }
        } else if (object instanceof RuntimeClass runtime && runtime.scheduling() != null) {
            FieldPath path = FieldPath.of("scheduling").child("nodeSelector");
            runtime.scheduling().nodeSelector().keySet().forEach(label -> NodeLabels.label(label, path, warnings));
        } else if (object instanceof ServiceAccount account
                && account.metadata().annotations().containsKey(MOUNTABLE)
                && (old == null || !old.metadata().annotations().containsKey(MOUNTABLE))) {
            warnings.add("metadata.annotations[" + MOUNTABLE
                    + "]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets");
        }
    }

    private void named(@Nullable PodTemplateSpec template) {
        name();
        template(template, FieldPath.SPEC.child("template"));
    }

    private void name() {
        if (old == null) {
            WorkloadWarnings.name(object.name(), POD_NAMES, warnings);
        }
    }

    private void template(@Nullable PodTemplateSpec template, FieldPath path) {
        if (template != null && isChanged()) {
            WorkloadWarnings.template(template, path, warnings);
        }
    }

    private boolean isChanged() {
        return old == null
                || !Objects.equals(
                        old.metadata().generation(), object.metadata().generation());
    }

    /** Parts of bytes. */
    static void fractions(Map<String, Quantity> resources, FieldPath path, List<String> warnings) {
        fraction(resources, "memory", path, warnings);
        fraction(resources, "ephemeral-storage", path, warnings);
    }

    static void fraction(Map<String, Quantity> resources, String name, FieldPath path, List<String> warnings) {
        Quantity quantity = resources.get(name);
        if (quantity != null && quantity.milliValue() % 1000 != 0) {
            warnings.add(path.key(name) + ": fractional byte value " + FieldError.quote(quantity.toString())
                    + " is invalid, must be an integer");
        }
    }

    static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
