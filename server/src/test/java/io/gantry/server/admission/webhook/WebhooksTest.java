package io.gantry.server.admission.webhook;

import static io.gantry.server.admission.webhook.WebhookFixture.ALLOW;
import static io.gantry.server.admission.webhook.WebhookFixture.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.status.StatusException;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What webhooks are asked, and what becomes of their answers. */
final class WebhooksTest {
    private static final String PODS =
            "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [pods]}]";
    private static final WriteOptions DRY_RUN = new WriteOptions("", true, false);

    private final WebhookFixture cluster = new WebhookFixture();
    private final HookServer server = cluster.server;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aHookIsAskedInKubernetesForm() {
        server.answer("/ask", _ -> ALLOW);
        cluster.hook("Validating", "check", "/ask", MAPS);
        cluster.configMap("m", ", labels: {a: b}");
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
        cluster.hook("Validating", "check", "/no", MAPS);
        String end = rest.startsWith(":") ? rest : " " + rest;
        assertThatThrownBy(() -> cluster.configMap("m", ""))
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
        cluster.hook("Validating", "check", "/warn", MAPS);
        cluster.configMap("m", "");
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
        cluster.hook("Mutating", "inject", "/add", PODS);
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
        cluster.hook("Mutating", "a-again", "/first", MAPS + ", reinvocationPolicy: IfNeeded");
        cluster.hook("Mutating", "b-once", "/first", MAPS);
        cluster.hook("Mutating", "c-changes", "/second", MAPS);
        assertThat(cluster.configMap("m", "").data()).isEqualTo(Map.of("a", "b"));
        assertThat(server.questions).hasSize(4);
        assertThat(Tree.object(server.questions.getLast().get("object"))).containsEntry("data", Map.of("a", "b"));
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
        cluster.hook(sort, "check", "/odd", MAPS);
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageStartingWith("Internal error occurred: failed calling webhook \"check.example.com\": "
                        + "received invalid webhook response: " + why);
    }

    @Test
    void aDryRunReachesOnlyHooksWithoutSideEffects() {
        server.answer("/ask", _ -> ALLOW);
        cluster.hook("Validating", "pure", "/ask", MAPS + ", sideEffects: NoneOnDryRun");
        cluster.create(
                AdmissionFixture.parse(AdmissionFixture.configMapYaml("m", "")), AdmissionFixture.ADMIN, DRY_RUN);
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
        assertThatThrownBy(() -> cluster.create(
                        AdmissionFixture.parse(AdmissionFixture.configMapYaml("m", "")),
                        AdmissionFixture.ADMIN,
                        DRY_RUN))
                .hasMessage("admission webhook \"old.example.com\" does not support dry run")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
    }
}
