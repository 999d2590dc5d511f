package io.gantry.server.registry;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.Admission;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.strategy.Strategies;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Registries over a store in memory, on virtual time and from a fixed seed, without admission. */
public final class RegistryFixture {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    public final VirtualTime time = new VirtualTime(START);
    public final Store<KubeObject> store;
    public final Registries registries;
    public final Registry<ConfigMap> configMaps;

    public RegistryFixture() {
        this(StoreOptions.defaults());
    }

    public RegistryFixture(StoreOptions options) {
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20));
        store = MemoryStore.open(codec, options.withTime(time).withLogOf(StorageKeys::logOf));
        registries = new Registries(
                store,
                codec,
                time,
                new SplittableRandom(1),
                Admission.none(),
                Registries.CustomKinds.NONE,
                kind -> Strategies.of(kind, ServiceNetwork.of("10.96.0.0/24")),
                kind -> {});
        configMaps = registries.registry(ConfigMapType.KIND);
    }

    /** A store that keeps only this many changes. */
    public static RegistryFixture keeping(int changes) {
        return new RegistryFixture(StoreOptions.defaults()
                .withChanges(changes, Duration.ofHours(1))
                .withHistory(changes, Duration.ofHours(1)));
    }

    public ConfigMap create(String namespace, String name, String... labels) {
        return configMaps.create(namespace, configMap(name, labels), WriteOptions.DEFAULT);
    }

    public static ConfigMap configMap(String name, String... labels) {
        ObjectMetaBuilder metadata = ObjectMetaBuilder.of().name(name);
        if (labels.length > 0) {
            metadata.labels(Map.of(labels[0], labels[1]));
        }
        return ConfigMapBuilder.of()
                .metadata(metadata.build())
                .data(Map.of("key", "value"))
                .build();
    }

    public static ConfigMap with(ConfigMap map, String key, String value) {
        return new ConfigMap(map.metadata(), Map.of(key, value), map.binaryData(), map.immutable());
    }

    public static Pod pod(String name) {
        Container container =
                ContainerBuilder.of().name("main").image("busybox:1").build();
        return PodBuilder.of()
                .metadata(metadata(name))
                .spec(PodSpecBuilder.of().containers(List.of(container)).build())
                .build();
    }

    public static ObjectMeta metadata(String name) {
        return ObjectMetaBuilder.of().name(name).build();
    }
}
