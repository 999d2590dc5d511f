package io.gantry.server.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.status.StatusException;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.base.VirtualTime;
import io.gantry.server.auth.AuthorizationMode;
import io.gantry.server.auth.AuthorizationOptions;
import io.gantry.server.auth.Authorizers;
import io.gantry.server.auth.Refusal;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAuthorizerTest {
    private static final UserInfo ANN = new UserInfo("ann", "7", List.of("devs"), Map.of("team", List.of("a")));
    private static final Attributes PODS = Attributes.resource(
            ANN,
            "list",
            "shop",
            "",
            "pods",
            "",
            "",
            "spec.nodeName=n1,status.phase!=Failed",
            "a=b,c notin (d,e),!f,g>1");

    private final VirtualTime time = new VirtualTime();
    private final FakeReview remote = new FakeReview();
    private final WebhookAuthorizer authorizer = authorizer("v1", time);

    private WebhookAuthorizer authorizer(String version, Time clock) {
        return new WebhookAuthorizer(
                AccessWebhook.of(remote, version, Duration.ofMinutes(5), Duration.ofSeconds(30)), clock);
    }

    private void says(String status) {
        remote.says("authorization.k8s.io", "SubjectAccessReview", status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"allowed\":true,\"reason\":\"a friend\"}  | true  | false | a friend | ''",
                "{\"allowed\":false,\"denied\":true}         | false | true  | ''       | ''",
                "{\"allowed\":false,\"reason\":\"unknown\"}  | false | false | unknown  | ''",
                "{}                                          | false | false | ''       | ''",
                "{\"allowed\":true,\"denied\":true}          | false | true  | ''       | webhook subject access review returned both allow and deny response",
            })
    void theServersWordCounts(String status, boolean allowed, boolean denied, String reason, String error) {
        says(status);

        assertThat(authorizer.authorize(PODS)).isEqualTo(new Decision(allowed, denied, reason, error));
    }

    @Test
    void itIsToldWhatIsAskedFor() {
        says("{\"allowed\":true}");
        authorizer.authorize(PODS);
        authorizer.authorize(Attributes.path(ANN, "get", "/metrics"));

        assertThat(remote.spec(0))
                .isEqualTo(Map.of(
                        "resourceAttributes",
                        Map.of(
                                "namespace",
                                "shop",
                                "verb",
                                "list",
                                "version",
                                "*",
                                "resource",
                                "pods",
                                "fieldSelector",
                                Map.of(
                                        "requirements",
                                        List.of(
                                                Map.of(
                                                        "key",
                                                        "spec.nodeName",
                                                        "operator",
                                                        "In",
                                                        "values",
                                                        List.of("n1")),
                                                Map.of(
                                                        "key",
                                                        "status.phase",
                                                        "operator",
                                                        "NotIn",
                                                        "values",
                                                        List.of("Failed")))),
                                "labelSelector",
                                Map.of(
                                        "requirements",
                                        List.of(
                                                Map.of("key", "a", "operator", "In", "values", List.of("b")),
                                                Map.of("key", "c", "operator", "NotIn", "values", List.of("d", "e")),
                                                Map.of("key", "f", "operator", "DoesNotExist")))),
                        "user",
                        "ann",
                        "groups",
                        List.of("devs"),
                        "extra",
                        Map.of("team", List.of("a")),
                        "uid",
                        "7"));
        assertThat(remote.spec(1))
                .containsEntry("nonResourceAttributes", Map.of("path", "/metrics", "verb", "get"))
                .doesNotContainKey("resourceAttributes");
    }

    @Test
    void theOlderVersionCallsGroupsOtherwise() {
        remote.answer = "{\"apiVersion\":\"authorization.k8s.io/v1beta1\",\"kind\":\"SubjectAccessReview\","
                + "\"status\":{\"allowed\":true}}";

        assertThat(authorizer("v1beta1", time).authorize(PODS).allowed()).isTrue();
        assertThat(remote.spec(0)).containsEntry("group", List.of("devs")).doesNotContainKey("groups");
    }

    @Test
    void aYesStandsLongerThanANo() {
        says("{\"allowed\":true}");
        authorizer.authorize(PODS);
        says("{\"denied\":true}");
        Attributes other = Attributes.resource(ANN, "get", "shop", "", "pods", "", "p");
        authorizer.authorize(other);

        time.advance(Duration.ofSeconds(29));
        assertThat(authorizer.authorize(other).denied()).isTrue();
        assertThat(remote.questions).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        authorizer.authorize(other);
        assertThat(remote.questions).hasSize(3);
        assertThat(authorizer.authorize(PODS).allowed()).isTrue();
        assertThat(remote.questions).hasSize(3);
        time.advance(Duration.ofMinutes(5));
        assertThat(authorizer.authorize(PODS).denied()).isTrue();
    }

    @Test
    void whatAClientMakesLongIsNotRemembered() {
        says("{\"allowed\":true}");
        Attributes longOne = Attributes.path(ANN, "get", "/" + "x".repeat(10_000));
        authorizer.authorize(longOne);
        authorizer.authorize(longOne);

        assertThat(remote.questions).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":{\"allowed\":true}}",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"status\":{\"allowed\":\"true\"}}",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"status\":[true]}",
            })
    void anAnswerThatIsNoneAllowsNothing(String answer) {
        remote.answer = answer;
        Decision decision = authorizer.authorize(PODS);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.denied()).isFalse();
        assertThat(decision.error()).startsWith("the webhook's answer");
    }

    @Test
    void aServerThatSaysLaterIsAskedAgainFiveTimesInAll() {
        remote.status = 500;
        Decision decision = authorizer("v1", new AtOnce()).authorize(PODS);

        assertThat(remote.questions).hasSize(5);
        assertThat(decision.error()).isEqualTo("the webhook answered with status 500");
    }

    @Test
    void aServerThatSaysWhenIsAskedAgainWhateverItsStatus() {
        remote.status = 503;
        authorizer("v1", new AtOnce()).authorize(PODS);
        assertThat(remote.questions).hasSize(1);

        remote.later = true;
        authorizer("v1", new AtOnce()).authorize(PODS);
        assertThat(remote.questions).hasSize(6);
    }

    @Test
    void whatCouldNotBeDecidedIsAnErrorUnlessSomebodyElseAllows() {
        remote.down = true;
        Decision alone = of(List.of(AuthorizationMode.WEBHOOK)).authorize(PODS);
        assertThat(alone.allowed()).isFalse();
        assertThat(Refusal.of(PODS, alone).status().code()).isEqualTo(500);
        assertThat(Refusal.of(PODS, alone))
                .isInstanceOf(StatusException.class)
                .hasMessage("Internal error occurred: the webhook cannot be asked: connection refused");

        assertThat(of(List.of(AuthorizationMode.WEBHOOK, AuthorizationMode.RBAC))
                        .authorize(PODS)
                        .allowed())
                .isTrue();
    }

    @Test
    void aDenialEndsTheQuestionAndMastersAreNotAsked() {
        says("{\"denied\":true,\"reason\":\"no\"}");
        Authorizer chain = of(List.of(AuthorizationMode.WEBHOOK, AuthorizationMode.RBAC));
        Attributes master = Attributes.path(UserInfo.of("root", UserInfo.MASTERS), "get", "/");

        assertThat(chain.authorize(PODS)).isEqualTo(Decision.deny("no"));
        assertThat(of(List.of(AuthorizationMode.RBAC, AuthorizationMode.WEBHOOK))
                        .authorize(PODS)
                        .allowed())
                .isTrue();
        assertThat(remote.questions).hasSize(1);
        assertThat(chain.authorize(master).allowed()).isTrue();
        assertThat(remote.questions).hasSize(1);
    }

    @Test
    void modesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> AuthorizationOptions.of(List.of(), null))
                .hasMessage("at least one authorization-mode must be passed");
        assertThatThrownBy(() -> AuthorizationOptions.of(List.of(AuthorizationMode.WEBHOOK), null))
                .hasMessage("authorization-mode Webhook's authorization config file not passed");
        assertThatThrownBy(() -> AuthorizationOptions.of(List.of(AuthorizationMode.RBAC, AuthorizationMode.RBAC), null))
                .hasMessage("authorization-mode [\"RBAC\" \"RBAC\"] has mode specified more than once");
    }

    /** RBAC allows everything here. */
    private Authorizer of(List<AuthorizationMode> modes) {
        var webhook = AccessWebhook.of(remote, "v1", Duration.ZERO, Duration.ZERO);
        return Authorizers.of(
                AuthorizationOptions.of(modes, webhook),
                () -> {
                    throw new AssertionError("no node asks");
                },
                request -> Decision.allow("a role"),
                time);
    }

    /** Time whose timers are due at once. */
    private static final class AtOnce implements Time {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable action) {
            action.run();
            return () -> {};
        }
    }
}
