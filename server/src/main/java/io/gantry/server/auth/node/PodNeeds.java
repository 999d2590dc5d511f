package io.gantry.server.auth.node;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodResourceClaim;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a pod needs an object of its namespace to run. */
final class PodNeeds {
    private PodNeeds() {}

    static boolean secret(Pod pod, String name) {
        PodSpec spec = pod.spec();
        return spec.imagePullSecrets().stream().anyMatch(reference -> name.equals(reference.name()))
                || fromEnvironment(
                        spec,
                        name,
                        from -> from.secretKeyRef() == null
                                ? null
                                : from.secretKeyRef().name(),
                        from -> from.secretRef() == null
                                ? null
                                : from.secretRef().name())
                || spec.volumes().stream().anyMatch(volume -> secretOf(volume, name))
                || projected(
                        spec,
                        name,
                        source ->
                                source.secret() == null ? null : source.secret().name());
    }

    static boolean configMap(Pod pod, String name) {
        PodSpec spec = pod.spec();
        return fromEnvironment(
                        spec,
                        name,
                        from -> from.configMapKeyRef() == null
                                ? null
                                : from.configMapKeyRef().name(),
                        from -> from.configMapRef() == null
                                ? null
                                : from.configMapRef().name())
                || spec.volumes().stream()
                        .anyMatch(volume -> volume.configMap() != null
                                && name.equals(volume.configMap().name()))
                || projected(
                        spec,
                        name,
                        source -> source.configMap() == null
                                ? null
                                : source.configMap().name());
    }

    static boolean claim(Pod pod, String name) {
        for (Volume volume : pod.spec().volumes()) {
            if (volume.persistentVolumeClaim() != null
                    && volume.persistentVolumeClaim().claimName().equals(name)) {
                return true;
            }
            if (volume.ephemeral() != null && name.equals(pod.name() + "-" + volume.name())) {
                return true;
            }
        }
        return false;
    }

    static boolean resourceClaim(Pod pod, String name) {
        for (PodResourceClaim claim : pod.spec().resourceClaims()) {
            if (name.equals(claim.resourceClaimName())) {
                return true;
            }
        }
        var extended = pod.status().extendedResourceClaimStatus();
        return pod.status().resourceClaimStatuses().stream().anyMatch(made -> name.equals(made.resourceClaimName()))
                || (extended != null && extended.resourceClaimName().equals(name));
    }

    static boolean serviceAccount(Pod pod, String name) {
        return name.equals(pod.spec().serviceAccountName());
    }

    private static boolean fromEnvironment(
            PodSpec spec,
            String name,
            Function<EnvVarSource, @Nullable String> variable,
            Function<EnvFromSource, @Nullable String> whole) {
        List<Container> containers = new ArrayList<>(spec.initContainers());
        containers.addAll(spec.containers());
        for (Container container : containers) {
            if (fromEnvironment(container.env(), container.envFrom(), name, variable, whole)) {
                return true;
            }
        }
        for (EphemeralContainer container : spec.ephemeralContainers()) {
            if (fromEnvironment(container.env(), container.envFrom(), name, variable, whole)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fromEnvironment(
            List<EnvVar> variables,
            List<EnvFromSource> wholes,
            String name,
            Function<EnvVarSource, @Nullable String> variable,
            Function<EnvFromSource, @Nullable String> whole) {
        for (EnvVar each : variables) {
            EnvVarSource from = each.valueFrom();
            if (from != null && name.equals(variable.apply(from))) {
                return true;
            }
        }
        return wholes.stream().anyMatch(from -> name.equals(whole.apply(from)));
    }

    private static boolean projected(PodSpec spec, String name, Function<VolumeProjection, @Nullable String> named) {
        for (Volume volume : spec.volumes()) {
            var projected = volume.projected();
            if (projected != null
                    && projected.sources().stream().anyMatch(source -> name.equals(named.apply(source)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean secretOf(Volume volume, String name) {
        var azure = volume.azureFile();
        var ceph = volume.cephfs();
        var cinder = volume.cinder();
        var flex = volume.flexVolume();
        var rbd = volume.rbd();
        var secret = volume.secret();
        var scale = volume.scaleIO();
        var iscsi = volume.iscsi();
        var storage = volume.storageos();
        var csi = volume.csi();
        return (azure != null && azure.secretName().equals(name))
                || (secret != null && name.equals(secret.secretName()))
                || (ceph != null && named(ceph.secretRef(), name))
                || (cinder != null && named(cinder.secretRef(), name))
                || (flex != null && named(flex.secretRef(), name))
                || (rbd != null && named(rbd.secretRef(), name))
                || (scale != null && named(scale.secretRef(), name))
                || (iscsi != null && named(iscsi.secretRef(), name))
                || (storage != null && named(storage.secretRef(), name))
                || (csi != null && named(csi.nodePublishSecretRef(), name));
    }

    private static boolean named(@Nullable LocalObjectReference reference, String name) {
        return reference != null && name.equals(reference.name());
    }
}
