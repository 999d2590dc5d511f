package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.server.api.HttpFixture.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiServerTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String map(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\"},\"data\":{\"k\":\"v\"}}";
    }

    private static String deployment(String name) {
        return "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name + "\"},"
                + "\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":{\"app\":\"" + name + "\"}},"
                + "\"template\":{\"metadata\":{\"labels\":{\"app\":\"" + name + "\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx:1.7.9\"}]}}}}";
    }

    @Test
    void anObjectsLife() throws Exception {
        Answer created = http.send("POST", MAPS, map("life"), AS_JSON);
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("kind")).isEqualTo("ConfigMap");
        assertThat(created.at("metadata.namespace")).isEqualTo("default");
        assertThat(created.at("metadata.managedFields.0.manager")).isEqualTo("tester");
        assertThat(created.header("audit-id")).isNotEmpty();
        assertThat(created.header("cache-control")).isEqualTo("no-cache, private");

        Answer read = http.get(MAPS + "/life");
        assertThat(read.code()).isEqualTo(200);
        assertThat(read.at("")).isEqualTo("");
        assertThat(read.text()).isEqualTo(created.text());

        Answer put = http.send("PUT", MAPS + "/life", read.text().replace("\"v\"", "\"w\""), AS_JSON);
        assertThat(put.code()).isEqualTo(200);
        assertThat(put.at("data.k")).isEqualTo("w");
        assertThat(http.send("PUT", MAPS + "/life", read.text(), AS_JSON).code())
                .isEqualTo(409);

        Answer patched = http.send(
                "PATCH", MAPS + "/life", "{\"data\":{\"l\":\"x\"}}", "content-type", "application/merge-patch+json");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.at("data")).isEqualTo(Map.of("k", "w", "l", "x"));

        Answer deleted = http.send("DELETE", MAPS + "/life", "");
        assertThat(deleted.code()).isEqualTo(200);
        assertThat(deleted.at("kind")).isEqualTo("Status");
        assertThat(deleted.at("status")).isEqualTo("Success");
        assertThat(deleted.at("details.uid")).isEqualTo(created.at("metadata.uid"));
        Answer gone = http.get(MAPS + "/life");
        assertThat(gone.code()).isEqualTo(404);
        assertThat(gone.at("message")).isEqualTo("configmaps \"life\" not found");
        assertThat(gone.at("details")).isEqualTo(Map.of("name", "life", "kind", "configmaps"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/v1/nothings                       | 404 | NotFound",
                "POST   | /api/v1/configmaps                     | 405 | MethodNotAllowed",
                "POST   | /api/v1/namespaces/default/configmaps/x | 405 | MethodNotAllowed",
                "PUT    | /api/v1/namespaces/default/configmaps  | 405 | MethodNotAllowed",
                "GET    | /api/v1/namespaces/default/configmaps/x/status | 404 | NotFound",
                "GET    | /api/v1/pods?limit=x                   | 400 | BadRequest",
                "GET    | /api/v1/pods?labelSelector=a%3Db%3Dc   | 400 | BadRequest",
                "GET    | /api/v1/pods?fieldSelector=spec.x%3D1  | 400 | BadRequest",
                "GET    | /api/v1/pods?resourceVersionMatch=Exact | 422 | Invalid",
                "GET    | /api/v1/pods?continue=x                | 400 | BadRequest",
                "DELETE | /api/v1/namespaces/default             | 403 | Forbidden",
            })
    void refusalsAreStatuses(String method, String path, int code, String reason) throws Exception {
        Answer answer = http.send(method, path, "");

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("kind")).isEqualTo("Status");
        assertThat(answer.at("reason")).isEqualTo(reason);
        assertThat(answer.at("code")).isEqualTo((long) code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                   | {\"kind\":                                     | 400",
                "application/json                   | []                                            | 400",
                "application/json                   | {\"apiVersion\":\"v1\",\"kind\":\"Pod\"}          | 400",
                "application/json                   | {\"apiVersion\":\"v2\",\"kind\":\"ConfigMap\"}    | 400",
                "application/json                   | {\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":7} | 400",
                "application/json                   | {\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}    | 422",
                "application/vnd.kubernetes.protobuf | nonsense                                      | 400",
                "text/plain                         | {}                                            | 415",
            })
    void badBodiesAreRefused(String type, String body, int code) throws Exception {
        Answer answer = http.send("POST", MAPS, body, "content-type", type);

        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.at("kind")).isEqualTo("Status");
        assertThat(http.get("/livez").text()).isEqualTo("ok");
    }

    @Test
    void aBodyBeyondTheLimitIs413() throws Exception {
        byte[] body = map("big")
                .replace("\"v\"", "\"" + "x".repeat(Bodies.MAX_BYTES) + "\"")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(http.send("admin", "POST", MAPS, body, AS_JSON).code()).isEqualTo(413);
    }

    @Test
    void unknownFieldsAreIgnoredWarnedOfOrRefused() throws Exception {
        String body = map("fields").replace("\"data\"", "\"bogus\":1,\"data\"");

        Answer strict = http.send("POST", MAPS + "?fieldValidation=Strict", body, AS_JSON);
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.at("message"))
                .isEqualTo(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown"
                                + " field \"bogus\"");
        Answer warned = http.send("POST", MAPS, body, AS_JSON);
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.header("warning")).isEqualTo("299 - \"unknown field \\\"bogus\\\"\"");
        Answer ignored = http.send("PUT", MAPS + "/fields?fieldValidation=Ignore", body, AS_JSON);
        assertThat(ignored.code()).isEqualTo(200);
        assertThat(ignored.header("warning")).isEmpty();
        assertThat(http.send("POST", MAPS + "?fieldValidation=Maybe", body, AS_JSON)
                        .code())
                .isEqualTo(422);
    }

    @Test
    void dryRunStoresNothing() throws Exception {
        assertThat(http.send("POST", MAPS + "?dryRun=All", map("dry"), AS_JSON).code())
                .isEqualTo(201);
        assertThat(http.get(MAPS + "/dry").code()).isEqualTo(404);
        assertThat(http.send("POST", MAPS + "?dryRun=Some", map("dry"), AS_JSON).code())
                .isEqualTo(422);
    }

    @Test
    void namespacesThatAreNotThereOrTerminateTakeNothing() throws Exception {
        String namespace = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"going\"}}";
        Answer missing = http.send("POST", "/api/v1/namespaces/none/configmaps", map("x"), AS_JSON);
        assertThat(missing.code()).isEqualTo(404);
        assertThat(missing.at("message")).isEqualTo("namespaces \"none\" not found");

        assertThat(http.send("POST", "/api/v1/namespaces", namespace, AS_JSON).code())
                .isEqualTo(201);
        Answer deleted = http.send("DELETE", "/api/v1/namespaces/going", "");
        assertThat(deleted.at("status.phase")).isEqualTo("Terminating");
        Answer refused = http.send("POST", "/api/v1/namespaces/going/configmaps", map("x"), AS_JSON);
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo(
                        "configmaps \"x\" is forbidden: unable to create new content in namespace going because it is"
                                + " being terminated");
    }

    @Test
    void deleteOptionsMayComeInAnyVersion() throws Exception {
        byte[] json = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"apps/v1\",\"propagationPolicy\":\"Orphan\"}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] proto = Proto.encode(io.gantry.api.meta.v1.DeleteOptionsBuilder.of()
                .propagationPolicy("Foreground")
                .build());
        byte[] foreign = new String(proto, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\n\002v1", "\n\002v9")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        http.send("POST", MAPS, map("one"), AS_JSON);
        http.send("POST", MAPS, map("two"), AS_JSON);

        assertThat(http.send("admin", "DELETE", MAPS + "/one", json, AS_JSON).at("metadata.finalizers"))
                .isEqualTo(List.of("orphan"));
        assertThat(http.send(
                                "admin",
                                "DELETE",
                                MAPS + "/two",
                                foreign,
                                "content-type",
                                "application/vnd.kubernetes.protobuf")
                        .at("metadata.finalizers"))
                .isEqualTo(List.of("foregroundDeletion"));
        assertThat(http.send("DELETE", MAPS + "/two?propagationPolicy=Background", "")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void formsAreNegotiated() throws Exception {
        http.send("POST", MAPS, map("forms"), AS_JSON);
        Answer json = http.get(MAPS + "/forms", "accept", "application/json");
        Answer proto = http.get(MAPS + "/forms", "accept", "application/vnd.kubernetes.protobuf,application/json");
        Answer yaml = http.get(MAPS + "/forms", "accept", "application/yaml");
        Answer partial =
                http.get(MAPS + "/forms", "accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
        Answer table = http.get(MAPS, "accept", "application/json;as=Table;g=meta.k8s.io;v=v1,application/json");
        Answer pretty = http.get(MAPS + "/forms?pretty=true");

        assertThat(proto.header("content-type")).isEqualTo("application/vnd.kubernetes.protobuf");
        assertThat(Json.encode(Proto.decode(proto.body(), null, null))).isEqualTo(json.body());
        assertThat(yaml.text()).contains("kind: ConfigMap\n");
        assertThat(partial.at("kind")).isEqualTo("PartialObjectMetadata");
        assertThat(partial.at("data")).isEqualTo("");
        assertThat(table.at("kind")).isEqualTo("Table");
        assertThat(table.at("include")).isEqualTo("METADATA");
        assertThat(pretty.text()).startsWith("{\n  \"kind\": \"ConfigMap\",\n");
        assertThat(pretty.at("data.k")).isEqualTo("v");
        String former = ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1beta1";
        Answer beta = http.get(MAPS, "accept", "application/json" + former);
        assertThat(beta.at("kind")).isEqualTo("PartialObjectMetadataList");
        assertThat(beta.at("apiVersion")).isEqualTo("meta.k8s.io/v1beta1");
        assertThat(beta.at("items.0.data")).isEqualTo("");
        Answer protoBeta = http.get(MAPS, "accept", "application/vnd.kubernetes.protobuf" + former);
        assertThat(Proto.typeMeta(protoBeta.body()).apiVersion()).isEqualTo("meta.k8s.io/v1beta1");
        assertThat(Json.encode(Proto.decode(protoBeta.body(), null, null))).isEqualTo(beta.body());
        Answer one = http.get(
                MAPS + "/forms", "accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1beta1");
        assertThat(one.at("apiVersion")).isEqualTo("meta.k8s.io/v1beta1");
        Answer refused = http.get(MAPS, "accept", "text/html");
        assertThat(refused.code()).isEqualTo(406);
        Answer list = http.get(MAPS + "?limit=1", "accept", "application/vnd.kubernetes.protobuf");
        assertThat(list.code()).isEqualTo(200);
        assertThat(Proto.typeMeta(list.body()).kind()).isEqualTo("ConfigMapList");
    }

    @Test
    void protobufBodiesAreRead() throws Exception {
        ConfigMap object = (ConfigMap) Json.decode(
                map("proto").getBytes(StandardCharsets.UTF_8),
                ConfigMapType.KIND,
                io.gantry.api.codec.DecodeOptions.LENIENT);

        Answer created = http.send(
                "admin",
                "POST",
                MAPS,
                Proto.encode(object),
                "content-type",
                "application/vnd.kubernetes.protobuf",
                "accept",
                "application/json");
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("data.k")).isEqualTo("v");
    }

    @Test
    void aWatchSendsStateChangesAndItsEnd() throws Exception {
        String path = "/api/v1/namespaces/kube-public/configmaps";
        http.send("POST", path, map("watched"), AS_JSON);
        try (var lines = http.lines(path + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&timeoutSeconds=3")) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\"");
            assertThat(events.next())
                    .startsWith("{\"type\":\"BOOKMARK\"")
                    .contains("\"k8s.io/initial-events-end\":\"true\"");
            http.send("PUT", path + "/watched", map("watched").replace("\"v\"", "\"w\""), AS_JSON);
            assertThat(events.next()).startsWith("{\"type\":\"MODIFIED\"").contains("\"k\":\"w\"");
            http.send("DELETE", path + "/watched", "");
            assertThat(events.next()).startsWith("{\"type\":\"DELETED\"").contains("\"k\":\"w\"");
            assertThat(events.next()).startsWith("{\"type\":\"BOOKMARK\"");
            assertThat(events.hasNext()).isFalse();
        }
    }

    @Test
    void aProtobufWatchIsFramedByLength() throws Exception {
        String path = "/api/v1/namespaces/kube-system/configmaps";
        http.send("POST", path, map("framed"), AS_JSON);

        Answer answer = http.get(
                path + "?watch=true&timeoutSeconds=1", "accept", "application/vnd.kubernetes.protobuf;stream=watch");
        assertThat(answer.header("content-type")).isEqualTo("application/vnd.kubernetes.protobuf;stream=watch");
        int length = ByteBuffer.wrap(answer.body()).getInt();
        assertThat(answer.body()).hasSize(4 + length);
        assertThat(new String(answer.body(), 4, 7, java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo("\n\005ADDED");
    }

    @Test
    void aWatchFromAStateThatIsGoneSaysSo() throws Exception {
        http.store.compact(http.store.revision());

        Answer answer = http.get(MAPS + "?watch=true&resourceVersion=1");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.at("type")).isEqualTo("ERROR");
        assertThat(answer.at("object.code")).isEqualTo(410L);
    }

    @Test
    void scaleIsReadWrittenAndPatched() throws Exception {
        http.send("POST", DEPLOYMENTS, deployment("scaled"), AS_JSON);

        Answer scale = http.get(DEPLOYMENTS + "/scaled/scale");
        assertThat(scale.at("kind")).isEqualTo("Scale");
        assertThat(scale.at("spec.replicas")).isEqualTo(2L);
        assertThat(scale.at("status.selector")).isEqualTo("app=scaled");
        Answer put = http.send(
                "PUT",
                DEPLOYMENTS + "/scaled/scale",
                scale.text().replace("\"replicas\":2", "\"replicas\":5"),
                AS_JSON);
        assertThat(put.code()).isEqualTo(200);
        Answer patch = http.send(
                "PATCH",
                DEPLOYMENTS + "/scaled/scale",
                "{\"spec\":{\"replicas\":7}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(patch.at("spec.replicas")).isEqualTo(7L);
        Answer deployment = http.get(DEPLOYMENTS + "/scaled");
        assertThat(deployment.at("spec.replicas")).isEqualTo(7L);
        assertThat(deployment.at("metadata.generation")).isEqualTo(3L);
    }

    @Test
    void serverSideApplyCreatesChangesAndConflicts() throws Exception {
        String path = MAPS + "/applied?fieldManager=";
        String[] apply = {"content-type", "application/apply-patch+yaml"};
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {a: '1', b: '2'}\n";

        assertThat(http.send("PATCH", path + "one", yaml, apply).code()).isEqualTo(201);
        Answer again = http.send("PATCH", path + "one", yaml, apply);
        assertThat(again.code()).isEqualTo(200);
        Answer removed = http.send("PATCH", path + "one", yaml.replace(", b: '2'", ""), apply);
        assertThat(removed.at("data")).isEqualTo(Map.of("a", "1"));
        Answer conflict = http.send("PATCH", path + "two", yaml.replace("'1'", "'9'"), apply);
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("details.causes.0.reason")).isEqualTo("FieldManagerConflict");
        Answer forced = http.send("PATCH", path + "two&force=true", yaml.replace("'1'", "'9'"), apply);
        assertThat(forced.at("data.a")).isEqualTo("9");
        assertThat(http.send("PATCH", MAPS + "/applied", yaml, apply).code()).isEqualTo(422);
    }

    @Test
    void serverSideApplyOfAWorkloadTwiceChangesNothing() throws Exception {
        String path = DEPLOYMENTS + "/sided?fieldManager=one";
        String[] apply = {"content-type", "application/apply-patch+yaml"};

        Answer created = http.send("PATCH", path, deployment("sided"), apply);
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.at("metadata.managedFields.0.operation")).isEqualTo("Apply");
        assertThat(created.at("metadata.generation")).isEqualTo(1L);
        Answer again = http.send("PATCH", path, deployment("sided"), apply);
        assertThat(again.at("metadata.resourceVersion")).isEqualTo(created.at("metadata.resourceVersion"));
    }

    @Test
    void podsGetTheirAccountTokenTolerationsAndPriority() throws Exception {
        Answer pod = http.send(
                "POST",
                "/api/v1/namespaces/default/pods",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"priorityClassName\":"
                        + "\"system-node-critical\",\"containers\":[{\"name\":\"c\",\"image\":\"nginx\"}]}}",
                AS_JSON);

        assertThat(pod.code()).as(pod.text()).isEqualTo(201);
        assertThat(pod.at("spec.serviceAccountName")).isEqualTo("default");
        assertThat(pod.at("spec.priority")).isEqualTo(2_000_001_000L);
        assertThat(pod.at("spec.tolerations.0.key")).isEqualTo("node.kubernetes.io/not-ready");
        assertThat((String) pod.at("spec.volumes.0.name")).startsWith("kube-api-access-");
        assertThat(pod.at("spec.containers.0.volumeMounts.0.mountPath"))
                .isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount");
        assertThat(pod.at("status.phase")).isEqualTo("Pending");

        Answer bound = http.send(
                "POST",
                "/api/v1/namespaces/default/pods/p/binding",
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\"},\"target\":{\"kind\":\"Node\","
                        + "\"name\":\"n\"}}",
                AS_JSON);
        assertThat(bound.code()).isEqualTo(201);
        Answer twice = http.send(
                "POST",
                "/api/v1/namespaces/default/pods/p/binding",
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\"},\"target\":{\"name\":\"m\"}}",
                AS_JSON);
        assertThat(twice.code()).isEqualTo(409);
        assertThat(twice.at("message"))
                .isEqualTo(
                        "Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"n\"");
        assertThat(http.get("/api/v1/namespaces/default/pods/p/log").code()).isEqualTo(503);
        assertThat(http.get("/api/v1/pods?fieldSelector=spec.nodeName%3Dn").at("items.0.metadata.name"))
                .isEqualTo("p");
    }

    @Test
    void rightsAreChecked() throws Exception {
        Answer nobody = http.send("", "GET", "/api/v1/pods", new byte[0]);
        assertThat(nobody.code()).isEqualTo(403);
        assertThat(nobody.at("message"))
                .isEqualTo(
                        "pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group \"\" at"
                                + " the cluster scope");
        assertThat(http.send("stranger", "GET", "/api/v1/pods", new byte[0]).code())
                .isEqualTo(401);
        assertThat(http.send("", "GET", "/version", new byte[0]).at("gitVersion"))
                .isEqualTo("v1.36.0");
        assertThat(http.send("jane", "GET", MAPS, new byte[0]).code()).isEqualTo(403);

        String binding =
                "{\"apiVersion\":\"rbac.authorization.k8s.io/v1\",\"kind\":\"RoleBinding\",\"metadata\":{\"name\":"
                        + "\"jane\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"ClusterRole\",\"name\":"
                        + "\"view\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}";
        assertThat(http.send(
                                "POST",
                                "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
                                binding,
                                AS_JSON)
                        .code())
                .isEqualTo(201);
        assertThat(http.send("jane", "GET", MAPS, new byte[0]).code()).isEqualTo(200);
        assertThat(http.send("admin", "GET", MAPS, new byte[0], "impersonate-user", "jane")
                        .code())
                .isEqualTo(200);
        assertThat(http.send("admin", "GET", "/api/v1/nodes", new byte[0], "impersonate-user", "jane")
                        .code())
                .isEqualTo(403);
        assertThat(http.send("jane", "GET", MAPS, new byte[0], "impersonate-user", "admin")
                        .code())
                .isEqualTo(403);
    }

    @Test
    void nobodyGivesAwayWhatTheyDoNotHold() throws Exception {
        String roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/kube-public/roles";
        String bindings = "/apis/rbac.authorization.k8s.io/v1/namespaces/kube-public/rolebindings";
        String maker = "{\"apiVersion\":\"rbac.authorization.k8s.io/v1\",\"kind\":\"Role\",\"metadata\":{\"name\":"
                + "\"maker\"},\"rules\":[{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"roles\"],"
                + "\"verbs\":[\"create\"]}]}";
        String binding =
                "{\"apiVersion\":\"rbac.authorization.k8s.io/v1\",\"kind\":\"RoleBinding\",\"metadata\":{\"name\":"
                        + "\"maker\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"Role\",\"name\":"
                        + "\"maker\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}";
        assertThat(http.send("POST", roles, maker, AS_JSON).code()).isEqualTo(201);
        assertThat(http.send("POST", bindings, binding, AS_JSON).code()).isEqualTo(201);

        byte[] same = maker.replace("\"maker\"", "\"same\"").getBytes(StandardCharsets.UTF_8);
        byte[] more = maker.replace("\"maker\"", "\"more\"")
                .replace("[\"create\"]", "[\"*\"]")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("jane", "POST", roles, same, AS_JSON).code()).isEqualTo(201);
        Answer refused = http.send("jane", "POST", roles, more, AS_JSON);
        assertThat(refused.code()).isEqualTo(403);
        assertThat((String) refused.at("message"))
                .contains("is attempting to grant RBAC permissions not currently held");
    }

    @Test
    void reviewsTokensAndEvictionsAreAnswered() throws Exception {
        Answer review = http.send(
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{"
                        + "\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}}",
                AS_JSON);
        assertThat(review.code()).isEqualTo(201);
        assertThat(review.at("status.allowed")).isEqualTo(true);

        Answer token = http.send(
                "POST",
                "/api/v1/namespaces/default/serviceaccounts/default/token",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{\"audiences\":[\"a\"]}}",
                AS_JSON);
        assertThat(token.code()).as(token.text()).isEqualTo(201);
        assertThat(token.at("status.token")).isEqualTo("token of default");

        http.send(
                "POST",
                "/api/v1/namespaces/default/pods",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"evicted\"},\"spec\":{\"containers\":[{"
                        + "\"name\":\"c\",\"image\":\"nginx\"}]}}",
                AS_JSON);
        Answer evicted = http.send(
                "POST",
                "/api/v1/namespaces/default/pods/evicted/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"evicted\"}}",
                AS_JSON);
        assertThat(evicted.code()).as(evicted.text()).isEqualTo(201);
        assertThat(http.get("/api/v1/namespaces/default/pods/evicted").code()).isEqualTo(404);
    }

    /** As Kubernetes does, though it serves that version no more: clients that are still in use evict so. */
    @Test
    void anEvictionMayBeInTheVersionBefore() throws Exception {
        Map<String, byte[]> bodies = Map.of(
                "application/json",
                bytes("{\"apiVersion\":\"policy/v1beta1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"old\"}}"),
                "application/yaml",
                bytes("apiVersion: policy/v1beta1\nkind: Eviction\nmetadata: {name: old}\n"),
                "application/cbor",
                Cbor.ofTree(
                        Map.of("apiVersion", "policy/v1beta1", "kind", "Eviction", "metadata", Map.of("name", "old"))));
        for (Map.Entry<String, byte[]> each : bodies.entrySet()) {
            http.send(
                    "POST",
                    "/api/v1/namespaces/default/pods",
                    "{\"metadata\":{\"name\":\"old\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
                    AS_JSON);
            Answer evicted = http.send(
                    "admin",
                    "POST",
                    "/api/v1/namespaces/default/pods/old/eviction",
                    each.getValue(),
                    "content-type",
                    each.getKey());
            assertThat(evicted.code()).as(each.getKey() + evicted.text()).isEqualTo(201);
            assertThat(http.get("/api/v1/namespaces/default/pods/old").code()).isEqualTo(404);
        }
        Answer refused = http.send(
                "POST",
                "/api/v1/namespaces/default/pods/old/eviction",
                "{\"apiVersion\":\"policy/v1alpha1\",\"kind\":\"Eviction\"}",
                AS_JSON);
        assertThat(refused.code()).isEqualTo(400);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatEveryClusterHasIsThere() throws Exception {
        assertThat(http.get("/api/v1/namespaces/default/services/kubernetes").at("spec.clusterIP"))
                .isEqualTo("10.96.0.1");
        assertThat(http.get("/api/v1/namespaces/default/endpoints/kubernetes").at("subsets.0.addresses.0.ip"))
                .isEqualTo("192.168.0.1");
        assertThat(http.get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes")
                        .at("endpoints.0.addresses"))
                .isEqualTo(List.of("192.168.0.1"));
        for (String namespace : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            assertThat(http.get("/api/v1/namespaces/" + namespace).at("status.phase"))
                    .isEqualTo("Active");
        }
        assertThat(http.get("/apis/rbac.authorization.k8s.io/v1/clusterroles/cluster-admin")
                        .code())
                .isEqualTo(200);
        assertThat(http.get("/apis/scheduling.k8s.io/v1/priorityclasses/system-cluster-critical")
                        .at("value"))
                .isEqualTo(2_000_000_000L);
        assertThat(http.get("/readyz").text()).isEqualTo("ok");
        assertThat(http.get("/apis").at("kind")).isEqualTo("APIGroupList");
        assertThat(http.get("/api/v1").at("kind")).isEqualTo("APIResourceList");
    }

    @Test
    void eventsAreOneResourceInTwoVersions() throws Exception {
        http.send(
                "POST",
                "/api/v1/namespaces/default/events",
                "{\"apiVersion\":\"v1\",\"kind\":\"Event\",\"metadata\":{\"name\":\"e\"},\"involvedObject\":{\"kind\":\"Pod\","
                        + "\"namespace\":\"default\",\"name\":\"p\"},\"message\":\"said\",\"reason\":\"Because\",\"type\":"
                        + "\"Normal\"}",
                AS_JSON);

        Answer event = http.get("/apis/events.k8s.io/v1/namespaces/default/events/e");
        assertThat(event.at("apiVersion")).isEqualTo("events.k8s.io/v1");
        assertThat(event.at("note")).isEqualTo("said");
        assertThat(event.at("regarding.name")).isEqualTo("p");
        assertThat(http.get("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dp")
                        .at("items.0.message"))
                .isEqualTo("said");
    }
}
