package io.gantry.node.agent;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Quantity;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container's environment from every source, with Kubernetes' order of precedence: services, then {@code envFrom}, then
 * {@code env}, whose values may refer to earlier ones as {@code $(NAME)}.
 */
final class Environment {
    private final Client client;
    private final NodeConfig config;

    Environment(Client client, NodeConfig config) {
        this.client = client;
        this.config = config;
    }

    /** @throws SpecProblem when a key or object that is not optional is missing */
    Map<String, String> of(Pod pod, Container container, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem {
        Map<String, String> result = new LinkedHashMap<>();
        services("default", false, result); // a service of that name in the pod's own namespace stands above it
        if (!Boolean.FALSE.equals(pod.spec().enableServiceLinks())) {
            services(pod.namespace(), true, result);
        }
        for (EnvFromSource source : container.envFrom()) {
            from(pod, source, result);
        }
        for (EnvVar variable : container.env()) {
            EnvVarSource source = variable.valueFrom();
            if (source == null) {
                result.put(
                        variable.name(),
                        Expansion.expand(variable.value() == null ? "" : variable.value(), result::get));
            } else {
                String value = value(pod, container, source, podIps, allocatable);
                if (value != null) {
                    result.put(variable.name(), value);
                }
            }
        }
        return result;
    }

    private @Nullable String value(
            Pod pod, Container container, EnvVarSource source, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem {
        if (source.fieldRef() != null) {
            return DownwardApi.field(pod, source.fieldRef().fieldPath(), podIps, config.name(), config.address());
        }
        if (source.resourceFieldRef() != null) {
            return DownwardApi.resource(pod, source.resourceFieldRef(), container, allocatable);
        }
        if (source.configMapKeyRef() != null) {
            var ref = source.configMapKeyRef();
            String name = text(ref.name());
            boolean optional = Boolean.TRUE.equals(ref.optional());
            Optional<ConfigMap> map = client.find(ConfigMapType.KIND, pod.namespace(), name);
            if (map.isEmpty()) {
                return absent(optional, "configmap \"" + name + "\" not found");
            }
            String value = map.get().data().get(ref.key());
            return value != null
                    ? value
                    : absent(
                            optional,
                            "couldn't find key " + ref.key() + " in ConfigMap " + pod.namespace() + "/" + name);
        }
        if (source.secretKeyRef() != null) {
            var ref = source.secretKeyRef();
            String name = text(ref.name());
            boolean optional = Boolean.TRUE.equals(ref.optional());
            Optional<Secret> secret = client.find(SecretType.KIND, pod.namespace(), name);
            if (secret.isEmpty()) {
                return absent(optional, "secret \"" + name + "\" not found");
            }
            Bytes value = secret.get().data().get(ref.key());
            return value != null
                    ? value.utf8()
                    : absent(optional, "couldn't find key " + ref.key() + " in Secret " + pod.namespace() + "/" + name);
        }
        throw new SpecProblem(
                "CreateContainerConfigError", "a variable's valueFrom names no source that this node knows");
    }

    private static @Nullable String absent(boolean optional, String message) throws SpecProblem {
        if (optional) {
            return null;
        }
        throw new SpecProblem("CreateContainerConfigError", message);
    }

    private void from(Pod pod, EnvFromSource source, Map<String, String> result) throws SpecProblem {
        String prefix = text(source.prefix());
        if (source.configMapRef() != null) {
            String name = text(source.configMapRef().name());
            Optional<ConfigMap> map = client.find(ConfigMapType.KIND, pod.namespace(), name);
            if (map.isPresent()) {
                map.get().data().forEach((key, value) -> result.put(prefix + key, value));
            } else {
                absent(Boolean.TRUE.equals(source.configMapRef().optional()), "configmap \"" + name + "\" not found");
            }
        }
        if (source.secretRef() != null) {
            String name = text(source.secretRef().name());
            Optional<Secret> secret = client.find(SecretType.KIND, pod.namespace(), name);
            if (secret.isPresent()) {
                secret.get().data().forEach((key, value) -> result.put(prefix + key, value.utf8()));
            } else {
                absent(Boolean.TRUE.equals(source.secretRef().optional()), "secret \"" + name + "\" not found");
            }
        }
    }

    /** The variables of the services of a namespace, or of the API server's service alone. */
    private void services(String namespace, boolean all, Map<String, String> result) {
        List<Service> services;
        if (all) {
            services = client.image(ServiceType.KIND)
                    .map((Reader<Service> reader) -> reader.list(namespace))
                    .orElseGet(() -> client.list(ServiceType.KIND, namespace, ListQuery.ALL)
                            .items());
        } else {
            services = new ArrayList<>();
            client.find(ServiceType.KIND, namespace, "kubernetes").ifPresent(services::add);
        }
        for (Service service : services) {
            String address = service.spec().clusterIP();
            if (address != null && !address.isEmpty() && !address.equals("None")) {
                service(service, address, result);
            }
        }
    }

    private static void service(Service service, String address, Map<String, String> result) {
        String prefix = variable(service.name());
        List<ServicePort> ports = service.spec().ports();
        if (ports.isEmpty()) {
            return;
        }
        result.put(prefix + "_SERVICE_HOST", address);
        result.put(prefix + "_SERVICE_PORT", Integer.toString(ports.getFirst().port()));
        for (ServicePort port : ports) {
            if (port.name() != null && !port.name().isEmpty()) {
                result.put(prefix + "_SERVICE_PORT_" + variable(port.name()), Integer.toString(port.port()));
            }
        }
        boolean first = true;
        for (ServicePort port : ports) {
            String protocol = port.protocol() == null ? "TCP" : port.protocol();
            String lower = protocol.toLowerCase(Locale.ROOT);
            String url = lower + "://" + address + ":" + port.port();
            if (first) {
                result.put(prefix + "_PORT", url);
                first = false;
            }
            String portPrefix = prefix + "_PORT_" + port.port() + "_" + protocol.toUpperCase(Locale.ROOT);
            result.put(portPrefix, url);
            result.put(portPrefix + "_PROTO", lower);
            result.put(portPrefix + "_PORT", Integer.toString(port.port()));
            result.put(portPrefix + "_ADDR", address);
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
