package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.RequestHeaderOptions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrontProxiesTest {
    private final X509Certificate clients = certificate("clients");
    private final X509Certificate others = certificate("others");

    private static X509Certificate certificate(String name) {
        return CertificateAuthority.create(name, Time.system().now()).certificate();
    }

    private static AccessOptions access(List<X509Certificate> authorities, List<String> names) {
        return new AccessOptions(
                null,
                false,
                new RequestHeaderOptions(authorities, names, List.of(), List.of(), List.of(), List.of()),
                null,
                null,
                AnonymousAccess.EVERYWHERE,
                null);
    }

    @Test
    void whoSignsClientsSignsNoProxiesUnlessTheyAreNamed() {
        FrontProxies.check(AccessOptions.NONE, clients);
        FrontProxies.check(access(List.of(others), List.of()), clients);
        FrontProxies.check(access(List.of(others, clients), List.of("proxy")), clients);
        assertThatThrownBy(() -> FrontProxies.check(access(List.of(others, clients), List.of()), clients))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--requestheader-allowed-names must be specified");
    }
}
