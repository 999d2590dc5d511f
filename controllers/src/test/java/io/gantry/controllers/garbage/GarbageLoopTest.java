package io.gantry.controllers.garbage;

import static io.gantry.controllers.SimCluster.NS;
import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.runtime.DeletableKinds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GarbageLoopTest {
    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(context -> List.of(GarbageLoop.create(context, DeletableKinds::builtin)));
    }

    private static OwnerReference ref(KubeObject owner, boolean blocks) {
        return new OwnerReference(
                owner.kind().name(), owner.name(), owner.uid(), owner.kind().apiVersion(), null, blocks);
    }

    private static ConfigMap map(SimCluster cluster, String name, OwnerReference... owners) {
        return cluster.create(
                ConfigMapType.KIND,
                ConfigMapBuilder.of()
                        .metadata(ObjectMetaBuilder.of(meta(name, Map.of()))
                                .ownerReferences(Arrays.asList(owners))
                                .build())
                        .build());
    }

    private List<String> names() {
        return cluster.list(ConfigMapType.KIND).stream().map(ConfigMap::name).toList();
    }

    @ParameterizedTest
    @CsvSource({"Background", "Foreground", "''"})
    void dependents_go_with_their_owner_however_deep(String policy) {
        ConfigMap a = map(cluster, "a");
        ConfigMap b = map(cluster, "b", ref(a, true));
        map(cluster, "c", ref(b, true));
        map(cluster, "other");
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", policy);
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).containsExactly("other");
    }

    @Test
    void in_the_foreground_the_owner_goes_last() {
        ConfigMap a = map(cluster, "a");
        var held = cluster.create(
                SecretType.KIND,
                SecretBuilder.of()
                        .metadata(ObjectMetaBuilder.of(meta("held", Map.of()))
                                .ownerReferences(List.of(ref(a, true)))
                                .finalizers(List.of("example.com/hold"))
                                .build())
                        .build());
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", "Foreground");
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).containsExactly("a");
        assertThat(cluster.get(SecretType.KIND, "held").metadata().deletionTimestamp())
                .isNotNull();
        cluster.change(
                SecretType.KIND,
                held.name(),
                secret -> secret.withMetadata(ObjectMetaBuilder.of(secret.metadata())
                        .finalizers(List.of())
                        .build()));
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).isEmpty();
    }

    @Test
    void orphans_stay_without_the_reference() {
        ConfigMap a = map(cluster, "a");
        map(cluster, "b", ref(a, true));
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", "Orphan");
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).containsExactly("b");
        assertThat(cluster.get(ConfigMapType.KIND, "b").metadata().ownerReferences())
                .isEmpty();
    }

    @Test
    void one_of_two_owners_is_enough_to_stay() {
        ConfigMap a = map(cluster, "a");
        ConfigMap b = map(cluster, "b");
        map(cluster, "c", ref(a, false), ref(b, false));
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", "Background");
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.get(ConfigMapType.KIND, "c").metadata().ownerReferences())
                .containsExactly(ref(b, false));
        cluster.delete(ConfigMapType.KIND, "b", "Background");
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).isEmpty();
    }

    @Test
    void what_never_had_its_owner_goes_also_when_it_was_made_while_nobody_looked() {
        cluster.stop();
        ConfigMap a = map(cluster, "a");
        map(cluster, "b", ref(a, false));
        cluster.delete(ConfigMapType.KIND, "a", "");
        map(cluster, "unknown", new OwnerReference("Widget", "w", "1", "example.com/v1", null, null));
        cluster.restart().run(Duration.ofSeconds(5));
        assertThat(names()).containsExactly("unknown");
    }

    @Test
    void an_owner_in_another_namespace_owns_nothing_and_that_is_told() {
        ConfigMap elsewhere = cluster.create(
                ConfigMapType.KIND,
                ConfigMapBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace("other")
                                .name("a")
                                .build())
                        .build());
        map(cluster, "b", ref(elsewhere, false));
        cluster.run(Duration.ofSeconds(5));
        assertThat(names()).containsExactly("a");
        assertThat(cluster.events("OwnerRefInvalidNamespace"))
                .containsExactly("ownerRef [v1/ConfigMap, namespace: default, name: a, uid: " + elsewhere.uid()
                        + "] does not exist in namespace \"default\"");
    }

    @Test
    void what_is_in_no_namespace_is_owned_by_nothing_in_one() {
        ConfigMap a = map(cluster, "a");
        cluster.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .name("team")
                                .ownerReferences(List.of(ref(a, false)))
                                .build())
                        .build());
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", "");
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.client.find(NamespaceType.KIND, "", "team")).isPresent();
        assertThat(cluster.events("OwnerRefInvalidNamespace"))
                .containsExactly("ownerRef [v1/ConfigMap, namespace: , name: a, uid: " + a.uid()
                        + "] does not exist in namespace \"\"");
    }

    @Test
    void a_circle_deleted_in_the_foreground_ends() {
        ConfigMap a = map(cluster, "a");
        ConfigMap b = map(cluster, "b", ref(a, true));
        cluster.change(
                ConfigMapType.KIND,
                "a",
                object -> object.withMetadata(ObjectMetaBuilder.of(object.metadata())
                        .ownerReferences(List.of(ref(b, true)))
                        .build()));
        cluster.settle();
        cluster.delete(ConfigMapType.KIND, "a", "Foreground");
        cluster.run(Duration.ofSeconds(30));
        assertThat(names()).isEmpty();
    }

    /** Whatever is deleted and whenever the collector dies: what is left has an owner of its own, or never had one. */
    @Property(tries = 30)
    void nothing_is_left_and_nothing_is_taken(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 11) Integer> parents,
            @ForAll @IntRange(max = 11) int victim,
            @ForAll @IntRange(max = 2) int policy,
            @ForAll long seed) {
        SimCluster cluster = cluster();
        ConfigMap[] objects = new ConfigMap[parents.size()];
        boolean[] gone = new boolean[parents.size()];
        int doomed = victim % objects.length;
        for (int i = 0; i < objects.length; i++) {
            int parent = parents.get(i);
            boolean owned = parent < i;
            objects[i] = owned ? map(cluster, "o" + i, ref(objects[parent], i % 2 == 0)) : map(cluster, "o" + i);
            boolean withParent = owned && gone[parent] && !(policy == 2 && parent == doomed);
            gone[i] = i == doomed || withParent;
        }
        var random = new Random(seed);
        for (int i = 0; i < random.nextInt(6); i++) {
            cluster.step();
        }
        cluster.delete(
                ConfigMapType.KIND,
                "o" + doomed,
                List.of("Background", "Foreground", "Orphan").get(policy));
        for (int i = 0; i < 40; i++) {
            cluster.step();
            if (random.nextInt(12) == 0) {
                cluster.restart();
            }
        }
        cluster.run(Duration.ofSeconds(40));
        Set<String> left =
                Set.copyOf(cluster.client.list(ConfigMapType.KIND, NS, io.gantry.client.ListQuery.ALL).items().stream()
                        .map(ConfigMap::name)
                        .toList());
        for (int i = 0; i < objects.length; i++) {
            assertThat(left.contains("o" + i)).as("o" + i).isEqualTo(!gone[i]);
        }
    }
}
