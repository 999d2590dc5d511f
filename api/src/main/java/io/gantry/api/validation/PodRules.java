package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.HostAlias;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodDNSConfig;
import io.gantry.api.core.v1.PodDNSConfigOption;
import io.gantry.api.core.v1.PodResourceClaim;
import io.gantry.api.core.v1.PodResourceClaimType;
import io.gantry.api.core.v1.PodSchedulingGate;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pods and pod templates when they are created. */
final class PodRules {
    private static final int MAX_SEARCH_CHARACTERS = 2048;
    private static final int MAX_HOSTNAME = 64;

    private PodRules() {}

    static void pod(Pod pod, FieldErrors errors) {
        spec(pod.spec(), FieldPath.SPEC, errors);
        if (!pod.spec().ephemeralContainers().isEmpty()) {
            errors.forbidden(FieldPath.SPEC.child("ephemeralContainers"), "cannot be set on create");
        }
        if (!pod.spec().schedulingGates().isEmpty() && pod.spec().nodeName() != null) {
            errors.forbidden(
                    FieldPath.SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
        annotations(pod.metadata().annotations(), FieldPath.METADATA.child("annotations"), errors);
    }

    /** Annotations that mean something to Kubernetes. */
    private static void annotations(Map<String, String> annotations, FieldPath path, FieldErrors errors) {
        String mirror = annotations.get("kubernetes.io/config.mirror");
        if (mirror != null && mirror.isEmpty()) {
            errors.required(path.key("kubernetes.io/config.mirror"), "");
        }
    }

    /** A template without the rules that a workload adds. */
    static void template(PodTemplateSpec template, FieldPath path, FieldErrors errors) {
        MetadataRules.labels(template.metadata().labels(), path.child("labels"), errors);
        MetadataRules.annotations(template.metadata().annotations(), path.child("annotations"), errors);
        spec(template.spec(), path.child("spec"), errors);
        if (!template.spec().ephemeralContainers().isEmpty()) {
            errors.forbidden(
                    path.child("spec").child("ephemeralContainers"),
                    "ephemeral containers not allowed in pod template");
        }
    }

    static void spec(PodSpec spec, FieldPath path, FieldErrors errors) {
        Map<String, Volume> volumes = VolumeRules.byName(spec.volumes(), path.child("volumes"), errors);
        Set<String> claims = resourceClaims(spec.resourceClaims(), path.child("resourceClaims"), errors);
        containers(spec, volumes, claims, path, errors);
        SecurityRules.pod(spec, path, errors);
        OsRules.pod(spec, path, errors);
        hostname(spec, path, errors);
        dnsConfig(spec, path, errors);
        AffinityRules.spread(spec.topologySpreadConstraints(), path.child("topologySpreadConstraints"), errors);
        gates(spec.schedulingGates(), path.child("schedulingGates"), errors);
        hostnames(spec.hostAliases(), path.child("hostAliases"), errors);
        spec.overhead()
                .forEach((resource, amount) -> ResourceRules.amount(
                        resource, amount, path.child("overhead").key(resource), errors));
        if (spec.resources() != null) {
            ResourceRules.podRequirements(spec.resources(), spec, path.child("resources"), errors);
        }
    }

    private static void containers(
            PodSpec spec, Map<String, Volume> volumes, Set<String> claims, FieldPath path, FieldErrors errors) {
        long grace = spec.terminationGracePeriodSeconds() == null ? 0 : spec.terminationGracePeriodSeconds();
        boolean hostNetwork = Boolean.TRUE.equals(spec.hostNetwork());
        Set<String> names = new HashSet<>();
        Set<String> hostPorts = new HashSet<>();
        FieldPath place = path.child("containers");
        for (int i = 0; i < spec.containers().size(); i++) {
            Container container = spec.containers().get(i);
            ContainerRules rules = new ContainerRules(place.index(i), volumes, claims, grace, errors);
            if (!names.add(container.name())) {
                errors.duplicate(place.index(i).child("name"), container.name());
            }
            rules.container(container);
            rules.resizePolicies(container, spec.restartPolicy());
            rules.appProbes(container, spec);
            rules.restartRules(container);
            rules.hostPorts(container.ports(), hostPorts);
            if (hostNetwork) {
                rules.portsOfTheNode(container.ports());
            }
        }
        place = path.child("initContainers");
        for (int i = 0; i < spec.initContainers().size(); i++) {
            Container container = spec.initContainers().get(i);
            ContainerRules rules = new ContainerRules(place.index(i), volumes, claims, grace, errors);
            if (!names.add(container.name())) {
                errors.duplicate(place.index(i).child("name"), container.name());
            }
            rules.container(container);
            rules.resizePolicies(container, spec.restartPolicy());
            rules.initContainer(container, spec);
            // Kubernetes compares the ports of an init container with its own only, also where it keeps running.
            rules.hostPorts(container.ports(), new HashSet<>());
        }
    }

    private static Set<String> resourceClaims(List<PodResourceClaim> claims, FieldPath path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < claims.size(); i++) {
            PodResourceClaim claim = claims.get(i);
            FieldPath place = path.index(i);
            if (claim.name().isEmpty()) {
                errors.required(place.child("name"), "");
            } else if (!names.add(claim.name())) {
                errors.duplicate(place.child("name"), claim.name());
            } else {
                errors.invalid(place.child("name"), claim.name(), Names.dns1123Label(claim.name()));
            }
        }
        return names;
    }

    static void check(PodResourceClaim claim, FieldPath path, FieldErrors errors) {
        if (claim.resourceClaimName() != null && claim.resourceClaimTemplateName() != null) {
            errors.invalidRecord(
                    path,
                    PodResourceClaimType.TYPE,
                    claim,
                    "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
        }
        if (claim.resourceClaimName() == null && claim.resourceClaimTemplateName() == null) {
            errors.invalidRecord(
                    path,
                    PodResourceClaimType.TYPE,
                    claim,
                    "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
        }
    }

    private static void gates(List<PodSchedulingGate> gates, FieldPath path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < gates.size(); i++) {
            String name = gates.get(i).name();
            errors.invalid(path.index(i), name, Names.qualifiedName(name));
            if (!seen.add(name)) {
                errors.duplicate(path.index(i), name);
            }
        }
    }

    private static void dnsConfig(PodSpec spec, FieldPath path, FieldErrors errors) {
        PodDNSConfig config = spec.dnsConfig();
        FieldPath place = path.child("dnsConfig");
        if ("None".equals(spec.dnsPolicy())) {
            if (config == null) {
                errors.required(place, "must provide `dnsConfig` when `dnsPolicy` is None");
            } else if (config.nameservers().isEmpty()) {
                errors.required(
                        place.child("nameservers"),
                        "must provide at least one DNS nameserver when `dnsPolicy` is None");
            }
        }
    }

    static void check(PodDNSConfig config, FieldPath place, FieldErrors errors) {
        if (String.join(" ", config.searches()).length() > MAX_SEARCH_CHARACTERS) {
            errors.invalid(
                    place.child("searches"),
                    config.searches(),
                    "must not have more than " + MAX_SEARCH_CHARACTERS
                            + " characters (including spaces) in the search list");
        }
        for (int i = 0; i < config.searches().size(); i++) {
            String search = config.searches().get(i);
            if (search.equals(".")) {
                continue;
            }
            String plain = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
            errors.invalid(place.child("searches").index(i), plain, Names.dns1123Subdomain(plain.replace("_", "a")));
        }
        List<PodDNSConfigOption> options = config.options();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).name() == null) {
                errors.required(place.child("options").index(i), "must not be empty");
            }
        }
    }

    private static void hostname(PodSpec spec, FieldPath path, FieldErrors errors) {
        String hostname = spec.hostnameOverride();
        if (hostname == null) {
            return;
        }
        FieldPath place = path.child("hostnameOverride");
        if (Boolean.TRUE.equals(spec.setHostnameAsFQDN())) {
            errors.forbidden(place, "may not be specified when setHostnameAsFQDN is true");
        }
        if (Boolean.TRUE.equals(spec.hostNetwork())) {
            errors.forbidden(place, "may not be specified when hostNetwork is true");
        }
        if (hostname.length() > MAX_HOSTNAME) {
            errors.tooLong(place, MAX_HOSTNAME);
        }
        errors.invalid(place, hostname, Names.dns1123Subdomain(hostname));
    }

    private static void hostnames(List<HostAlias> aliases, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < aliases.size(); i++) {
            List<String> hostnames = aliases.get(i).hostnames();
            for (int j = 0; j < hostnames.size(); j++) {
                errors.invalid(
                        path.index(i).child("hostnames").index(j),
                        hostnames.get(j),
                        Names.dns1123Subdomain(hostnames.get(j)));
            }
        }
    }
}
