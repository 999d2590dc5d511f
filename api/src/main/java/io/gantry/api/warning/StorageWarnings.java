package io.gantry.api.warning;

import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpec;
import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.core.v1.TopologySelectorLabelRequirement;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.validation.FieldPath;
import java.util.List;

/** What of volumes, claims and their classes has no effect or is no longer used. */
final class StorageWarnings {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    private StorageWarnings() {}

    static void claim(PersistentVolumeClaim claim, List<String> warnings) {
        annotation(claim.metadata(), warnings);
        claim(claim.spec(), FieldPath.SPEC, warnings);
    }

    static void claim(PersistentVolumeClaimSpec spec, FieldPath path, List<String> warnings) {
        if (spec.resources() != null) {
            FieldPath at = path.child("resources");
            Warnings.fraction(spec.resources().requests(), "storage", at.child("requests"), warnings);
            Warnings.fraction(spec.resources().limits(), "storage", at.child("limits"), warnings);
        }
    }

    static void volume(PersistentVolume volume, List<String> warnings) {
        FieldPath path = FieldPath.SPEC;
        PersistentVolumeSpec spec = volume.spec();
        annotation(volume.metadata(), warnings);
        if ("Recycle".equals(spec.persistentVolumeReclaimPolicy())) {
            warnings.add("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated."
                    + " Instead, the recommended approach is to use dynamic provisioning.");
        }
        if (spec.nodeAffinity() != null && spec.nodeAffinity().required() != null) {
            FieldPath at = path.child("nodeAffinity").child("required").child("nodeSelectorTerms");
            List<NodeSelectorTerm> terms = spec.nodeAffinity().required().nodeSelectorTerms();
            for (int i = 0; i < terms.size(); i++) {
                NodeLabels.term(terms.get(i), false, at.index(i), warnings);
            }
        }
        VolumeWarnings.told(spec.cephfs(), path.child("cephfs"), VolumeWarnings.SINCE_28, warnings);
        String photon = VolumeWarnings.PHOTON;
        VolumeWarnings.told(spec.photonPersistentDisk(), path.child("photonPersistentDisk"), photon, warnings);
        VolumeWarnings.told(spec.scaleIO(), path.child("scaleIO"), VolumeWarnings.SCALE_IO, warnings);
        VolumeWarnings.told(spec.storageos(), path.child("storageOS"), VolumeWarnings.SINCE_22, warnings);
        VolumeWarnings.told(spec.glusterfs(), path.child("glusterfs"), VolumeWarnings.GLUSTERFS, warnings);
        VolumeWarnings.told(spec.rbd(), path.child("rbd"), VolumeWarnings.SINCE_28, warnings);
    }

    private static void annotation(ObjectMeta metadata, List<String> warnings) {
        if (metadata.annotations().containsKey(CLASS_ANNOTATION)) {
            warnings.add("metadata.annotations[" + CLASS_ANNOTATION
                    + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
        }
    }

    static void storageClass(StorageClass storageClass, List<String> warnings) {
        for (int i = 0; i < storageClass.allowedTopologies().size(); i++) {
            FieldPath at = FieldPath.of("allowedTopologies").index(i).child("matchLabelExpressions");
            List<TopologySelectorLabelRequirement> labels =
                    storageClass.allowedTopologies().get(i).matchLabelExpressions();
            for (int j = 0; j < labels.size(); j++) {
                NodeLabels.label(labels.get(j).key(), at.index(j).child("key"), warnings);
            }
        }
    }

    static void capacity(CSIStorageCapacity capacity, List<String> warnings) {
        if (capacity.nodeTopology() != null) {
            NodeLabels.selector(capacity.nodeTopology(), FieldPath.of("nodeTopology"), warnings);
        }
    }
}
