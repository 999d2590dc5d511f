package io.gantry.server.discovery;

import io.gantry.api.Kind;
import io.gantry.api.codec.Tree;
import io.gantry.server.schema.CustomVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Discovery documents. Each is made when it is first asked for and then kept as bytes. Thread-safe.
 *
 * <p>The aggregated form ({@code apidiscovery.k8s.io}, v2 and for older clients v2beta1) names everything in two
 * documents; the older form has a document for each group and version.
 */
public final class Discovery {
    private static final String JSON = "application/json";
    private static final Map<String, String> STORED_OLDER = Map.of(
            "events.k8s.io/Event", "/v1",
            "apiextensions.k8s.io/CustomResourceDefinition", "apiextensions.k8s.io/v1beta1",
            "admissionregistration.k8s.io/MutatingAdmissionPolicy", "admissionregistration.k8s.io/v1beta1",
            "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding", "admissionregistration.k8s.io/v1beta1",
            "resource.k8s.io/DeviceTaintRule", "resource.k8s.io/v1alpha3");

    private final ServedApi served;
    private final InetSocketAddress advertised;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    /** @param advertised where clients reach this server */
    public Discovery(ServedApi served, InetSocketAddress advertised) {
        this.served = served;
        this.advertised = advertised;
    }

    /**
     * A document as it goes over the wire.
     *
     * @param etag quoted; equal bytes have equal tags
     */
    @SuppressWarnings("ArrayRecordComponent") // made once and sent as it is; nobody compares or changes it
    public record Document(String contentType, byte[] body, String etag) {}

    /**
     * The document at a path, or {@code null} when nothing is served there.
     *
     * @param path {@code /api}, {@code /apis}, {@code /api/v1}, {@code /apis/apps} or {@code /apis/apps/v1}
     * @param accept the values of the Accept header
     */
    public @Nullable Document find(String path, Collection<String> accept) {
        String trimmed = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        if (trimmed.equals("/api") || trimmed.equals("/apis")) {
            String aggregated = aggregatedVersion(accept);
            if (aggregated != null) {
                return cached(
                        trimmed + "?" + aggregated, aggregatedType(aggregated), () -> aggregated(trimmed, aggregated));
            }
            return cached(trimmed, JSON, trimmed.equals("/api") ? this::coreVersions : this::groupList);
        }
        String[] parts = trimmed.split("/", -1);
        if (parts.length == 3 && parts[1].equals("api")) {
            return resources("", parts[2], trimmed);
        }
        if (parts.length == 3 && parts[1].equals("apis")) {
            for (ServedApi.Group group : served.groups()) {
                if (!group.name().isEmpty() && group.name().equals(parts[2])) {
                    return cached(trimmed, JSON, () -> {
                        Map<String, Object> document = typed("APIGroup", "v1");
                        document.putAll(group(group));
                        return document;
                    });
                }
            }
        }
        if (parts.length == 4 && parts[1].equals("apis") && !parts[2].isEmpty()) {
            return resources(parts[2], parts[3], trimmed);
        }
        return null;
    }

    private @Nullable Document resources(String group, String name, String path) {
        for (ServedApi.Group served : served.groups()) {
            for (ServedApi.Version version : served.versions()) {
                if (version.group().equals(group) && version.name().equals(name)) {
                    return cached(path, JSON, () -> resourceList(version));
                }
            }
        }
        return null;
    }

    /** The version of the aggregated form that the client would rather have than the older form, if any. */
    private static @Nullable String aggregatedVersion(Collection<String> accept) {
        for (String header : accept) {
            for (String range : header.split(",")) {
                String type = range.replace(" ", "");
                if (type.startsWith(JSON) && type.contains("as=APIGroupDiscoveryList")) {
                    if (type.contains(";v=v2;") || type.endsWith(";v=v2")) {
                        return "v2";
                    }
                    if (type.contains("v=v2beta1")) {
                        return "v2beta1";
                    }
                } else if (type.startsWith(JSON) || type.startsWith("*/*")) {
                    return null;
                }
            }
        }
        return null;
    }

    private static String aggregatedType(String version) {
        return JSON + ";g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
    }

    private interface Maker {
        Map<String, Object> make();
    }

    private Document cached(String key, String contentType, Maker maker) {
        Document known = documents.get(key);
        if (known == null) {
            known = document(contentType, maker.make());
            documents.put(key, known);
        }
        return known;
    }

    /** A document of this content. */
    public static Document document(String contentType, Map<String, Object> content) {
        byte[] body = Tree.toJson(content);
        return new Document(
                contentType, body, '"' + hash(body).substring(0, 32).toUpperCase(java.util.Locale.ROOT) + '"');
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, Object> typed(String kind, String apiVersion) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", kind);
        document.put("apiVersion", apiVersion);
        return document;
    }

    private Map<String, Object> coreVersions() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "APIVersions");
        List<Object> versions = new ArrayList<>();
        for (ServedApi.Group group : served.groups()) {
            if (group.name().isEmpty()) {
                group.versions().forEach(version -> versions.add(version.name()));
            }
        }
        document.put("versions", versions);
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("clientCIDR", "0.0.0.0/0");
        address.put("serverAddress", hostAndPort(advertised));
        document.put("serverAddressByClientCIDRs", List.of(address));
        return document;
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private Map<String, Object> groupList() {
        Map<String, Object> document = typed("APIGroupList", "v1");
        List<Object> groups = new ArrayList<>();
        for (ServedApi.Group group : served.groups()) {
            if (!group.name().isEmpty()) {
                groups.add(group(group));
            }
        }
        document.put("groups", groups);
        return document;
    }

    private static Map<String, Object> group(ServedApi.Group group) {
        List<Object> versions = new ArrayList<>();
        for (ServedApi.Version version : group.versions()) {
            versions.add(Map.of("groupVersion", version.groupVersion(), "version", version.name()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", group.name());
        result.put("versions", versions);
        result.put("preferredVersion", versions.getFirst());
        return result;
    }

    private Map<String, Object> resourceList(ServedApi.Version version) {
        List<Object> resources = new ArrayList<>();
        for (Kind<?> kind : version.kinds()) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("name", kind.plural());
            resource.put("singularName", kind.singular());
            resource.put("namespaced", kind.namespaced());
            resource.put("kind", kind.name());
            resource.put("verbs", kind.verbs());
            putUnlessEmpty(resource, "shortNames", kind.shortNames());
            putUnlessEmpty(resource, "categories", kind.categories());
            if (kind.verbs().contains("create") && kind.verbs().contains("list")) { // stored, not only looked up
                resource.put("storageVersionHash", storageVersionHash(kind));
            }
            resources.add(resource);
            for (String text : kind.subresources()) {
                Subresource subresource = Subresource.parse(text);
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", kind.plural() + "/" + subresource.name());
                entry.put("singularName", "");
                entry.put("namespaced", kind.namespaced());
                if (!subresource.group().equals(kind.group())
                        || !subresource.version().equals(kind.version())) {
                    putUnlessEmpty(entry, "group", subresource.group());
                    entry.put("version", subresource.version());
                }
                entry.put("kind", subresource.kind());
                entry.put("verbs", subresource.verbs());
                resources.add(entry);
            }
        }
        Map<String, Object> document = typed("APIResourceList", "v1");
        document.put("groupVersion", version.groupVersion());
        document.put("resources", resources);
        return document;
    }

    /**
     * Group and version that objects of the kind are stored in: one for all versions, so that clients see that they are
     * the same objects. The highest, but for those that Kubernetes 1.36 still stores in an older one.
     */
    private String storedAs(Kind<?> kind) {
        String exception = STORED_OLDER.get(kind.group() + "/" + kind.name());
        if (exception != null) {
            return exception;
        }
        if (kind.custom()) {
            return kind.group() + "/" + CustomVersion.of(kind).storageVersion();
        }
        String version = served.groups().stream()
                .filter(group -> group.name().equals(kind.group()))
                .flatMap(group -> group.versions().stream())
                .filter(each ->
                        each.kinds().stream().anyMatch(other -> other.name().equals(kind.name())))
                .map(ServedApi.Version::name)
                .min(VersionOrder::compare)
                .orElse(kind.version());
        return kind.group() + "/" + version;
    }

    /** Eight bytes of SHA-256 over {@code group/version/Kind} in base64, as Kubernetes computes it. */
    private String storageVersionHash(Kind<?> kind) {
        String text = storedAs(kind) + "/" + kind.name();
        byte[] hash = sha256(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(hash, 8));
    }

    private Map<String, Object> aggregated(String path, String documentVersion) {
        boolean core = path.equals("/api");
        List<Object> items = new ArrayList<>();
        for (ServedApi.Group group : served.groups()) {
            if (group.name().isEmpty() != core) {
                continue;
            }
            List<Object> versions = new ArrayList<>();
            for (ServedApi.Version version : group.versions()) {
                List<Object> resources = new ArrayList<>();
                for (Kind<?> kind : version.kinds()) {
                    resources.add(aggregatedResource(kind));
                }
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("version", version.name());
                entry.put("resources", resources);
                entry.put("freshness", "Current");
                versions.add(entry);
            }
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("metadata", core ? Map.of() : Map.of("name", group.name()));
            item.put("versions", versions);
            items.add(item);
        }
        Map<String, Object> document = typed("APIGroupDiscoveryList", "apidiscovery.k8s.io/" + documentVersion);
        document.put("metadata", Map.of());
        document.put("items", items);
        return document;
    }

    private static Map<String, Object> aggregatedResource(Kind<?> kind) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("resource", kind.plural());
        resource.put("responseKind", groupVersionKind(kind.group(), kind.version(), kind.name()));
        resource.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
        resource.put("singularResource", kind.singular());
        resource.put("verbs", kind.verbs());
        putUnlessEmpty(resource, "shortNames", kind.shortNames());
        putUnlessEmpty(resource, "categories", kind.categories());
        List<Object> subresources = new ArrayList<>();
        for (String text : kind.subresources()) {
            Subresource subresource = Subresource.parse(text);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("subresource", subresource.name());
            entry.put("responseKind", groupVersionKind(subresource.group(), subresource.version(), subresource.kind()));
            entry.put("verbs", subresource.verbs());
            subresources.add(entry);
        }
        putUnlessEmpty(resource, "subresources", subresources);
        return resource;
    }

    private static Map<String, Object> groupVersionKind(String group, String version, String kind) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("group", group);
        result.put("version", version);
        result.put("kind", kind);
        return result;
    }

    private static void putUnlessEmpty(Map<String, Object> map, String name, Object value) {
        if (!value.equals("") && !value.equals(List.of())) {
            map.put(name, value);
        }
    }
}
