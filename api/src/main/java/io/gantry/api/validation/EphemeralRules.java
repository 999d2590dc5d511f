package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodResourceClaim;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceRequirementsType;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeMount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ephemeral containers, which come to a pod that runs, stay as they are, and have no part in what the pod is for. */
final class EphemeralRules {
    private static final FieldPath PATH = FieldPath.SPEC.child("ephemeralContainers");
    private static final String NEVER = "cannot be set for an Ephemeral Container";

    private EphemeralRules() {}

    static void update(Pod updated, Pod old, FieldErrors errors) {
        if (old.metadata().annotations().containsKey("kubernetes.io/config.mirror")) {
            errors.forbidden(FieldPath.of(""), "static pods do not support ephemeral containers");
            return;
        }
        containers(updated.spec(), errors);
        Map<String, EphemeralContainer> now = new HashMap<>();
        updated.spec().ephemeralContainers().forEach(each -> now.put(each.name(), each));
        for (EphemeralContainer before : old.spec().ephemeralContainers()) {
            EphemeralContainer after = now.get(before.name());
            String which = "existing ephemeral containers \"" + before.name() + "\" may not be ";
            if (after == null) {
                errors.forbidden(PATH, which + "removed\n");
            } else if (!after.equals(before)) {
                errors.forbidden(PATH, which + "changed\n");
            }
        }
    }

    private static void containers(PodSpec spec, FieldErrors errors) {
        Map<String, Volume> volumes = new HashMap<>();
        spec.volumes().forEach(volume -> volumes.put(volume.name(), volume));
        Set<String> claims =
                spec.resourceClaims().stream().map(PodResourceClaim::name).collect(Collectors.toSet());
        Set<String> others = new HashSet<>();
        spec.containers().forEach(container -> others.add(container.name()));
        spec.initContainers().forEach(container -> others.add(container.name()));
        Set<String> names = new HashSet<>(others);
        for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
            EphemeralContainer each = spec.ephemeralContainers().get(i);
            FieldPath place = PATH.index(i);
            Container common = common(each);
            CoreV1ContainerChecks.check(common, place, errors);
            new ContainerRules(place, volumes, claims, 0, errors).container(common);
            if (!names.add(each.name())) {
                errors.duplicate(place.child("name"), each.name());
            }
            String target = each.targetContainerName();
            if (target != null && !target.isEmpty() && !others.contains(target)) {
                errors.notFound(place.child("targetContainerName"), target);
            }
            forbidden(each, place, errors);
            subPaths(each.volumeMounts(), place.child("volumeMounts"), errors);
        }
    }

    /** What it shares with other containers, without what it may not have. */
    private static Container common(EphemeralContainer each) {
        return ContainerBuilder.of()
                .name(each.name())
                .image(each.image())
                .command(each.command())
                .args(each.args())
                .workingDir(each.workingDir())
                .ports(each.ports())
                .env(each.env())
                .envFrom(each.envFrom())
                .resources(each.resources())
                .volumeMounts(each.volumeMounts())
                .volumeDevices(each.volumeDevices())
                .terminationMessagePath(each.terminationMessagePath())
                .terminationMessagePolicy(each.terminationMessagePolicy())
                .imagePullPolicy(each.imagePullPolicy())
                .securityContext(each.securityContext())
                .stdin(each.stdin())
                .stdinOnce(each.stdinOnce())
                .tty(each.tty())
                .build();
    }

    private static void forbidden(EphemeralContainer each, FieldPath place, FieldErrors errors) {
        never(!each.ports().isEmpty(), "ports", place, errors);
        never(!each.resources().equals(ResourceRequirementsType.EMPTY), "resources", place, errors);
        never(!each.resizePolicy().isEmpty(), "resizePolicy", place, errors);
        never(each.restartPolicy() != null, "restartPolicy", place, errors);
        never(!each.restartPolicyRules().isEmpty(), "restartPolicyRules", place, errors);
        never(each.livenessProbe() != null, "livenessProbe", place, errors);
        never(each.readinessProbe() != null, "readinessProbe", place, errors);
        never(each.startupProbe() != null, "startupProbe", place, errors);
        never(each.lifecycle() != null, "lifecycle", place, errors);
    }

    private static void never(boolean given, String field, FieldPath place, FieldErrors errors) {
        if (given) {
            errors.forbidden(place.child(field), NEVER);
        }
    }

    private static void subPaths(List<VolumeMount> mounts, FieldPath place, FieldErrors errors) {
        for (int i = 0; i < mounts.size(); i++) {
            VolumeMount mount = mounts.get(i);
            never(mount.subPath() != null && !mount.subPath().isEmpty(), "subPath", place.index(i), errors);
            never(mount.subPathExpr() != null && !mount.subPathExpr().isEmpty(), "subPathExpr", place.index(i), errors);
        }
    }
}
