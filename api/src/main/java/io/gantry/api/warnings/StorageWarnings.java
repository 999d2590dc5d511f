package io.gantry.api.warnings;

import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpec;
import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.core.v1.TopologySelectorLabelRequirement;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.types.Quantity;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.Map;

/** Volumes, claims on them and their classes. */
final class StorageWarnings {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    private StorageWarnings() {}

    static void volume(PersistentVolume volume, List<String> warnings) {
        PersistentVolumeSpec spec = volume.spec();
        classAnnotation(volume.metadata(), warnings);
        if ("Recycle".equals(spec.persistentVolumeReclaimPolicy())) {
            warnings.add("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. "
                    + "Instead, the recommended approach is to use dynamic provisioning.");
        }
        if (spec.nodeAffinity() != null && spec.nodeAffinity().required() != null) {
            FieldPath terms =
                    FieldPath.SPEC.child("nodeAffinity").child("required").child("nodeSelectorTerms");
            var given = spec.nodeAffinity().required().nodeSelectorTerms();
            for (int i = 0; i < given.size(); i++) {
                NodeLabels.ofTerm(given.get(i), terms.index(i), warnings);
            }
        }
        gone(spec.cephfs() != null, "cephfs", "v1.28", "v1.31", warnings);
        gone(spec.photonPersistentDisk() != null, "photonPersistentDisk", "v1.11", "v1.16", warnings);
        gone(spec.scaleIO() != null, "scaleIO", "v1.16", "v1.22", warnings);
        gone(spec.storageos() != null, "storageOS", "v1.22", "v1.25", warnings);
        gone(spec.glusterfs() != null, "glusterfs", "v1.25", "v1.26", warnings);
        gone(spec.rbd() != null, "rbd", "v1.28", "v1.31", warnings);
    }

    private static void gone(boolean used, String source, String since, String until, List<String> warnings) {
        if (used) {
            warnings.add("spec." + source + ": deprecated in " + since + ", non-functional in " + until + "+");
        }
    }

    static void claim(PersistentVolumeClaim claim, List<String> warnings) {
        classAnnotation(claim.metadata(), warnings);
        claimSpec(claim.spec(), FieldPath.SPEC, warnings);
    }

    static void claimSpec(PersistentVolumeClaimSpec spec, FieldPath path, List<String> warnings) {
        FieldPath resources = path.child("resources");
        fraction(spec.resources().requests(), "storage", resources.child("requests"), warnings);
        fraction(spec.resources().limits(), "storage", resources.child("limits"), warnings);
    }

    /** An amount of bytes that is no whole number. */
    static void fraction(Map<String, Quantity> amounts, String resource, FieldPath path, List<String> warnings) {
        Quantity amount = amounts.get(resource);
        if (amount != null && amount.milliValue() % 1000 != 0) {
            warnings.add(path.key(resource) + ": fractional byte value " + FieldError.quote(amount.toString())
                    + " is invalid, must be an integer");
        }
    }

    private static void classAnnotation(ObjectMeta metadata, List<String> warnings) {
        if (metadata.annotations().containsKey(CLASS_ANNOTATION)) {
            warnings.add("metadata.annotations[" + CLASS_ANNOTATION
                    + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
        }
    }

    static void storageClass(StorageClass storageClass, List<String> warnings) {
        for (int i = 0; i < storageClass.allowedTopologies().size(); i++) {
            List<TopologySelectorLabelRequirement> expressions =
                    storageClass.allowedTopologies().get(i).matchLabelExpressions();
            for (int j = 0; j < expressions.size(); j++) {
                String message = NodeLabels.deprecation(expressions.get(j).key());
                if (message != null) {
                    warnings.add("allowedTopologies[" + i + "].matchLabelExpressions[" + j + "].key: " + message);
                }
            }
        }
    }

    static void capacity(CSIStorageCapacity capacity, List<String> warnings) {
        if (capacity.nodeTopology() != null) {
            NodeLabels.ofSelector(capacity.nodeTopology(), FieldPath.of("nodeTopology"), warnings);
        }
    }
}
