package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.ServiceReference;
import io.gantry.api.types.Bytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An APIService that leads to another server.
 *
 * @param group empty for the core group
 * @param service name of the Service in {@code namespace} behind which the server is
 * @param port of the Service
 * @param bundle PEM certificates that may vouch for the server; null for those that the machine trusts
 * @param insecure whether the server's certificate is not looked at
 * @param available whether the APIService says that the server can be reached
 */
public record Route(
        String name,
        String uid,
        String group,
        String version,
        String namespace,
        String service,
        int port,
        @Nullable Bytes bundle,
        boolean insecure,
        int groupPriority,
        int versionPriority,
        boolean available) {
    static final String AVAILABLE = "Available";
    private static final int HTTPS = 443;

    /** Null for a version that this server serves itself. */
    static @Nullable Route of(APIService object) {
        ServiceReference service = object.spec().service();
        if (service == null) {
            return null;
        }
        Bytes bundle = object.spec().caBundle();
        return new Route(
                object.name(),
                object.uid(),
                Objects.requireNonNullElse(object.spec().group(), ""),
                Objects.requireNonNullElse(object.spec().version(), ""),
                Objects.requireNonNullElse(service.namespace(), ""),
                Objects.requireNonNullElse(service.name(), ""),
                Objects.requireNonNullElse(service.port(), HTTPS),
                bundle == null || bundle.size() == 0 ? null : bundle,
                Boolean.TRUE.equals(object.spec().insecureSkipTLSVerify()),
                object.spec().groupPriorityMinimum(),
                object.spec().versionPriority(),
                available(object));
    }

    private static boolean available(APIService object) {
        for (APIServiceCondition condition : object.status().conditions()) {
            if (condition.type().equals(AVAILABLE)) {
                return condition.status().equals("True");
            }
        }
        return false;
    }

    /** Whom the server's certificate must be for. */
    String serverName() {
        return service + "." + namespace + ".svc";
    }

    /** {@code apis/GROUP/VERSION}, or {@code api/VERSION}. */
    String path() {
        return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
    }

    /** Whether the other asks the same server in the same way, however it is. */
    boolean sameServer(Route other) {
        return uid.equals(other.uid)
                && namespace.equals(other.namespace)
                && service.equals(other.service)
                && port == other.port
                && insecure == other.insecure
                && Objects.equals(bundle, other.bundle);
    }
}
