package io.gantry.api.validation;

import io.gantry.api.core.v1.AWSElasticBlockStoreVolumeSource;
import io.gantry.api.core.v1.AzureDiskVolumeSource;
import io.gantry.api.core.v1.AzureFilePersistentVolumeSource;
import io.gantry.api.core.v1.CSIPersistentVolumeSource;
import io.gantry.api.core.v1.CSIVolumeSource;
import io.gantry.api.core.v1.CinderPersistentVolumeSource;
import io.gantry.api.core.v1.CinderVolumeSource;
import io.gantry.api.core.v1.FCVolumeSource;
import io.gantry.api.core.v1.FlexPersistentVolumeSource;
import io.gantry.api.core.v1.FlexVolumeSource;
import io.gantry.api.core.v1.FlockerVolumeSource;
import io.gantry.api.core.v1.GCEPersistentDiskVolumeSource;
import io.gantry.api.core.v1.GlusterfsPersistentVolumeSource;
import io.gantry.api.core.v1.ISCSIPersistentVolumeSource;
import io.gantry.api.core.v1.ISCSIVolumeSource;
import io.gantry.api.core.v1.LocalVolumeSource;
import io.gantry.api.core.v1.QuobyteVolumeSource;
import io.gantry.api.core.v1.SecretReference;
import io.gantry.api.core.v1.StorageOSPersistentVolumeSource;
import io.gantry.api.core.v1.StorageOSVolumeSource;
import io.gantry.api.names.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the contents of volumes come from, in pods and as objects of their own: storage that others run. */
final class VolumeSourceRules {
    private static final int MAX_LUN = 255;
    private static final int MAX_PARTITION = 255;
    private static final int MAX_TENANT = 64;
    private static final String MANAGED_DISK =
            "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
    private static final String BLOB_DISK =
            "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";
    private static final String HOSTS = "must be a host:port pair or multiple pairs separated by commas";

    private VolumeSourceRules() {}

    static void check(GCEPersistentDiskVolumeSource source, FieldPath path, FieldErrors errors) {
        partition(source.partition(), path, errors);
    }

    static void check(AWSElasticBlockStoreVolumeSource source, FieldPath path, FieldErrors errors) {
        partition(source.partition(), path, errors);
    }

    /** None is 0, which the error does not say. */
    private static void partition(@Nullable Integer partition, FieldPath path, FieldErrors errors) {
        if (partition != null && (partition < 0 || partition > MAX_PARTITION)) {
            errors.invalid(path.child("partition"), partition, "must be between 1 and 255, inclusive");
        }
    }

    static void check(GlusterfsPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        String namespace = source.endpointsNamespace();
        FieldPath at = path.child("endpointsNamespace");
        if (namespace != null && namespace.isEmpty()) {
            errors.invalid(at, "", "if the endpointnamespace is set, it must be a valid namespace name");
        } else if (namespace != null) {
            errors.invalid(at, namespace, Names.dns1123Label(namespace));
        }
    }

    static void check(AzureFilePersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.secretNamespace() != null && source.secretNamespace().isEmpty()) {
            errors.required(path.child("secretNamespace"), "");
        }
    }

    static void check(AzureDiskVolumeSource source, FieldPath path, FieldErrors errors) {
        errors.optionalOneOf(path.child("cachingMode"), source.cachingMode(), List.of("None", "ReadOnly", "ReadWrite"));
        String kind = source.kind();
        errors.optionalOneOf(path.child("kind"), kind, List.of("Dedicated", "Managed", "Shared"));
        boolean managed = "Managed".equals(kind);
        if (kind != null && !source.diskURI().startsWith(managed ? "/subscriptions/" : "https://")) {
            errors.notSupported(path.child("diskURI"), source.diskURI(), List.of(managed ? MANAGED_DISK : BLOB_DISK));
        }
    }

    static void check(CinderVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.secretRef() != null) {
            needed(source.secretRef().name(), path.child("secretRef").child("name"), errors);
        }
    }

    static void check(CinderPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.secretRef() != null) {
            needed(source.secretRef().name(), path.child("secretRef").child("name"), errors);
            needed(source.secretRef().namespace(), path.child("secretRef").child("namespace"), errors);
        }
    }

    private static void needed(@Nullable String text, FieldPath path, FieldErrors errors) {
        if (text == null || text.isEmpty()) {
            errors.required(path, "");
        }
    }

    static void check(FlexVolumeSource source, FieldPath path, FieldErrors errors) {
        options(source.options(), path, errors);
    }

    static void check(FlexPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        options(source.options(), path, errors);
    }

    private static void options(Map<String, String> options, FieldPath path, FieldErrors errors) {
        for (String key : options.keySet()) {
            String domain = "." + key.split("/", 2)[0].toLowerCase(Locale.ROOT);
            if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
                errors.invalid(path.child("options").key(key), key, "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }

    static void check(FlockerVolumeSource source, FieldPath path, FieldErrors errors) {
        String name = source.datasetName() == null ? "" : source.datasetName();
        boolean byId = source.datasetUUID() != null && !source.datasetUUID().isEmpty();
        if (name.isEmpty() && !byId) {
            errors.required(path, "one of datasetName and datasetUUID is required");
        }
        if (!name.isEmpty() && byId) {
            errors.invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
        }
        if (name.contains("/")) {
            errors.invalid(path.child("datasetName"), name, "must not contain '/'");
        }
    }

    static void check(QuobyteVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.registry().isEmpty()) {
            errors.required(path.child("registry"), HOSTS);
        } else if (source.tenant() != null && source.tenant().length() > MAX_TENANT) {
            errors.required(path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
        } else {
            for (String pair : source.registry().split(",", -1)) {
                if (!hostAndPort(pair)) {
                    errors.invalid(path.child("registry"), source.registry(), HOSTS);
                }
            }
        }
    }

    /** Whether the last colon, the only one outside of brackets, parts a host from what may be a port. */
    private static boolean hostAndPort(String pair) {
        int colon = pair.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String host = pair.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        String outside = bracketed ? bare.replace(":", "") : bare;
        return outside.chars().noneMatch(c -> c == ':' || c == '[' || c == ']')
                && pair.substring(colon).chars().noneMatch(c -> c == '[' || c == ']');
    }

    static void check(StorageOSVolumeSource source, FieldPath path, FieldErrors errors) {
        storageOs(source.volumeName(), source.volumeNamespace(), path, errors);
        if (source.secretRef() != null) {
            needed(source.secretRef().name(), path.child("secretRef").child("name"), errors);
        }
    }

    static void check(StorageOSPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        storageOs(source.volumeName(), source.volumeNamespace(), path, errors);
        if (source.secretRef() != null) {
            needed(source.secretRef().name(), path.child("secretRef").child("name"), errors);
            needed(source.secretRef().namespace(), path.child("secretRef").child("namespace"), errors);
        }
    }

    private static void storageOs(
            @Nullable String name, @Nullable String namespace, FieldPath path, FieldErrors errors) {
        if (name != null && !name.isEmpty()) {
            errors.invalid(path.child("volumeName"), name, Names.dns1123Label(name));
        }
        if (namespace != null && !namespace.isEmpty()) {
            errors.invalid(path.child("volumeNamespace"), namespace, Names.dns1123Label(namespace));
        }
    }

    static void check(FCVolumeSource source, FieldPath path, FieldErrors errors) {
        FieldPath names = path.child("targetWWNs");
        if (source.targetWWNs().isEmpty() && source.wwids().isEmpty()) {
            errors.required(names, "must specify either targetWWNs or wwids, but not both");
        }
        if (!source.targetWWNs().isEmpty() && !source.wwids().isEmpty()) {
            errors.invalid(names, source.targetWWNs(), "targetWWNs and wwids can not be specified simultaneously");
        }
        if (source.targetWWNs().isEmpty()) {
            return;
        }
        Integer unit = source.lun();
        if (unit == null) {
            errors.required(path.child("lun"), "lun is required if targetWWNs is specified");
        } else if (unit < 0 || unit > MAX_LUN) {
            errors.invalid(path.child("lun"), unit, "must be between 0 and 255, inclusive");
        }
    }

    static void check(ISCSIVolumeSource source, FieldPath path, FieldErrors errors) {
        boolean secret = source.secretRef() != null;
        IscsiNames.check(source.iqn(), path.child("iqn"), true, errors);
        if (authenticates(source.chapAuthDiscovery(), source.chapAuthSession()) && !secret) {
            errors.required(path.child("secretRef"), "");
        }
        IscsiNames.check(source.initiatorName(), path.child("initiatorname"), true, errors);
    }

    static void check(ISCSIPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        SecretReference secret = source.secretRef();
        IscsiNames.check(source.iqn(), path.child("iqn"), false, errors);
        if (authenticates(source.chapAuthDiscovery(), source.chapAuthSession()) && secret == null) {
            errors.required(path.child("secretRef"), "");
        }
        if (secret != null) {
            needed(secret.name(), path.child("secretRef").child("name"), errors);
        }
        IscsiNames.check(source.initiatorName(), path.child("initiatorname"), false, errors);
    }

    private static boolean authenticates(@Nullable Boolean discovery, @Nullable Boolean session) {
        return Boolean.TRUE.equals(discovery) || Boolean.TRUE.equals(session);
    }

    static void check(LocalVolumeSource source, FieldPath path, FieldErrors errors) {
        Formats.withoutBacksteps(source.path(), path.child("path"), errors);
    }

    /** Kubernetes names the volume's own field for a wrong name of its secret. */
    static void check(CSIVolumeSource source, FieldPath path, FieldErrors errors) {
        if (source.nodePublishSecretRef() == null) {
            return;
        }
        String name = source.nodePublishSecretRef().name();
        if (name == null || name.isEmpty()) {
            errors.required(path.child("nodePublishSecretRef").child("name"), "");
        } else {
            errors.invalid(path.child("name"), name, Names.dns1123Subdomain(name));
        }
    }

    /** The secret of staging is not looked at, as in Kubernetes. */
    static void check(CSIPersistentVolumeSource source, FieldPath path, FieldErrors errors) {
        secret(source.controllerPublishSecretRef(), path.child("controllerPublishSecretRef"), errors);
        secret(source.controllerExpandSecretRef(), path.child("controllerExpandSecretRef"), errors);
        secret(source.nodePublishSecretRef(), path.child("nodePublishSecretRef"), errors);
        secret(source.nodeExpandSecretRef(), path.child("nodeExpandSecretRef"), errors);
    }

    private static void secret(@Nullable SecretReference secret, FieldPath path, FieldErrors errors) {
        if (secret == null) {
            return;
        }
        String name = secret.name();
        String namespace = secret.namespace();
        needed(name, path.child("name"), errors);
        needed(namespace, path.child("namespace"), errors);
        if (name != null && !name.isEmpty()) {
            errors.invalid(path.child("name"), name, Names.dns1123Subdomain(name));
        }
        if (namespace != null && !namespace.isEmpty()) {
            errors.invalid(path.child("namespace"), namespace, Names.dns1123Label(namespace));
        }
    }
}
