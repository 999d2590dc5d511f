package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.server.registry.Actions;
import io.gantry.server.request.TokenIssuer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request for a token may say, and what its answer says. */
final class TokenRequestsTest {
    private final AdmissionFixture cluster = new AdmissionFixture();
    private final Actions actions = new Actions(cluster.registries, cluster.time, new TokenIssuer() {
        @Override
        public Token issue(Request request) {
            return new Token(String.join(",", request.audiences()), Instant.EPOCH);
        }

        @Override
        public List<String> audiences() {
            return List.of("api");
        }
    });

    @AfterEach
    void close() {
        cluster.close();
    }

    private TokenRequest issue(String metadata, String spec) {
        TokenRequest request = (TokenRequest) AdmissionFixture.parse(
                "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, metadata: {%s}, spec: {%s}}"
                        .formatted(metadata, spec));
        return cluster.as(AdmissionFixture.ADMIN, () -> actions.issueToken("shop", "default", request));
    }

    @Test
    void theAnswerSaysWhatWasLeftOpen() {
        TokenRequest answer = issue("", "");

        assertThat(answer.spec().audiences()).containsExactly("api");
        assertThat(answer.spec().expirationSeconds()).isEqualTo(3600);
        assertThat(answer.status().token()).isEqualTo("api");
        assertThat(issue("name: default, namespace: shop", "audiences: [other], expirationSeconds: 700")
                        .spec()
                        .audiences())
                .containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: other | '' | TokenRequest.authentication.k8s.io \"default\" is invalid: metadata.name: Invalid value:"
                        + " \"other\": must match the service account name if specified",
                "namespace: other | '' | TokenRequest.authentication.k8s.io \"default\" is invalid: metadata.namespace:"
                        + " Invalid value: \"other\": must match the service account namespace if specified",
                "'' | boundObjectRef: {apiVersion: v1, kind: ConfigMap, name: a}"
                        + " | cannot bind token to object of type /v1, Kind=ConfigMap",
                "'' | boundObjectRef: {apiVersion: apps/v1, kind: Pod, name: a}"
                        + " | cannot bind token to object of type apps/v1, Kind=Pod",
                "'' | boundObjectRef: {apiVersion: v1, kind: Pod, name: p, uid: u} | Operation cannot be fulfilled on Pod"
                        + " \"p\": the UID in the bound object reference (u) does not match the UID in record. The object might"
                        + " have been deleted and then recreated",
                "'' | boundObjectRef: {apiVersion: v1, kind: Pod, name: q, uid: u} | cannot bind token for serviceaccount"
                        + " \"default\" to pod running with different serviceaccount name.",
            })
    void whatIsWrongIsSaid(String metadata, String spec, String message) {
        cluster.create("{apiVersion: v1, kind: ServiceAccount, metadata: {name: other, namespace: shop}}");
        for (String pod : List.of("p", "q")) {
            cluster.create("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %s, namespace: shop}
                    spec: {serviceAccountName: %s, containers: [{name: a, image: x}]}
                    """.formatted(pod, pod.equals("p") ? "default" : "other"));
        }
        assertThatThrownBy(() -> issue(metadata, spec)).hasMessage(message);
    }
}
