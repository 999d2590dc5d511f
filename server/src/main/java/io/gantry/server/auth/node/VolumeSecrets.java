package io.gantry.server.auth.node;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.core.v1.SecretReference;
import org.jspecify.annotations.Nullable;

/** The secrets that a kubelet needs to mount a volume; those that only a controller needs are not among them. */
final class VolumeSecrets {
    private VolumeSecrets() {}

    static boolean needs(PersistentVolume volume, String namespace, String name) {
        PersistentVolumeSpec spec = volume.spec();
        ObjectReference claim = spec.claimRef();
        String home = claim == null || claim.namespace() == null ? "" : claim.namespace();
        var azure = spec.azureFile();
        var ceph = spec.cephfs();
        var cinder = spec.cinder();
        var flex = spec.flexVolume();
        var rbd = spec.rbd();
        var scale = spec.scaleIO();
        var iscsi = spec.iscsi();
        var storage = spec.storageos();
        var csi = spec.csi();
        return (azure != null && is(azure.secretNamespace(), azure.secretName(), home, namespace, name))
                || (ceph != null && is(ceph.secretRef(), home, namespace, name))
                || (cinder != null && is(cinder.secretRef(), home, namespace, name))
                || (flex != null && is(flex.secretRef(), home, namespace, name))
                || (rbd != null && is(rbd.secretRef(), home, namespace, name))
                || (scale != null && is(scale.secretRef(), home, namespace, name))
                || (iscsi != null && is(iscsi.secretRef(), home, namespace, name))
                || (storage != null
                        && storage.secretRef() != null
                        && is(
                                storage.secretRef().namespace(),
                                storage.secretRef().name(),
                                home,
                                namespace,
                                name))
                || (csi != null
                        && (is(csi.nodeStageSecretRef(), home, namespace, name)
                                || is(csi.nodePublishSecretRef(), home, namespace, name)
                                || is(csi.nodeExpandSecretRef(), home, namespace, name)));
    }

    private static boolean is(@Nullable SecretReference reference, String home, String namespace, String name) {
        return reference != null && is(reference.namespace(), reference.name(), home, namespace, name);
    }

    /** @param home the claim's namespace, where a reference without one points */
    private static boolean is(
            @Nullable String givenNamespace, @Nullable String givenName, String home, String namespace, String name) {
        String in = givenNamespace == null || givenNamespace.isEmpty() ? home : givenNamespace;
        return name.equals(givenName) && namespace.equals(in);
    }
}
