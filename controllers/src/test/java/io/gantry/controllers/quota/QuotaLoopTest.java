package io.gantry.controllers.quota;

import static io.gantry.controllers.SimCluster.container;
import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaBuilder;
import io.gantry.api.core.v1.ResourceQuotaSpec;
import io.gantry.api.core.v1.ResourceQuotaType;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.quota.Amounts;
import io.gantry.api.types.Quantity;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.runtime.DeletableKinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotaLoopTest {
    private final SimCluster cluster =
            new SimCluster(context -> List.of(QuotaLoop.create(context, DeletableKinds::builtin)));

    private void quota(String... limits) {
        Map<String, Quantity> hard = new TreeMap<>();
        for (String limit : limits) {
            int equals = limit.indexOf('=');
            hard.put(limit.substring(0, equals), Quantity.parse(limit.substring(equals + 1)));
        }
        cluster.create(
                ResourceQuotaType.KIND,
                ResourceQuotaBuilder.of()
                        .metadata(meta("q", Map.of()))
                        .spec(new ResourceQuotaSpec(hard, List.of(), null))
                        .build());
    }

    private String used() {
        ResourceQuota quota = cluster.settle().get(ResourceQuotaType.KIND, "q");
        assertThat(Amounts.same(quota.status().hard(), quota.spec().hard())).isTrue();
        return Amounts.text(quota.status().used());
    }

    private void pod(String name, String cpu) {
        Container container = ContainerBuilder.of(container("x"))
                .resources(new ResourceRequirements(Map.of(), Map.of("cpu", Quantity.parse(cpu)), List.of()))
                .build();
        cluster.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(meta(name, Map.of()))
                        .spec(PodSpecBuilder.of().containers(List.of(container)).build())
                        .build());
    }

    private void configMap(String name) {
        cluster.create(
                ConfigMapType.KIND,
                ConfigMapBuilder.of().metadata(meta(name, Map.of())).build());
    }

    @Test
    void whatIsThereIsCountedWhenAQuotaComes() {
        pod("one", "100m");
        pod("two", "300m");
        configMap("map");
        quota("pods=5", "requests.cpu=1", "count/configmaps=3", "count/deployments.apps=2", "example.com/unknown=1");
        assertThat(used()).isEqualTo("count/configmaps=1,count/deployments.apps=0,pods=2,requests.cpu=400m");
    }

    @Test
    void whatGoesIsGivenBack() {
        pod("one", "100m");
        pod("two", "300m");
        configMap("map");
        quota("pods=5", "requests.cpu=1", "configmaps=3", "count/pods=9");
        assertThat(used()).isEqualTo("configmaps=1,count/pods=2,pods=2,requests.cpu=400m");
        cluster.delete(ConfigMapType.KIND, "map", "");
        assertThat(used()).isEqualTo("configmaps=0,count/pods=2,pods=2,requests.cpu=400m");
        cluster.changeStatus(
                PodType.KIND,
                "two",
                pod -> new Pod(
                        pod.metadata(),
                        pod.spec(),
                        PodStatusBuilder.of(pod.status()).phase("Succeeded").build()));
        assertThat(used()).isEqualTo("configmaps=0,count/pods=2,pods=1,requests.cpu=100m");
    }

    @Test
    void aQuotaThatIsChangedIsCountedAnew() {
        configMap("map");
        quota("pods=5");
        assertThat(used()).isEqualTo("pods=0");
        cluster.change(
                ResourceQuotaType.KIND,
                "q",
                quota -> new ResourceQuota(
                        quota.metadata(),
                        new ResourceQuotaSpec(Map.of("configmaps", Quantity.parse("2")), List.of(), null),
                        quota.status()));
        assertThat(used()).isEqualTo("configmaps=1");
    }

    @Test
    void everythingIsCountedAgainFromTimeToTime() {
        quota("configmaps=5");
        assertThat(used()).isEqualTo("configmaps=0");
        configMap("unseen"); // as by a server whose admission does not count
        assertThat(used()).isEqualTo("configmaps=0");
        cluster.run(Duration.ofMinutes(5));
        assertThat(used()).isEqualTo("configmaps=1");
    }
}
