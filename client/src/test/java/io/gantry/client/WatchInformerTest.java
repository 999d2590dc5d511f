package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.base.VirtualTime;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchInformerTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> told = new ArrayList<>();

    private static ConfigMap map(String namespace, String name, String value) {
        return ConfigMapBuilder.of()
                .metadata(ObjectMetaBuilder.of().namespace(namespace).name(name).build())
                .data(Map.of("v", value))
                .build();
    }

    private void tell(@Nullable ConfigMap before, @Nullable ConfigMap after) {
        told.add((before == null ? "-" : before.name() + before.data().get("v")) + ">"
                + (after == null ? "-" : after.name() + after.data().get("v")));
    }

    private WatchInformer<ConfigMap> informer(Client client) {
        var informer = new WatchInformer<>(client, ConfigMapType.KIND, time, new Random(1));
        informer.addIndex("value", object -> List.of(object.data().getOrDefault("v", "")));
        informer.addHandler(this::tell);
        return informer;
    }

    private static void delete(Client client, String name) {
        client.delete(ConfigMapType.KIND, "a", name, DeleteOptionsBuilder.of().build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tells_of_what_is_there_and_of_each_change(boolean image) {
        var client = new MemoryClient(time, image);
        client.create(ConfigMapType.KIND, map("a", "x", "1"), WriteOptions.DEFAULT);
        var informer = informer(client);
        assertThat(informer.synced()).isFalse();
        assertThat(informer.poll()).isTrue();
        assertThat(informer.synced()).isTrue();
        assertThat(told).containsExactly("->x1");

        client.create(ConfigMapType.KIND, map("a", "y", "1"), WriteOptions.DEFAULT);
        client.update(ConfigMapType.KIND, map("a", "x", "2"), WriteOptions.DEFAULT);
        delete(client, "y");
        told.clear();
        informer.poll();
        assertThat(told).containsExactly("->y1", "x1>x2", "y1>-");
        assertThat(informer.poll()).isFalse();
        assertThat(informer.byIndex("value", "2")).extracting(ConfigMap::name).containsExactly("x");
        assertThat(informer.byIndex("value", "1")).isEmpty();
        assertThat(informer.reader().list("")).hasSize(1);
        assertThat(informer.reader().list("b")).isEmpty();
    }

    @Test
    void a_closed_watch_is_resumed_without_telling_anything_twice() {
        var client = new MemoryClient(time);
        var informer = informer(client);
        informer.poll();
        client.create(ConfigMapType.KIND, map("a", "x", "1"), WriteOptions.DEFAULT);
        informer.poll();
        client.closeWatches();
        client.create(ConfigMapType.KIND, map("a", "y", "1"), WriteOptions.DEFAULT);
        informer.poll();
        assertThat(told).containsExactly("->x1", "->y1");
    }

    @Test
    void an_expired_watch_is_followed_by_a_list_presented_as_the_difference() {
        var client = new MemoryClient(time);
        client.create(ConfigMapType.KIND, map("a", "same", "1"), WriteOptions.DEFAULT);
        client.create(ConfigMapType.KIND, map("a", "changed", "1"), WriteOptions.DEFAULT);
        client.create(ConfigMapType.KIND, map("a", "gone", "1"), WriteOptions.DEFAULT);
        client.create(ConfigMapType.KIND, map("a", "anew", "1"), WriteOptions.DEFAULT);
        var informer = informer(client);
        informer.poll();
        told.clear();
        client.update(ConfigMapType.KIND, map("a", "changed", "2"), WriteOptions.DEFAULT);
        delete(client, "gone");
        delete(client, "anew");
        client.create(ConfigMapType.KIND, map("a", "anew", "2"), WriteOptions.DEFAULT);
        client.expire();
        informer.poll();
        assertThat(told).containsExactlyInAnyOrder("changed1>changed2", "gone1>-", "anew1>-", "->anew2");
    }

    @Test
    void a_failing_list_is_tried_again_after_a_growing_while() {
        var failing = new FailingLists(new MemoryClient(time));
        var informer = informer(failing);
        assertThat(informer.poll()).isFalse();
        assertThat(informer.poll()).isFalse();
        assertThat(failing.lists).isEqualTo(1);
        time.advance(Duration.ofSeconds(2));
        informer.poll();
        assertThat(failing.lists).isEqualTo(2);
        time.advance(Duration.ofSeconds(1));
        informer.poll();
        assertThat(failing.lists).isEqualTo(2);
        failing.broken = false;
        time.advance(Duration.ofSeconds(4));
        informer.poll();
        assertThat(informer.synced()).isTrue();
    }

    @Test
    void scope_and_late_handlers() {
        var client = new MemoryClient(time);
        client.create(ConfigMapType.KIND, map("a", "x", "1"), WriteOptions.DEFAULT);
        client.create(ConfigMapType.KIND, map("b", "x", "1"), WriteOptions.DEFAULT);
        client.create(ConfigMapType.KIND, map("a", "y", "1"), WriteOptions.DEFAULT);
        var informer = new WatchInformer<>(
                client, ConfigMapType.KIND, "a", ListQuery.fields("metadata.name=x"), time, new Random(1));
        informer.poll();
        assertThat(informer.reader().list("")).extracting(ConfigMap::namespace).containsExactly("a");
        informer.addHandler(this::tell);
        assertThat(told).containsExactly("->x1");
        assertThat(informer.reader().get("a", "x")).isNotNull();
        assertThat(informer.reader().get("b", "x")).isNull();
    }

    @Test
    void runs_on_its_own_thread_until_closed() throws Exception {
        var client = new MemoryClient(Time.system());
        try (var informers = new Informers(client, Time.system(), new Random(1))) {
            Informer<ConfigMap> informer = informers.of(ConfigMapType.KIND);
            informers.start();
            assertThat(informers.awaitSynced(Duration.ofSeconds(10))).isTrue();
            client.create(ConfigMapType.KIND, map("a", "x", "1"), WriteOptions.DEFAULT);
            await().until(() -> informer.reader().get("a", "x") != null);
            client.expire();
            client.create(ConfigMapType.KIND, map("a", "y", "1"), WriteOptions.DEFAULT);
            await().until(() -> informer.reader().get("a", "y") != null);
        }
    }

    /** Whatever happens to the watches, the handlers' story adds up to the state. */
    @Property(tries = 60)
    void the_story_adds_up(@ForAll @Size(max = 40) List<@IntRange(max = 99) Integer> steps) {
        var client = new MemoryClient(new VirtualTime());
        var clock = new VirtualTime();
        var informer = new WatchInformer<>(client, ConfigMapType.KIND, clock, new Random(1));
        Map<String, ConfigMap> story = new TreeMap<>();
        informer.addHandler((before, after) -> {
            String name = java.util.Objects.requireNonNull(after != null ? after : before)
                    .name();
            ConfigMap had = after == null ? story.remove(name) : story.put(name, after);
            assertThat(had).isEqualTo(before);
        });
        int value = 0;
        for (int step : steps) {
            String name = "o" + step % 5;
            try {
                switch (step % 7) {
                    case 0, 1 -> client.create(ConfigMapType.KIND, map("a", name, "" + value++), WriteOptions.DEFAULT);
                    case 2 -> client.update(ConfigMapType.KIND, map("a", name, "" + value++), WriteOptions.DEFAULT);
                    case 3 -> delete(client, name);
                    case 4 -> client.closeWatches();
                    case 5 -> client.expire();
                    default -> informer.poll();
                }
            } catch (StatusException e) {
                assertThat(e.code()).isIn(404, 409);
            }
        }
        for (int i = 0; i < 5; i++) {
            informer.poll();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(List.copyOf(story.values()))
                .isEqualTo(client.list(ConfigMapType.KIND, "", ListQuery.ALL).items());
    }

    /** Refuses to list until mended. */
    private static final class FailingLists extends DelegatingClient {
        boolean broken = true;
        int lists;

        FailingLists(Client client) {
            super(client);
        }

        @Override
        public <T extends io.gantry.api.KubeObject> ObjectList<T> list(
                io.gantry.api.Kind<T> kind, String namespace, ListQuery query) {
            lists++;
            if (broken) {
                throw StatusException.unavailable("try later");
            }
            return super.list(kind, namespace, query);
        }
    }
}
