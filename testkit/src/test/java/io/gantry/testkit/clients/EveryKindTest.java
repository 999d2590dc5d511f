package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.pki.Pem;
import io.gantry.testkit.GantryCluster;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of the smallest object of every kind that can be created, in every form in which it can be asked for. */
@ExtendWith(SharedCluster.class)
class EveryKindTest {
    private static RawApi api;
    private static String namespace;
    private static String signingRequest;

    @BeforeAll
    static void open(GantryCluster cluster) throws Exception {
        api = new RawApi(Clients.official(cluster).getHttpClient(), cluster.url());
        namespace = cluster.newNamespace();
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var pair = keys.generateKeyPair();
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=smallest"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        signingRequest = Base64.getEncoder()
                .encodeToString(
                        Pem.encode("CERTIFICATE REQUEST", request.getEncoded()).getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Kind<?>> kinds() {
        return Kinds.all().stream()
                .filter(kind -> kind.verbs().containsAll(List.of("create", "get", "list", "delete")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isCreatedReadListedWatchedPatchedAndDeleted(Kind<?> kind) throws Exception {
        String name = SmallestObjects.name(kind);
        String collection = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion()
                + (kind.namespaced() ? "/namespaces/" + namespace : "") + "/" + kind.plural();
        String path = collection + "/" + name;

        RawApi.Answer created = api.send(
                "POST",
                collection,
                Tree.toJson(SmallestObjects.of(kind, namespace, signingRequest)),
                RawApi.JSON,
                RawApi.JSON);
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.at("kind")).isEqualTo(kind.name());
        assertThat(created.at("apiVersion")).isEqualTo(kind.apiVersion());
        String uid = (String) created.at("metadata.uid");
        assertThat(uid).hasSize(36);

        readInEveryForm(kind, path, name, uid);
        list(kind, collection, name);
        watch(kind, collection, name);

        RawApi.Answer patched = api.send(
                "PATCH",
                path + "?fieldManager=tester",
                "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}".getBytes(StandardCharsets.UTF_8),
                "application/merge-patch+json",
                RawApi.JSON);
        assertThat(patched.code()).as(patched.text()).isEqualTo(200);
        assertThat(patched.at("metadata.annotations.a")).isEqualTo("b");
        assertThat(patched.at("metadata.uid")).isEqualTo(uid);

        RawApi.Answer deleted = api.send(
                "DELETE",
                path,
                "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}".getBytes(StandardCharsets.UTF_8),
                RawApi.JSON,
                RawApi.JSON);
        assertThat(deleted.code()).as(deleted.text()).isIn(200, 202);
        Clients.eventually().untilAsserted(() -> {
            release(kind, path);
            assertThat(api.get(path, RawApi.JSON).code()).isEqualTo(404);
        });
    }

    /** Nobody is there who protects claims and volumes, and so nobody takes the mark away again. */
    private static void release(Kind<?> kind, String path) throws Exception {
        if (kind.plural().startsWith("persistentvolume")) {
            api.send(
                    "PATCH",
                    path,
                    "{\"metadata\":{\"finalizers\":null}}".getBytes(StandardCharsets.UTF_8),
                    "application/merge-patch+json",
                    RawApi.JSON);
        }
    }

    private static void readInEveryForm(Kind<?> kind, String path, String name, String uid) throws Exception {
        RawApi.Answer json = api.get(path, RawApi.JSON);
        assertThat(json.code()).isEqualTo(200);
        assertThat(json.type()).startsWith(RawApi.JSON);
        assertThat(json.at("metadata.uid")).isEqualTo(uid);

        RawApi.Answer yaml = api.get(path, "application/yaml");
        assertThat(yaml.type()).startsWith("application/yaml");
        Map<String, Object> fromYaml = Tree.object(Yaml.parse(yaml.body()));
        assertThat(Tree.object(fromYaml.get("metadata")))
                .containsEntry("uid", uid)
                .containsEntry("name", name);

        if (!kind.group().equals("apiextensions.k8s.io") && !kind.group().equals("apiregistration.k8s.io")) {
            RawApi.Answer protobuf = api.get(path, RawApi.PROTOBUF);
            assertThat(protobuf.type()).startsWith(RawApi.PROTOBUF);
            Object decoded = Proto.decode(protobuf.body(), kind, null);
            // Loops change objects meanwhile: what identifies it is the same, and nothing is lost on the way.
            Object again = Tree.toObject(Tree.of(decoded), kind, DecodeOptions.LENIENT);
            assertThat(again).isEqualTo(decoded);
            assertThat(Tree.object(Tree.of(decoded).get("metadata"))).containsEntry("uid", uid);
        }

        RawApi.Answer table = api.get(path, "application/json;as=Table;v=v1;g=meta.k8s.io");
        assertThat(table.at("kind")).isEqualTo("Table");
        assertThat((List<?>) table.at("columnDefinitions")).isNotEmpty();
        assertThat(table.at("rows.0.object.metadata.name")).isEqualTo(name);
        assertThat((List<?>) table.at("rows.0.cells")).hasSameSizeAs((List<?>) table.at("columnDefinitions"));

        RawApi.Answer partial = api.get(path, "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
        assertThat(partial.at("kind")).isEqualTo("PartialObjectMetadata");
        assertThat(partial.at("metadata.uid")).isEqualTo(uid);
        assertThat(partial.at("spec")).isEqualTo("");
    }

    private static void list(Kind<?> kind, String collection, String name) throws Exception {
        RawApi.Answer list = api.get(collection + "?labelSelector=made-by%3Dsmallest", RawApi.JSON);
        assertThat(list.code()).isEqualTo(200);
        assertThat(list.at("kind")).isEqualTo(kind.name() + "List");
        assertThat((List<?>) list.at("items")).hasSize(1);
        assertThat(list.at("items.0.metadata.name")).isEqualTo(name);
        RawApi.Answer one = api.get(collection + "?fieldSelector=metadata.name%3D" + name, RawApi.JSON);
        assertThat(one.at("items.0.metadata.name")).isEqualTo(name);
        RawApi.Answer none = api.get(collection + "?labelSelector=made-by%3Dnobody", RawApi.JSON);
        assertThat((List<?>) none.at("items")).isEmpty();
    }

    private static void watch(Kind<?> kind, String collection, String name) throws Exception {
        if (!kind.verbs().contains("watch")) {
            return;
        }
        String query = "?watch=true&resourceVersion=0&fieldSelector=metadata.name%3D" + name;
        try (var response = api.open("GET", collection + query, null, "", RawApi.JSON)) {
            String line = Objects.requireNonNull(response.body().source().readUtf8Line());
            var event = Tree.object(Tree.parseJson(line.getBytes(StandardCharsets.UTF_8)));
            assertThat(event).containsEntry("type", "ADDED");
            assertThat(Tree.object(event.get("object"))).containsEntry("kind", kind.name());
        }
    }
}
