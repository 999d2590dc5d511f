package io.gantry.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.LoadBalancerIngressBuilder;
import io.gantry.api.core.v1.LoadBalancerStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceBuilder;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceStatus;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.networking.v1.IPAddress;
import io.gantry.api.networking.v1.IPAddressType;
import io.gantry.api.status.StatusException;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.RegistryFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ServiceStrategyTest {
    private final RegistryFixture fixture = new RegistryFixture();
    private final Registry<Service> services = fixture.registries.registry(ServiceType.KIND);
    private final Registry<IPAddress> addresses = fixture.registries.registry(IPAddressType.KIND);

    private Service create(String name, UnaryOperator<ServiceSpecBuilder> spec) {
        return services.create("a", service(name, spec), WriteOptions.DEFAULT);
    }

    private static Service service(String name, UnaryOperator<ServiceSpecBuilder> spec) {
        ServiceSpecBuilder base = ServiceSpecBuilder.of()
                .selector(Map.of("app", "web"))
                .ports(List.of(new ServicePort("http", "TCP", 80, null, null, null)));
        return ServiceBuilder.of()
                .metadata(RegistryFixture.metadata(name))
                .spec(spec.apply(base).build())
                .build();
    }

    @Test
    void aServiceGetsAnAddressAndGivesItBack() {
        Service created = create("web", spec -> spec);

        assertThat(created.spec().clusterIP()).startsWith("10.96.0.");
        assertThat(created.spec().clusterIPs()).containsExactly(created.spec().clusterIP());
        assertThat(created.spec().ipFamilies()).containsExactly("IPv4");
        assertThat(created.spec().ipFamilyPolicy()).isEqualTo("SingleStack");
        assertThat(addresses.all(""))
                .extracting(IPAddress::name)
                .containsExactly(created.spec().clusterIP());

        services.delete("a", "web", DeleteOptionsType.EMPTY);
        assertThat(addresses.all("")).isEmpty();
    }

    @Test
    void aChosenAddressIsTakenOnce() {
        create("one", spec -> spec.clusterIP("10.96.0.10"));

        assertThatThrownBy(() -> create("two", spec -> spec.clusterIP("10.96.0.10")))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(422))
                .hasMessageContaining("provided IP is already allocated");
        assertThatThrownBy(() -> create("three", spec -> spec.clusterIP("192.168.0.1")))
                .hasMessageContaining("the range of valid IPs is 10.96.0.0/24");
        assertThat(services.all("a")).hasSize(1);
    }

    @Test
    void headlessAndExternalNamesHaveNoAddress() {
        assertThat(create("headless", spec -> spec.clusterIP("None")).spec().clusterIPs())
                .containsExactly("None");
        assertThat(create("external", spec -> spec.type("ExternalName").externalName("example.com"))
                        .spec()
                        .clusterIP())
                .isNull();
        assertThat(addresses.all("")).isEmpty();
    }

    @Test
    void nodePortsAreGivenKeptAndFreed() {
        Service created = create("web", spec -> spec.type("NodePort"));
        Integer port = created.spec().ports().getFirst().nodePort();
        assertThat(port).isBetween(30000, 32767);

        Service again = services.replace(
                        "a", "web", "", service("web", spec -> spec.type("NodePort")), WriteOptions.DEFAULT)
                .object();
        assertThat(again.spec().ports().getFirst().nodePort()).isEqualTo(port);
        assertThat(again.spec().clusterIP()).isEqualTo(created.spec().clusterIP());

        assertThatThrownBy(() -> create(
                        "other",
                        spec -> spec.type("NodePort")
                                .ports(List.of(new ServicePort("http", "TCP", 80, null, port, null)))))
                .hasMessageContaining("provided port is already allocated");

        Service plain = new Service(
                again.metadata(),
                ServiceSpecBuilder.of(again.spec()).type("ClusterIP").build(),
                again.status());
        Service freed =
                services.replace("a", "web", "", plain, WriteOptions.DEFAULT).object();
        assertThat(freed.spec().ports().getFirst().nodePort()).isNull();
        Service other = create(
                "other",
                spec -> spec.type("NodePort").ports(List.of(new ServicePort("http", "TCP", 80, null, port, null))));
        assertThat(other.spec().ports().getFirst().nodePort()).isEqualTo(port);
    }

    private Service replace(String name, UnaryOperator<ServiceSpecBuilder> spec) {
        Service now = services.get("a", name);
        return services.replace(
                        "a",
                        name,
                        "",
                        new Service(
                                now.metadata(),
                                spec.apply(ServiceSpecBuilder.of(now.spec())).build(),
                                now.status()),
                        WriteOptions.DEFAULT)
                .object();
    }

    @Test
    void whatGoesWithTheTypeGoesUnlessItWasChanged() {
        create("outside", spec -> spec.externalIPs(List.of("192.0.2.7")));
        assertThat(services.get("a", "outside").spec().externalTrafficPolicy()).isEqualTo("Cluster");
        assertThat(replace("outside", spec -> spec.externalIPs(List.of()))
                        .spec()
                        .externalTrafficPolicy())
                .isNull();

        create("balanced", spec -> spec.type("LoadBalancer").loadBalancerClass("example.com/one"));
        Service inside = replace("balanced", spec -> spec.type("ClusterIP"));
        assertThat(inside.spec().loadBalancerClass()).isNull();
        assertThat(inside.spec().allocateLoadBalancerNodePorts()).isNull();
        assertThat(inside.spec().ports().getFirst().nodePort()).isNull();

        create("changed", spec -> spec.type("LoadBalancer"));
        assertThatThrownBy(
                        () -> replace("changed", spec -> spec.type("ClusterIP").loadBalancerClass("example.com/other")))
                .hasMessageContaining("spec.loadBalancerClass: Forbidden");
        assertThatThrownBy(() -> replace(
                        "changed",
                        spec -> spec.type("ClusterIP")
                                .ports(List.of(new ServicePort("http", "TCP", 80, null, 31999, null)))))
                .hasMessageContaining("nodePort: Forbidden");
        assertThatThrownBy(() -> replace(
                        "changed",
                        spec -> spec.type("ExternalName")
                                .externalName("example.com")
                                .clusterIP("10.96.0.77")))
                .hasMessageContaining("spec.clusterIPs");
    }

    @Test
    void aServiceThatIsNoLongerBalancedHasNoBalancer() {
        Service created = create("balanced", spec -> spec.type("LoadBalancer"));
        Service reported = services.replace(
                        "a",
                        "balanced",
                        "status",
                        new Service(
                                created.metadata(),
                                created.spec(),
                                new ServiceStatus(
                                        new LoadBalancerStatus(List.of(LoadBalancerIngressBuilder.of()
                                                .ip("192.0.2.9")
                                                .build())),
                                        List.of())),
                        WriteOptions.DEFAULT)
                .object();
        assertThat(reported.status().loadBalancer().ingress()).hasSize(1);
        assertThat(replace("balanced", spec -> spec.type("NodePort"))
                        .status()
                        .loadBalancer()
                        .ingress())
                .isEmpty();
    }

    @Test
    void nothingIsGivenTwiceUnderConcurrency() throws Exception {
        int count = 120;
        List<Service> created = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Service>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "s" + i;
                futures.add(executor.submit(() -> create(name, spec -> spec.type("NodePort"))));
            }
            for (Future<Service> future : futures) {
                created.add(future.get());
            }
        }

        assertThat(created)
                .extracting(s -> s.spec().clusterIP())
                .doesNotHaveDuplicates()
                .hasSize(count);
        assertThat(created)
                .extracting(s -> s.spec().ports().getFirst().nodePort())
                .doesNotHaveDuplicates();
        assertThat(addresses.all("")).hasSize(count);
    }

    @Test
    void aFullRangeIsSaid() {
        for (int i = 0; i < 254; i++) {
            create("s" + i, spec -> spec);
        }

        assertThatThrownBy(() -> create("more", spec -> spec)).hasMessageContaining("range is full");
    }
}
