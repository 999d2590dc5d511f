package io.gantry.server.tracing;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@code TracingConfiguration} of {@code apiserver.config.k8s.io}. */
public final class TracingFile {
    private static final Set<String> VERSIONS =
            Set.of("apiserver.config.k8s.io/v1", "apiserver.config.k8s.io/v1beta1", "apiserver.config.k8s.io/v1alpha1");
    private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "endpoint", "samplingRatePerMillion");

    private TracingFile() {}

    /** @throws IOException when the file cannot be read or says something wrong; the message says what */
    public static TracingOptions read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    static TracingOptions parse(byte[] yaml) throws IOException {
        Object parsed;
        try {
            parsed = Yaml.parse(yaml);
        } catch (DecodeException e) {
            throw new IOException(e.getMessage(), e);
        }
        Map<String, Object> tree = parsed instanceof Map<?, ?> ? Tree.object(parsed) : Map.of();
        if (!(tree.get("apiVersion") instanceof String version)
                || !VERSIONS.contains(version)
                || !"TracingConfiguration".equals(tree.get("kind"))) {
            throw new IOException(
                    "apiVersion and kind must be apiserver.config.k8s.io/v1 and TracingConfiguration, are "
                            + tree.get("apiVersion") + " and " + tree.get("kind"));
        }
        for (String field : tree.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IOException(field
                        + ": there is no such field; known are apiVersion, endpoint, kind, samplingRatePerMillion");
            }
        }
        try {
            return new TracingOptions(endpoint(tree.get("endpoint")), rate(tree.get("samplingRatePerMillion")));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String endpoint(@Nullable Object value) {
        return switch (value) {
            case null -> TracingOptions.DEFAULT_ENDPOINT;
            case String text -> text;
            default -> throw new IllegalArgumentException("endpoint: Invalid value: " + value + ": must be a string");
        };
    }

    /** As in Kubernetes, none when it is left out. */
    private static int rate(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Long number -> Math.clamp(number, -1, TracingOptions.ALL + 1);
            default ->
                throw new IllegalArgumentException(
                        "samplingRatePerMillion: Invalid value: " + value + ": must be a whole number");
        };
    }
}
