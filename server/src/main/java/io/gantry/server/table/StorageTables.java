package io.gantry.server.table;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.types.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Volumes and what provides them. */
final class StorageTables {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    private static final String OLD_DEFAULT_CLASS = "storageclass.beta.kubernetes.io/is-default-class";
    private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

    private static final Map<String, String> SHORT_MODES = new LinkedHashMap<>();

    static {
        SHORT_MODES.put("ReadWriteOnce", "RWO");
        SHORT_MODES.put("ReadOnlyMany", "ROX");
        SHORT_MODES.put("ReadWriteMany", "RWX");
        SHORT_MODES.put("ReadWriteOncePod", "RWOP");
    }

    private StorageTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("persistentVolume", (RowFunction<PersistentVolume>) (object, now) -> List.of(
                storage(object.spec().capacity()),
                modes(object.spec().accessModes()),
                phase(object, Cells.text(object.status().phase(), "")),
                claim(object.spec().claimRef()),
                storageClass(object, Cells.text(object.spec().storageClassName(), ""))));
        functions.put("persistentVolumeClaim", (RowFunction<PersistentVolumeClaim>) (object, now) -> {
            boolean bound = !Cells.text(object.spec().volumeName(), "").isEmpty();
            return List.of(
                    phase(object, Cells.text(object.status().phase(), "")),
                    bound ? storage(object.status().capacity()) : "",
                    bound ? modes(object.status().accessModes()) : "",
                    storageClass(object, Cells.text(object.spec().storageClassName(), "")));
        });
        functions.put("storageClass", (RowFunction<StorageClass>)
                (object, now) -> List.of(isDefault(object) ? object.name() + " (default)" : object.name()));
    }

    private static String claim(@Nullable ObjectReference claim) {
        return claim == null ? "" : Cells.text(claim.namespace(), "") + "/" + Cells.text(claim.name(), "");
    }

    private static boolean isDefault(StorageClass object) {
        Map<String, String> annotations = object.metadata().annotations();
        return "true".equals(annotations.get(DEFAULT_CLASS)) || "true".equals(annotations.get(OLD_DEFAULT_CLASS));
    }

    private static String phase(KubeObject object, String phase) {
        return object.metadata().deletionTimestamp() != null ? "Terminating" : phase;
    }

    private static String storageClass(KubeObject object, String name) {
        return object.metadata().annotations().getOrDefault(OLD_CLASS, name);
    }

    private static String storage(Map<String, Quantity> amounts) {
        return amounts.getOrDefault("storage", Quantity.ZERO).toString();
    }

    /** The short names, always in the same order. */
    private static String modes(List<String> modes) {
        return SHORT_MODES.entrySet().stream()
                .filter(mode -> modes.contains(mode.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }
}
