package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.ContainerResizePolicy;
import io.gantry.api.core.v1.ContainerRestartRule;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.FileKeySelector;
import io.gantry.api.core.v1.Lifecycle;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceClaim;
import io.gantry.api.core.v1.ResourceClaimType;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeDevice;
import io.gantry.api.core.v1.VolumeMount;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One container of a pod. */
final class ContainerRules {
    private static final int MAX_RESTART_RULES = 20;

    private final FieldPath path;
    private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer", "None");
    private static final List<String> RECURSIONS = List.of("Disabled", "Enabled", "IfPossible");
    private final Map<String, Volume> volumes;
    private final Set<String> claims;
    private final long graceSeconds;
    private final FieldErrors errors;

    /**
     * @param volumes the pod's volumes by their names
     * @param claims the names of the pod's resource claims
     * @param graceSeconds the pod's grace period
     */
    ContainerRules(
            FieldPath path, Map<String, Volume> volumes, Set<String> claims, long graceSeconds, FieldErrors errors) {
        this.path = path;
        this.volumes = volumes;
        this.claims = claims;
        this.graceSeconds = graceSeconds;
        this.errors = errors;
    }

    void container(Container container) {
        portNames(container.ports());
        envFiles(container.env());
        container.envFrom().forEach(source -> EnvRules.sources(source, path.child("envFrom"), errors));
        mounts(container.volumeMounts(), container.volumeDevices(), container.securityContext());
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
                errors.duplicate(place, InternalJson.of(ResourceClaimType.TYPE, used.get(i)));
            }
        }
    }

    /**
     * What only the containers that keep running may have.
     *
     * @param pod the pod of the container
     */
    void appProbes(Container container, PodSpec pod) {
        ProbeRules probes = new ProbeRules(graceSeconds, errors);
        Lifecycle lifecycle = container.lifecycle();
        probes.lifecycle(lifecycle, path.child("lifecycle"));
        if (lifecycle != null && lifecycle.stopSignal() != null) {
            OsRules.stopSignal(
                    lifecycle.stopSignal(), pod, path.child("lifecycle").child("stopSignal"), errors);
        }
        probes.liveness(container.livenessProbe(), path.child("livenessProbe"));
        probes.readiness(container.readinessProbe(), path.child("readinessProbe"));
        probes.liveness(container.startupProbe(), path.child("startupProbe"));
    }

    void initContainer(Container container, PodSpec pod) {
        restartRules(container);
        if ("Always".equals(container.restartPolicy())) {
            appProbes(container, pod);
            return;
        }
        String must = "may not be set for init containers without restartPolicy=Always";
        if (container.lifecycle() != null) {
            errors.forbidden(path.child("lifecycle"), must);
        }
        if (container.livenessProbe() != null) {
            errors.forbidden(path.child("livenessProbe"), must);
        }
        if (container.readinessProbe() != null) {
            errors.forbidden(path.child("readinessProbe"), must);
        }
        if (container.startupProbe() != null) {
            errors.forbidden(path.child("startupProbe"), must);
        }
    }

    /** What beside a restart policy of the container's own depends on how it ended. */
    void restartRules(Container container) {
        List<ContainerRestartRule> rules = container.restartPolicyRules();
        if (container.restartPolicy() == null && !rules.isEmpty()) {
            errors.required(path.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
        }
        FieldPath place = path.child("restartPolicyRules");
        if (rules.size() > MAX_RESTART_RULES) {
            errors.tooMany(place, rules.size(), MAX_RESTART_RULES);
        }
        for (int i = 0; i < rules.size(); i++) {
            CoreV1ContainerRestartRuleChecks.check(rules.get(i), place.index(i), errors);
        }
    }

    private void portNames(List<ContainerPort> ports) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            String name = ports.get(i).name();
            if (name != null && !name.isEmpty() && Names.portName(name).isEmpty() && !names.add(name)) {
                errors.duplicate(path.child("ports").index(i).child("name"), name);
            }
        }
    }

    /** Two containers that run at the same time cannot hold the same port of the node. */
    void hostPorts(List<ContainerPort> ports, Set<String> taken) {
        for (int i = 0; i < ports.size(); i++) {
            ContainerPort port = ports.get(i);
            Integer hostPort = port.hostPort();
            if (hostPort != null) {
                String key = port.protocol() + "/" + (port.hostIP() == null ? "" : port.hostIP()) + "/" + hostPort;
                if (!taken.add(key)) {
                    errors.duplicate(path.child("ports").index(i).child("hostPort"), key);
                }
            }
        }
    }

    /** In the node's own network a container's port is the node's. */
    void portsOfTheNode(List<ContainerPort> ports) {
        for (int i = 0; i < ports.size(); i++) {
            Integer hostPort = ports.get(i).hostPort();
            if (hostPort != null && hostPort != ports.get(i).containerPort()) {
                errors.invalid(
                        path.child("ports").index(i).child("hostPort"),
                        hostPort,
                        "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private void envFiles(List<EnvVar> env) {
        for (int i = 0; i < env.size(); i++) {
            EnvVarSource source = env.get(i).valueFrom();
            FileKeySelector file = source == null ? null : source.fileKeyRef();
            if (file == null) {
                continue;
            }
            FieldPath place = path.child("env")
                    .index(i)
                    .child("valueFrom")
                    .child("fileKeyRef")
                    .child("volumeName");
            Volume volume = volumes.get(file.volumeName());
            if (volume == null) {
                errors.notFound(place, file.volumeName());
            } else if (volume.emptyDir() == null) {
                errors.invalid(place, file.volumeName(), "referenced volume must be of type emptyDir");
            }
        }
    }

    private void mounts(List<VolumeMount> mounts, List<VolumeDevice> devices, @Nullable SecurityContext security) {
        boolean privileged = security != null && Boolean.TRUE.equals(security.privileged());
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            VolumeMount mount = mounts.get(i);
            FieldPath place = path.child("volumeMounts").index(i);
            if (!volumes.containsKey(mount.name())) {
                errors.notFound(place.child("name"), mount.name());
            }
            if (!paths.add(mount.mountPath())) {
                errors.invalid(place.child("mountPath"), mount.mountPath(), "must be unique");
            }
            propagation(mount, privileged);
            recursiveReadOnly(mount);
        }
        for (int i = 0; i < devices.size(); i++) {
            VolumeDevice device = devices.get(i);
            FieldPath place = path.child("volumeDevices").index(i);
            if (!device.name().isEmpty() && !volumes.containsKey(device.name())) {
                errors.notFound(place.child("name"), device.name());
            }
            if (!device.devicePath().isEmpty() && !paths.add(device.devicePath())) {
                errors.invalid(place.child("devicePath"), device.devicePath(), "must be unique");
            }
        }
    }

    /** As of the two that follow, Kubernetes does not say at which of the mounts it stands. */
    private void propagation(VolumeMount mount, boolean privileged) {
        FieldPath place = path.child("volumeMounts").child("mountPropagation");
        errors.optionalOneOf(place, mount.mountPropagation(), PROPAGATIONS);
        if ("Bidirectional".equals(mount.mountPropagation()) && !privileged) {
            errors.forbidden(place, "Bidirectional mount propagation is available only to privileged containers");
        }
    }

    private void recursiveReadOnly(VolumeMount mount) {
        FieldPath place = path.child("volumeMounts").child("recursiveReadOnly");
        String recursive = mount.recursiveReadOnly();
        errors.optionalOneOf(place, recursive, RECURSIONS);
        if (!"Enabled".equals(recursive) && !"IfPossible".equals(recursive)) {
            return;
        }
        if (!Boolean.TRUE.equals(mount.readOnly())) {
            errors.forbidden(place, "may only be specified when readOnly is true");
        }
        if (mount.mountPropagation() != null && !mount.mountPropagation().equals("None")) {
            errors.forbidden(place, "may only be specified when mountPropagation is None or not specified");
        }
    }

    /**
     * What becomes of the container when it gets more or less; the errors stand at the list.
     *
     * @param podRestartPolicy what becomes of the pod's containers when they end
     */
    void resizePolicies(Container container, @Nullable String podRestartPolicy) {
        FieldPath place = path.child("resizePolicy");
        Set<String> resources = new HashSet<>();
        List<ContainerResizePolicy> policies = container.resizePolicy();
        for (int i = 0; i < policies.size(); i++) {
            ContainerResizePolicy policy = policies.get(i);
            if (!resources.add(policy.resourceName())) {
                errors.duplicate(place.index(i), policy.resourceName());
            }
            errors.oneOf(place, policy.resourceName(), List.of("cpu", "memory"));
            errors.oneOf(place, policy.restartPolicy(), List.of("NotRequired", "RestartContainer"));
            if ("Never".equals(podRestartPolicy) && !policy.restartPolicy().equals("NotRequired")) {
                errors.invalid(place, policy.restartPolicy(), "must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }

    static void check(VolumeMount mount, FieldPath path, FieldErrors errors) {
        String expression = mount.subPathExpr();
        if (expression != null
                && !expression.isEmpty()
                && mount.subPath() != null
                && !mount.subPath().isEmpty()) {
            errors.invalid(path.child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
        }
    }
}
