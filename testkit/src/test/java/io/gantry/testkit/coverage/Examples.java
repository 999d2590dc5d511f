package io.gantry.testkit.coverage;

import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Pem;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** The objects of {@code coverage/objects}: for each kind a small one that is valid, and what its status may be set to. */
final class Examples {
    /** By which a request finds these objects and no others. */
    static final String LABEL = "made-by";

    private final String namespace;
    private final Map<String, String> secrets;
    private final Map<String, List<Map<String, Object>>> files = new HashMap<>();

    /**
     * @param namespace of the objects that have one
     * @param secrets as {@link #secrets} makes them
     */
    Examples(String namespace, Map<String, String> secrets) {
        this.namespace = namespace;
        this.secrets = Map.copyOf(secrets);
    }

    /** What stands for the words in capitals: requests for certificates, and a certificate. */
    static Map<String, String> secrets() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        KeyPair pair = keys.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=example"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of(
                "SIGNING-REQUEST",
                base64.encodeToString(Pem.encode("CERTIFICATE REQUEST", request).getBytes(StandardCharsets.UTF_8)),
                "STUB-REQUEST",
                base64.encodeToString(request),
                "CERTIFICATE",
                CertificateAuthority.create("example", Instant.parse("2026-01-01T00:00:00Z"))
                        .certificatePem()
                        .replace("\n", "\\n"));
    }

    /** The object as it is sent to be created. */
    Map<String, Object> object(Served resource) {
        Map<String, Object> document = document(resource);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", resource.groupVersion());
        object.put("kind", resource.kind());
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (resource.isStored()) {
            metadata.put("name", "example");
            metadata.put("labels", new LinkedHashMap<>(Map.of(LABEL, "coverage")));
            if (resource.namespaced()) {
                metadata.put("namespace", namespace);
            }
        }
        if (document.get("metadata") != null) {
            metadata.putAll(Tree.object(document.get("metadata")));
        }
        if (!metadata.isEmpty()) {
            object.put("metadata", metadata);
        }
        document.forEach((field, value) -> {
            if (!List.of("apiVersion", "kind", "metadata", "status").contains(field)) {
                object.put(field, value);
            }
        });
        return object;
    }

    /** What the object's status is set to; null for a kind whose example has none. */
    @Nullable
    Map<String, Object> status(Served resource) {
        Object status = document(resource).get("status");
        return status == null ? null : Tree.object(status);
    }

    private Map<String, Object> document(Served resource) {
        Map<String, Object> found = null;
        for (Map<String, Object> document : file(resource.group())) {
            if (!resource.kind().equals(document.get("kind"))) {
                continue;
            }
            Object version = document.get("apiVersion");
            if (version == null ? found == null : version.equals(resource.groupVersion())) {
                found = document;
            }
        }
        if (found == null) {
            throw new AssertionError(
                    "there is no example of " + resource.kind() + " in coverage/objects/" + fileName(resource.group()));
        }
        return Tree.object(Tree.copy(found));
    }

    private List<Map<String, Object>> file(String group) {
        return files.computeIfAbsent(group, absent -> {
            String text = Resources.text("objects/" + fileName(absent)).replace("NAMESPACE", namespace);
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                text = text.replace(secret.getKey(), secret.getValue());
            }
            List<Map<String, Object>> documents = new ArrayList<>();
            Yaml.parseAll(text.getBytes(StandardCharsets.UTF_8))
                    .forEach(document -> documents.add(Tree.object(document)));
            return documents;
        });
    }

    private static String fileName(String group) {
        return (group.isEmpty() ? "core" : group) + ".yaml";
    }
}
