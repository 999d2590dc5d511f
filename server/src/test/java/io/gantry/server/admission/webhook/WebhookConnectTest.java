package io.gantry.server.admission.webhook;

import static io.gantry.server.admission.webhook.WebhookFixture.ALLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenReview;
import io.gantry.api.authentication.v1.TokenReviewType;
import io.gantry.api.core.v1.PodExecOptions;
import io.gantry.api.core.v1.PodExecOptionsType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.registry.Actions;
import io.gantry.server.registry.Connections;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Questions;
import io.gantry.server.request.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks about what is no object: connections, reviews, tokens and evictions. */
final class WebhookConnectTest {
    private final WebhookFixture cluster = new WebhookFixture();
    private final HookServer server = cluster.server;

    @AfterEach
    void close() {
        cluster.close();
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
        cluster.hook("Validating", "check", "/ask", connects("pods/exec"));
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
        cluster.hook("Mutating", "change", "/patch", connects("'pods/*'"));

        assertThat(exec(new PodExecOptions(null, true, null, null, "c", List.of("ls"))))
                .isEqualTo(new PodExecOptions(null, true, null, null, "other", List.of("ls")));
    }

    @Test
    void whatAClientConnectsWithHasNoLabels() {
        server.answer("/ask", _ -> "\"allowed\": false");
        cluster.hook(
                "Validating",
                "check",
                "/ask",
                connects("pods/exec") + ", objectSelector: {matchExpressions: [{key: a, operator: DoesNotExist}]}");

        assertThat(exec(new PodExecOptions(null, true, null, null, null, List.of("ls"))))
                .isNotNull();
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
        cluster.hook("Mutating", "change", "/change", reviews);
        TokenReview question = (TokenReview)
                AdmissionFixture.parse("{apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {token: t}}");
        List<String> answered = new ArrayList<>();

        TokenReview answer = (TokenReview) ask(question, () -> answered.add("yes"));

        assertThat(answer.spec().audiences()).containsExactly("changed");
        assertThat(answered).hasSize(1);

        server.answer("/check", _ -> "\"allowed\": false");
        cluster.hook("Validating", "check", "/check", reviews);
        assertThatThrownBy(() -> ask(question, () -> answered.add("no")))
                .hasMessageContaining("admission webhook \"check.example.com\" denied the request");
        assertThat(answered).containsExactly("yes");
        assertThat(server.questions.getLast())
                .containsEntry(
                        "resource",
                        Map.of("group", "authentication.k8s.io", "version", "v1", "resource", "tokenreviews"));
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
        cluster.hook("Mutating", "tokens", "/token", subresource.formatted("serviceaccounts/token"));
        cluster.hook("Mutating", "evictions", "/evict", subresource.formatted("pods/eviction"));
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
