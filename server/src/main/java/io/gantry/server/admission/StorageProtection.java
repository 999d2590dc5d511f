package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.server.registry.Metas;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes' {@code StorageObjectInUseProtection}: volumes and claims are born with a finalizer, which the storage
 * protection loops take off when they are deleted and nobody uses them any more.
 */
final class StorageProtection implements Admission {
    private static final String CLAIM = "kubernetes.io/pvc-protection";
    private static final String VOLUME = "kubernetes.io/pv-protection";

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates()) {
            return object;
        }
        return switch (object) {
            case PersistentVolumeClaim claim -> protect(claim, CLAIM);
            case PersistentVolume volume -> protect(volume, VOLUME);
            default -> object;
        };
    }

    private static <T extends KubeObject> T protect(T object, String finalizer) {
        List<String> given = object.metadata().finalizers();
        if (given.contains(finalizer)) {
            return object;
        }
        List<String> finalizers = new ArrayList<>(given);
        finalizers.add(finalizer);
        return Metas.edit(object, m -> m.finalizers(finalizers));
    }
}
