package io.gantry.api.validation;

import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.core.v1.SessionAffinityConfig;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services. */
final class ServiceRules {
    private static final String BALANCER_ONLY = "may only be used when `type` is 'LoadBalancer'";
    private static final int MAX_AFFINITY_SECONDS = 86_400;

    private final ServiceSpec spec;
    private final String type;
    private final boolean headless;
    private final FieldErrors errors;

    private ServiceRules(ServiceSpec spec, FieldErrors errors) {
        this.spec = spec;
        this.type = spec.type() == null ? "" : spec.type();
        this.headless = "None".equals(clusterIp(spec));
        this.errors = errors;
    }

    private static @Nullable String clusterIp(ServiceSpec spec) {
        return spec.clusterIPs().isEmpty()
                ? spec.clusterIP()
                : spec.clusterIPs().getFirst();
    }

    private static FieldPath path(String name) {
        return FieldPath.SPEC.child(name);
    }

    static void service(Service service, FieldErrors errors) {
        new ServiceRules(service.spec(), errors).check();
    }

    private void check() {
        if (spec.ports().isEmpty() && !headless && !type.equals("ExternalName")) {
            errors.required(path("ports"), "");
        }
        byType();
        ports();
        affinity();
        addresses();
        balancer();
        trafficPolicies();
    }

    private void byType() {
        boolean allocated = type.equals("LoadBalancer") || type.equals("NodePort");
        if (allocated && headless) {
            errors.invalid(path("clusterIPs").index(0), "None", "may not be set to 'None' for " + type + " services");
        }
        if (!type.equals("ExternalName")) {
            return;
        }
        if (!spec.clusterIPs().isEmpty()) {
            errors.forbidden(path("clusterIPs"), "may not be set for ExternalName services");
        }
        String name = spec.externalName() == null ? "" : spec.externalName();
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (plain.isEmpty()) {
            errors.required(path("externalName"), "");
        } else {
            errors.invalid(path("externalName"), plain, Names.dns1123Subdomain(plain));
        }
    }

    private void ports() {
        List<ServicePort> ports = spec.ports();
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        Set<String> nodePorts = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            ServicePort port = ports.get(i);
            FieldPath place = path("ports").index(i);
            String name = port.name() == null ? "" : port.name();
            if (name.isEmpty()) {
                if (ports.size() > 1) {
                    errors.required(place.child("name"), "");
                }
            } else if (!names.add(name)) {
                errors.duplicate(place.child("name"), name);
            }
            if (!numbers.add(port.protocol() + "/" + port.port())) {
                Map<String, Object> key = new LinkedHashMap<>();
                key.put("protocol", port.protocol() == null ? "" : port.protocol());
                key.put("port", port.port());
                errors.duplicate(place, key);
            }
            if (port.nodePort() != null) {
                if (type.equals("ClusterIP")) {
                    errors.forbidden(place.child("nodePort"), "may not be used when `type` is 'ClusterIP'");
                }
                if (!nodePorts.add(port.protocol() + "/" + port.nodePort())) {
                    errors.duplicate(place.child("nodePort"), port.nodePort());
                }
            }
        }
    }

    private void affinity() {
        SessionAffinityConfig config = spec.sessionAffinityConfig();
        FieldPath place = path("sessionAffinityConfig");
        if ("None".equals(spec.sessionAffinity()) && config != null) {
            errors.forbidden(place, "must not be set when session affinity is None");
        }
        if (!"ClientIP".equals(spec.sessionAffinity())) {
            return;
        }
        if (config == null) {
            errors.required(place, "when session affinity type is ClientIP");
        } else if (config.clientIP() == null) {
            errors.required(place.child("clientIP"), "when session affinity type is ClientIP");
        } else if (config.clientIP().timeoutSeconds() == null) {
            errors.required(place.child("clientIP").child("timeoutSeconds"), "when session affinity type is ClientIP");
        } else if (config.clientIP().timeoutSeconds() <= 0
                || config.clientIP().timeoutSeconds() > MAX_AFFINITY_SECONDS) {
            errors.invalid(
                    place.child("clientIP").child("timeoutSeconds"),
                    config.clientIP().timeoutSeconds(),
                    "must be greater than 0 and less than " + MAX_AFFINITY_SECONDS);
        }
    }

    private void addresses() {
        List<String> ips = spec.clusterIPs();
        String first = spec.clusterIP() == null ? "" : spec.clusterIP();
        if (!type.equals("ExternalName")) {
            if (!ips.isEmpty() && !ips.getFirst().equals(first)) {
                errors.invalid(path("clusterIPs"), ips, "first value must match `clusterIP`");
            }
            if (ips.size() > 2) {
                errors.invalid(path("clusterIPs"), ips, "may only hold up to 2 values");
            }
            if (ips.size() > 1 && ips.contains("None")) {
                errors.invalid(path("clusterIPs").index(0), "None", "'None' must be the first and only value");
            }
        }
        for (int i = 0; i < ips.size(); i++) {
            if (!ips.get(i).equals("None")) {
                Addresses.address(ips.get(i), path("clusterIPs").index(i), errors);
            }
        }
        if (ips.isEmpty() && !first.isEmpty() && !first.equals("None")) {
            Addresses.address(first, path("clusterIP"), errors);
        }
        for (int i = 0; i < spec.ipFamilies().size(); i++) {
            String family = spec.ipFamilies().get(i);
            if (!family.equals("IPv4") && !family.equals("IPv6")) {
                errors.notSupported(path("ipFamilies").index(i), family, List.of("IPv4", "IPv6"));
            } else if (spec.ipFamilies().indexOf(family) != i) {
                errors.duplicate(path("ipFamilies").index(i), family);
            }
        }
    }

    private void balancer() {
        boolean balancer = type.equals("LoadBalancer");
        FieldPath ranges = path("loadBalancerSourceRanges");
        if (!spec.loadBalancerSourceRanges().isEmpty()) {
            if (!balancer) {
                errors.forbidden(ranges, BALANCER_ONLY);
            }
            for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
                Addresses.network(spec.loadBalancerSourceRanges().get(i).strip(), ranges.index(i), errors);
            }
        }
        if (balancer && spec.allocateLoadBalancerNodePorts() == null) {
            errors.required(path("allocateLoadBalancerNodePorts"), "");
        } else if (!balancer && spec.allocateLoadBalancerNodePorts() != null) {
            errors.forbidden(path("allocateLoadBalancerNodePorts"), BALANCER_ONLY);
        }
        if (spec.loadBalancerClass() != null && !balancer) {
            errors.forbidden(path("loadBalancerClass"), BALANCER_ONLY);
        }
    }

    private void trafficPolicies() {
        boolean external = type.equals("LoadBalancer")
                || type.equals("NodePort")
                || (type.equals("ClusterIP") && !spec.externalIPs().isEmpty());
        String policy = spec.externalTrafficPolicy();
        if (external) {
            errors.oneOf(path("externalTrafficPolicy"), policy, List.of("Cluster", "Local"));
        } else if (policy != null && !policy.isEmpty()) {
            errors.invalid(path("externalTrafficPolicy"), policy, "may only be set for externally-accessible services");
        }
        Integer health = spec.healthCheckNodePort();
        if (health != null) {
            if (!type.equals("LoadBalancer") || !"Local".equals(policy)) {
                errors.invalid(
                        path("healthCheckNodePort"),
                        health,
                        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
            } else {
                errors.invalid(path("healthCheckNodePort"), health, Names.portNumber(health));
            }
        }
        if (!type.equals("ExternalName") && spec.internalTrafficPolicy() == null) {
            errors.required(path("internalTrafficPolicy"), "");
        }
    }

    static void update(Service updated, Service old, FieldErrors errors) {
        ServiceSpec after = updated.spec();
        ServiceSpec before = old.spec();
        String address = clusterIp(before);
        boolean kept = !"ExternalName".equals(before.type()) && !"ExternalName".equals(after.type());
        if (kept && address != null && !address.isEmpty() && !address.equals(clusterIp(after))) {
            errors.invalid(
                    path("clusterIPs").index(0),
                    clusterIp(after) == null ? "" : clusterIp(after),
                    "may not change once set");
        }
        if (kept
                && before.clusterIPs().size() > 1
                && after.clusterIPs().size() > 1
                && !before.clusterIPs().get(1).equals(after.clusterIPs().get(1))) {
            errors.invalid(path("clusterIPs").index(1), after.clusterIPs().get(1), "may not change once set");
        }
        boolean balanced = "LoadBalancer".equals(before.type()) && "LoadBalancer".equals(after.type());
        if (balanced && !Objects.equals(before.loadBalancerClass(), after.loadBalancerClass())) {
            errors.invalid(path("loadBalancerClass"), after.loadBalancerClass(), "may not change once set");
        }
        service(updated, errors);
    }
}
