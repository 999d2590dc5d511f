package io.gantry.server.admission;

import io.gantry.api.core.v1.AzureFileVolumeSource;
import io.gantry.api.core.v1.CSIVolumeSource;
import io.gantry.api.core.v1.CephFSVolumeSource;
import io.gantry.api.core.v1.CinderVolumeSource;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.FlexVolumeSource;
import io.gantry.api.core.v1.ISCSIVolumeSource;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.RBDVolumeSource;
import io.gantry.api.core.v1.ScaleIOVolumeSource;
import io.gantry.api.core.v1.SecretVolumeSource;
import io.gantry.api.core.v1.StorageOSVolumeSource;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which other objects a pod refers to. */
final class PodReferences {
    private PodReferences() {}

    static boolean secrets(PodSpec spec) {
        return named(spec.imagePullSecrets())
                || anyEnv(spec, from -> from.secretKeyRef() != null)
                || anyEnvFrom(spec, from -> from.secretRef() != null)
                || spec.volumes().stream().anyMatch(PodReferences::secret)
                || anySource(spec, source -> source.secret() != null);
    }

    static boolean configMaps(PodSpec spec) {
        return anyEnv(spec, from -> from.configMapKeyRef() != null)
                || anyEnvFrom(spec, from -> from.configMapRef() != null)
                || spec.volumes().stream().anyMatch(volume -> volume.configMap() != null)
                || anySource(spec, source -> source.configMap() != null);
    }

    static boolean tokens(PodSpec spec) {
        return anySource(spec, source -> source.serviceAccountToken() != null);
    }

    private static boolean anyEnv(PodSpec spec, Predicate<EnvVarSource> is) {
        for (Container container : PodContainers.all(spec)) {
            for (EnvVar variable : container.env()) {
                EnvVarSource from = variable.valueFrom();
                if (from != null && is.test(from)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anyEnvFrom(PodSpec spec, Predicate<EnvFromSource> is) {
        return PodContainers.all(spec).stream()
                .flatMap(container -> container.envFrom().stream())
                .anyMatch(is);
    }

    private static boolean anySource(PodSpec spec, Predicate<VolumeProjection> is) {
        for (Volume volume : spec.volumes()) {
            var projected = volume.projected();
            if (projected != null && projected.sources().stream().anyMatch(is)) {
                return true;
            }
        }
        return false;
    }

    private static boolean secret(Volume volume) {
        AzureFileVolumeSource azure = volume.azureFile();
        CephFSVolumeSource ceph = volume.cephfs();
        CinderVolumeSource cinder = volume.cinder();
        FlexVolumeSource flex = volume.flexVolume();
        RBDVolumeSource rbd = volume.rbd();
        SecretVolumeSource secret = volume.secret();
        ScaleIOVolumeSource scale = volume.scaleIO();
        ISCSIVolumeSource iscsi = volume.iscsi();
        StorageOSVolumeSource storage = volume.storageos();
        CSIVolumeSource csi = volume.csi();
        return azure != null
                || secret != null
                || (ceph != null && named(ceph.secretRef()))
                || (cinder != null && named(cinder.secretRef()))
                || (flex != null && named(flex.secretRef()))
                || (rbd != null && named(rbd.secretRef()))
                || (scale != null && named(scale.secretRef()))
                || (iscsi != null && named(iscsi.secretRef()))
                || (storage != null && named(storage.secretRef()))
                || (csi != null && named(csi.nodePublishSecretRef()));
    }

    private static boolean named(List<LocalObjectReference> references) {
        return references.stream().anyMatch(PodReferences::named);
    }

    private static boolean named(@Nullable LocalObjectReference reference) {
        return reference != null
                && reference.name() != null
                && !reference.name().isEmpty();
    }
}
