package io.gantry.client.http;

import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads kubeconfig files: certificates and tokens, inline and in files. */
public final class KubeconfigFile {
    /** Where a pod finds what its ServiceAccount has; see Kubernetes' "Accessing the API from a Pod". */
    private static final Path IN_POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Path file;
    private final Map<String, Object> tree;

    private KubeconfigFile(Path file, Map<String, Object> tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * The server of a context.
     *
     * @param context empty for the file's current one
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when the file is not a kubeconfig, or says what is not supported; names the field
     */
    public static ApiServer load(Path file, String context) throws IOException {
        Object tree = Yaml.parse(Files.readAllBytes(file));
        if (!(tree instanceof Map<?, ?>)) {
            throw new IllegalArgumentException(file + " is not a kubeconfig");
        }
        return new KubeconfigFile(file, Tree.object(tree)).server(context);
    }

    /** From inside a pod: the service {@code kubernetes}, and the pod's own ServiceAccount. */
    public static ApiServer inPod(Map<String, String> environment) throws IOException {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw new IllegalArgumentException(
                    "not in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set");
        }
        return new ApiServer(
                URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port),
                Files.readString(IN_POD.resolve("ca.crt")),
                false,
                null,
                null,
                null,
                null,
                IN_POD.resolve("token"),
                Files.readString(IN_POD.resolve("namespace")).strip());
    }

    private ApiServer server(String given) throws IOException {
        String name = given.isEmpty() ? text(tree, "current-context") : given;
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException(file + ": current-context is not set; name a context");
        }
        Map<String, Object> context = named("contexts", name, "context");
        Map<String, Object> cluster = named("clusters", required(context, "cluster", "context " + name), "cluster");
        String userName = text(context, "user");
        Map<String, Object> user = userName == null || userName.isEmpty() ? Map.of() : named("users", userName, "user");
        for (String field : List.of("exec", "auth-provider", "username")) {
            if (user.containsKey(field)) {
                throw new IllegalArgumentException(file + ": user " + userName + " has " + field
                        + ", which is not supported; use a client certificate or a token");
            }
        }
        String namespace = text(context, "namespace");
        String tokenFile = text(user, "tokenFile");
        return new ApiServer(
                URI.create(required(cluster, "server", "cluster")),
                content(cluster, "certificate-authority"),
                Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify")),
                text(cluster, "tls-server-name"),
                content(user, "client-certificate"),
                content(user, "client-key"),
                text(user, "token"),
                tokenFile == null ? null : relative(tokenFile),
                namespace == null || namespace.isEmpty() ? "default" : namespace);
    }

    private Map<String, Object> named(String list, String name, String field) {
        if (tree.get(list) instanceof List<?> entries) {
            for (Object entry : entries) {
                Map<String, Object> map = Tree.object(entry);
                if (name.equals(map.get("name"))) {
                    return Tree.object(map.get(field));
                }
            }
        }
        throw new IllegalArgumentException(file + ": " + list + " has no entry named \"" + name + "\"");
    }

    private static @Nullable String text(Map<String, Object> map, String field) {
        return map.get(field) instanceof String text ? text : null;
    }

    private String required(Map<String, Object> map, String field, String where) {
        String text = text(map, field);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + where + " has no " + field);
        }
        return text;
    }

    /** The PEM text that stands in {@code field-data}, or in the file that {@code field} names. */
    private @Nullable String content(Map<String, Object> map, String field) throws IOException {
        String data = text(map, field + "-data");
        if (data != null && !data.isEmpty()) {
            try {
                return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + field + "-data is not base64", e);
            }
        }
        String path = text(map, field);
        return path == null || path.isEmpty() ? null : Files.readString(relative(path));
    }

    private Path relative(String path) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of(path) : parent.resolve(path);
    }
}
