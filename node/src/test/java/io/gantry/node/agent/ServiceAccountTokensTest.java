package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountTokenProjection;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.VirtualTime;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When pods get new tokens. The client in memory names each token after the moment at which it was issued. */
class ServiceAccountTokensTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryClient client = new MemoryClient(time);
    private final ServiceAccountTokens tokens = new ServiceAccountTokens(client, time);
    private final Pod pod = new Pod(
            ObjectMetaBuilder.of().namespace("shop").name("p").uid("u1").build(),
            PodSpecBuilder.of().serviceAccountName("clerk").build(),
            PodStatusBuilder.of().build());

    @BeforeEach
    void account() {
        client.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace("shop")
                                .name("clerk")
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private String issuedNow() {
        return "token of " + time.now();
    }

    private String token(long seconds) throws SpecProblem {
        return tokens.token(pod, new ServiceAccountTokenProjection(null, seconds, "token"));
    }

    @Test
    void aTokenIsRenewedAfterFourFifthsOfItsLife() throws SpecProblem {
        var first = issuedNow();
        assertThat(token(1000)).isEqualTo(first);
        time.advance(Duration.ofSeconds(799));
        assertThat(token(1000)).isEqualTo(first);

        time.advance(Duration.ofSeconds(1));

        assertThat(token(1000)).isEqualTo(issuedNow());
    }

    @Test
    void aTokenIsRenewedAfterADay() throws SpecProblem {
        var year = Duration.ofDays(365).toSeconds();
        var first = issuedNow();
        assertThat(token(year)).isEqualTo(first);
        time.advance(Duration.ofHours(23));
        assertThat(token(year)).isEqualTo(first);

        time.advance(Duration.ofHours(1));

        assertThat(token(year)).isEqualTo(issuedNow());
    }

    @Test
    void theOldTokenIsUsedAsLongAsItIsGoodAndThereIsNoNewOne() throws SpecProblem {
        var first = issuedNow();
        assertThat(token(1000)).isEqualTo(first);
        client.failWrites((verb, kind, object) -> {
            throw StatusException.internal("the store is full", new IllegalStateException("full"));
        });
        time.advance(Duration.ofSeconds(999));
        assertThat(token(1000)).isEqualTo(first);

        time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> token(1000))
                .isInstanceOf(SpecProblem.class)
                .hasMessageContaining("failed to fetch token")
                .hasMessageContaining("the store is full");
        client.failWrites((verb, kind, object) -> {});
        assertThat(token(1000)).isEqualTo(issuedNow());
    }

    @Test
    void audiencesAndPodsHaveTokensOfTheirOwn() throws SpecProblem {
        var first = issuedNow();
        assertThat(token(1000)).isEqualTo(first);
        time.advance(Duration.ofSeconds(10));

        assertThat(tokens.token(pod, new ServiceAccountTokenProjection("vault", 1000L, "token")))
                .isEqualTo(issuedNow());
        assertThat(token(1000)).isEqualTo(first);
        tokens.forget("u1");
        assertThat(token(1000)).isEqualTo(issuedNow());
    }
}
