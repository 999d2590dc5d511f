package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpecBuilder;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.StorageClassType;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/** A claim that names no storage class gets the default one, of several the newest. */
final class StorageClasses implements Admission {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    private final Supplier<Registries> registries;

    StorageClasses(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (request.operation() != Operation.CREATE
                || !request.main()
                || !(object instanceof PersistentVolumeClaim claim)
                || claim.spec().storageClassName() != null) {
            return object;
        }
        Optional<StorageClass> chosen = registries.get().registry(StorageClassType.KIND).all("").stream()
                .filter(each -> "true".equals(each.metadata().annotations().get(DEFAULT)))
                .max(Comparator.<StorageClass, Instant>comparing(StorageClasses::created)
                        .thenComparing(StorageClass::name, Comparator.reverseOrder()));
        return chosen.isEmpty()
                ? claim
                : new PersistentVolumeClaim(
                        claim.metadata(),
                        PersistentVolumeClaimSpecBuilder.of(claim.spec())
                                .storageClassName(chosen.get().name())
                                .build(),
                        claim.status());
    }

    private static Instant created(StorageClass storageClass) {
        Instant created = storageClass.metadata().creationTimestamp();
        return created == null ? Instant.EPOCH : created;
    }
}
