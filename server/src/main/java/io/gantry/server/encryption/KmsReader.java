package io.gantry.server.encryption;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.config.ConfigurationFields;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the elements {@code kms} of one file. The texts are Kubernetes'. */
final class KmsReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ConfigurationFields fields;
    private final FieldErrors errors;
    private final Set<String> names = new HashSet<>();

    KmsReader(ConfigurationFields fields, FieldErrors errors) {
        this.fields = fields;
        this.errors = errors;
    }

    /** Null when it is wrong. */
    EncryptionConfiguration.@Nullable Kms read(@Nullable Object element, FieldPath path) {
        Map<?, ?> given =
                fields.object(element, path, Set.of("apiVersion", "name", "endpoint", "timeout", "cachesize"));
        int before = errors.list().size();
        version(fields.text(given.get("apiVersion"), path.child("apiVersion")), path);
        String name = fields.text(given.get("name"), path.child("name"));
        name(name, path.child("name"));
        FieldPath timeoutPath = path.child("timeout");
        Duration timeout = given.get("timeout") == null ? TIMEOUT : fields.duration(given.get("timeout"), timeoutPath);
        if (timeout.isZero() || timeout.isNegative()) {
            errors.invalid(timeoutPath, String.valueOf(given.get("timeout")), "timeout should be a positive value");
        }
        KmsSocket socket = socket(fields.text(given.get("endpoint"), path.child("endpoint")), path.child("endpoint"));
        if (given.get("cachesize") != null) {
            errors.invalid(path.child("cachesize"), given.get("cachesize"), "cachesize is not supported in v2");
        }
        return socket == null || errors.list().size() > before
                ? null
                : new EncryptionConfiguration.Kms(name, socket, timeout);
    }

    private void version(String version, FieldPath path) {
        if (version.isEmpty() || version.equals("v1")) {
            errors.forbidden(
                    path.child("apiVersion"),
                    "KMSv1 is deprecated and, as in Kubernetes, switched off: use a plugin that speaks v2, and apiVersion v2");
        } else if (!version.equals("v2")) {
            errors.invalid(
                    path.child("apiVersion"),
                    version,
                    "unsupported apiVersion apiVersion for KMS provider, only v1 and v2 are supported");
        }
    }

    private void name(String name, FieldPath path) {
        if (name.isEmpty()) {
            errors.required(path, "name is a mandatory field for a provider");
        }
        if (name.contains(":")) {
            errors.invalid(path, name, "invalid KMS provider name " + name + ", must not contain ':'");
        }
        if (!names.add(name)) {
            errors.invalid(path, name, "duplicate KMS provider name " + name + ", names must be unique");
        }
    }

    /** Null when there is none. */
    private @Nullable KmsSocket socket(String endpoint, FieldPath path) {
        if (endpoint.isEmpty()) {
            errors.invalid(path, "", "endpoint is a mandatory field for a kms");
            return null;
        }
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            errors.invalid(path, endpoint, "invalid endpoint for kms provider, error: " + e.getMessage());
            return null;
        }
        if (!"unix".equals(uri.getScheme())) {
            errors.invalid(
                    path,
                    endpoint,
                    "unsupported scheme \"" + (uri.getScheme() == null ? "" : uri.getScheme())
                            + "\" for KMS provider, only unix is supported");
            return null;
        }
        String socket = uri.getPath();
        if (socket == null || socket.isEmpty() || socket.equals("/@")) {
            errors.invalid(
                    path,
                    endpoint,
                    "it must name a socket, such as unix:///run/kms.sock, or unix:///@kms for an abstract one");
            return null;
        }
        return KmsSocket.of(socket);
    }
}
