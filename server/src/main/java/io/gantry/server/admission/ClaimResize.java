package io.gantry.server.admission;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.StorageClassType;
import io.gantry.api.types.Quantity;
import io.gantry.server.registry.Registries;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Kubernetes' {@code PersistentVolumeClaimResize}: a claim grows only where its storage class can make volumes grow. */
final class ClaimResize implements Admission {
    private final Supplier<Registries> registries;

    ClaimResize(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (!request.updates()
                || !(request.object() instanceof PersistentVolumeClaim claim)
                || !(request.old() instanceof PersistentVolumeClaim old)
                || size(claim).compareTo(size(old)) <= 0) {
            return;
        }
        if (!"Bound".equals(old.status().phase())) {
            throw request.forbidden("Only bound persistent volume claims can be expanded");
        }
        if (!growing(StorageClasses.nameOf(claim), StorageClasses.nameOf(old))) {
            throw request.forbidden("only dynamically provisioned pvc can be resized and the storageclass that "
                    + "provisions the pvc must support resize");
        }
    }

    private boolean growing(@Nullable String now, @Nullable String before) {
        if (now == null || now.isEmpty() || !now.equals(before)) {
            return false;
        }
        StorageClass storageClass =
                registries.get().registry(StorageClassType.KIND).find("", now);
        return storageClass != null && Boolean.TRUE.equals(storageClass.allowVolumeExpansion());
    }

    private static Quantity size(PersistentVolumeClaim claim) {
        return claim.spec().resources().requests().getOrDefault("storage", Quantity.ZERO);
    }
}
