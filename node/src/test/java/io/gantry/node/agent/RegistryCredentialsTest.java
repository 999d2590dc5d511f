package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.node.runtime.PullRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegistryCredentialsTest {
    private static Secret secret(String key, String json) {
        return SecretBuilder.of().data(Map.of(key, Bytes.utf8(json))).build();
    }

    private static Secret auths(String entries) {
        return secret(".dockerconfigjson", "{\"auths\":{" + entries + "}}");
    }

    private static List<String> users(Secret secret, String image) {
        return RegistryCredentials.find(secret, image).stream()
                .map(PullRequest.Auth::username)
                .toList();
    }

    @Test
    void nameAndPasswordStandApartOrTogether() {
        assertThat(RegistryCredentials.find(
                        auths("\"localhost:5000\":{\"username\":\"me\",\"password\":\"a:b\"}"), "localhost:5000/app:1"))
                .singleElement()
                .satisfies(auth -> {
                    assertThat(auth.password()).isEqualTo("a:b");
                    assertThat(auth.serverAddress())
                            .as("containerd would take a name without a scheme for another server's")
                            .isEmpty();
                });
        assertThat(RegistryCredentials.find(
                        auths("\"localhost:5000\":{\"auth\":\"bWU6YTpi\"}"), "localhost:5000/app:1")) // me:a:b
                .singleElement()
                .satisfies(auth -> {
                    assertThat(auth.username()).isEqualTo("me");
                    assertThat(auth.password()).isEqualTo("a:b");
                });
    }

    @Test
    void theOldFormOfTheFile() {
        Secret old =
                secret(".dockercfg", "{\"https://index.docker.io/v1/\":{\"username\":\"hub\",\"password\":\"x\"}}");
        assertThat(users(old, "busybox")).containsExactly("hub");
        assertThat(users(old, "quay.io/busybox")).isEmpty();
    }

    @Test
    void theLongestPathIsAskedFirst() {
        Secret both = auths("\"reg.io\":{\"username\":\"all\",\"password\":\"x\"},"
                + "\"https://reg.io/team\":{\"username\":\"team\",\"password\":\"x\"}");
        assertThat(users(both, "reg.io/team/app:1")).containsExactly("team", "all");
        assertThat(users(both, "reg.io/teams/app:1")).containsExactly("all");
    }

    @Test
    void patternsStandForOneLabel() {
        Secret pattern = auths("\"*.reg.io\":{\"username\":\"star\",\"password\":\"x\"}");
        assertThat(users(pattern, "eu.reg.io/app")).containsExactly("star");
        assertThat(users(pattern, "reg.io/app")).isEmpty();
        assertThat(users(pattern, "a.eu.reg.io/app")).isEmpty();
        assertThat(users(pattern, "eu.regxio/app")).isEmpty();
    }

    @Test
    void whatIsMalformedHoldsNothing() {
        assertThat(users(auths("\"reg.io\":{\"auth\":\"!\"}"), "reg.io/app")).isEmpty();
        assertThat(users(secret(".dockerconfigjson", "{"), "reg.io/app")).isEmpty();
        assertThat(users(secret("other", "{}"), "reg.io/app")).isEmpty();
    }
}
