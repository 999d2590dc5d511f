package io.gantry.api.validation;

import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ConfigMapEnvSource;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.ContainerRestartRule;
import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.ResourceClaim;
import io.gantry.api.core.v1.ResourceClaimType;
import io.gantry.api.core.v1.SecretEnvSource;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.VolumeDevice;
import io.gantry.api.core.v1.VolumeMount;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One container of a pod. */
final class ContainerRules {
    static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private final FieldPath path;
    private final Set<String> volumes;
    private final Set<String> claims;
    private final long graceSeconds;
    private final FieldErrors errors;

    /**
     * @param volumes the names of the pod's volumes
     * @param claims the names of the pod's resource claims
     * @param graceSeconds the pod's grace period
     */
    ContainerRules(FieldPath path, Set<String> volumes, Set<String> claims, long graceSeconds, FieldErrors errors) {
        this.path = path;
        this.volumes = volumes;
        this.claims = claims;
        this.graceSeconds = graceSeconds;
        this.errors = errors;
    }

    void container(Container container) {
        if (container.name().isEmpty()) {
            errors.required(path.child("name"), "");
        } else {
            errors.invalid(path.child("name"), container.name(), Names.dns1123Label(container.name()));
        }
        String image = container.image();
        if (image == null || image.isEmpty()) {
            errors.required(path.child("image"), "");
        } else if (!image.equals(image.strip())) {
            errors.invalid(path.child("image"), image, "must not have leading or trailing whitespace");
        }
        errors.oneOf(path.child("terminationMessagePolicy"), container.terminationMessagePolicy(), MESSAGE_POLICIES);
        ports(container.ports());
        env(container.env());
        envFrom(container.envFrom());
        mounts(container.volumeMounts(), container.volumeDevices(), container.securityContext());
        errors.oneOf(path.child("imagePullPolicy"), container.imagePullPolicy(), PULL_POLICIES);
        ResourceRules.requirements(container.resources(), path.child("resources"), errors);
        List<ResourceClaim> used = container.resources().claims();
        for (int i = 0; i < used.size(); i++) {
            FieldPath place = path.child("resources").child("claims").index(i);
            if (used.get(i).name().isEmpty()) {
                errors.required(place.child("name"), "");
            } else if (!claims.contains(used.get(i).name())) {
                errors.notFound(place.child("name"), used.get(i).name());
            }
            if (used.indexOf(used.get(i)) != i) {
                errors.duplicate(place, Tree.ofRecord(ResourceClaimType.TYPE, used.get(i)));
            }
        }
        for (int i = 0; i < container.resizePolicy().size(); i++) {
            FieldPath place = path.child("resizePolicy").index(i);
            errors.oneOf(
                    place.child("resourceName"),
                    container.resizePolicy().get(i).resourceName(),
                    List.of("cpu", "memory"));
            errors.oneOf(
                    place.child("restartPolicy"),
                    container.resizePolicy().get(i).restartPolicy(),
                    List.of("NotRequired", "RestartContainer"));
        }
        if (container.securityContext() != null) {
            SecurityRules.container(container.securityContext(), path.child("securityContext"), errors);
        }
    }

    /** What only the containers that keep running may have. */
    void appProbes(Container container) {
        ProbeRules probes = new ProbeRules(graceSeconds, errors);
        probes.lifecycle(container.lifecycle(), path.child("lifecycle"));
        probes.liveness(container.livenessProbe(), path.child("livenessProbe"));
        probes.readiness(container.readinessProbe(), path.child("readinessProbe"));
        probes.liveness(container.startupProbe(), path.child("startupProbe"));
    }

    void initContainer(Container container) {
        String policy = container.restartPolicy();
        if ("Always".equals(policy)) {
            appProbes(container);
            restartRules(container);
            return;
        }
        if (policy != null) {
            containerRestart(container);
        }
        String must = "must not be set for init containers without restartPolicy=Always";
        if (container.lifecycle() != null) {
            errors.forbidden(
                    path.child("lifecycle"), "may not be set for init containers without restartPolicy=Always");
        }
        if (container.livenessProbe() != null) {
            errors.forbidden(path.child("livenessProbe"), must.replace("must not", "may not"));
        }
        if (container.readinessProbe() != null) {
            errors.forbidden(path.child("readinessProbe"), must.replace("must not", "may not"));
        }
        if (container.startupProbe() != null) {
            errors.forbidden(path.child("startupProbe"), must.replace("must not", "may not"));
        }
    }

    /** A restart policy of its own, which may depend on how the container ended. */
    void containerRestart(Container container) {
        errors.optionalOneOf(
                path.child("restartPolicy"), container.restartPolicy(), List.of("Always", "OnFailure", "Never"));
        restartRules(container);
    }

    private void restartRules(Container container) {
        List<ContainerRestartRule> rules = container.restartPolicyRules();
        FieldPath place = path.child("restartPolicyRules");
        if (rules.size() > 20) {
            errors.tooMany(place, rules.size(), 20);
        }
        for (int i = 0; i < rules.size(); i++) {
            ContainerRestartRule rule = rules.get(i);
            errors.oneOf(place.index(i).child("action"), rule.action(), List.of("Restart", "RestartAllContainers"));
            if (rule.exitCodes() == null) {
                errors.required(place.index(i).child("exitCodes"), "must be specified");
            } else {
                errors.oneOf(
                        place.index(i).child("exitCodes").child("operator"),
                        rule.exitCodes().operator(),
                        List.of("In", "NotIn"));
            }
        }
    }

    private void ports(List<ContainerPort> ports) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            String name = ports.get(i).name();
            if (name != null && !name.isEmpty() && Names.portName(name).isEmpty() && !names.add(name)) {
                errors.duplicate(path.child("ports").index(i).child("name"), name);
            }
        }
    }

    /** Two containers of a pod cannot hold the same port of the node. */
    void hostPorts(List<ContainerPort> ports, Set<String> taken, boolean hostNetwork) {
        for (int i = 0; i < ports.size(); i++) {
            ContainerPort port = ports.get(i);
            FieldPath place = path.child("ports").index(i);
            Integer hostPort = port.hostPort();
            if (hostNetwork && hostPort != null && hostPort != port.containerPort()) {
                errors.invalid(
                        place.child("containerPort"),
                        port.containerPort(),
                        "must match `hostPort` when `hostNetwork` is true");
            }
            if (hostPort != null) {
                String key = port.protocol() + "/" + (port.hostIP() == null ? "" : port.hostIP()) + "/" + hostPort;
                if (!taken.add(key)) {
                    errors.duplicate(place.child("hostPort"), key);
                }
            }
        }
    }

    private void env(List<EnvVar> env) {
        for (int i = 0; i < env.size(); i++) {
            EnvVar variable = env.get(i);
            FieldPath place = path.child("env").index(i);
            if (variable.name().isEmpty()) {
                errors.required(place.child("name"), "");
            } else {
                errors.invalid(place.child("name"), variable.name(), Names.envVarName(variable.name()));
            }
            if (variable.valueFrom() != null) {
                valueFrom(variable.valueFrom(), variable.value(), place.child("valueFrom"));
            }
        }
    }

    private void valueFrom(EnvVarSource source, @Nullable String value, FieldPath place) {
        int sources = 0;
        if (source.fieldRef() != null) {
            sources++;
            fieldPath(source.fieldRef().fieldPath(), place.child("fieldRef"), FIELDS, errors);
        }
        if (source.resourceFieldRef() != null) {
            sources++;
            ResourceRules.fieldSelector(source.resourceFieldRef(), false, place.child("resourceFieldRef"), errors);
        }
        if (source.configMapKeyRef() != null) {
            sources++;
            key(source.configMapKeyRef().name(), source.configMapKeyRef().key(), place.child("configMapKeyRef"));
        }
        if (source.secretKeyRef() != null) {
            sources++;
            key(source.secretKeyRef().name(), source.secretKeyRef().key(), place.child("secretKeyRef"));
        }
        if (source.fileKeyRef() != null) {
            sources++;
            FieldPath file = place.child("fileKeyRef");
            if (!volumes.contains(source.fileKeyRef().volumeName())) {
                errors.notFound(file.child("volumeName"), source.fileKeyRef().volumeName());
            }
            if (source.fileKeyRef().path().isEmpty()) {
                errors.required(file.child("path"), "");
            } else {
                VolumeRules.localPath(source.fileKeyRef().path(), file.child("path"), errors);
            }
            if (source.fileKeyRef().key().isEmpty()) {
                errors.required(file.child("key"), "");
            }
        }
        if (sources == 0) {
            errors.invalid(
                    place,
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                            + " `fileKeyRef`");
        }
        if (value != null && !value.isEmpty()) {
            if (sources != 0) {
                errors.invalid(place, "", "may not be specified when `value` is not empty");
            }
        } else if (sources > 1) {
            errors.invalid(place, "", "may not have more than one field specified at a time");
        }
    }

    private void key(@Nullable String name, String key, FieldPath place) {
        referenceName(name, place);
        if (key.isEmpty()) {
            errors.required(place.child("key"), "");
        } else {
            errors.invalid(place.child("key"), key, Names.configMapKey(key));
        }
    }

    private void referenceName(@Nullable String name, FieldPath place) {
        if (name == null || name.isEmpty()) {
            errors.required(place.child("name"), "");
        } else {
            errors.invalid(place.child("name"), name, Names.dns1123Subdomain(name));
        }
    }

    /** A field of the pod that containers can see. */
    static void fieldPath(String field, FieldPath place, List<String> supported, FieldErrors errors) {
        if (field.isEmpty()) {
            errors.required(place.child("fieldPath"), "");
            return;
        }
        for (String map : new String[] {"metadata.annotations", "metadata.labels"}) {
            if (field.startsWith(map + "['") && field.endsWith("']")) {
                String key = field.substring(map.length() + 2, field.length() - 2);
                errors.invalid(
                        place,
                        key,
                        Names.qualifiedName(map.endsWith("annotations") ? key.toLowerCase(Locale.ROOT) : key));
                return;
            }
        }
        if (field.contains("[")) {
            errors.invalid(place.child("fieldPath"), field, "does not support subscript");
        } else if (!supported.contains(field)) {
            errors.notSupported(place.child("fieldPath"), field, supported);
        }
    }

    private void envFrom(List<EnvFromSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            EnvFromSource source = sources.get(i);
            FieldPath place = path.child("envFrom").index(i);
            if (source.prefix() != null && !source.prefix().isEmpty()) {
                errors.invalid(place.child("prefix"), source.prefix(), Names.envVarName(source.prefix()));
            }
            ConfigMapEnvSource configMap = source.configMapRef();
            SecretEnvSource secret = source.secretRef();
            if (configMap != null) {
                referenceName(configMap.name(), place.child("configMapRef"));
            }
            if (secret != null) {
                referenceName(secret.name(), place.child("secretRef"));
            }
            if (configMap == null && secret == null) {
                errors.invalid(place, "", "must specify one of: `configMapRef` or `secretRef`");
            } else if (configMap != null && secret != null) {
                errors.invalid(place, "", "may not have more than one field specified at a time");
            }
        }
    }

    private void mounts(List<VolumeMount> mounts, List<VolumeDevice> devices, @Nullable SecurityContext security) {
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            VolumeMount mount = mounts.get(i);
            FieldPath place = path.child("volumeMounts").index(i);
            if (mount.name().isEmpty()) {
                errors.required(place.child("name"), "");
            }
            if (!volumes.contains(mount.name())) {
                errors.notFound(place.child("name"), mount.name());
            }
            if (mount.mountPath().isEmpty()) {
                errors.required(place.child("mountPath"), "");
            }
            if (!paths.add(mount.mountPath())) {
                errors.invalid(place.child("mountPath"), mount.mountPath(), "must be unique");
            }
            if (mount.subPath() != null && !mount.subPath().isEmpty()) {
                VolumeRules.localPath(mount.subPath(), place.child("subPath"), errors);
            }
            if (mount.subPathExpr() != null && !mount.subPathExpr().isEmpty()) {
                if (mount.subPath() != null && !mount.subPath().isEmpty()) {
                    errors.invalid(
                            place.child("subPathExpr"),
                            mount.subPathExpr(),
                            "subPathExpr and subPath are mutually exclusive");
                }
                VolumeRules.localPath(mount.subPathExpr(), place.child("subPathExpr"), errors);
            }
            propagation(mount, security, place);
        }
        for (int i = 0; i < devices.size(); i++) {
            VolumeDevice device = devices.get(i);
            FieldPath place = path.child("volumeDevices").index(i);
            if (device.name().isEmpty()) {
                errors.required(place.child("name"), "");
            } else if (!volumes.contains(device.name())) {
                errors.notFound(place.child("name"), device.name());
            }
            if (device.devicePath().isEmpty()) {
                errors.required(place.child("devicePath"), "");
            } else if (!paths.add(device.devicePath())) {
                errors.invalid(place.child("devicePath"), device.devicePath(), "must be unique");
            }
        }
    }

    private void propagation(VolumeMount mount, @Nullable SecurityContext security, FieldPath place) {
        errors.optionalOneOf(
                place.child("mountPropagation"),
                mount.mountPropagation(),
                List.of("Bidirectional", "HostToContainer", "None"));
        if ("Bidirectional".equals(mount.mountPropagation())
                && (security == null || !Boolean.TRUE.equals(security.privileged()))) {
            errors.forbidden(
                    place.child("mountPropagation"),
                    "Bidirectional mount propagation is available only to privileged containers");
        }
        String recursive = mount.recursiveReadOnly();
        errors.optionalOneOf(place.child("recursiveReadOnly"), recursive, List.of("Disabled", "IfPossible", "Enabled"));
        if (recursive != null && !recursive.equals("Disabled")) {
            if (!Boolean.TRUE.equals(mount.readOnly())) {
                errors.forbidden(place.child("recursiveReadOnly"), "may only be specified when readOnly is true");
            }
            if (mount.mountPropagation() != null && !mount.mountPropagation().equals("None")) {
                errors.forbidden(
                        place.child("recursiveReadOnly"),
                        "may only be specified when mountPropagation is None or not specified");
            }
        }
    }
}
