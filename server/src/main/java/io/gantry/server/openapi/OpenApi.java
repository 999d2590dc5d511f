package io.gantry.server.openapi;

import io.gantry.api.Kind;
import io.gantry.api.codec.Tree;
import io.gantry.api.schema.Descriptions;
import io.gantry.server.discovery.ServedApi;
import io.gantry.server.schema.CustomVersion;
import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI documents of what is served. Made when first asked for, and kept as bytes as long as memory allows: few
 * clients ask, and the documents are large. Thread-safe.
 */
public final class OpenApi {
    /**
     * What version 2 is answered as to those who ask for {@code application/com.github.proto-openapi.spec.v2@v1.0+protobuf}:
     * the at sign is not allowed in a media type, and kubectl before 1.29 refuses an answer that has it.
     */
    public static final String V2_PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private final ServedApi served;
    private final String version;
    private final Map<String, SoftReference<Document>> documents = new ConcurrentHashMap<>();

    /**
     * The same after a change of what is served; documents of versions in which nothing changed are kept.
     *
     * @param before what was served until now
     */
    public static OpenApi after(@Nullable OpenApi before, ServedApi served, String version) {
        OpenApi next = new OpenApi(served, version);
        if (before != null) {
            for (ServedApi.Group group : served.groups()) {
                if (before.served.groups().contains(group)) {
                    for (ServedApi.Version each : group.versions()) {
                        String key = key(each);
                        SoftReference<Document> known = before.documents.get(key);
                        if (known != null) {
                            next.documents.put(key, known);
                        }
                    }
                }
            }
        }
        return next;
    }

    private static String key(ServedApi.Version version) {
        return "v3/" + path(version);
    }

    private static String path(ServedApi.Version version) {
        return (version.group().isEmpty() ? "api/" : "apis/") + version.groupVersion();
    }

    /** @param version what {@code info.version} says, such as {@code v1.36.0} */
    public OpenApi(ServedApi served, String version) {
        this.served = served;
        this.version = version;
    }

    /** A document's bytes and their quoted tag. */
    @SuppressWarnings("ArrayRecordComponent") // made once and sent as it is; nobody compares or changes it
    public record Document(byte[] body, String etag) {}

    /** The list of version 3 documents, each with a hash of its content in its address. */
    public Document v3Index() {
        return cached("index", () -> {
            String descriptions = Descriptions.fingerprint();
            Map<String, Object> paths = new LinkedHashMap<>();
            for (ServedApi.Group group : served.groups()) {
                for (ServedApi.Version version : group.versions()) {
                    String path = path(version);
                    paths.put(
                            path,
                            Map.of(
                                    "serverRelativeURL",
                                    "/openapi/v3/" + path + "?hash=" + fingerprint(version, descriptions)));
                }
            }
            return Tree.toJson(Map.of("paths", paths));
        });
    }

    /**
     * A version 3 document.
     *
     * @param path {@code api/v1} or {@code apis/apps/v1}
     */
    public @Nullable Document v3(String path) {
        for (ServedApi.Group group : served.groups()) {
            for (ServedApi.Version version : group.versions()) {
                if (path.equals(path(version))) {
                    return cached(key(version), () -> Tree.toJson(document(version)));
                }
            }
        }
        return null;
    }

    /** Version 2 with what others have to add; made anew each time. */
    public Document v2(UnaryOperator<Map<String, Object>> more, boolean protobuf) {
        Map<String, Object> whole = more.apply(v2());
        return document(protobuf ? ProtobufV2.encode(whole) : Tree.toJson(whole));
    }

    /** A document of these bytes, which must not be changed any more. */
    public static Document document(byte[] body) {
        return new Document(body, '"' + hash(body) + '"');
    }

    public Document v2Json() {
        return cached("v2", () -> Tree.toJson(v2()));
    }

    public Document v2Protobuf() {
        return cached("v2 protobuf", () -> ProtobufV2.encode(v2()));
    }

    /**
     * Changes with the kinds of the version and with what is said of any type; making the whole document for the index
     * would cost every client seconds.
     */
    private String fingerprint(ServedApi.Version version, String descriptions) {
        StringBuilder text =
                new StringBuilder(this.version).append(version.groupVersion()).append(descriptions);
        for (Kind<?> kind : version.kinds()) {
            text.append(' ').append(kind.name()).append(kind.verbs()).append(kind.subresources());
            if (kind.custom()) {
                text.append(CustomVersion.of(kind).fingerprint());
            }
        }
        return hash(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Map<String, Object> document(ServedApi.Version version) {
        Schemas schemas = new Schemas(true);
        Operations operations = new Operations(true, schemas);
        Map<String, Object> paths = new TreeMap<>();
        version.kinds().forEach(kind -> operations.add(kind, paths));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.0");
        document.put("info", Map.of("title", "Kubernetes", "version", this.version));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.all()));
        return document;
    }

    private Map<String, Object> v2() {
        Schemas schemas = new Schemas(false);
        Operations operations = new Operations(false, schemas);
        Map<String, Object> paths = new TreeMap<>();
        for (ServedApi.Group group : served.groups()) {
            for (ServedApi.Version each : group.versions()) {
                each.kinds().forEach(kind -> operations.add(kind, paths));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("swagger", "2.0");
        document.put("info", Map.of("title", "Kubernetes", "version", version));
        document.put("paths", paths);
        document.put("definitions", schemas.all());
        return document;
    }

    private interface Maker {
        byte[] make();
    }

    private Document cached(String key, Maker maker) {
        SoftReference<Document> reference = documents.get(key);
        Document known = reference == null ? null : reference.get();
        if (known == null) {
            known = document(maker.make());
            documents.put(key, new SoftReference<>(known));
        }
        return known;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
