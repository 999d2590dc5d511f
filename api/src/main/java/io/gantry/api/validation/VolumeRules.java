package io.gantry.api.validation;

import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.KeyToPath;
import io.gantry.api.core.v1.PersistentVolumeClaimTemplate;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.api.core.v1.VolumeProjectionType;
import io.gantry.api.core.v1.VolumeType;
import io.gantry.api.names.Names;
import io.gantry.api.schema.FieldInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The volumes of a pod. */
final class VolumeRules {
    private static final int MAX_MODE = 0777;
    private static final List<String> HOST_PATH_TYPES = List.of(
            "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice");
    private static final List<String> DOWNWARD_FIELDS =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");
    private static final String MODE = "must be a number between 0 and 0777 (octal), both inclusive";

    private VolumeRules() {}

    /** @param found receives the volumes by their names */
    static void volumes(List<Volume> volumes, FieldPath path, Map<String, Volume> found, FieldErrors errors) {
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            FieldPath place = path.index(i);
            String name = volume.name();
            if (name.isEmpty()) {
                errors.required(place.child("name"), "");
            } else {
                List<String> wrong = Names.dns1123Label(name);
                errors.invalid(place.child("name"), name, wrong);
                if (wrong.isEmpty() && found.containsKey(name)) {
                    errors.duplicate(place.child("name"), name);
                }
            }
            found.putIfAbsent(name, volume);
            sources(volume, place, errors);
        }
    }

    private static void sources(Volume volume, FieldPath path, FieldErrors errors) {
        // Kubernetes looks for an emptyDir first, and then takes the sources in the order of their fields.
        int sources = 0;
        if (volume.emptyDir() != null) {
            sources++;
            source(volume, "emptyDir", path.child("emptyDir"), errors);
        }
        for (FieldInfo field : VolumeType.TYPE.fields()) {
            if (field.name().equals("name")
                    || field.name().equals("emptyDir")
                    || VolumeType.TYPE.get(volume, field.index()) == null) {
                continue;
            }
            if (++sources > 1) {
                errors.forbidden(path.child(field.name()), "may not specify more than 1 volume type");
            } else {
                source(volume, field.name(), path.child(field.name()), errors);
            }
        }
        if (sources == 0) {
            errors.required(path, "must specify a volume type");
        }
    }

    private static void source(Volume volume, String name, FieldPath path, FieldErrors errors) {
        switch (name) {
            case "emptyDir" -> {
                var source = volume.emptyDir();
                if (source != null
                        && source.sizeLimit() != null
                        && source.sizeLimit().signum() < 0) {
                    errors.forbidden(path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
                }
            }
            case "hostPath" -> {
                var source = volume.hostPath();
                if (source != null) {
                    hostPath(source.path(), source.type(), path, errors);
                }
            }
            case "secret" -> {
                var source = volume.secret();
                if (source != null) {
                    requiredText(source.secretName(), path.child("secretName"), errors);
                    mode(source.defaultMode(), path.child("defaultMode"), errors);
                    items(source.items(), path.child("items"), errors);
                }
            }
            case "configMap" -> {
                var source = volume.configMap();
                if (source != null) {
                    requiredText(source.name(), path.child("name"), errors);
                    mode(source.defaultMode(), path.child("defaultMode"), errors);
                    items(source.items(), path.child("items"), errors);
                }
            }
            case "downwardAPI" -> {
                var source = volume.downwardAPI();
                if (source != null) {
                    mode(source.defaultMode(), path.child("defaultMode"), errors);
                    files(source.items(), path, errors);
                }
            }
            case "projected" -> {
                var source = volume.projected();
                if (source != null) {
                    mode(source.defaultMode(), path.child("defaultMode"), errors);
                    projections(source.sources(), path.child("sources"), errors);
                }
            }
            case "persistentVolumeClaim" -> {
                var source = volume.persistentVolumeClaim();
                if (source != null) {
                    requiredText(source.claimName(), path.child("claimName"), errors);
                }
            }
            case "nfs" -> {
                var source = volume.nfs();
                if (source != null) {
                    requiredText(source.server(), path.child("server"), errors);
                    requiredText(source.path(), path.child("path"), errors);
                    if (!source.path().isEmpty() && !source.path().startsWith("/")) {
                        errors.invalid(path.child("path"), source.path(), "must be an absolute path");
                    }
                }
            }
            case "csi" -> {
                var source = volume.csi();
                if (source != null) {
                    driverName(source.driver(), path.child("driver"), errors);
                }
            }
            case "ephemeral" -> {
                var source = volume.ephemeral();
                PersistentVolumeClaimTemplate template = source == null ? null : source.volumeClaimTemplate();
                if (template == null) {
                    errors.required(path.child("volumeClaimTemplate"), "");
                } else {
                    ClaimRules.spec(
                            template.spec(), path.child("volumeClaimTemplate").child("spec"), errors);
                }
            }
            case "image" -> {
                var source = volume.image();
                if (source != null) {
                    requiredText(source.reference(), path.child("reference"), errors);
                    errors.optionalOneOf(path.child("pullPolicy"), source.pullPolicy(), ContainerRules.PULL_POLICIES);
                }
            }
            default -> {} // sources of drivers that are gone from Kubernetes, or that only their driver understands
        }
    }

    static void hostPath(String text, @Nullable String type, FieldPath path, FieldErrors errors) {
        if (text.isEmpty()) {
            errors.required(path.child("path"), "");
            return;
        }
        backsteps(text, path.child("path"), errors);
        errors.optionalOneOf(path.child("type"), type, HOST_PATH_TYPES);
    }

    static void driverName(String driver, FieldPath path, FieldErrors errors) {
        if (driver.isEmpty()) {
            errors.required(path, "");
            return;
        }
        if (driver.length() > 63) {
            errors.tooLong(path, 63);
        }
        errors.invalid(path, driver, Names.dns1123Subdomain(driver.toLowerCase(Locale.ROOT)));
    }

    static void requiredText(@Nullable String text, FieldPath path, FieldErrors errors) {
        if (text == null || text.isEmpty()) {
            errors.required(path, "");
        }
    }

    private static void mode(@Nullable Integer mode, FieldPath path, FieldErrors errors) {
        if (mode != null && (mode < 0 || mode > MAX_MODE)) {
            errors.invalid(path, mode, MODE);
        }
    }

    private static void items(List<KeyToPath> items, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < items.size(); i++) {
            KeyToPath item = items.get(i);
            FieldPath place = path.index(i);
            requiredText(item.key(), place.child("key"), errors);
            if (item.path().isEmpty()) {
                errors.required(place.child("path"), "");
            } else {
                localNonReservedPath(item.path(), place.child("path"), errors);
            }
            mode(item.mode(), place.child("mode"), errors);
        }
    }

    private static void files(List<DownwardAPIVolumeFile> files, FieldPath path, FieldErrors errors) {
        for (DownwardAPIVolumeFile file : files) {
            if (file.path().isEmpty()) {
                errors.required(path.child("path"), "");
            }
            localNonReservedPath(file.path(), path.child("path"), errors);
            if (file.fieldRef() != null) {
                ContainerRules.fieldPath(file.fieldRef().fieldPath(), path.child("fieldRef"), DOWNWARD_FIELDS, errors);
                if (file.resourceFieldRef() != null) {
                    errors.invalid(
                            path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
                }
            } else if (file.resourceFieldRef() != null) {
                ResourceRules.fieldSelector(file.resourceFieldRef(), true, path.child("resourceFieldRef"), errors);
            } else {
                errors.required(path, "one of fieldRef and resourceFieldRef is required");
            }
            mode(file.mode(), path.child("mode"), errors);
        }
    }

    private static void projections(List<VolumeProjection> projections, FieldPath path, FieldErrors errors) {
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < projections.size(); i++) {
            VolumeProjection projection = projections.get(i);
            FieldPath place = path.index(i);
            int sources = 0;
            for (FieldInfo field : VolumeProjectionType.TYPE.fields()) {
                if (VolumeProjectionType.TYPE.get(projection, field.index()) != null && ++sources > 1) {
                    errors.forbidden(place.child(field.name()), "may not specify more than 1 volume type per source");
                }
            }
            if (sources == 0) {
                errors.required(place, "must specify a volume source");
            }
            if (projection.secret() != null) {
                FieldPath inner = place.child("secret");
                requiredText(projection.secret().name(), inner.child("name"), errors);
                items(projection.secret().items(), inner.child("items"), errors);
                projection.secret().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.configMap() != null) {
                FieldPath inner = place.child("configMap");
                requiredText(projection.configMap().name(), inner.child("name"), errors);
                items(projection.configMap().items(), inner.child("items"), errors);
                projection.configMap().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.downwardAPI() != null) {
                files(projection.downwardAPI().items(), place.child("downwardAPI"), errors);
                projection.downwardAPI().items().forEach(item -> unique(item.path(), paths, place, errors));
            }
            if (projection.serviceAccountToken() != null) {
                FieldPath inner = place.child("serviceAccountToken");
                Long seconds = projection.serviceAccountToken().expirationSeconds();
                if (seconds != null && seconds < 600) {
                    errors.invalid(
                            inner.child("expirationSeconds"),
                            seconds,
                            "may not specify a duration less than 10 minutes");
                }
                if (seconds != null && seconds > 1L << 32) {
                    errors.invalid(
                            inner.child("expirationSeconds"),
                            seconds,
                            "may not specify a duration larger than 2^32 seconds");
                }
                if (projection.serviceAccountToken().path().isEmpty()) {
                    errors.required(inner.child("path"), "");
                } else {
                    localNonReservedPath(projection.serviceAccountToken().path(), inner.child("path"), errors);
                }
            }
        }
    }

    private static void unique(String text, Set<String> paths, FieldPath place, FieldErrors errors) {
        if (!text.isEmpty() && !paths.add(text)) {
            errors.invalid(place, text, "conflicting duplicate paths");
        }
    }

    /** A path inside of a volume. */
    static void localPath(String text, FieldPath path, FieldErrors errors) {
        if (text.startsWith("/")) {
            errors.invalid(path, text, "must be a relative path");
        }
        backsteps(text, path, errors);
    }

    private static void backsteps(String text, FieldPath path, FieldErrors errors) {
        for (String part : text.split("/")) {
            if (part.equals("..")) {
                errors.invalid(path, text, "must not contain '..'");
                return;
            }
        }
    }

    private static void localNonReservedPath(String text, FieldPath path, FieldErrors errors) {
        localPath(text, path, errors);
        if (text.startsWith("..") && !text.startsWith("../")) {
            errors.invalid(path, text, "must not start with '..'");
        }
    }
}
