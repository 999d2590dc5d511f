package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.client.http.HttpPost;
import io.gantry.client.http.KubeconfigFile;
import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.audit.AuditOptions;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import io.gantry.server.audit.AuditPolicyFile;
import io.gantry.server.audit.Auditor;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String MAP =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}";

    @TempDir
    private Path directory;

    private HttpFixture http;
    private Auditor auditor;

    @AfterEach
    void stop() throws Exception {
        http.close();
        auditor.close();
    }

    private Path log() {
        return directory.resolve("audit.log");
    }

    private void start(String rules, boolean legacy, AuditOptions.@Nullable Webhook webhook) throws Exception {
        Path policy = Files.writeString(
                directory.resolve("policy.yaml"), "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + rules);
        auditor = Auditor.open(
                new AuditOptions(
                        AuditPolicyFile.read(policy),
                        new AuditOptions.Log(log(), legacy, 0, 0, 0, false, Mode.BLOCKING, Batch.OF_LOG, null),
                        webhook),
                Time.system());
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) ->
                        "{\"kind\":\"Table\"}".getBytes(StandardCharsets.UTF_8),
                AccessOptions.NONE,
                Time.system(),
                auditor);
    }

    private void start(String rules) throws Exception {
        start(rules, false, null);
    }

    private void create() throws Exception {
        assertThat(http.send("POST", MAPS, MAP, "content-type", HttpFixture.JSON, "audit-id", "one")
                        .code())
                .isEqualTo(201);
    }

    /** The events of a request, once there are so many of them. */
    private List<Map<String, Object>> events(String id, int count) {
        return Awaitility.await().until(() -> events(id), found -> found.size() >= count);
    }

    private List<Map<String, Object>> events(String id) throws IOException {
        String text = Files.readString(log());
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> Tree.object(Tree.parseJson(line.getBytes(StandardCharsets.UTF_8))))
                .filter(event -> id.equals(event.get("auditID")))
                .toList();
    }

    private static Object at(Map<String, Object> event, String path) {
        Object value = event;
        for (String step : path.split("/", -1)) {
            value = value instanceof Map<?, ?> map
                    ? map.get(step)
                    : value instanceof List<?> list ? list.get(Integer.parseInt(step)) : null;
        }
        return value == null ? "" : value;
    }

    @Test
    void anEventSaysWhoDidWhat() throws Exception {
        start("rules: [{level: Metadata}]");
        create();

        List<Map<String, Object>> events = events("one", 2);

        assertThat(events)
                .extracting(event -> event.get("stage"))
                .containsExactly("RequestReceived", "ResponseComplete");
        Map<String, Object> received = events.getFirst();
        assertThat(received)
                .containsEntry("kind", "Event")
                .containsEntry("apiVersion", "audit.k8s.io/v1")
                .containsEntry("level", "Metadata")
                .containsEntry("requestURI", MAPS)
                .containsEntry("verb", "create")
                .containsEntry("userAgent", "tester/1.0")
                .containsEntry("sourceIPs", List.of("127.0.0.1"))
                .containsEntry(
                        "user",
                        Map.of("username", "admin", "groups", List.of("system:masters", "system:authenticated")))
                .containsEntry(
                        "objectRef", Map.of("resource", "configmaps", "namespace", "default", "apiVersion", "v1"))
                .doesNotContainKeys("responseStatus", "requestObject", "annotations", "impersonatedUser");
        assertThat(received.get("requestReceivedTimestamp").toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        Map<String, Object> complete = events.getLast();
        assertThat(complete)
                .containsEntry(
                        "objectRef",
                        Map.of("resource", "configmaps", "namespace", "default", "apiVersion", "v1", "name", "a"))
                .containsEntry("responseStatus", Map.of("metadata", Map.of(), "code", 201L))
                .doesNotContainKeys("requestObject", "responseObject");
        assertThat(at(complete, "annotations/authorization.k8s.io/decision")).isEqualTo("");
        assertThat(Tree.object(complete.get("annotations")))
                .containsEntry("authorization.k8s.io/decision", "allow")
                .containsKey("authorization.k8s.io/reason");
    }

    @Test
    void objectsAreOnlyInWhatTheLevelAsksFor() throws Exception {
        start("""
                omitManagedFields: true
                omitStages: [RequestReceived]
                rules:
                - {level: RequestResponse, verbs: [create, list]}
                - {level: Request, verbs: [patch, update]}
                - {level: Metadata}
                """);
        create();
        Map<String, Object> created = events("one", 1).getFirst();
        assertThat(at(created, "requestObject/data/k")).isEqualTo("v");
        assertThat(at(created, "requestObject/kind")).isEqualTo("ConfigMap");
        assertThat(at(created, "responseObject/metadata/uid")).isNotEqualTo("");
        assertThat(at(created, "responseObject/metadata/managedFields")).isEqualTo("");

        http.send(
                "PATCH",
                MAPS + "/a",
                "{\"data\":{\"k\":\"w\"}}",
                "content-type",
                "application/merge-patch+json",
                "audit-id",
                "two");
        Map<String, Object> patched = events("two", 1).getFirst();
        assertThat(patched).containsEntry("requestObject", Map.of("data", Map.of("k", "w")));
        assertThat(patched).doesNotContainKey("responseObject");

        http.get(MAPS + "/a", "audit-id", "three");
        assertThat(events("three", 1).getFirst()).doesNotContainKeys("requestObject", "responseObject");

        http.get(MAPS, "audit-id", "four");
        Map<String, Object> listed = events("four", 1).getFirst();
        assertThat(at(listed, "responseObject/kind")).isEqualTo("ConfigMapList");
        assertThat(at(listed, "responseObject/items/0/data/k")).isEqualTo("w");
        assertThat(at(listed, "responseObject/items/0/metadata/managedFields")).isEqualTo("");
    }

    @Test
    void whatNoRuleNamesIsNotRecorded() throws Exception {
        start("rules: [{level: None, resources: [{resources: [configmaps]}]}, {level: Metadata, users: [admin]}]");
        create();
        http.get("/version", "audit-id", "two");

        events("two", 2);

        assertThat(events("one")).isEmpty();
    }

    @Test
    void refusalsAreRecordedWithTheirReason() throws Exception {
        start("rules: [{level: Metadata}]");
        http.send("jane", "GET", MAPS, new byte[0], "audit-id", "one");
        http.send("nobody", "GET", MAPS, new byte[0], "audit-id", "two");
        http.get(MAPS + "/none", "audit-id", "three");

        Map<String, Object> forbidden = events("one", 2).getLast();
        assertThat(Tree.object(forbidden.get("annotations"))).containsEntry("authorization.k8s.io/decision", "forbid");
        assertThat(at(forbidden, "responseStatus/code")).isEqualTo(403L);
        assertThat(at(forbidden, "responseStatus/reason")).isEqualTo("Forbidden");
        Map<String, Object> unknown = events("two", 1).getFirst();
        assertThat(events("two")).hasSize(1);
        assertThat(unknown)
                .containsEntry("stage", "ResponseStarted")
                .containsEntry("user", Map.of())
                .doesNotContainKey("annotations");
        assertThat(at(unknown, "responseStatus/code")).isEqualTo(401L);
        assertThat(at(events("three", 2).getLast(), "responseStatus/message"))
                .isEqualTo("configmaps \"none\" not found");
    }

    @Test
    void whoActsAsAnotherIsRecordedAsBoth() throws Exception {
        start("rules: [{level: Metadata, users: [admin]}]");
        http.get(MAPS, "audit-id", "one", "impersonate-user", "jane", "impersonate-group", "dev");

        Map<String, Object> event = events("one", 2).getLast();

        assertThat(at(event, "user/username")).isEqualTo("admin");
        assertThat(event)
                .containsEntry(
                        "impersonatedUser",
                        Map.of("username", "jane", "groups", List.of("dev", "system:authenticated")));
        assertThat(at(event, "responseStatus/code")).isEqualTo(403L);
        assertThat(at(event, "authenticationMetadata/impersonationConstraint")).isEqualTo("impersonate:user-info");
        http.get(MAPS, "audit-id", "two", "impersonate-user", "jane", "impersonate-group", "system:masters");
        assertThat(events("two", 2).getLast()).doesNotContainKey("authenticationMetadata");
    }

    @Test
    void aWatchIsRecordedWhenItsAnswerBegins() throws Exception {
        start("rules: [{level: RequestResponse}]");
        create();
        try (Stream<String> lines = http.lines(MAPS + "?watch=1&timeoutSeconds=60", "audit-id", "two")) {
            assertThat(lines.iterator().next()).contains("ADDED");
            Map<String, Object> started = events("two", 2).getLast();
            assertThat(started).containsEntry("stage", "ResponseStarted").doesNotContainKey("responseObject");
            assertThat(at(started, "responseStatus/code")).isEqualTo(200L);
        }
        assertThat(events("two", 3).getLast()).containsEntry("stage", "ResponseComplete");
    }

    @Test
    void aWatchOverAWebSocketIsRecordedAsASwitchOfProtocols() throws Exception {
        start("rules: [{level: Metadata}]");
        create();
        CountDownLatch first = new CountDownLatch(1);
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                first.countDown();
                return WebSocket.Listener.super.onText(socket, data, last);
            }
        };
        URI at = URI.create(http.base.toString().replace("http:", "ws:")).resolve(MAPS + "?watch=1&timeoutSeconds=60");
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .header("authorization", "Bearer admin")
                    .header("audit-id", "two")
                    .header("origin", "http://localhost")
                    .buildAsync(at, listener)
                    .join();
            first.await();
            assertThat(events("two", 2).getLast()).containsEntry("stage", "ResponseStarted");
            socket.abort();
        }

        List<Map<String, Object>> events = events("two", 3);
        assertThat(events)
                .extracting(event -> event.get("stage"))
                .containsExactly("RequestReceived", "ResponseStarted", "ResponseComplete");
        assertThat(events).allMatch(event -> "watch".equals(event.get("verb")));
        assertThat(at(events.get(1), "responseStatus/code")).isEqualTo(101L);
        assertThat(at(events.get(2), "responseStatus/code")).isEqualTo(101L);
    }

    @Test
    void admissionsNotesAreRecorded() throws Exception {
        start("rules: [{level: Metadata}]");
        http.send(
                "POST",
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"tight\",\"labels\":"
                        + "{\"pod-security.kubernetes.io/audit\":\"baseline\"}}}",
                "content-type",
                HttpFixture.JSON);
        http.send(
                "POST",
                "/apis/apps/v1/namespaces/tight/deployments",
                """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"}, "spec": {
                 "selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}}, "spec": {
                 "hostNetwork": true, "containers": [{"name": "c", "image": "i"}]}}}}
                """,
                "content-type",
                HttpFixture.JSON,
                "audit-id",
                "one");

        assertThat(Tree.object(events("one", 2).getLast().get("annotations")))
                .containsKey("pod-security.kubernetes.io/audit-violations");
    }

    @Test
    void aLineForPeopleHasTheMostImportant() throws Exception {
        start("rules: [{level: Metadata, omitStages: [RequestReceived]}]", true, null);
        create();

        String line = Awaitility.await().until(() -> Files.readString(log()), text -> text.contains("id=\"one\""));

        assertThat(line.lines().filter(each -> each.contains("id=\"one\"")).toList())
                .singleElement()
                .asString()
                .matches(
                        "\\S+Z AUDIT: id=\"one\" stage=\"ResponseComplete\" ip=\"127.0.0.1\" method=\"create\" user=\"admin\""
                                + " groups=\"\\\\\"system:masters\\\\\",\\\\\"system:authenticated\\\\\"\" as=\"<self>\""
                                + " asgroups=\"<lookup>\" user-agent=\"tester/1.0\" namespace=\"default\" uri=\"" + MAPS
                                + "\" response=\"201\"");
    }

    @Test
    void aReceiverGetsListsOverTlsAndTheSameAgainWhenItFailed() throws Exception {
        List<Map<String, Object>> lists = new CopyOnWriteArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        HttpsServer server = HookServer.listening();
        server.createContext("/events", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                boolean known =
                        "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                boolean first = asked.getAndIncrement() == 0;
                if (known && !first) {
                    lists.add(Tree.object(Tree.parseJson(body)));
                }
                exchange.sendResponseHeaders(!known ? 401 : first ? 503 : 200, -1);
            }
        });
        server.start();
        try {
            Path kubeconfig = Files.writeString(directory.resolve("receiver.yaml"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: r, cluster: {server: "https://127.0.0.1:%d/events", certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: secret}}]
                    contexts: [{name: c, context: {cluster: r, user: u}}]
                    current-context: c
                    """.formatted(
                            server.getAddress().getPort(), HookServer.caBundle()));
            HttpPost post = new HttpPost(KubeconfigFile.load(kubeconfig, ""), "tester");
            start(
                    "rules: [{level: Metadata}]",
                    false,
                    new AuditOptions.Webhook(
                            list -> post.post(list, Duration.ofSeconds(30)).statusCode(),
                            Duration.ofMillis(1),
                            Mode.BATCH,
                            new Batch(100, 2, Duration.ofSeconds(30), true, 1000, 10),
                            null));
            create();

            Map<String, Object> list = Awaitility.await()
                    .until(
                            () -> lists.stream()
                                    .filter(each -> "one".equals(at(each, "items/0/auditID")))
                                    .findFirst()
                                    .orElse(Map.of()),
                            found -> !found.isEmpty());

            assertThat(list)
                    .containsEntry("kind", "EventList")
                    .containsEntry("apiVersion", "audit.k8s.io/v1")
                    .containsEntry("metadata", Map.of());
            assertThat(at(list, "items/0/stage")).isEqualTo("RequestReceived");
            assertThat(at(list, "items/1/stage")).isEqualTo("ResponseComplete");
            assertThat(at(list, "items/1/user/username")).isEqualTo("admin");
            assertThat(asked.get()).isGreaterThan(1);
            post.close();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void clientsInThisProcessAreRecordedToo() throws Exception {
        start("rules: [{level: RequestResponse, resources: [{group: '', resources: [configmaps]}]}]");
        Client loop = http.server.client(
                UserInfo.of("system:kube-controller-manager", UserInfo.MASTERS), "kube-controller-manager");
        loop.create(
                ConfigMapType.KIND,
                (ConfigMap) Yaml.decode(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: own, namespace: default}, data: {k: v}}"
                                .getBytes(StandardCharsets.UTF_8),
                        null,
                        DecodeOptions.LENIENT),
                WriteOptions.DEFAULT);
        assertThat(loop.find(ConfigMapType.KIND, "default", "none")).isEmpty();

        List<Map<String, Object>> events = Files.readString(log())
                .lines()
                .map(line -> Tree.object(Tree.parseJson(line.getBytes(StandardCharsets.UTF_8))))
                .toList();
        Map<String, Object> created = events.get(1);
        assertThat(created)
                .containsEntry("stage", "ResponseComplete")
                .containsEntry("verb", "create")
                .containsEntry("requestURI", "/api/v1/namespaces/default/configmaps/own")
                .containsEntry("userAgent", "kube-controller-manager")
                .containsEntry("sourceIPs", List.of("127.0.0.1"));
        assertThat(at(created, "user/username")).isEqualTo("system:kube-controller-manager");
        assertThat(at(created, "responseStatus/code")).isEqualTo(201L);
        assertThat(at(created, "requestObject/data/k")).isEqualTo("v");
        assertThat(at(created, "responseObject/metadata/uid")).isNotEqualTo("");
        assertThat(at(events.get(3), "responseStatus/code")).isEqualTo(404L);
    }

    @Test
    void whatIsDeprecatedIsNoted() throws Exception {
        start("rules: [{level: Metadata}]");
        http.get("/apis/storage.k8s.io/v1beta1/volumeattributesclasses", "audit-id", "old");

        Map<String, Object> last = events("old", 2).getLast();
        assertThat(at(last, "annotations"))
                .asString()
                .contains("k8s.io/deprecated=true", "k8s.io/removed-release=1.37");
    }
}
