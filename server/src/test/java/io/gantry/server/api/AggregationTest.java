package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.RequestHeaderOptions;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.EdgeServer;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.TestTls;
import io.gantry.server.edge.TlsMaterial;
import io.gantry.server.edge.WebSocket;
import io.gantry.server.remote.ClientIdentity;
import io.gantry.server.table.Tables;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One API server in front of another, which serves a custom resource under the front-proxy's word for who asks. Around it an
 * edge that answers some paths by itself: what it is asked, and an echo over WebSocket.
 */
class AggregationTest {
    private static final String SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices";
    private static final String FLUNDERS = "/apis/wardle.example.com/v1/namespaces/default/flunders";
    private static final String JSON = "application/json";
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private static HttpFixture front;
    private static HttpFixture behind;
    private static EdgeServer edge;
    private static volatile Headers asked = Headers.empty();
    /** The ports that requests came from. */
    private static final Set<Integer> connections = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void open() throws Exception {
        X509Bundle client = TestTls.client("CN=front-proxy-client", TestTls.OTHER_CA);
        ClientIdentity identity =
                new ClientIdentity(client.getKeyPair().getPrivate(), List.of(client.getCertificate()));
        front = new HttpFixture(
                new Tables(Time.system()), AccessOptions.NONE, () -> identity, Time.system(), null, null);
        List<X509Certificate> proxies = List.of(TestTls.OTHER_CA.getCertificate());
        behind = new HttpFixture(
                new Tables(Time.system()),
                new AccessOptions(
                        null,
                        false,
                        new RequestHeaderOptions(
                                proxies,
                                List.of("front-proxy-client"),
                                List.of("X-Remote-User"),
                                List.of("X-Remote-Uid"),
                                List.of("X-Remote-Group"),
                                List.of("X-Remote-Extra-")),
                        null,
                        null,
                        AnonymousAccess.EVERYWHERE,
                        null));
        X509Bundle server = TestTls.build(
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=wardle")
                        .addSanDnsName("wardle.default.svc")
                        .addExtendedKeyUsageServerAuth(),
                TestTls.CA);
        TlsMaterial tls = new TlsMaterial(
                server.getKeyPair().getPrivate(),
                List.of(server.getCertificate()),
                List.of(TestTls.CA.getCertificate()),
                proxies);
        edge = new EdgeServer(
                        EdgeConfig.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> tls),
                        exchange -> {
                            connections.add(exchange.remoteAddress().getPort());
                            if (!exchange.segments().getLast().equals("openapi")) {
                                asked = exchange.headers();
                            }
                            if (exchange.wantsWebSocket() && exchange.rawPath().endsWith("/echo")) {
                                try (WebSocket socket = exchange.acceptWebSocket(List.of())) {
                                    for (var text = socket.receive(); text != null; text = socket.receive()) {
                                        socket.sendText(text.data());
                                    }
                                }
                                return;
                            }
                            if (exchange.rawPath().endsWith("/moved")) {
                                exchange.respond(302, Headers.of("location", "/elsewhere"), new byte[0]);
                                return;
                            }
                            behind.server.handler().handle(exchange);
                        })
                .start();
        assertThat(behind.send(
                                "POST",
                                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                                definition("flunders.wardle.example.com", "wardle.example.com", "Flunder"),
                                "content-type",
                                JSON)
                        .code())
                .isEqualTo(201);
        await().untilAsserted(() -> assertThat(behind.get(FLUNDERS).code()).isEqualTo(200));
        front.send("POST", "/api/v1/namespaces/default/services", """
                {"metadata": {"name": "wardle"}, "spec": {"type": "ExternalName", "externalName": "127.0.0.1"}}
                """, "content-type", JSON);
        Answer created = register("wardle", edge.address().getPort(), TestTls.CA.getCertificatePEM());
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        awaitCondition("v1.wardle.example.com", "True", "Passed", "all checks passed");
    }

    private static Answer register(String service, int port, @Nullable String bundle) throws Exception {
        String trust = bundle == null
                ? "\"insecureSkipTLSVerify\": true"
                : "\"caBundle\": \"" + Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII))
                        + "\"";
        return front.send("POST", SERVICES, """
                {"metadata": {"name": "v1.wardle.example.com"}, "spec": {"group": "wardle.example.com", "version": "v1",
                 "groupPriorityMinimum": 2000, "versionPriority": 10, %s,
                 "service": {"namespace": "default", "name": "%s", "port": %d}}}
                """.formatted(trust, service, port), "content-type", JSON);
    }

    private static String definition(String name, String group, String kind) {
        return """
                {"metadata": {"name": "%s"}, "spec": {"group": "%s", "scope": "Namespaced",
                 "names": {"plural": "%s", "kind": "%s"}, "versions": [{"name": "v1", "served": true, "storage": true,
                 "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
                """.formatted(name, group, name.substring(0, name.indexOf('.')), kind);
    }

    private static void awaitCondition(String name, String status, String reason, String message) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer service = front.get(SERVICES + "/" + name);
            assertThat(service.at("status.conditions.0.reason"))
                    .as(service.text())
                    .isEqualTo(reason);
            assertThat(service.at("status.conditions.0.status")).isEqualTo(status);
            assertThat((String) service.at("status.conditions.0.message")).startsWith(message);
        });
    }

    @AfterAll
    static void close() {
        front.close();
        edge.close();
        behind.close();
    }

    @Test
    void theServerBehindLearnsWhoAsksFromTheFrontProxyAlone() throws Exception {
        Answer allowed = front.send(
                "admin",
                "GET",
                FLUNDERS,
                new byte[0],
                "X-Remote-User",
                "somebody",
                "X-Remote-Group",
                "system:masters",
                "X-Remote-Extra-Scopes",
                "all",
                "X-Kept",
                "yes");

        assertThat(allowed.code()).as(allowed.text()).isEqualTo(200);
        assertThat(allowed.at("kind")).isEqualTo("FlunderList");
        assertThat(asked.all("x-remote-user")).containsExactly("admin");
        assertThat(asked.all("x-remote-group")).contains("system:masters", "system:authenticated");
        assertThat(asked.contains("x-remote-extra-scopes")).isFalse();
        assertThat(asked.contains("authorization")).isFalse();
        assertThat(asked.first("x-kept")).isEqualTo("yes");
        assertThat(asked.first("audit-id")).isEqualTo(allowed.header("audit-id"));
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        front.get(FLUNDERS);
        String body = "x".repeat(100_000);
        assertThat(front.send("POST", FLUNDERS, flunder("reused", body), "content-type", JSON)
                        .code())
                .isEqualTo(201);
        connections.clear();
        for (int i = 0; i < 5; i++) {
            assertThat(front.get(FLUNDERS + "/reused").code()).isEqualTo(200);
            assertThat(front.send("PUT", FLUNDERS + "/none", flunder("none", body), "content-type", JSON)
                            .code())
                    .isEqualTo(404);
        }
        // The availability loop asks on connections of its own.
        assertThat(connections).hasSizeLessThan(8);
        front.send("DELETE", FLUNDERS + "/reused", "");
    }

    private static String flunder(String name, String text) {
        return "{\"apiVersion\": \"wardle.example.com/v1\", \"kind\": \"Flunder\", \"metadata\": {\"name\": \"" + name
                + "\"}, \"text\": \"" + text + "\"}";
    }

    @Test
    void whatIsPassedOnIsCounted() throws Exception {
        front.get(FLUNDERS);
        front.get("/apis/wardle.example.com/v1/namespaces/default/invented");

        String counted = "apiserver_request_total{code=\"%s\",component=\"apiserver\",dry_run=\"\","
                + "group=\"wardle.example.com\",resource=\"%s\",scope=\"namespace\",subresource=\"\",verb=\"LIST\","
                + "version=\"v1\"}";
        await().untilAsserted(() -> assertThat(front.get("/metrics").text())
                .contains(counted.formatted("200", "flunders"))
                .contains(counted.formatted("404", ""))
                .doesNotContain("invented"));
    }

    @Test
    void whoMayNotHereIsNotPassedOn() throws Exception {
        asked = Headers.empty();

        Answer refused = front.send("jane", "GET", FLUNDERS, new byte[0]);

        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo(
                        "flunders.wardle.example.com is forbidden: User \"jane\" cannot list resource \"flunders\" in "
                                + "API group \"wardle.example.com\" in the namespace \"default\"");
        assertThat(asked.all("x-remote-user")).doesNotContain("jane");
    }

    @Test
    void aPathThatTheOtherSideCouldReadDifferentlyIsRefused() throws Exception {
        assertThat(front.get("/apis/wardle.example.com/v1/%2e%2e/%2e%2e/api").code())
                .isEqualTo(400);
    }

    @Test
    void objectsAreWrittenWatchedAndReadThroughIt() throws Exception {
        Iterator<String> events = front.lines(FLUNDERS + "?watch=1&fieldSelector=metadata.name%3Dseen")
                .iterator();
        String large = "x".repeat(300_000);

        Answer created = front.send(
                "POST",
                FLUNDERS,
                "{\"apiVersion\": \"wardle.example.com/v1\", \"kind\": \"Flunder\", \"metadata\": {\"name\": \"seen\"},"
                        + " \"text\": \"" + large + "\"}",
                "content-type",
                JSON);

        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.at("text")).isEqualTo(large);
        assertThat(events.next()).startsWith("{\"type\":\"ADDED\"");
        assertThat(behind.get(FLUNDERS + "/seen").code()).isEqualTo(200);
        assertThat(front.send("DELETE", FLUNDERS + "/seen", "").code()).isEqualTo(200);
        assertThat(events.next()).startsWith("{\"type\":\"DELETED\"");
        assertThat(front.get(FLUNDERS + "/seen").code()).isEqualTo(404);
    }

    @Test
    void upgradedConnectionsPassThrough() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            java.net.http.WebSocket socket = client.newWebSocketBuilder()
                    .header("authorization", "Bearer admin")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + front.base.getPort() + FLUNDERS + "/x/echo"),
                            new java.net.http.WebSocket.Listener() {
                                @Override
                                public @Nullable CompletionStage<?> onText(
                                        java.net.http.WebSocket socket, CharSequence data, boolean last) {
                                    answer.complete(data.toString());
                                    return null;
                                }
                            })
                    .get(20, TimeUnit.SECONDS);
            socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(asked.all("x-remote-user")).containsExactly("admin");
            socket.abort();
        }
    }

    @Test
    void nobodyIsSentElsewhere() throws Exception {
        Answer moved = front.get(FLUNDERS + "/x/moved");
        assertThat(moved.code()).isEqualTo(502);
        assertThat(moved.text()).isEqualTo("the backend attempted to redirect this request, which is not permitted");
        assertThat(moved.header("location")).isEmpty();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.base.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + FLUNDERS + "/x/moved HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer admin\r\n"
                                    + "Connection: Upgrade, close\r\nUpgrade: SPDY/3.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 503 ")
                    .endsWith("invalid upgrade response: status code 302\n");
        }
    }

    @Test
    void discoveryNamesWhatBothServe() throws Exception {
        List<?> legacy = (List<?>) front.get("/apis").at("groups");
        assertThat(legacy)
                .extracting(group -> String.valueOf(((Map<?, ?>) group).get("name")))
                .contains("apps", "wardle.example.com");
        assertThat(front.get("/apis/wardle.example.com").at("preferredVersion.groupVersion"))
                .isEqualTo("wardle.example.com/v1");
        assertThat(front.get("/apis/wardle.example.com/v1").at("resources.0.kind"))
                .isEqualTo("Flunder");

        Answer aggregated = front.get("/apis", "accept", AGGREGATED);
        Map<?, ?> wardle = ((List<?>) aggregated.at("items"))
                .stream()
                        .map(item -> (Map<?, ?>) item)
                        .filter(item -> Map.of("name", "wardle.example.com").equals(item.get("metadata")))
                        .findFirst()
                        .orElseThrow();
        Map<?, ?> version = (Map<?, ?>) ((List<?>) wardle.get("versions")).getFirst();
        assertThat(version.get("freshness")).isEqualTo("Current");
        assertThat(((Map<?, ?>) ((List<?>) version.get("resources")).getFirst()).get("resource"))
                .isEqualTo("flunders");
        assertThat(front.get("/apis", "accept", AGGREGATED, "if-none-match", aggregated.header("etag"))
                        .code())
                .isEqualTo(304);
    }

    @Test
    void openApiDescribesWhatBothServe() throws Exception {
        Answer index = front.get("/openapi/v3");
        Map<?, ?> paths = (Map<?, ?>) index.at("paths");
        assertThat(paths.keySet()).extracting(Object::toString).contains("apis/wardle.example.com/v1", "apis/apps/v1");
        Map<?, ?> entry = (Map<?, ?>) paths.get("apis/wardle.example.com/v1");
        Answer document = front.get((String) entry.get("serverRelativeURL"));
        assertThat(((Map<?, ?>) document.at("paths"))).isNotEmpty();
        assertThat(document.text()).contains("/apis/wardle.example.com/v1/namespaces/{namespace}/flunders");

        Map<?, ?> v2 = Tree.object(Tree.parseJson(front.get("/openapi/v2").body()));
        assertThat(((Map<?, ?>) v2.get("paths")).keySet())
                .extracting(Object::toString)
                .contains(
                        "/apis/wardle.example.com/v1/namespaces/{namespace}/flunders",
                        "/apis/apps/v1/namespaces/{namespace}/deployments");
    }

    @Test
    void whatCannotBeReachedIsUnavailableAndStale() throws Exception {
        front.send("POST", "/api/v1/namespaces/default/services", """
                {"metadata": {"name": "gone"}, "spec": {"type": "ExternalName", "externalName": "127.0.0.1"}}
                """, "content-type", JSON);
        front.send("POST", SERVICES, """
                {"metadata": {"name": "v1.gone.example.com"}, "spec": {"group": "gone.example.com", "version": "v1",
                 "groupPriorityMinimum": 2000, "versionPriority": 10, "insecureSkipTLSVerify": true,
                 "service": {"namespace": "default", "name": "gone", "port": 1}}}
                """, "content-type", JSON);
        String url = "https://127.0.0.1:1/apis/gone.example.com/v1";
        awaitCondition(
                "v1.gone.example.com",
                "False",
                "FailedDiscoveryCheck",
                "failing or missing response from " + url + ": Get \"" + url
                        + "\": dial tcp 127.0.0.1:1: connect: connection refused");

        Answer refused = front.get("/apis/gone.example.com/v1/things");

        assertThat(refused.code()).isEqualTo(503);
        assertThat(refused.text()).isEqualTo("service unavailable\n");
        assertThat(refused.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(front.get("/apis", "accept", AGGREGATED).text())
                .contains("{\"version\":\"v1\",\"freshness\":\"Stale\"}");
        assertThat(front.send(
                                "PUT",
                                SERVICES + "/v1.gone.example.com/status",
                                """
                                {"metadata": {"name": "v1.gone.example.com", "resourceVersion": "%s"},
                                 "spec": {"groupPriorityMinimum": 1, "versionPriority": 1},
                                 "status": {"conditions": [{"type": "Available", "status": "True"}]}}
                                """.formatted(front.get(SERVICES + "/v1.gone.example.com")
                                        .at("metadata.resourceVersion")),
                                "content-type",
                                JSON)
                        .code())
                .isEqualTo(200);
        Answer unreachable = front.get("/apis/gone.example.com/v1/things");
        assertThat(unreachable.code()).isEqualTo(503);
        assertThat(unreachable.text())
                .isIn(
                        "error trying to reach service: dial tcp 127.0.0.1:1: connect: connection refused\n",
                        "service unavailable\n"); // the loop may have looked in between
        assertThat(front.send("DELETE", SERVICES + "/v1.gone.example.com", "").code())
                .isEqualTo(200);
        assertThat(front.get("/apis/gone.example.com/v1/things").code()).isEqualTo(404);
    }

    @Test
    void whatThisServerServesHasLocalApiServices() throws Exception {
        Answer core = front.get(SERVICES + "/v1.");
        assertThat(core.at("spec.groupPriorityMinimum")).isEqualTo(18000L);
        assertThat(core.at("metadata.labels"))
                .isEqualTo(Map.of("kube-aggregator.kubernetes.io/automanaged", "onstart"));
        assertThat(core.at("status.conditions.0.reason")).isEqualTo("Local");
        assertThat(core.at("status.conditions.0.message")).isEqualTo("Local APIServices are always available");
        assertThat(front.get(SERVICES + "/v2.autoscaling").at("spec.versionPriority"))
                .isEqualTo(30L);
        assertThat(front.get(SERVICES + "/v1.apiregistration.k8s.io").code()).isEqualTo(404);
        String table = front.get(SERVICES + "/v1.apps", "accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .text();
        assertThat(table).contains("[\"v1.apps\",\"Local\",\"True\",");
    }

    @Test
    void customResourcesHaveLocalApiServicesAsLongAsTheyExist() throws Exception {
        String crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        front.send(
                "POST",
                crds,
                definition("tabs.crontab.example.com", "crontab.example.com", "Tab"),
                "content-type",
                JSON);
        String path = SERVICES + "/v1.crontab.example.com";
        await().untilAsserted(() ->
                assertThat(front.get(path).at("spec.groupPriorityMinimum")).isEqualTo(1000L));
        Object uid = front.get(path).at("metadata.uid");

        assertThat(front.send("DELETE", path, "").code()).isEqualTo(200);

        await().untilAsserted(() ->
                assertThat(front.get(path).at("metadata.uid")).isNotEqualTo(uid).isNotEqualTo(""));
        front.send("DELETE", crds + "/tabs.crontab.example.com", "");
        await().untilAsserted(() -> assertThat(front.get(path).code()).isEqualTo(404));
    }

    @Test
    void apiServicesAreCheckedAsInKubernetes() throws Exception {
        Answer wrong = front.send("POST", SERVICES, """
                {"metadata": {"name": "v1.b"}, "spec": {"group": "a.example.com", "version": "v1",
                 "groupPriorityMinimum": 30000, "versionPriority": 0, "insecureSkipTLSVerify": true, "caBundle": "eA==",
                 "service": {"namespace": "default", "name": "a"}}}
                """, "content-type", JSON);
        assertThat(wrong.code()).isEqualTo(422);
        assertThat((String) wrong.at("message"))
                .contains("metadata.name: Invalid value: \"v1.b\": must be `spec.version+\".\"+spec.group`: "
                        + "\"v1.a.example.com\"")
                .contains("spec.groupPriorityMinimum: Invalid value: 30000: must be positive and less than 20000")
                .contains("spec.versionPriority: Invalid value: 0: must be positive and less than 1000")
                .contains("spec.insecureSkipTLSVerify: Invalid value: true: may not be true if caBundle is present");
    }
}
