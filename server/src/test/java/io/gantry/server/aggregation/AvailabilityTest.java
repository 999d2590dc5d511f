package io.gantry.server.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apiregistration.v1.APIServiceStatus;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.server.aggregation.Availability.Verdict;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.Addresses;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private static final Route ROUTE =
            new Route("v1.a.example.com", "u", "a.example.com", "v1", "shop", "api", 443, null, true, 1000, 10, false);
    private static final Service SERVICE = service("{type: ClusterIP, ports: [{name: https, port: 443}]}");

    private static Service service(String spec) {
        return (Service) Tree.toObject(
                Tree.object(Yaml.parse(("{apiVersion: v1, kind: Service, metadata: {name: api}, spec: " + spec + "}")
                        .getBytes(StandardCharsets.UTF_8))),
                ServiceType.KIND,
                DecodeOptions.LENIENT);
    }

    private static EndpointSlice slice(String port, String conditions) {
        return (EndpointSlice) Tree.toObject(
                Tree.object(
                        Yaml.parse(("{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: api-1},"
                                        + " addressType: IPv4, ports: [{name: " + port + ", port: 8443}],"
                                        + " endpoints: [{addresses: [10.0.0.7], conditions: " + conditions + "}]}")
                                .getBytes(StandardCharsets.UTF_8))),
                EndpointSliceType.KIND,
                DecodeOptions.LENIENT);
    }

    @Test
    void whatIsWrongBeforeTheServerIsAsked() {
        assertThat(Availability.ofService(ROUTE, null, List.of()))
                .isEqualTo(new Verdict(false, "ServiceNotFound", "service/api in \"shop\" is not present"));
        assertThat(Availability.ofService(ROUTE, service("{type: ClusterIP, ports: [{port: 80}]}"), List.of()))
                .isEqualTo(
                        new Verdict(false, "ServicePortError", "service/api in \"shop\" is not listening on port 443"));
        assertThat(Availability.ofService(ROUTE, SERVICE, List.of()))
                .isEqualTo(new Verdict(
                        false, "EndpointsNotFound", "cannot find endpointslices for service/api in \"shop\""));
        Verdict missing = new Verdict(
                false,
                "MissingEndpoints",
                "endpointslices for service/api in \"shop\" have no addresses with port name \"https\"");
        assertThat(Availability.ofService(ROUTE, SERVICE, List.of(slice("other", "{}"))))
                .isEqualTo(missing);
        assertThat(Availability.ofService(ROUTE, SERVICE, List.of(slice("https", "{ready: false}"))))
                .isEqualTo(missing);
        assertThat(Availability.ofService(ROUTE, SERVICE, List.of(slice("https", "{ready: true}"))))
                .isNull();
    }

    @Test
    void readyAddressesAreThoseOfThePortsName() {
        assertThat(Addresses.ready(SERVICE, List.of(slice("https", "{}"), slice("other", "{}")), 443))
                .containsExactly(new Address("10.0.0.7", 8443));
        assertThat(Addresses.ready(SERVICE, List.of(slice("https", "{}")), 80)).isEmpty();
        assertThat(Addresses.ready(service("{type: ExternalName, externalName: a.example.com}"), List.of(), 443))
                .containsExactly(new Address("a.example.com", 443));
    }

    @Test
    void theTimeOfAConditionIsThatOfItsLastChange() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        APIServiceStatus down =
                Availability.with(new APIServiceStatus(List.of()), Availability.ofAnswer("no answer"), first);
        APIServiceStatus other =
                Availability.with(down, new Verdict(false, "MissingEndpoints", "m"), first.plusSeconds(9));
        APIServiceStatus up = Availability.with(other, Availability.ofAnswer(null), first.plusSeconds(20));

        assertThat(down.conditions().getFirst().reason()).isEqualTo("FailedDiscoveryCheck");
        assertThat(other.conditions().getFirst().lastTransitionTime()).isEqualTo(first);
        assertThat(up.conditions().getFirst().lastTransitionTime()).isEqualTo(first.plusSeconds(20));
        assertThat(Availability.with(up, Availability.ofAnswer(null), first.plusSeconds(30)))
                .isSameAs(up);
    }

    @Test
    void partsOfHeaderNamesAreEscaped() {
        assertThat(Identities.escape("authentication.kubernetes.io/credential-id"))
                .isEqualTo("authentication.kubernetes.io%2Fcredential-id");
        assertThat(Identities.escape("100% é")).isEqualTo("100%25%20%C3%A9");
    }
}
