package io.gantry.server.admission.webhook;

import io.gantry.api.admissionregistration.v1.ServiceReference;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.server.registry.Registries;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is.
 *
 * @param url as error texts name it
 * @param name whom the server's certificate must be for
 * @param host where to connect to: for a service one of its endpoints
 * @param path with the query
 */
record HookAddress(String url, String name, String host, int port, String path) {
    private static final int HTTPS = 443;

    /** @param turn whose turn it is of several endpoints */
    static HookAddress of(Hook hook, Registries registries, int turn) throws HookFailure {
        WebhookClientConfig client = hook.client();
        String timeout = "timeout=" + hook.timeout().toSeconds() + "s";
        ServiceReference service = client.service();
        if (service != null) {
            return ofService(service, timeout, registries, turn);
        }
        URI uri;
        try {
            uri = URI.create(client.url() == null ? "" : client.url());
        } catch (IllegalArgumentException e) {
            throw new HookFailure("failed to call webhook: " + e.getMessage(), e);
        }
        if (uri.getHost() == null) {
            throw new HookFailure("failed to call webhook: the configuration names neither a service nor a url");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? timeout : uri.getRawQuery() + "&" + timeout;
        int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
        String shown = "https://" + uri.getRawAuthority() + (path.equals("/") ? "/" : path) + "?" + query;
        return new HookAddress(shown, uri.getHost(), uri.getHost(), port, path + "?" + query);
    }

    private static HookAddress ofService(ServiceReference reference, String timeout, Registries registries, int turn)
            throws HookFailure {
        String name = reference.name() + "." + reference.namespace() + ".svc";
        int port = reference.port() == null ? HTTPS : reference.port();
        String given = reference.path() == null ? "" : reference.path();
        String path = (given.startsWith("/") ? given : "/" + given) + "?" + timeout;
        String url = "https://" + name + ":" + port + path;
        Service service = registries.registry(ServiceType.KIND).find(reference.namespace(), reference.name());
        if (service == null) {
            throw failed(url, "service \"" + reference.name() + "\" not found");
        }
        String external = service.spec().externalName();
        if ("ExternalName".equals(service.spec().type()) && external != null) {
            return new HookAddress(url, name, external, port, path);
        }
        ServicePort servicePort = service.spec().ports().stream()
                .filter(each -> each.port() == port)
                .findFirst()
                .orElseThrow(() ->
                        failed(url, "no service port " + port + " found for service \"" + reference.name() + "\""));
        List<HookAddress> ready = new ArrayList<>();
        for (EndpointSlice slice : registries.registry(EndpointSliceType.KIND).all(reference.namespace())) {
            Integer target = service.name().equals(slice.metadata().labels().get("kubernetes.io/service-name"))
                    ? port(slice, servicePort)
                    : null;
            if (target != null) {
                for (Endpoint endpoint : slice.endpoints()) {
                    if (!Boolean.FALSE.equals(endpoint.conditions().ready())) {
                        ready.add(
                                new HookAddress(url, name, endpoint.addresses().getFirst(), target, path));
                    }
                }
            }
        }
        if (ready.isEmpty()) {
            throw failed(url, "no endpoints available for service \"" + reference.name() + "\"");
        }
        return ready.get(Math.floorMod(turn, ready.size()));
    }

    private static @Nullable Integer port(EndpointSlice slice, ServicePort port) {
        String name = port.name() == null ? "" : port.name();
        for (EndpointPort each : slice.ports()) {
            if (name.equals(each.name() == null ? "" : each.name())) {
                return each.port();
            }
        }
        return null;
    }

    HookFailure failed(String why) {
        return failed(url, why);
    }

    private static HookFailure failed(String url, String why) {
        return new HookFailure("failed to call webhook: Post \"" + url + "\": " + why);
    }
}
