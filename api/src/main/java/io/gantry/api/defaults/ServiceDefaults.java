package io.gantry.api.defaults;

import io.gantry.api.core.v1.ClientIPConfig;
import io.gantry.api.core.v1.LoadBalancerIngress;
import io.gantry.api.core.v1.LoadBalancerIngressBuilder;
import io.gantry.api.core.v1.LoadBalancerStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServicePortBuilder;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceStatusBuilder;
import io.gantry.api.core.v1.SessionAffinityConfig;
import io.gantry.api.types.IntOrString;
import java.util.ArrayList;
import java.util.List;

/** Services. */
final class ServiceDefaults {
    /** Three hours. */
    private static final int AFFINITY_SECONDS = 10_800;

    private ServiceDefaults() {}

    static ServicePort port(ServicePort port) {
        IntOrString target = port.targetPort();
        return target == null || target.equals(IntOrString.ZERO) || "".equals(target.text())
                ? ServicePortBuilder.of(port)
                        .targetPort(IntOrString.of(port.port()))
                        .build()
                : port;
    }

    static ServiceSpec spec(ServiceSpec spec) {
        ServiceSpecBuilder builder = ServiceSpecBuilder.of(spec);
        boolean changed = false;
        String type = spec.type() == null ? "" : spec.type();
        if ("None".equals(spec.sessionAffinity()) && spec.sessionAffinityConfig() != null) {
            builder.sessionAffinityConfig(null);
            changed = true;
        }
        SessionAffinityConfig affinity = spec.sessionAffinityConfig();
        if ("ClientIP".equals(spec.sessionAffinity()) && (affinity == null || affinity.clientIP() == null)) {
            builder.sessionAffinityConfig(new SessionAffinityConfig(new ClientIPConfig(AFFINITY_SECONDS)));
            changed = true;
        }
        boolean external = type.equals("NodePort")
                || type.equals("LoadBalancer")
                || (type.equals("ClusterIP") && !spec.externalIPs().isEmpty());
        if (external && spec.externalTrafficPolicy() == null) {
            builder.externalTrafficPolicy("Cluster");
            changed = true;
        }
        if (spec.internalTrafficPolicy() == null
                && (type.equals("NodePort") || type.equals("LoadBalancer") || type.equals("ClusterIP"))) {
            builder.internalTrafficPolicy("Cluster");
            changed = true;
        }
        if (type.equals("LoadBalancer") && spec.allocateLoadBalancerNodePorts() == null) {
            builder.allocateLoadBalancerNodePorts(true);
            changed = true;
        }
        return changed ? builder.build() : spec;
    }

    static Service service(Service service) {
        LoadBalancerStatus balancer = service.status().loadBalancer();
        if (!"LoadBalancer".equals(service.spec().type())
                || balancer.ingress().stream().allMatch(ingress -> ingress.ip() == null || ingress.ipMode() != null)) {
            return service;
        }
        List<LoadBalancerIngress> completed = new ArrayList<>();
        for (LoadBalancerIngress ingress : balancer.ingress()) {
            completed.add(
                    ingress.ip() == null || ingress.ipMode() != null
                            ? ingress
                            : LoadBalancerIngressBuilder.of(ingress)
                                    .ipMode("VIP")
                                    .build());
        }
        return new Service(
                service.metadata(),
                service.spec(),
                ServiceStatusBuilder.of(service.status())
                        .loadBalancer(new LoadBalancerStatus(completed))
                        .build());
    }
}
