package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.storage.v1.CSINode;
import io.gantry.api.storage.v1.CSINodeType;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.StorageClassType;
import io.gantry.api.storage.v1.VolumeAttachment;
import io.gantry.api.storage.v1.VolumeAttachmentType;
import io.gantry.api.types.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(
                PersistentVolumeType.KIND,
                new TableKind<PersistentVolume>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Capacity"),
                                Column.of("Access Modes"),
                                Column.of("Reclaim Policy"),
                                Column.of("Status"),
                                Column.of("Claim"),
                                Column.of("StorageClass"),
                                Column.of("VolumeAttributesClass"),
                                Column.of("Reason"),
                                Column.of("Age"),
                                Column.wide("VolumeMode")),
                        (object, now) -> List.of(
                                object.name(),
                                storage(object.spec().capacity()),
                                modes(object.spec().accessModes()),
                                Cells.text(object.spec().persistentVolumeReclaimPolicy(), ""),
                                phase(object, Cells.text(object.status().phase(), "")),
                                object.spec().claimRef() == null
                                        ? ""
                                        : Cells.text(object.spec().claimRef().namespace(), "") + "/"
                                                + Cells.text(
                                                        object.spec().claimRef().name(), ""),
                                storageClass(object, Cells.text(object.spec().storageClassName(), "")),
                                Cells.text(object.spec().volumeAttributesClassName(), Cells.UNSET),
                                Cells.text(object.status().reason(), ""),
                                Cells.age(object, now),
                                Cells.text(object.spec().volumeMode(), Cells.UNSET))));
        kinds.put(
                PersistentVolumeClaimType.KIND,
                new TableKind<PersistentVolumeClaim>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Status"),
                                Column.of("Volume"),
                                Column.of("Capacity"),
                                Column.of("Access Modes"),
                                Column.of("StorageClass"),
                                Column.of("VolumeAttributesClass"),
                                Column.of("Age"),
                                Column.wide("VolumeMode")),
                        (object, now) -> {
                            boolean bound =
                                    !Cells.text(object.spec().volumeName(), "").isEmpty();
                            return List.of(
                                    object.name(),
                                    phase(object, Cells.text(object.status().phase(), "")),
                                    Cells.text(object.spec().volumeName(), ""),
                                    bound ? storage(object.status().capacity()) : "",
                                    bound ? modes(object.status().accessModes()) : "",
                                    storageClass(
                                            object, Cells.text(object.spec().storageClassName(), "")),
                                    Cells.text(object.spec().volumeAttributesClassName(), Cells.UNSET),
                                    Cells.age(object, now),
                                    Cells.text(object.spec().volumeMode(), Cells.UNSET));
                        }));
        kinds.put(
                StorageClassType.KIND,
                new TableKind<StorageClass>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Provisioner"),
                                Column.of("ReclaimPolicy"),
                                Column.of("VolumeBindingMode"),
                                Column.of("AllowVolumeExpansion"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                isDefault(object) ? object.name() + " (default)" : object.name(),
                                object.provisioner(),
                                Cells.text(object.reclaimPolicy(), "Delete"),
                                Cells.text(object.volumeBindingMode(), "Immediate"),
                                Boolean.TRUE.equals(object.allowVolumeExpansion()),
                                Cells.age(object, now))));
        kinds.put(
                VolumeAttachmentType.KIND,
                new TableKind<VolumeAttachment>(
                        List.of(
                                Column.of("Name"),
                                new Column("Attacher", "string", "name", 0, Descriptions.of("Attacher")),
                                Column.of("PV"),
                                Column.of("Node"),
                                Column.truth("Attached"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.spec().attacher(),
                                Cells.text(object.spec().source().persistentVolumeName(), ""),
                                object.spec().nodeName(),
                                object.status().attached(),
                                Cells.age(object, now))));
        kinds.put(
                CSINodeType.KIND,
                new TableKind<CSINode>(
                        List.of(Column.of("Name"), Column.number("Drivers"), Column.of("Age")),
                        (object, now) ->
                                List.of(object.name(), object.spec().drivers().size(), Cells.age(object, now))));
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
