package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpecBuilder;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.StorageClassType;
import io.gantry.server.registry.Registries;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Kubernetes' {@code DefaultStorageClass}: a claim that names no class gets the default one, of several the newest. */
final class StorageClasses implements Admission {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String BETA_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";
    private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

    private final Supplier<Registries> registries;

    StorageClasses(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates() || !(object instanceof PersistentVolumeClaim claim) || nameOf(claim) != null) {
            return object;
        }
        Optional<StorageClass> chosen = registries.get().registry(StorageClassType.KIND).all("").stream()
                .filter(StorageClasses::isDefault)
                .min(Newest.FIRST);
        return chosen.isEmpty()
                ? claim
                : new PersistentVolumeClaim(
                        claim.metadata(),
                        PersistentVolumeClaimSpecBuilder.of(claim.spec())
                                .storageClassName(chosen.get().name())
                                .build(),
                        claim.status());
    }

    private static boolean isDefault(StorageClass each) {
        Map<String, String> annotations = each.metadata().annotations();
        return "true".equals(annotations.get(DEFAULT)) || "true".equals(annotations.get(BETA_DEFAULT));
    }

    /** The class that a claim names, in either of two ways; null when it names none, empty when it wants none. */
    static @Nullable String nameOf(PersistentVolumeClaim claim) {
        String annotated = claim.metadata().annotations().get(BETA_CLASS);
        return annotated != null ? annotated : claim.spec().storageClassName();
    }
}
