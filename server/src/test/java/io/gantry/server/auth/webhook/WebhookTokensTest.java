package io.gantry.server.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.VirtualTime;
import io.gantry.server.auth.ExpiringCache;
import io.gantry.server.auth.TokenUser;
import io.gantry.server.auth.TokenVerifier;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTokensTest {
    private static final String ANN =
            "{\"authenticated\":true,\"user\":{\"username\":\"ann\",\"uid\":\"7\",\"groups\":[\"devs\"],"
                    + "\"extra\":{\"team\":[\"a\",\"b\"]}}";

    private final VirtualTime time = new VirtualTime();
    private final FakeReview remote = new FakeReview();
    private final TokenVerifier own = new TokenVerifier() {
        @Override
        public Optional<TokenUser> verify(String token, List<String> audiences) {
            return Optional.empty();
        }

        @Override
        public List<String> ownAudiences() {
            return List.of("api");
        }
    };
    private final WebhookTokens tokens =
            new WebhookTokens(new TokenWebhook(remote, "v1", Duration.ofMinutes(2)), own, time);

    private void says(String status) {
        remote.says("authentication.k8s.io", "TokenReview", status);
    }

    @Test
    void whoTheServerNamesIsLetIn() {
        says(ANN + "}");

        assertThat(tokens.verify("secret", List.of()))
                .contains(new TokenUser(
                        new UserInfo("ann", "7", List.of("devs"), Map.of("team", List.of("a", "b"))), List.of("api")));
        assertThat(remote.questions.getFirst())
                .containsEntry("apiVersion", "authentication.k8s.io/v1")
                .containsEntry("kind", "TokenReview");
        assertThat(remote.spec(0)).isEqualTo(Map.of("token", "secret", "audiences", List.of("api")));
    }

    @Test
    void anAnswerStandsForItsTimeAndForItsAudiencesOnly() {
        says(ANN + ",\"audiences\":[\"api\",\"vault\"]}");

        tokens.verify("secret", List.of());
        time.advance(Duration.ofSeconds(119));
        tokens.verify("secret", List.of());
        assertThat(remote.questions).hasSize(1);
        assertThat(tokens.verify("secret", List.of("vault")).orElseThrow().audiences())
                .containsExactly("vault");
        assertThat(remote.questions).hasSize(2);

        says("{\"authenticated\":false}");
        time.advance(Duration.ofSeconds(1));
        assertThat(tokens.verify("secret", List.of())).isEmpty();
        assertThat(tokens.verify("secret", List.of())).isEmpty();
        assertThat(remote.questions).hasSize(3);
    }

    @Test
    void aTokenForOthersIsNoGood() {
        says(ANN + ",\"audiences\":[\"vault\"]}");
        assertThat(tokens.verify("secret", List.of())).isEmpty();

        says(ANN + "}"); // names no audience, and so means the API server
        assertThat(tokens.verify("other", List.of("vault"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"status\":{\"authenticated\":true,\"user\":{\"username\":\"ann\"}}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{\"username\":\"ann\"}}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":\"yes\"}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":{\"authenticated\":\"true\",\"user\":{\"username\":\"ann\"}}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{}}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":{\"authenticated\":true,\"user\":{\"username\":\"ann\",\"groups\":\"system:masters\"}}}",
            })
    void anAnswerThatIsNoneLetsNobodyInAndIsNotRemembered(String answer) {
        remote.answer = answer;
        assertThat(tokens.verify("secret", List.of())).isEmpty();

        says(ANN + "}");
        assertThat(tokens.verify("secret", List.of())).isPresent();
    }

    @Test
    void aServerThatIsDownLetsNobodyIn() {
        remote.down = true;
        assertThat(tokens.verify("secret", List.of())).isEmpty();

        remote.down = false;
        remote.status = 403;
        says(ANN + "}");
        assertThat(tokens.verify("secret", List.of())).isEmpty();

        remote.status = 200;
        assertThat(tokens.verify("secret", List.of())).isPresent();
    }

    @Test
    void noMoreAnswersAreKeptThanThereIsRoomFor() {
        var cache = new ExpiringCache<String>(time, 2);
        cache.put("a", "1", Duration.ofSeconds(1));
        cache.put("b", "2", Duration.ofSeconds(1));
        assertThat(cache.get("a")).isEqualTo("1");
        cache.put("c", "3", Duration.ofSeconds(1));
        cache.put("d", "4", Duration.ZERO);

        assertThat(cache.get("a")).isEqualTo("1");
        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("c")).isEqualTo("3");
        assertThat(cache.get("d")).isNull();
    }

    @Test
    void aVersionThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> new TokenWebhook(remote, "v2", Duration.ZERO))
                .hasMessage("version: must be v1 or v1beta1, is \"v2\"");
    }
}
