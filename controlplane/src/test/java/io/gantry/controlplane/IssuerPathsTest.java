package io.gantry.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.server.edge.Exchange;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerPathsTest {
    private final List<Object> answers = new ArrayList<>();

    private IssuerPaths paths() {
        TokenService service = new TokenService(true, Time.system());
        service.use(ServiceAccountTokens.create("https://issuer"), proxy(Client.class, "GET"));
        return new IssuerPaths(service);
    }

    /** One that says with what method it was asked and keeps the status of its answer. */
    private <T> T proxy(Class<T> type, String method) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            switch (called.getName()) {
                case "method" -> {
                    return method;
                }
                case "respond" -> answers.add(given[0]);
                default -> throw new UnsupportedOperationException(called.toString());
            }
            return null;
        }));
    }

    @Test
    void theyAreRead() throws IOException {
        assertThat(paths().serve(proxy(Exchange.class, "GET"), "/openid/v1/jwks"))
                .isTrue();
        assertThat(paths().serve(proxy(Exchange.class, "GET"), "/.well-known/openid-configuration"))
                .isTrue();
        assertThat(paths().serve(proxy(Exchange.class, "POST"), "/openid/v1")).isFalse();
        assertThat(answers).containsExactly(200, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void andNothingElse(String method) {
        for (String path : List.of("/openid/v1/jwks", "/.well-known/openid-configuration")) {
            assertThatThrownBy(() -> paths().serve(proxy(Exchange.class, method), path))
                    .isInstanceOf(StatusException.class)
                    .hasMessage("the server does not allow this method on the requested resource");
        }
        assertThat(answers).isEmpty();
    }
}
