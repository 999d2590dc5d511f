package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.metrics.Scrape;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks and policies do to requests, in Kubernetes' metrics. */
class HookMetricsTest {
    private static final String REGISTRATION = "/apis/admissionregistration.k8s.io/v1/";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final HookServer hooks = new HookServer();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterEach
    void stop() {
        http.close();
        hooks.close();
    }

    private void create(String path, String yaml) throws Exception {
        byte[] json = Tree.toJson(Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)));
        HttpFixture.Answer answer = http.send("admin", "POST", path, json, "content-type", HttpFixture.JSON);
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    }

    private void hook(String sort, String name, String path, String policy) throws Exception {
        create(REGISTRATION + sort.toLowerCase(java.util.Locale.ROOT) + "webhookconfigurations", """
                apiVersion: admissionregistration.k8s.io/v1
                kind: %sWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                - name: %s.example.com
                  clientConfig: {url: '%s', caBundle: %s}
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: %s
                  rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}]
                """.formatted(
                        sort, name, name, hooks.url(path), HookServer.caBundle(), policy));
    }

    private int map(String name) throws Exception {
        return http.send("POST", MAPS, "{\"metadata\":{\"name\":\"" + name + "\"}}", "content-type", HttpFixture.JSON)
                .code();
    }

    private Scrape scrape() throws Exception {
        return Scrape.parse(http.get("/metrics").text());
    }

    @Test
    void whatAdmissionWebhooksSay() throws Exception {
        hooks.answer("/yes", request -> "\"allowed\": true");
        hooks.answer("/no", request -> "\"allowed\": false, \"status\": {\"code\": 499}");
        hook("Mutating", "agrees", "/yes", "Fail");
        hook("Validating", "lost", "/nowhere", "Ignore");
        assertThat(map("a")).isEqualTo(201);
        hook("Validating", "refuses", "/no", "Fail");
        assertThat(map("b")).isEqualTo(499);

        Scrape scrape = scrape();

        assertThat(scrape.value(
                        "apiserver_admission_webhook_request_total",
                        "code",
                        "200",
                        "name",
                        "agrees.example.com",
                        "operation",
                        "CREATE",
                        "rejected",
                        "false",
                        "type",
                        "admit"))
                .isEqualTo(2);
        assertThat(scrape.value(
                        "apiserver_admission_webhook_fail_open_count",
                        "name",
                        "lost.example.com",
                        "type",
                        "validating"))
                .isEqualTo(2);
        assertThat(scrape.value(
                        "apiserver_admission_webhook_rejection_count",
                        "error_type",
                        "no_error",
                        "name",
                        "refuses.example.com",
                        "operation",
                        "CREATE",
                        "rejection_code",
                        "499",
                        "type",
                        "validating"))
                .isEqualTo(1);
    }

    @Test
    void webhooksThatCannotBeAsked() throws Exception {
        hook("Mutating", "lost", "/nowhere", "Fail");
        assertThat(map("a")).isEqualTo(500);

        assertThat(scrape().value(
                                "apiserver_admission_webhook_rejection_count",
                                "error_type",
                                "calling_webhook_error",
                                "name",
                                "lost.example.com",
                                "operation",
                                "CREATE",
                                "rejection_code",
                                "404",
                                "type",
                                "admit"))
                .isEqualTo(1);
    }

    @Test
    void whatPoliciesComeTo() throws Exception {
        create(REGISTRATION + "validatingadmissionpolicies", """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: p}
                spec:
                  failurePolicy: Ignore
                  matchConstraints:
                    resourceRules:
                    - {operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}
                  validations:
                  - expression: object.metadata.name != 'bad'
                  - expression: object.data.absent == 'x'
                """);
        create(REGISTRATION + "validatingadmissionpolicybindings", """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: b}
                spec: {policyName: p, validationActions: [Deny, Audit]}
                """);
        Awaitility.await().until(() -> map("bad") == 422);

        Scrape scrape = scrape();

        for (String action : new String[] {"deny", "audit"}) {
            assertThat(scrape.value(
                            "apiserver_validating_admission_policy_check_total",
                            "enforcement_action",
                            action,
                            "error_type",
                            "no_error",
                            "policy",
                            "p",
                            "policy_binding",
                            "b"))
                    .isEqualTo(1);
        }
        assertThat(scrape.value(
                        "apiserver_validating_admission_policy_check_duration_seconds_count",
                        "enforcement_action",
                        "allow",
                        "error_type",
                        "invalid_error",
                        "policy",
                        "p",
                        "policy_binding",
                        "b"))
                .isEqualTo(1);
    }
}
