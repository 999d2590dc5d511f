package io.gantry.server.admission.webhook;

import io.gantry.api.admissionregistration.v1.ServiceReference;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.Addresses;
import java.net.URI;
import java.util.List;

/**
 * Where a webhook is.
 *
 * @param url as error texts name it
 * @param name whom the server's certificate must be for
 * @param at where to connect to: for a service one of its endpoints
 * @param path with the query
 */
record HookAddress(String url, String name, Address at, String path) {
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
        return new HookAddress(shown, uri.getHost(), new Address(uri.getHost(), port), path + "?" + query);
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
            return new HookAddress(url, name, new Address(external, port), path);
        }
        if (service.spec().ports().stream().noneMatch(each -> each.port() == port)) {
            throw failed(url, "no service port " + port + " found for service \"" + reference.name() + "\"");
        }
        List<Address> ready =
                Addresses.ready(service, Addresses.slices(registries, reference.namespace(), reference.name()), port);
        if (ready.isEmpty()) {
            throw failed(url, "no endpoints available for service \"" + reference.name() + "\"");
        }
        return new HookAddress(url, name, ready.get(Math.floorMod(turn, ready.size())), path);
    }

    HookFailure failed(String why) {
        return failed(url, why);
    }

    private static HookFailure failed(String url, String why) {
        return new HookFailure("failed to call webhook: Post \"" + url + "\": " + why);
    }
}
