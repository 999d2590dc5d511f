package io.gantry.server.admission.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookBuilder;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenReview;
import io.gantry.api.authentication.v1.TokenReviewType;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodExecOptions;
import io.gantry.api.core.v1.PodExecOptionsType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.status.StatusException;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.edge.TestTls;
import io.gantry.server.registry.Actions;
import io.gantry.server.registry.Connections;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Questions;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.TokenIssuer;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhooksTest {
    private static final String ALLOW = "\"allowed\": true";
    private static final String MAPS =
            "rules: [{operations: ['*'], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}]";
    private static final String PODS =
            "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [pods]}]";
    private static final WriteOptions DRY_RUN = new WriteOptions("", true, false);

    private final AdmissionFixture cluster = new AdmissionFixture();
    private final HookServer server = new HookServer();

    @AfterEach
    void close() {
        server.close();
        cluster.close();
    }

    private static String bundle(X509Bundle authority) {
        return ", caBundle: "
                + Base64.getEncoder()
                        .encodeToString(authority.getCertificatePEM().getBytes(StandardCharsets.US_ASCII));
    }

    private void hook(String sort, String name, String path, String rest) {
        hookAt(sort, name, "url: '" + server.url(path) + "'" + bundle(TestTls.CA), rest);
    }

    private void hookAt(String sort, String name, String client, String rest) {
        String effects = rest.contains("sideEffects") ? "" : ", sideEffects: None";
        cluster.create("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: %sWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                - {name: %s.example.com, clientConfig: {%s}, admissionReviewVersions: [v1], %s}
                """.formatted(sort, name, name, client, rest + effects));
    }

    private static String map(String name, String rest) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop%s}}".formatted(name, rest);
    }

    private ConfigMap create(String name, String rest) {
        return (ConfigMap) cluster.create(map(name, rest));
    }

    @Test
    void aHookIsAskedInKubernetesForm() {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "check", "/ask", MAPS);
        create("m", ", labels: {a: b}");
        Map<String, Object> question = server.questions.getFirst();
        assertThat(question)
                .containsEntry("operation", "CREATE")
                .containsEntry("name", "m")
                .containsEntry("namespace", "shop")
                .containsEntry("dryRun", false)
                .containsEntry("kind", Map.of("group", "", "version", "v1", "kind", "ConfigMap"))
                .containsEntry("requestResource", Map.of("group", "", "version", "v1", "resource", "configmaps"))
                .containsEntry("options", Map.of("kind", "CreateOptions", "apiVersion", "meta.k8s.io/v1"))
                .containsEntry("oldObject", null);
        assertThat(Tree.object(question.get("userInfo"))).containsEntry("username", "admin");
        assertThat(Tree.object(Tree.object(question.get("object")).get("metadata")))
                .containsEntry("labels", Map.of("a", "b"))
                .containsKey("uid");
        cluster.as(
                AdmissionFixture.ADMIN,
                () -> cluster.registries.registry(ConfigMapType.KIND).delete("shop", "m", DeleteOptionsType.EMPTY));
        assertThat(server.questions.getLast())
                .containsEntry("operation", "DELETE")
                .containsEntry("object", null);
        assertThat(server.questions.getLast().get("oldObject")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"allowed\": false' | 400 | without explanation",
                "'\"allowed\": false, \"status\": {\"message\": \"no\", \"code\": 403, \"reason\": \"Forbidden\"}' | 403 | : no",
                "'\"allowed\": false, \"status\": {\"reason\": \"Because\"}' | 400 | : Because",
            })
    void aNoIsPassedOnWithTheHooksName(String response, int code, String rest) {
        server.answer("/no", _ -> response);
        hook("Validating", "check", "/no", MAPS);
        String end = rest.startsWith(":") ? rest : " " + rest;
        assertThatThrownBy(() -> create("m", ""))
                .hasMessage("admission webhook \"check.example.com\" denied the request" + end)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(cluster.registries.registry(ConfigMapType.KIND).find("shop", "m"))
                .isNull();
    }

    @Test
    void warningsAndAnnotationsArePassedOn() {
        server.answer(
                "/warn", _ -> ALLOW + ", \"warnings\": [\"old\", \"ugly\"], \"auditAnnotations\": {\"k\": \"v\"}");
        hook("Validating", "check", "/warn", MAPS);
        create("m", "");
        assertThat(cluster.scope.warnings()).containsExactly("old", "ugly");
        assertThat(cluster.scope.annotations()).containsEntry("check.example.com/k", "v");
    }

    @Test
    void patchesChangeTheObjectAndTheStepsBeforeGoOverItAgain() {
        cluster.create("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: l, namespace: shop}
                spec: {limits: [{type: Container, default: {cpu: 100m}}]}
                """);
        server.answer("/add", _ -> HookServer.patch("""
                [{"op": "add", "path": "/spec/containers/-", "value": {"name": "side", "image": "y"}}]
                """));
        hook("Mutating", "inject", "/add", PODS);
        Pod pod = cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec: {containers: [{name: a, image: x}]}
                """);
        assertThat(pod.spec().containers()).extracting(Container::name).containsExactly("a", "side");
        Container side = pod.spec().containers().get(1);
        assertThat(side.resources().limits()).hasToString("{cpu=100m}");
        assertThat(side.volumeMounts()).hasSize(1);
        assertThat(side.imagePullPolicy()).isEqualTo("Always"); // a default
    }

    @Test
    void hooksAreAskedInOrderAndAgainIfTheyWishWhenALaterOneChangedSomething() {
        server.answer("/first", _ -> ALLOW);
        server.answer("/second", _ -> HookServer.patch("""
                [{"op": "add", "path": "/data", "value": {"a": "b"}}]
                """));
        hook("Mutating", "a-again", "/first", MAPS + ", reinvocationPolicy: IfNeeded");
        hook("Mutating", "b-once", "/first", MAPS);
        hook("Mutating", "c-changes", "/second", MAPS);
        assertThat(create("m", "").data()).isEqualTo(Map.of("a", "b"));
        assertThat(server.questions).hasSize(4);
        assertThat(Tree.object(server.questions.getLast().get("object"))).containsEntry("data", Map.of("a", "b"));
    }

    @Test
    void aServerThatIsNotThereFailsTheRequestUnlessThePolicyIsToIgnoreIt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String client = "url: 'https://127.0.0.1:" + port + "/x'" + bundle(TestTls.CA);
        hookAt("Validating", "lax", client, MAPS + ", failurePolicy: Ignore");
        create("one", "");
        hookAt("Validating", "strict", client, MAPS);
        assertThatThrownBy(() -> create("two", ""))
                .hasMessage("Internal error occurred: failed calling webhook \"strict.example.com\": failed to call "
                        + "webhook: Post \"https://127.0.0.1:" + port + "/x?timeout=10s\": dial tcp 127.0.0.1:" + port
                        + ": connect: connection refused")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(500));
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        server.answer("/ask", _ -> ALLOW);
        hookAt("Validating", "check", "url: '" + server.url("/ask") + "'" + bundle(TestTls.OTHER_CA), MAPS);
        assertThatThrownBy(() -> create("m", ""))
                .hasMessageEndingWith(
                        "tls: failed to verify certificate: x509: certificate signed by unknown authority");
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        server.answer("/slow", _ -> {
            try {
                return over.await(30, TimeUnit.SECONDS) ? ALLOW : "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        });
        hook("Validating", "check", "/slow", MAPS + ", timeoutSeconds: 1");
        assertThatThrownBy(() -> create("m", "")).hasMessageEndingWith("/slow?timeout=1s\": context deadline exceeded");
        over.countDown();
    }

    @Test
    void aPathThatIsNotThereIsAFailure() {
        hook("Validating", "check", "/nowhere", MAPS);
        assertThatThrownBy(() -> create("m", ""))
                .hasMessageEndingWith("failed to call webhook: the server could not find the requested resource");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Validating | '{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"}'"
                        + " | webhook response was absent",
                "Validating | '{\"apiVersion\": \"v1\", \"kind\": \"Status\"}'"
                        + " | 'expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got v1, Kind=Status'",
                "Validating | '\"allowed\": true, \"patch\": \"W10=\"'"
                        + " | validating webhook may not return response.patch",
                "Mutating | '\"allowed\": true, \"patch\": \"W10=\"'"
                        + " | webhook returned response.patch but not response.patchType",
                "Mutating | '{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\","
                        + " \"response\": {\"uid\": \"\", \"allowed\": true}}' | expected response.uid=",
            })
    void answersThatMakeNoSenseAreFailures(String sort, String response, String why) {
        server.answer("/odd", _ -> response);
        hook(sort, "check", "/odd", MAPS);
        assertThatThrownBy(() -> create("m", ""))
                .hasMessageStartingWith("Internal error occurred: failed calling webhook \"check.example.com\": "
                        + "received invalid webhook response: " + why);
    }

    @Test
    void aDryRunReachesOnlyHooksWithoutSideEffects() {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "pure", "/ask", MAPS + ", sideEffects: NoneOnDryRun");
        cluster.create(AdmissionFixture.parse(map("m", "")), AdmissionFixture.ADMIN, DRY_RUN);
        assertThat(server.questions.getLast()).containsEntry("dryRun", true);
        // Validation lets none in any more that has others; one may have come before that.
        cluster.store.write(Op.put(
                StorageKeys.key(ValidatingWebhookConfigurationType.KIND, "", "old"),
                AdmissionFixture.parse("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingWebhookConfiguration
                        metadata: {name: old}
                        webhooks:
                        - {name: old.example.com, clientConfig: {url: 'https://127.0.0.1:1'}, sideEffects: Some, %s}
                        """.formatted(MAPS)),
                Expect.absent()));
        assertThatThrownBy(() -> cluster.create(AdmissionFixture.parse(map("m", "")), AdmissionFixture.ADMIN, DRY_RUN))
                .hasMessage("admission webhook \"old.example.com\" does not support dry run")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: ['*'], resources: ['*']}] | 1",
                "rules: [{operations: [UPDATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: ['*/*']}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps/status]}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: ['*'], scope: Cluster}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: ['*'], scope: Namespaced}]"
                        + " | 1",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}} | 1",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}} | 0",
                "objectSelector: {matchLabels: {team: red}} | 1",
                "objectSelector: {matchLabels: {team: blue}} | 0",
            })
    void rulesAndSelectorsChoose(String choice, int asked) {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "check", "/ask", choice.startsWith("rules") ? choice : MAPS + ", " + choice);
        create("m", ", labels: {team: red}");
        assertThat(server.questions).hasSize(asked);
    }

    @Test
    void anObjectIsAlsoChosenByWhatItWas() {
        server.answer("/ask", _ -> ALLOW);
        ConfigMap map = create("m", ", labels: {team: red}");
        hook("Validating", "check", "/ask", MAPS + ", objectSelector: {matchLabels: {team: red}}");
        cluster.update(map, m -> Metas.edit(m, meta -> meta.labels(Map.of())));
        assertThat(server.questions).hasSize(1);
        assertThat(server.questions.getFirst().get("oldObject")).isNotNull();
    }

    private static String conditions(String... expressions) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < expressions.length; i++) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("{name: c")
                    .append(i)
                    .append(", expression: \"")
                    .append(expressions[i])
                    .append("\"}");
        }
        return ", matchConditions: [" + list + "]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "true | 1",
                "false | 0",
                "object.metadata.name == 'm' | 1",
                "object.metadata.labels.team == 'blue' | 0",
                "oldObject == null && request.operation == 'CREATE' | 1",
                "!(request.resource.group == 'coordination.k8s.io' && request.resource.resource == 'leases') | 1",
                "!('system:nodes' in request.userInfo.groups) | 1",
                "request.userInfo.username != 'admin' | 0",
                "authorizer.group('').resource('configmaps').namespace('shop').name('x').check('breakglass').allowed()"
                        + " | 1",
                "authorizer.requestResource.check('create').allowed() | 1",
            })
    void onlyWhatMeetsTheConditionsIsAsked(String expression, int asked) {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "check", "/ask", MAPS + conditions("true", expression));
        hook("Mutating", "change", "/ask", MAPS + conditions(expression));
        create("m", ", labels: {team: red}");
        assertThat(server.questions).hasSize(2 * asked);
    }

    @Test
    void aConditionThatFailsCountsOnlyWhenNoneIsFalse() {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "one", "/ask", MAPS + conditions("object.data.x == 'y'", "false"));
        create("one", "");
        hook("Validating", "lax", "/ask", MAPS + conditions("object.data.x == 'y'") + ", failurePolicy: Ignore");
        create("two", "");
        assertThat(server.questions).isEmpty();
        hook("Validating", "strict", "/ask", MAPS + conditions("true", "object.data.x == 'y'", "1 / 0 == 1"));
        assertThatThrownBy(() -> create("three", ""))
                .hasMessage("configmaps \"three\" is forbidden: [expression 'object.data.x == 'y'' resulted in error: "
                        + "no such key: data, expression '1 / 0 == 1' resulted in error: division by zero]")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(403));
        assertThat(server.questions).isEmpty();
    }

    @Test
    void conditionsThatCostTooMuchFail() {
        server.answer("/ask", _ -> ALLOW);
        String costly = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        String expression = costly + ".all(a, " + costly + ".all(b, " + costly + ".all(c, " + costly + ".all(d, "
                + costly + ".all(e, " + costly + ".all(f, a + b + c + d + e + f > 0))))))";
        hook("Validating", "strict", "/ask", MAPS + conditions(expression));
        assertThatThrownBy(() -> create("m", ""))
                .hasMessageEndingWith("resulted in error: operation cancelled: actual cost limit exceeded");
        hook("Validating", "astrict", "/ask", MAPS + conditions(expression, expression, expression));
        assertThatThrownBy(() -> create("m", ""))
                .hasMessageEndingWith("validation failed due to running out of cost budget, no further validation rules"
                        + " will be run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{name: c, expression: '1'} | matchConditions[0].expression: Invalid value: \"1\": must evaluate to bool but got int",
                "{name: c, expression: 'params.x == 1'} | matchConditions[0].expression: Invalid value: \"params.x == 1\":"
                        + " compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')",
                "{name: c, expression: ' '} | matchConditions[0].expression: Required value",
                "{name: '', expression: 'true'} | matchConditions[0].name: Required value",
                "{name: '-', expression: 'true'} | matchConditions[0].name: Invalid value: \"-\": name part must consist of",
                "{name: c, expression: 'true'}, {name: c, expression: 'false'} | matchConditions[1].name: Duplicate value: \"c\"",
            })
    void conditionsMustCompile(String conditions, String error) {
        assertThatThrownBy(() -> hookAt(
                        "Validating", "check", "url: 'https://x/'", MAPS + ", matchConditions: [" + conditions + "]"))
                .hasMessageStartingWith(
                        "ValidatingWebhookConfiguration.admissionregistration.k8s.io \"check\" is invalid: "
                                + "webhooks[0]." + error);
    }

    @Test
    void conditionsThatWereThereBeforeMayStay() {
        String yaml = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: old}
                webhooks:
                - {name: old.example.com, clientConfig: {url: 'https://x/'}, sideEffects: None, admissionReviewVersions: [v1],
                   matchPolicy: Exact, failurePolicy: Ignore, matchConditions: [{name: c, expression: 'gone()'}], %s}
                """.formatted(MAPS);
        cluster.store.write(Op.put(
                StorageKeys.key(ValidatingWebhookConfigurationType.KIND, "", "old"),
                AdmissionFixture.parse(yaml),
                Expect.absent()));
        ValidatingWebhookConfiguration old = cluster.get(ValidatingWebhookConfigurationType.KIND, "old");
        ValidatingWebhookConfiguration next = cluster.update(old, o -> Metas.edit(o, m -> m.labels(Map.of("a", "b"))));
        assertThat(next.metadata().labels()).containsEntry("a", "b");
        assertThatThrownBy(() -> cluster.update(next, n -> {
                    var hook = n.webhooks().getFirst();
                    return new ValidatingWebhookConfiguration(
                            n.metadata(),
                            List.of(ValidatingWebhookBuilder.of(hook)
                                    .matchConditions(List.of(
                                            hook.matchConditions().getFirst(), new MatchCondition("d", "also.gone()")))
                                    .build()));
                }))
                .hasMessageContaining("matchConditions[1].expression: Invalid value: \"also.gone()\"")
                .hasMessageNotContaining("matchConditions[0]");
    }

    @Test
    void hooksDoNotDecideAboutHooks() {
        server.answer("/no", _ -> "\"allowed\": false");
        hook(
                "Validating",
                "all",
                "/no",
                "rules: [{operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*']}]");
        hook("Validating", "another", "/no", MAPS);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aServiceIsFoundByItsEndpointsAndCertifiedUnderItsName() {
        server.answer("/svc", _ -> ALLOW);
        hookAt("Validating", "check", "service: {name: hook, namespace: shop, path: /svc}" + bundle(TestTls.CA), MAPS);
        String prefix = "Internal error occurred: failed calling webhook \"check.example.com\": failed to call "
                + "webhook: Post \"https://hook.shop.svc:443/svc?timeout=10s\": ";
        assertThatThrownBy(() -> create("m", "")).hasMessage(prefix + "service \"hook\" not found");
        cluster.create("{apiVersion: v1, kind: Service, metadata: {name: hook, namespace: shop},"
                + " spec: {ports: [{port: 443}]}}");
        assertThatThrownBy(() -> create("m", "")).hasMessage(prefix + "no endpoints available for service \"hook\"");
        cluster.store.write(Op.put(
                StorageKeys.key(EndpointSliceType.KIND, "shop", "hook-1"),
                AdmissionFixture.parse("""
                        apiVersion: discovery.k8s.io/v1
                        kind: EndpointSlice
                        metadata: {name: hook-1, namespace: shop, labels: {kubernetes.io/service-name: hook}}
                        addressType: IPv4
                        ports: [{name: '', port: %d}]
                        endpoints: [{addresses: [127.0.0.1]}]
                        """.formatted(server.port())),
                Expect.absent()));
        create("m", "");
        assertThat(server.questions).hasSize(1);
    }

    private Object ask(TokenReview question, Runnable answering) {
        return cluster.as(
                AdmissionFixture.ADMIN,
                () -> new Questions(cluster.registries, (review, namespace, user, admission) -> {
                            admission.run();
                            answering.run();
                            return review;
                        })
                        .answer(TokenReviewType.KIND, question, "", AdmissionFixture.ADMIN, false));
    }

    @Test
    void questionsAreChangedAndJudgedBeforeTheyAreAnswered() {
        String reviews = "rules: [{operations: [CREATE], apiGroups: [authentication.k8s.io], apiVersions: [v1],"
                + " resources: [tokenreviews]}]";
        String patch = "[{\"op\":\"add\",\"path\":\"/spec/audiences\",\"value\":[\"changed\"]}]";
        server.answer(
                "/change",
                _ -> ALLOW + ", \"patchType\": \"JSONPatch\", \"patch\": \""
                        + Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.US_ASCII)) + "\"");
        hook("Mutating", "change", "/change", reviews);
        TokenReview question = (TokenReview)
                AdmissionFixture.parse("{apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {token: t}}");
        List<String> answered = new ArrayList<>();

        TokenReview answer = (TokenReview) ask(question, () -> answered.add("yes"));

        assertThat(answer.spec().audiences()).containsExactly("changed");
        assertThat(answered).hasSize(1);

        server.answer("/check", _ -> "\"allowed\": false");
        hook("Validating", "check", "/check", reviews);
        assertThatThrownBy(() -> ask(question, () -> answered.add("no")))
                .hasMessageContaining("admission webhook \"check.example.com\" denied the request");
        assertThat(answered).containsExactly("yes");
        assertThat(server.questions.getLast())
                .containsEntry(
                        "resource",
                        Map.of("group", "authentication.k8s.io", "version", "v1", "resource", "tokenreviews"));
    }

    private static String connects(String resource) {
        return "rules: [{operations: [CONNECT], apiGroups: [''], apiVersions: [v1], resources: [" + resource + "]}]";
    }

    private PodExecOptions exec(PodExecOptions options) {
        return cluster.as(
                AdmissionFixture.ADMIN,
                () -> new Connections(cluster.registries)
                        .admit(PodType.KIND, "exec", "shop", "web", PodExecOptionsType.TYPE, options));
    }

    @Test
    void whoConnectsIsJudgedByWhatTheyAskFor() {
        server.answer("/ask", _ -> ALLOW);
        hook("Validating", "check", "/ask", connects("pods/exec"));
        PodExecOptions options = new PodExecOptions(null, true, null, null, "c", List.of("ls", "-l"));

        assertThat(exec(options)).isSameAs(options);
        assertThat(server.questions.getFirst())
                .containsEntry("operation", "CONNECT")
                .containsEntry("kind", Map.of("group", "", "version", "v1", "kind", "PodExecOptions"))
                .containsEntry("resource", Map.of("group", "", "version", "v1", "resource", "pods"))
                .containsEntry("subResource", "exec")
                .containsEntry("name", "web")
                .containsEntry("namespace", "shop")
                .containsEntry("oldObject", null)
                .doesNotContainKey("options")
                .containsEntry(
                        "object",
                        Map.of(
                                "kind",
                                "PodExecOptions",
                                "apiVersion",
                                "v1",
                                "stdout",
                                true,
                                "container",
                                "c",
                                "command",
                                List.of("ls", "-l")));
        server.answer("/ask", _ -> "\"allowed\": false, \"status\": {\"message\": \"not here\", \"code\": 403}");
        assertThatThrownBy(() -> exec(options))
                .hasMessage("admission webhook \"check.example.com\" denied the request: not here");
    }

    @Test
    void aHookChangesWhatAClientConnectsWith() {
        server.answer(
                "/patch",
                _ -> HookServer.patch("[{\"op\": \"replace\", \"path\": \"/container\", \"value\": \"other\"}]"));
        hook("Mutating", "change", "/patch", connects("'pods/*'"));

        assertThat(exec(new PodExecOptions(null, true, null, null, "c", List.of("ls"))))
                .isEqualTo(new PodExecOptions(null, true, null, null, "other", List.of("ls")));
    }

    @Test
    void whatAClientConnectsWithHasNoLabels() {
        server.answer("/ask", _ -> "\"allowed\": false");
        hook(
                "Validating",
                "check",
                "/ask",
                connects("pods/exec") + ", objectSelector: {matchExpressions: [{key: a, operator: DoesNotExist}]}");

        assertThat(exec(new PodExecOptions(null, true, null, null, null, List.of("ls"))))
                .isNotNull();
    }

    @Test
    void requestsForTokensAndEvictionsAreChanged() {
        cluster.create("{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop},"
                + " spec: {containers: [{name: c, image: i}]}}");
        server.answer(
                "/token",
                _ -> HookServer.patch(
                        "[{\"op\": \"replace\", \"path\": \"/spec/expirationSeconds\", \"value\": 700}]"));
        server.answer(
                "/evict",
                _ -> HookServer.patch(
                        "[{\"op\": \"add\", \"path\": \"/deleteOptions\", \"value\": {\"gracePeriodSeconds\": 0}}]"));
        String subresource = "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [%s]}]";
        hook("Mutating", "tokens", "/token", subresource.formatted("serviceaccounts/token"));
        hook("Mutating", "evictions", "/evict", subresource.formatted("pods/eviction"));
        List<Duration> lives = new ArrayList<>();
        Actions actions = new Actions(cluster.registries, cluster.time, request -> {
            lives.add(request.expiration());
            return new TokenIssuer.Token("secret", Instant.EPOCH);
        });

        cluster.as(
                AdmissionFixture.ADMIN,
                () -> actions.issueToken("shop", "default", (TokenRequest)
                        AdmissionFixture.parse("{apiVersion: authentication.k8s.io/v1, kind: TokenRequest,"
                                + " spec: {audiences: [a], expirationSeconds: 7200}}")));
        assertThat(lives).containsExactly(Duration.ofSeconds(700));
        cluster.as(AdmissionFixture.ADMIN, () -> {
            new Evictions(cluster.registries, cluster.time)
                    .evict(
                            "shop",
                            "web",
                            (Eviction) AdmissionFixture.parse(
                                    "{apiVersion: policy/v1, kind: Eviction, metadata: {name: web, namespace: shop}}"),
                            false);
            return "";
        });
        // Not waiting for a node: the pod's grace period was taken away.
        assertThat(cluster.registries.registry(PodType.KIND).find("shop", "web"))
                .isNull();
    }
}
