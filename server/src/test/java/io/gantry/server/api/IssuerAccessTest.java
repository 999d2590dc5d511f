package io.gantry.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.jwt.FakeIssuer;
import io.gantry.server.auth.jwt.JwtOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structured authentication over HTTP: tokens of an issuer, and anonymous requests by path. */
class IssuerAccessTest {
    private static HttpFixture http;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("authentication.yaml"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer: {url: "https://issuer.test", audiences: [kubernetes]}
                  claimMappings:
                    username: {claim: sub, prefix: "oidc:"}
                    groups: {expression: "['devs']"}
                anonymous:
                  enabled: true
                  conditions:
                  - path: /livez
                  - path: /readyz
                """);
        JwtOptions jwt = JwtOptions.ofFile(file, Set.of(), new FakeIssuer());
        var anonymous = jwt.anonymous();
        assertThat(anonymous).isNotNull();
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                new AccessOptions(null, false, null, jwt, null, anonymous, null));
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String token(long seconds) {
        return FakeIssuer.token(Map.of("exp", Time.system().now().getEpochSecond() + seconds));
    }

    private static Answer as(String token, String path, String body) throws Exception {
        return http.send(
                token, body.isEmpty() ? "GET" : "POST", path, body.getBytes(UTF_8), "content-type", HttpFixture.JSON);
    }

    @Test
    void whoHasATokenOfTheIssuerIsLetIn() throws Exception {
        Answer me = as(
                token(60),
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}");

        assertThat(me.code()).as(me.text()).isEqualTo(201);
        assertThat(me.at("status.userInfo.username")).isEqualTo("oidc:ann");
        assertThat(me.at("status.userInfo.groups")).isEqualTo(List.of("devs", "system:authenticated"));
        assertThat(as(token(60), "/api/v1/namespaces/default/secrets", "").code())
                .isEqualTo(403);
        Answer expired = as(token(-60), "/version", "");
        assertThat(expired.code()).isEqualTo(401);
        assertThat(expired.at("message")).isEqualTo("Unauthorized");
        assertThat(as("admin", "/api/v1/nodes", "").code()).isEqualTo(200);
    }

    @Test
    void aTokenReviewKnowsThem() throws Exception {
        Answer review = as(
                "admin",
                "/apis/authentication.k8s.io/v1/tokenreviews",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                        + token(60) + "\"}}");

        assertThat(review.at("status.authenticated")).isEqualTo(true);
        assertThat(review.at("status.user.username")).isEqualTo("oidc:ann");
    }

    @Test
    void whoHasNoneMayAskForTheGivenPathsAlone() throws Exception {
        assertThat(as("", "/livez", "").code()).isEqualTo(200);
        assertThat(as("", "/readyz?verbose", "").code()).isEqualTo(200);
        for (String path : List.of("/livez/ping", "/livez/", "/liveZ", "/%6civez", "/version", "/healthz", "/api")) {
            assertThat(as("", path, "").code()).as(path).isEqualTo(401);
        }
        assertThat(as("nobody", "/livez", "").code()).isEqualTo(401);
    }
}
