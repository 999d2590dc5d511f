package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.server.auth.webhook.AccessWebhook;
import io.gantry.server.auth.webhook.RemoteReview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationConfigurationTest {
    private static final String HEAD = """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthorizationConfiguration
            """;

    @TempDir
    private Path directory;

    private final List<String> connections = new ArrayList<>();
    private Path kubeconfig;

    @BeforeEach
    void write() throws IOException {
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "");
    }

    private RemoteReview connect(Path to) {
        connections.add("to " + to.getFileName());
        return new RemoteReview() {
            @Override
            public Answer ask(byte[] json, Duration timeout) {
                throw new AssertionError("nobody is asked here");
            }

            @Override
            public void close() {
                connections.add("closed");
            }
        };
    }

    private List<AuthorizationOptions.Asked> read(String yaml) throws IOException {
        return AuthorizationConfigurationReader.read(yaml.getBytes(StandardCharsets.UTF_8), this::connect);
    }

    /** A webhook with what it needs, and more fields or others. */
    private String webhook(String... fields) {
        List<String> all = new ArrayList<>(List.of(
                "timeout: 3s",
                "subjectAccessReviewVersion: v1",
                "failurePolicy: NoOpinion",
                "connectionInfo: {type: KubeConfigFile, kubeConfigFile: " + kubeconfig + "}"));
        for (String field : fields) {
            String name = field.substring(0, field.indexOf(':') + 1);
            all.removeIf(other -> other.startsWith(name));
            all.add(field);
        }
        return HEAD + "authorizers: [{type: Webhook, name: a, webhook: {" + String.join(", ", all) + "}}]\n";
    }

    private AbstractThrowableAssert<?, ?> refused(String yaml) {
        return assertThatThrownBy(() -> read(yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta1", "v1alpha1"})
    void whoIsAskedComesInTheFilesOrder(String version) throws Exception {
        var asked = read(webhook("authorizedTTL: 1m", "cacheUnauthorizedRequests: false", "failurePolicy: Deny")
                .replace("/v1\n", "/" + version + "\n")
                .replace("authorizers: [", "authorizers: [{type: Node, name: node}, {type: RBAC, name: rbac}, "));

        assertThat(asked.stream().map(AuthorizationOptions.Asked::mode))
                .containsExactly(AuthorizationMode.NODE, AuthorizationMode.RBAC, AuthorizationMode.WEBHOOK);
        AccessWebhook webhook = asked.getLast().webhook();
        assertThat(webhook).isNotNull();
        assertThat(webhook.name()).isEqualTo("a");
        assertThat(webhook.version()).isEqualTo("v1");
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(webhook.authorizedTtl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(webhook.unauthorizedTtl()).isZero();
        assertThat(webhook.denies()).isTrue();
        assertThat(connections).containsExactly("to kubeconfig");
    }

    @Test
    void whatIsLeftOutHasKubernetesDefaults() throws Exception {
        AccessWebhook webhook = read(webhook()).getFirst().webhook();

        assertThat(webhook).isNotNull();
        assertThat(webhook.authorizedTtl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(webhook.unauthorizedTtl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(webhook.denies()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]| authorizers: Required value: at least one authorization mode must be defined",
                "[{name: a}]| authorizers[0].type: Required value",
                "[{type: ABAC, name: abac}]| authorizers[0].type: Unsupported value: \"ABAC\": supported values:"
                        + " \"AlwaysAllow\", \"AlwaysDeny\", \"Node\", \"RBAC\", \"Webhook\"",
                "[{type: RBAC, name: rbac}, {type: RBAC, name: x}]| authorizers[1].type: Duplicate value: \"RBAC\"",
                "[{type: RBAC}]| authorizers[0].name: Required value",
                "[{type: RBAC, name: x}, {type: Node, name: x}]| authorizers[1].name: Duplicate value: \"x\"",
                "[{type: Webhook, name: a}]| authorizers[0].webhook: Required value: required when type=Webhook",
                "[{type: RBAC, name: rbac, webhook: {}}]| authorizers[0].webhook: Invalid value: \"non-null\": may only be"
                        + " specified when type=Webhook",
                "[{type: RBAC, name: roles}]| expected name rbac for authorizer RBAC instead of roles",
                "[{type: RBAC, name: rbac, nome: x}]| strict decoding error: unknown field \"authorizers[0].nome\"",
            })
    void authorizersAreNamed(String authorizers, String problem) {
        refused(HEAD + "authorizers: " + authorizers + "\n").hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout: 0s| timeout: Required value",
                "timeout: 31s| timeout: Invalid value: \"31s\": must be > 0s and <= 30s",
                "timeout: -1s| timeout: Invalid value: \"-1s\": must be > 0s and <= 30s",
                "authorizedTTL: -1s| authorizedTTL: Invalid value: \"-1s\": must be > 0s",
                "unauthorizedTTL: -1m| unauthorizedTTL: Invalid value: \"-1m0s\": must be > 0s",
                "subjectAccessReviewVersion: ''| subjectAccessReviewVersion: Required value",
                "subjectAccessReviewVersion: v2| subjectAccessReviewVersion: Unsupported value: \"v2\": supported values: \"v1\","
                        + " \"v1beta1\"",
                "failurePolicy: ''| failurePolicy: Required value",
                "failurePolicy: Allow| failurePolicy: Unsupported value: \"Allow\": supported values: \"NoOpinion\", \"Deny\"",
                "connectionInfo: {}| connectionInfo.type: Required value",
                "connectionInfo: {type: X}| connectionInfo.type: Unsupported value: \"X\": supported values:"
                        + " \"InClusterConfig\", \"KubeConfigFile\"",
                "connectionInfo: {type: InClusterConfig}| connectionInfo.type: Invalid value: \"InClusterConfig\": not allowed"
                        + " here, since the API server would ask itself; use KubeConfigFile",
                "connectionInfo: {type: KubeConfigFile}| connectionInfo.kubeConfigFile: Required value",
                "connectionInfo: {type: KubeConfigFile, kubeConfigFile: a}| connectionInfo.kubeConfigFile: Invalid value: \"a\":"
                        + " must be an absolute path",
                "connectionInfo: {type: KubeConfigFile, kubeConfigFile: /no/a}| connectionInfo.kubeConfigFile: Invalid value:"
                        + " \"/no/a\": error loading file: stat /no/a: no such file or directory",
                "connectionInfo: {type: KubeConfigFile, kubeConfigFile: /}| connectionInfo.kubeConfigFile: Invalid value: \"/\":"
                        + " must be a regular file",
                "matchConditionSubjectAccessReviewVersion: v1beta1| matchConditionSubjectAccessReviewVersion: Unsupported value:"
                        + " \"v1beta1\": supported values: \"v1\"",
                "matchConditions: [{expression: 'true'}]| matchConditionSubjectAccessReviewVersion: Required value: required if"
                        + " match conditions are specified",
            })
    void aWebhooksFieldsAreNamed(String field, String problem) {
        refused(webhook(field)).hasMessage("authorizers[0]." + problem);
    }

    @Test
    void conditionsAreCheckedWithTheirTypes() throws Exception {
        String v1 = "matchConditionSubjectAccessReviewVersion: v1";

        read(webhook(
                v1,
                "matchConditions: [{expression: 'has(request.resourceAttributes)'}, {expression:"
                        + " '!(\"system:masters\" in request.groups)'}]"));
        refused(webhook(v1, "matchConditions: [{expression: ''}, {expression: 'true'}, {expression: 'true'}]"))
                .hasMessage("[authorizers[0].matchConditions[0].expression: Required value,"
                        + " authorizers[0].matchConditions[2].expression: Duplicate value: \"true\"]");
        refused(webhook(v1, "matchConditions: [{expression: request.user}]"))
                .hasMessage(
                        "authorizers[0].matchConditions[0].expression: Invalid value: \"request.user\": must evaluate to bool"
                                + " but got string");
        refused(webhook(v1, "matchConditions: [{expression: 'request.usr == \"a\"'}]"))
                .hasMessageStartingWith("authorizers[0].matchConditions[0].expression: Invalid value: ")
                .hasMessageContaining("compilation failed: ERROR")
                .hasMessageContaining("undefined field 'usr'");
        refused(webhook(v1, "matchConditions: [" + "{expression: a},".repeat(65) + "]"))
                .hasMessage("authorizers[0].matchConditions: Too many: 65: must have at most 64 items");
    }

    @Test
    void whatWasConnectedIsLeftWhenAnotherCannotBe() {
        String two = webhook()
                .replace(
                        "}}]",
                        "}}, "
                                + webhook()
                                        .replaceAll("(?s).*authorizers: \\[", "")
                                        .strip())
                .replace("[{type: Webhook, name: a", "[{type: Webhook, name: b");
        assertThatThrownBy(() -> AuthorizationConfigurationReader.read(two.getBytes(StandardCharsets.UTF_8), to -> {
                    if (connections.isEmpty()) {
                        return connect(to);
                    }
                    throw new IllegalArgumentException("no user");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(kubeconfig + ": no user");
        assertThat(connections).containsExactly("to kubeconfig", "closed");
    }
}
