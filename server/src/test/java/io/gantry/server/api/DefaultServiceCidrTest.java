package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.networking.v1.ServiceCIDR;
import io.gantry.api.networking.v1.ServiceCIDRStatus;
import io.gantry.server.api.HttpFixture.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cluster has the ServiceCIDR that services get their addresses from. */
class DefaultServiceCidrTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServiceCIDR OURS = DefaultServiceCidr.of("10.96.0.0/16", NOW);

    private static ServiceCIDR with(String range, List<Condition> conditions) {
        ServiceCIDR other = DefaultServiceCidr.of(range, NOW);
        return new ServiceCIDR(other.metadata(), other.spec(), new ServiceCIDRStatus(conditions));
    }

    @Test
    void itIsThereAndReadyFromTheStart() throws Exception {
        try (HttpFixture http = new HttpFixture()) {
            Answer answer = http.get("/apis/networking.k8s.io/v1/servicecidrs/kubernetes");

            assertThat(answer.at("spec.cidrs")).as(answer.text()).isEqualTo(List.of("10.96.0.0/16"));
            assertThat(answer.at("status.conditions").toString())
                    .contains("type=Ready", "status=True", "message=Kubernetes default Service CIDR is ready");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.96.0.0/16, '', true",
        "10.96.0.0/16, Unknown, true",
        "10.96.0.0/16, False, false",
        "10.97.0.0/16, '', false"
    })
    void itBecomesReadyOnceUnlessSomebodySaysOtherwise(String range, String status, boolean ready) {
        List<Condition> conditions =
                status.isEmpty() ? List.of() : List.of(new Condition("Ready", status, null, NOW, "", ""));
        ServiceCIDR is = with(range, conditions);

        ServiceCIDR next = DefaultServiceCidr.reconciled(is, OURS);

        assertThat(next).isEqualTo(ready ? OURS : is);
    }
}
