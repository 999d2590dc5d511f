package io.gantry.api.warning;

import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.KeyToPath;
import io.gantry.api.core.v1.PodCertificateProjection;
import io.gantry.api.core.v1.ProjectedVolumeSource;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Volumes of kinds that are no longer served, and files of one volume that hide each other. */
final class VolumeWarnings {
    static final String PHOTON = ": deprecated in v1.11, non-functional in v1.16+";
    static final String SCALE_IO = ": deprecated in v1.16, non-functional in v1.22+";
    static final String SINCE_22 = ": deprecated in v1.22, non-functional in v1.25+";
    static final String GLUSTERFS = ": deprecated in v1.25, non-functional in v1.26+";
    static final String SINCE_28 = ": deprecated in v1.28, non-functional in v1.31+";

    /** @param source what the file comes from; empty when all files of the volume come from the same */
    private record Placed(String path, String source) {
        @Override
        public String toString() {
            return FieldError.quote(path) + (source.isEmpty() ? "" : " (" + source + ")");
        }

        boolean overlaps(Placed other) {
            return !path.isEmpty()
                    && !other.path.isEmpty()
                    && ((path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/"));
        }
    }

    private VolumeWarnings() {}

    static void check(List<Volume> volumes, FieldPath path, List<String> warnings) {
        for (int i = 0; i < volumes.size(); i++) {
            source(volumes.get(i), path.index(i), warnings);
        }
        for (Volume volume : volumes) {
            overlaps(volume, warnings);
        }
    }

    private static void source(Volume volume, FieldPath path, List<String> warnings) {
        told(volume.photonPersistentDisk(), path.child("photonPersistentDisk"), PHOTON, warnings);
        String git = ": deprecated in v1.11, and disabled by default in v1.33+";
        told(volume.gitRepo(), path.child("gitRepo"), git, warnings);
        told(volume.scaleIO(), path.child("scaleIO"), SCALE_IO, warnings);
        told(volume.flocker(), path.child("flocker"), SINCE_22, warnings);
        told(volume.storageos(), path.child("storageOS"), SINCE_22, warnings);
        told(volume.quobyte(), path.child("quobyte"), SINCE_22, warnings);
        told(volume.glusterfs(), path.child("glusterfs"), GLUSTERFS, warnings);
        if (volume.ephemeral() != null && volume.ephemeral().volumeClaimTemplate() != null) {
            FieldPath spec =
                    path.child("ephemeral").child("volumeClaimTemplate").child("spec");
            StorageWarnings.claim(volume.ephemeral().volumeClaimTemplate().spec(), spec, warnings);
        }
        told(volume.cephfs(), path.child("cephfs"), SINCE_28, warnings);
        told(volume.rbd(), path.child("rbd"), SINCE_28, warnings);
    }

    static void told(@Nullable Object source, FieldPath path, String message, List<String> warnings) {
        if (source != null) {
            warnings.add(path + message);
        }
    }

    private static void overlaps(Volume volume, List<String> warnings) {
        String name = "volume " + FieldError.quote(volume.name());
        if (volume.configMap() != null) {
            String source = name + " (ConfigMap " + quoted(volume.configMap().name()) + ")";
            overlaps(keys(volume.configMap().items(), ""), source, warnings);
        }
        if (volume.secret() != null) {
            String source = name + " (Secret " + quoted(volume.secret().secretName()) + ")";
            overlaps(keys(volume.secret().items(), ""), source, warnings);
        }
        if (volume.downwardAPI() != null) {
            overlaps(files(volume.downwardAPI().items(), ""), name + " (DownwardAPI)", warnings);
        }
        if (volume.projected() != null) {
            projected(volume.projected(), name + " (Projected)", warnings);
        }
    }

    private static void projected(ProjectedVolumeSource volume, String name, List<String> warnings) {
        List<Placed> all = new ArrayList<>();
        for (VolumeProjection source : volume.sources()) {
            if (isEmpty(source)) {
                warnings.add(name + " has no sources provided");
            } else {
                all.addAll(placed(source));
            }
        }
        overlaps(all, name, warnings);
    }

    private static boolean isEmpty(VolumeProjection source) {
        return source.secret() == null
                && source.downwardAPI() == null
                && source.configMap() == null
                && source.serviceAccountToken() == null
                && source.clusterTrustBundle() == null
                && source.podCertificate() == null;
    }

    private static List<Placed> placed(VolumeProjection source) {
        if (source.configMap() != null) {
            return keys(
                    source.configMap().items(),
                    "ConfigMap " + quoted(source.configMap().name()));
        }
        if (source.secret() != null) {
            return keys(
                    source.secret().items(), "Secret " + quoted(source.secret().name()));
        }
        if (source.downwardAPI() != null) {
            return files(source.downwardAPI().items(), "DownwardAPI");
        }
        if (source.serviceAccountToken() != null) {
            return List.of(placed(source.serviceAccountToken().path(), "ServiceAccountToken"));
        }
        if (source.clusterTrustBundle() != null) {
            String name = source.clusterTrustBundle().name();
            String shown = quoted(name == null ? source.clusterTrustBundle().signerName() : name);
            return List.of(placed(source.clusterTrustBundle().path(), "ClusterTrustBundle " + shown));
        }
        return source.podCertificate() == null ? List.of() : certificate(source.podCertificate());
    }

    private static List<Placed> certificate(PodCertificateProjection certificate) {
        List<Placed> files = new ArrayList<>();
        files.add(placed(certificate.certificateChainPath(), "PodCertificate chain"));
        files.add(placed(certificate.keyPath(), "PodCertificate key"));
        files.add(placed(certificate.credentialBundlePath(), "PodCertificate credential bundle"));
        return files;
    }

    private static void overlaps(List<Placed> files, String name, List<String> warnings) {
        for (int i = 1; i < files.size(); i++) {
            for (Placed before : files.subList(0, i)) {
                if (files.get(i).overlaps(before)) {
                    warnings.add(name + ": overlapping paths: " + files.get(i) + " with " + before);
                }
            }
        }
    }

    private static List<Placed> keys(List<KeyToPath> items, String source) {
        return items.stream().map(item -> placed(item.path(), source)).toList();
    }

    private static List<Placed> files(List<DownwardAPIVolumeFile> items, String source) {
        return items.stream().map(item -> placed(item.path(), source)).toList();
    }

    private static Placed placed(@Nullable String path, String source) {
        String text = Warnings.text(path);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return new Placed(text.substring(0, end), source);
    }

    private static String quoted(@Nullable String text) {
        return FieldError.quote(Warnings.text(text));
    }
}
