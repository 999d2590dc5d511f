package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.status.StatusException;
import io.gantry.server.edge.TestTls;
import io.gantry.server.request.UserInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateUserTest {
    private static UserInfo of(String subject) {
        return CertificateUser.of(TestTls.client(subject, TestTls.CA).getCertificate());
    }

    @Test
    void aSubjectNamesUserGroupsAndUid() {
        UserInfo user = of("CN=ann,O=devs,O=ops,1.3.6.1.4.1.57683.2=#0c0437613262");

        assertThat(user.name()).isEqualTo("ann");
        assertThat(user.uid()).isEqualTo("7a2b");
        assertThat(user.groups()).containsExactlyInAnyOrder("devs", "ops", "system:authenticated");
        assertThat(user.extra().get("authentication.kubernetes.io/credential-id"))
                .singleElement()
                .asString()
                .startsWith("X509SHA256=");
        assertThat(of("CN=ann").uid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O=devs",
                "CN=ann,1.3.6.1.4.1.57683.2=#0c0137,1.3.6.1.4.1.57683.2=#0c0138",
                "CN=ann,1.3.6.1.4.1.57683.2=#0c00",
                "CN=ann,1.3.6.1.4.1.57683.2=#020107",
            })
    void whatSaysNoUserOrNoUidIsRefused(String subject) {
        assertThatThrownBy(() -> of(subject))
                .isInstanceOf(StatusException.class)
                .hasMessage("Unauthorized");
    }
}
