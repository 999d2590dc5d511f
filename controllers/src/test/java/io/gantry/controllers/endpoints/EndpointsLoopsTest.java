package io.gantry.controllers.endpoints;

import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.ContainerPortBuilder;
import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.EndpointsBuilder;
import io.gantry.api.core.v1.EndpointsType;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceBuilder;
import io.gantry.api.core.v1.ServicePortBuilder;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointConditions;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.IntOrString;
import io.gantry.controllers.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsLoopsTest {
    private static final Map<String, String> WEB = Map.of("app", "web");

    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(context -> List.of(
                EndpointSlicesLoop.create(context), EndpointsLoop.create(context), MirroringLoop.create(context)));
    }

    private static Service service(UnaryOperator<ServiceSpecBuilder> change) {
        return ServiceBuilder.of()
                .metadata(meta("web", Map.of("team", "a")))
                .spec(change.apply(ServiceSpecBuilder.of()
                                .clusterIP("10.96.0.7")
                                .selector(WEB)
                                .ports(List.of(ServicePortBuilder.of()
                                        .name("http")
                                        .protocol("TCP")
                                        .port(80)
                                        .targetPort(IntOrString.of("web"))
                                        .build())))
                        .build())
                .build();
    }

    private static Pod pod(String name, int port) {
        return PodBuilder.of()
                .metadata(meta(name, WEB))
                .spec(PodSpecBuilder.of()
                        .hostname(name)
                        .subdomain("web")
                        .containers(List.of(ContainerBuilder.of()
                                .name("main")
                                .ports(List.of(ContainerPortBuilder.of()
                                        .name("web")
                                        .containerPort(port)
                                        .protocol("TCP")
                                        .build()))
                                .build()))
                        .build())
                .build();
    }

    private List<EndpointSlice> slices() {
        return cluster.list(EndpointSliceType.KIND);
    }

    @Test
    void ready_pods_stand_behind_a_service_in_both_forms() {
        cluster.create(ServiceType.KIND, service(spec -> spec));
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.create(PodType.KIND, pod("b", 8080));
        cluster.settle();
        assertThat(slices()).singleElement().satisfies(slice -> {
            assertThat(slice.name()).startsWith("web-");
            assertThat(slice.addressType()).isEqualTo("IPv4");
            assertThat(slice.metadata().labels())
                    .isEqualTo(Map.of(
                            "team",
                            "a",
                            "kubernetes.io/service-name",
                            "web",
                            "endpointslice.kubernetes.io/managed-by",
                            "endpointslice-controller.k8s.io"));
            assertThat(slice.ports()).containsExactly(new EndpointPort("http", "TCP", 8080, null));
            assertThat(slice.endpoints()).hasSize(2).allSatisfy(endpoint -> {
                assertThat(endpoint.conditions()).isEqualTo(new EndpointConditions(true, true, false));
                assertThat(endpoint.targetRef()).isNotNull();
                assertThat(endpoint.nodeName()).startsWith("node");
                assertThat(endpoint.hostname()).isIn("a", "b");
            });
        });
        assertThat(cluster.get(EndpointsType.KIND, "web").subsets())
                .singleElement()
                .satisfies(subset -> {
                    assertThat(subset.addresses()).hasSize(2);
                    assertThat(subset.notReadyAddresses()).isEmpty();
                    assertThat(subset.ports().getFirst().port()).isEqualTo(8080);
                });
        cluster.delete(ServiceType.KIND, "web", "");
        cluster.settle();
        assertThat(cluster.list(EndpointsType.KIND)).isEmpty();
    }

    /** Ready ones only: what is going is a last resort for everybody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PreferClose     | EndpointHints[forZones=[ForZone[name=z]], forNodes=[]]",
                "PreferSameZone  | EndpointHints[forZones=[ForZone[name=z]], forNodes=[]]",
                "PreferSameNode  | EndpointHints[forZones=[ForZone[name=z]], forNodes=[ForNode[name=node1]]]",
                "                | null"
            })
    void near_endpoints_are_hinted_at_if_the_service_asks_for_them(String distribution, String hints) {
        cluster.kubelet.nodes = List.of("node1");
        cluster.kubelet.readies = pod -> pod.name().equals("a");
        cluster.create(
                NodeType.KIND,
                NodeBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .name("node1")
                                .labels(Map.of("topology.kubernetes.io/zone", "z"))
                                .build())
                        .build());
        cluster.create(ServiceType.KIND, service(spec -> spec.trafficDistribution(distribution)));
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.create(PodType.KIND, pod("b", 8080));
        cluster.settle();
        assertThat(slices().getFirst().endpoints())
                .extracting(
                        endpoint -> Objects.requireNonNull(endpoint.targetRef()).name(),
                        endpoint -> String.valueOf(endpoint.hints()))
                .containsExactlyInAnyOrder(tuple("a", hints), tuple("b", "null"));
    }

    @Test
    void a_pod_that_is_not_ready_or_going_says_so() {
        cluster.create(ServiceType.KIND, service(spec -> spec));
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.create(PodType.KIND, pod("b", 8080));
        cluster.settle();
        cluster.kubelet.ends = _ -> false;
        cluster.kubelet.readies = pod -> !pod.name().equals("b");
        cluster.delete(PodType.KIND, "a", "");
        cluster.settle();
        Map<String, EndpointConditions> byName = new LinkedHashMap<>();
        slices().getFirst()
                .endpoints()
                .forEach(endpoint -> byName.put(String.valueOf(endpoint.hostname()), endpoint.conditions()));
        assertThat(byName.get("a")).isEqualTo(new EndpointConditions(false, true, true));
        assertThat(byName.get("b")).isEqualTo(new EndpointConditions(false, false, false));
        assertThat(cluster.get(EndpointsType.KIND, "web").subsets())
                .singleElement()
                .satisfies(subset -> {
                    assertThat(subset.addresses()).isEmpty();
                    assertThat(subset.notReadyAddresses())
                            .extracting(EndpointAddress::hostname)
                            .containsExactly("b");
                });
    }

    @Test
    void different_target_ports_are_different_slices_and_different_subsets() {
        cluster.create(ServiceType.KIND, service(spec -> spec));
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.create(PodType.KIND, pod("b", 9090));
        cluster.settle();
        assertThat(slices()).hasSize(2);
        assertThat(cluster.get(EndpointsType.KIND, "web").subsets())
                .extracting(subset -> subset.ports().getFirst().port())
                .containsExactly(8080, 9090);
    }

    @Test
    void headless_services_publish_unready_pods_if_asked() {
        cluster.kubelet.readies = _ -> false;
        cluster.create(
                ServiceType.KIND,
                service(spec -> spec.clusterIP("None").ports(List.of()).publishNotReadyAddresses(true)));
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.settle();
        EndpointSlice slice = slices().getFirst();
        assertThat(slice.ports()).isEmpty();
        assertThat(slice.metadata().labels()).containsEntry("service.kubernetes.io/headless", "");
        assertThat(slice.endpoints().getFirst().conditions()).isEqualTo(new EndpointConditions(true, false, false));
        assertThat(cluster.get(EndpointsType.KIND, "web").subsets().getFirst().addresses())
                .hasSize(1);
    }

    @Test
    void a_service_without_pods_has_one_empty_slice_and_at_rest_nothing_is_written() {
        cluster.create(ServiceType.KIND, service(spec -> spec));
        cluster.settle();
        assertThat(slices())
                .singleElement()
                .satisfies(slice -> assertThat(slice.endpoints()).isEmpty());
        cluster.create(PodType.KIND, pod("a", 8080));
        cluster.settle();
        assertThat(slices()).hasSize(1);
        long writes = cluster.client.writes();
        cluster.restart().run(Duration.ofMinutes(10));
        assertThat(cluster.client.writes()).isEqualTo(writes);
    }

    @Test
    void endpoints_kept_by_hand_are_mirrored_while_there_is_no_selector() {
        cluster.create(ServiceType.KIND, service(spec -> spec.selector(Map.of())));
        cluster.settle();
        assertThat(slices()).isEmpty();
        cluster.create(
                EndpointsType.KIND,
                EndpointsBuilder.of()
                        .metadata(meta("web", Map.of()))
                        .subsets(List.of(new EndpointSubset(
                                List.of(new EndpointAddress("192.0.2.1", null, null, null)),
                                List.of(),
                                List.of(new io.gantry.api.core.v1.EndpointPort("http", 80, "TCP", null)))))
                        .build());
        cluster.settle();
        assertThat(slices()).singleElement().satisfies(slice -> {
            assertThat(slice.endpoints().getFirst().addresses()).containsExactly("192.0.2.1");
            assertThat(slice.metadata().labels())
                    .containsEntry("endpointslice.kubernetes.io/managed-by", MirroringLoop.MANAGER);
        });
        cluster.delete(EndpointsType.KIND, "web", "");
        cluster.settle();
        assertThat(slices()).isEmpty();
    }

    /** However endpoints come and go: each is in exactly one slice, no slice is too full, and few are touched. */
    @Property(tries = 100)
    void slices_hold_exactly_what_is_wanted(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 30) Integer> sizes, @ForAll long seed) {
        var random = new Random(seed);
        Service owner = service(spec -> spec);
        List<EndpointSlice> slices = new ArrayList<>();
        int names = 0;
        for (int size : sizes) {
            Set<String> addresses = new HashSet<>();
            while (addresses.size() < size) {
                addresses.add("10.0.0." + random.nextInt(40));
            }
            var group = new SlicePlan.Group("IPv4", List.of());
            List<Endpoint> wanted = addresses.stream()
                    .map(address -> io.gantry.api.discovery.v1.EndpointBuilder.of()
                            .addresses(List.of(address))
                            .build())
                    .toList();
            SlicePlan plan = SlicePlan.of(owner, Map.of(), Map.of(group, wanted), slices, 5);
            slices.removeAll(plan.delete());
            for (EndpointSlice updated : plan.update()) {
                slices.replaceAll(slice -> slice.name().equals(updated.name()) ? updated : slice);
            }
            for (EndpointSlice created : plan.create()) {
                slices.add(created.withMetadata(io.gantry.api.meta.v1.ObjectMetaBuilder.of(created.metadata())
                        .name("s" + names++)
                        .build()));
            }
            List<String> found = slices.stream()
                    .flatMap(slice -> slice.endpoints().stream())
                    .flatMap(endpoint -> endpoint.addresses().stream())
                    .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(addresses);
            assertThat(slices)
                    .isNotEmpty()
                    .allSatisfy(slice -> assertThat(slice.endpoints()).hasSizeLessThanOrEqualTo(5));
            if (size > 0) {
                assertThat(slices)
                        .allSatisfy(slice -> assertThat(slice.endpoints()).isNotEmpty());
            }
            assertThat(SlicePlan.of(owner, Map.of(), Map.of(group, wanted), slices, 5)
                            .isEmpty())
                    .isTrue();
        }
    }
}
