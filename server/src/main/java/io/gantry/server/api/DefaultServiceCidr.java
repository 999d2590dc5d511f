package io.gantry.server.api;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.networking.v1.ServiceCIDR;
import io.gantry.api.networking.v1.ServiceCIDRSpec;
import io.gantry.api.networking.v1.ServiceCIDRStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The ServiceCIDR {@code kubernetes}: the range that the server was started with. */
final class DefaultServiceCidr {
    private static final String READY = "Ready";

    private DefaultServiceCidr() {}

    static ServiceCIDR of(String range, Instant now) {
        Condition ready = new Condition(
                READY,
                "True",
                null,
                now.truncatedTo(ChronoUnit.SECONDS),
                "",
                "Kubernetes default Service CIDR is ready");
        return new ServiceCIDR(
                ObjectMetaBuilder.of().name("kubernetes").build(),
                new ServiceCIDRSpec(List.of(range)),
                new ServiceCIDRStatus(List.of(ready)));
    }

    /** What is there becomes ready when it has this server's range and nobody has said whether it is. */
    static ServiceCIDR reconciled(ServiceCIDR is, ServiceCIDR wanted) {
        List<Condition> conditions = is.status().conditions();
        boolean known = conditions.stream()
                .anyMatch(each -> each.type().equals(READY) && !each.status().equals("Unknown"));
        if (known || is.metadata().deletionTimestamp() != null || !is.spec().equals(wanted.spec())) {
            return is;
        }
        List<Condition> all = new ArrayList<>(conditions);
        all.removeIf(each -> each.type().equals(READY));
        all.addAll(wanted.status().conditions());
        return new ServiceCIDR(is.metadata(), is.spec(), new ServiceCIDRStatus(all));
    }
}
