package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.VirtualTime;
import io.gantry.server.auth.webhook.RemoteReview;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked, as a file says and then says otherwise. RBAC allows everything here, and the server denies everything. */
class ConfiguredAuthorizerTest {
    private static final Attributes PODS =
            Attributes.resource(UserInfo.of("ann"), "get", "shop", "", "pods", "", "web-1");
    private static final String RBAC = "{type: RBAC, name: rbac}";

    private final VirtualTime time = new VirtualTime();

    @TempDir
    private Path directory;

    private int asked;
    private int closed;

    private RemoteReview server(Path kubeconfig) {
        return new RemoteReview() {
            @Override
            public Answer ask(byte[] json, Duration timeout) {
                asked++;
                return new Answer(
                        200,
                        false,
                        ("{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\","
                                        + "\"status\":{\"allowed\":false,\"denied\":true,\"reason\":\"no\"}}")
                                .getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private Path file(String... authorizers) throws Exception {
        return Files.writeString(
                directory.resolve("authorization.yaml"),
                "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\nauthorizers: ["
                        + String.join(", ", authorizers) + "]\n");
    }

    private String webhook(String name) throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "");
        return "{type: Webhook, name: " + name
                + ", webhook: {timeout: 3s, subjectAccessReviewVersion: v1, failurePolicy:"
                + " NoOpinion, connectionInfo: {type: KubeConfigFile, kubeConfigFile: " + kubeconfig + "}}}";
    }

    private ConfiguredAuthorizer start(String... authorizers) throws Exception {
        return ConfiguredAuthorizer.start(
                AuthorizationFile.load(file(authorizers), this::server),
                () -> {
                    throw new AssertionError("no node asks");
                },
                request -> Decision.allow("a role"),
                time);
    }

    @Test
    void aChangeTakesOver() throws Exception {
        ConfiguredAuthorizer authorizer = start(RBAC);
        assertThat(authorizer.authorize(PODS)).isEqualTo(Decision.allow("a role"));
        assertThat(authorizer.asks(AuthorizationMode.WEBHOOK)).isFalse();

        file(webhook("a"), RBAC);
        time.advance(Duration.ofMinutes(1));
        assertThat(authorizer.authorize(PODS)).isEqualTo(Decision.deny("no"));
        assertThat(authorizer.asks(AuthorizationMode.WEBHOOK)).isTrue();

        file(RBAC, webhook("a"), webhook("b"));
        time.advance(Duration.ofMinutes(1));
        assertThat(authorizer.authorize(PODS).allowed()).isTrue();
        assertThat(closed).isZero(); // who was asked may answer
        time.advance(Duration.ofMinutes(1));
        assertThat(closed).isEqualTo(1);

        authorizer.close();
        assertThat(closed).isEqualTo(3);
        file(webhook("a"));
        time.advance(Duration.ofMinutes(5));
        assertThat(authorizer.authorize(PODS).allowed()).isTrue();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void whatIsWrongChangesNothing() throws Exception {
        ConfiguredAuthorizer authorizer = start(webhook("a"));

        for (String wrong : new String[] {"", "{type: RBAC, name: x}", "{type: AlwaysAllow, name: alwaysallow}", "{"}) {
            file(wrong);
            time.advance(Duration.ofMinutes(1));
            assertThat(authorizer.authorize(PODS)).as(wrong).isEqualTo(Decision.deny("no"));
        }
        Files.delete(directory.resolve("authorization.yaml"));
        time.advance(Duration.ofMinutes(1));
        assertThat(authorizer.authorize(PODS)).isEqualTo(Decision.deny("no"));
        assertThatThrownBy(() -> start("{type: RBAC, name: x}")).hasMessageContaining("expected name rbac");
    }
}
