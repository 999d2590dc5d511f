package io.gantry.api.validation;

import io.gantry.api.core.v1.DownwardAPIProjection;
import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.DownwardAPIVolumeSource;
import io.gantry.api.core.v1.EmptyDirVolumeSource;
import io.gantry.api.core.v1.HostPathVolumeSource;
import io.gantry.api.core.v1.PodCertificateProjection;
import io.gantry.api.core.v1.ProjectedVolumeSource;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.api.names.Names;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod. */
final class VolumeRules {
    private static final List<String> HOST_PATH_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    private static final List<String> DOWNWARD_FIELDS =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");

    private VolumeRules() {}

    /** The volumes by their names. */
    static Map<String, Volume> byName(List<Volume> volumes, FieldPath path, FieldErrors errors) {
        Map<String, Volume> found = new LinkedHashMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            String name = volumes.get(i).name();
            if (found.putIfAbsent(name, volumes.get(i)) != null
                    && Names.dns1123Label(name).isEmpty()) {
                errors.duplicate(path.index(i).child("name"), name);
            }
        }
        return found;
    }

    static void check(EmptyDirVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.sizeLimit() != null && source.sizeLimit().signum() < 0) {
            errors.forbidden(path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
        }
    }

    /** Nothing is said of the type when there is no path. */
    static void check(HostPathVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.path().isEmpty()) {
            errors.required(path.child("path"), "");
            return;
        }
        Formats.withoutBacksteps(source.path(), path.child("path"), errors);
        errors.optionalOneOf(path.child("type"), source.type(), HOST_PATH_TYPES);
    }

    static void check(DownwardAPIVolumeSource source, FieldPath path, FieldErrors errors) {
        files(source.items(), path, errors);
    }

    static void check(DownwardAPIProjection source, FieldPath path, FieldErrors errors) {
        files(source.items(), path, errors);
    }

    private static void files(List<DownwardAPIVolumeFile> files, FieldPath path, FieldErrors errors) {
        for (DownwardAPIVolumeFile file : files) {
            CoreV1DownwardAPIVolumeFileChecks.check(file, path, errors);
        }
    }

    static void check(DownwardAPIVolumeFile file, FieldPath path, FieldErrors errors) {
        if (file.fieldRef() != null) {
            EnvRules.fieldPath(file.fieldRef(), path.child("fieldRef"), DOWNWARD_FIELDS, errors);
            if (file.resourceFieldRef() != null) {
                errors.invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (file.resourceFieldRef() != null) {
            ResourceRules.fieldSelector(file.resourceFieldRef(), true, path.child("resourceFieldRef"), errors);
        } else {
            errors.required(path, "one of fieldRef and resourceFieldRef is required");
        }
    }

    /** No two sources may make the same file. */
    static void check(ProjectedVolumeSource source, FieldPath path, FieldErrors errors) {
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < source.sources().size(); i++) {
            VolumeProjection projection = source.sources().get(i);
            FieldPath place = path.child("sources").index(i);
            if (projection.secret() != null) {
                projection.secret().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.configMap() != null) {
                projection.configMap().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.downwardAPI() != null) {
                projection.downwardAPI().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.clusterTrustBundle() != null) {
                CoreV1ClusterTrustBundleProjectionChecks.check(
                        projection.clusterTrustBundle(), place.child("clusterTrustBundlePEM"), errors);
                unique(projection.clusterTrustBundle().path(), paths, path, errors);
            }
            if (projection.podCertificate() != null) {
                PodCertificateProjection certificate = projection.podCertificate();
                for (String file : Arrays.asList(
                        certificate.credentialBundlePath(),
                        certificate.keyPath(),
                        certificate.certificateChainPath())) {
                    unique(file == null ? "" : file, paths, path, errors);
                }
            }
        }
    }

    private static void unique(String text, Set<String> paths, FieldPath place, FieldErrors errors) {
        if (!text.isEmpty() && !paths.add(text)) {
            errors.invalid(place, text, "conflicting duplicate paths");
        }
    }
}
