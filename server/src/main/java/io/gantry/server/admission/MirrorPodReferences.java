package io.gantry.server.admission;

import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;

/**
 * Which objects of the API a pod refers to. A mirror pod may refer to none: a node would give itself the right to read them by
 * saying that it runs such a pod. Pure.
 */
final class MirrorPodReferences {
    private MirrorPodReferences() {}

    /** The resource of the first reference as refusals name it; empty when there is none. */
    static String first(PodSpec spec) {
        String account = spec.serviceAccountName();
        if (account != null && !account.isEmpty()) {
            return "serviceaccounts";
        }
        if (PodReferences.secrets(spec)) {
            return "secrets";
        }
        if (PodReferences.configMaps(spec)) {
            return "configmaps";
        }
        if (!spec.resourceClaims().isEmpty()) {
            return "resourceclaims";
        }
        for (Volume volume : spec.volumes()) {
            String reference = of(volume);
            if (!reference.isEmpty()) {
                return reference;
            }
        }
        return "";
    }

    /** Secrets and configmaps that a volume names are found before. */
    private static String of(Volume volume) {
        if (volume.csi() != null) {
            return "csidrivers (via CSI volumes)";
        }
        if (volume.glusterfs() != null) {
            return "endpoints (via glusterFS volumes)";
        }
        if (volume.persistentVolumeClaim() != null) {
            return "persistentvolumeclaims";
        }
        if (volume.ephemeral() != null) {
            return "persistentvolumeclaims (via ephemeral volumes)";
        }
        if (volume.projected() != null) {
            for (VolumeProjection source : volume.projected().sources()) {
                if (source.serviceAccountToken() != null) {
                    return "serviceaccounts (via projected volumes)";
                }
                if (source.clusterTrustBundle() != null) {
                    return "clustertrustbundles";
                }
                if (source.podCertificate() != null) {
                    return "podcertificates";
                }
            }
        }
        return "";
    }
}
