package io.gantry.api.warnings;

import io.gantry.api.core.v1.HostAlias;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pods, and what pods are made from. */
final class PodWarnings {
    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";

    private static final Map<String, String> DEAD_ANNOTATIONS = new TreeMap<>(Map.of(
            "scheduler.alpha.kubernetes.io/critical-pod",
                    "non-functional in v1.16+; use the \"priorityClassName\" field instead",
            "security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead",
            "security.alpha.kubernetes.io/unsafe-sysctls",
                    "non-functional in v1.11+; use the \"sysctls\" field instead"));

    private PodWarnings() {}

    static void template(@Nullable PodTemplateSpec template, FieldPath path, List<String> warnings) {
        if (template != null && template.spec() != null) {
            pod(template.spec(), template.metadata(), path, warnings);
        }
    }

    /**
     * @param path of the pod or the template; empty for a pod
     */
    static void pod(PodSpec spec, ObjectMeta metadata, FieldPath path, List<String> warnings) {
        FieldPath at = path.child("spec");
        PlacementWarnings.check(spec, at, warnings);
        FieldPath annotations = path.child("metadata").child("annotations");
        DEAD_ANNOTATIONS.forEach((key, message) -> {
            if (metadata.annotations().containsKey(key)) {
                warnings.add(annotations.key(key) + ": " + message);
            }
        });
        for (int i = 0; i < spec.volumes().size(); i++) {
            source(spec.volumes().get(i), at.child("volumes").index(i), warnings);
        }
        spec.volumes().forEach(volume -> VolumePaths.check(volume, warnings));
        duplicates(spec, at, warnings);
        StorageWarnings.fraction(spec.overhead(), "memory", at.child("overhead"), warnings);
        StorageWarnings.fraction(spec.overhead(), "ephemeral-storage", at.child("overhead"), warnings);
        boolean profile =
                spec.securityContext() != null && spec.securityContext().seccompProfile() != null;
        if (!profile && metadata.annotations().containsKey(SECCOMP)) {
            warnings.add(annotations.key(SECCOMP) + ContainerWarnings.DEAD_SECCOMP);
        }
        new ContainerWarnings(spec, metadata, annotations, warnings).check(at);
        Long grace = spec.terminationGracePeriodSeconds();
        if (grace != null && grace < 0) {
            warnings.add(at.child("terminationGracePeriodSeconds")
                    + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
        PlacementWarnings.ofPods(spec.affinity(), at.child("affinity"), warnings);
    }

    private static void source(Volume volume, FieldPath path, List<String> warnings) {
        gone(volume.photonPersistentDisk() != null, path, "photonPersistentDisk", "v1.11", "v1.16", warnings);
        if (volume.gitRepo() != null) {
            warnings.add(path.child("gitRepo") + ": deprecated in v1.11");
        }
        gone(volume.scaleIO() != null, path, "scaleIO", "v1.16", "v1.22", warnings);
        gone(volume.flocker() != null, path, "flocker", "v1.22", "v1.25", warnings);
        gone(volume.storageos() != null, path, "storageOS", "v1.22", "v1.25", warnings);
        gone(volume.quobyte() != null, path, "quobyte", "v1.22", "v1.25", warnings);
        gone(volume.glusterfs() != null, path, "glusterfs", "v1.25", "v1.26", warnings);
        if (volume.ephemeral() != null && volume.ephemeral().volumeClaimTemplate() != null) {
            FieldPath claim =
                    path.child("ephemeral").child("volumeClaimTemplate").child("spec");
            StorageWarnings.claimSpec(volume.ephemeral().volumeClaimTemplate().spec(), claim, warnings);
        }
        gone(volume.cephfs() != null, path, "cephfs", "v1.28", "v1.31", warnings);
        gone(volume.rbd() != null, path, "rbd", "v1.28", "v1.31", warnings);
    }

    private static void gone(
            boolean used, FieldPath path, String source, String since, String until, List<String> warnings) {
        if (used) {
            warnings.add(path.child(source) + ": deprecated in " + since + ", non-functional in " + until + "+");
        }
    }

    private static void duplicates(PodSpec spec, FieldPath at, List<String> warnings) {
        Set<String> addresses = new HashSet<>();
        List<HostAlias> aliases = spec.hostAliases();
        for (int i = 0; i < aliases.size(); i++) {
            if (!addresses.add(aliases.get(i).ip())) {
                warnings.add(at.child("hostAliases").index(i).child("ip") + ": duplicate ip "
                        + FieldError.quote(aliases.get(i).ip()));
            }
        }
        Set<String> names = new HashSet<>();
        FieldPath secrets = at.child("imagePullSecrets");
        for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
            String name = nameOf(spec, i);
            if (!names.add(name)) {
                warnings.add(secrets.index(i).child("name") + ": duplicate name " + FieldError.quote(name));
            }
        }
        for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
            if (nameOf(spec, i).isEmpty()) {
                warnings.add(secrets.index(i).child("name") + ": invalid empty name \"\"");
            }
        }
    }

    private static String nameOf(PodSpec spec, int secret) {
        String name = spec.imagePullSecrets().get(secret).name();
        return name == null ? "" : name;
    }
}
