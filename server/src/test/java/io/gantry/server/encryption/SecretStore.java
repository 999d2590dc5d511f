package io.gantry.server.encryption;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.base.VirtualTime;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.Admission;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.RegistryFixture;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.strategy.Strategies;
import io.gantry.store.EmbeddedStore;
import io.gantry.store.StoreOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/** An encrypted store in a directory, and registries on it. */
final class SecretStore implements AutoCloseable {
    private final EmbeddedStore<KubeObject> store;
    final Registry<Secret> secrets;
    final Registry<ConfigMap> configMaps;

    SecretStore(Path directory, Encryption encryption) {
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20), encryption);
        VirtualTime time = new VirtualTime(RegistryFixture.START);
        store = EmbeddedStore.open(
                directory, codec, StoreOptions.defaults().withTime(time).withLogOf(StorageKeys::logOf));
        Registries registries = new Registries(
                store,
                codec,
                time,
                new SplittableRandom(1),
                Admission.none(),
                Registries.CustomKinds.NONE,
                kind -> Strategies.of(kind, ServiceNetwork.of("10.96.0.0/24")),
                kind -> {});
        secrets = registries.registry(SecretType.KIND);
        configMaps = registries.registry(ConfigMapType.KIND);
    }

    void create(String name, String password) {
        secrets.create(
                "default",
                SecretBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(name).build())
                        .data(Map.of("password", Bytes.utf8(password)))
                        .build(),
                WriteOptions.DEFAULT);
    }

    String version(String name) {
        return secrets.get("default", name).metadata().resourceVersion();
    }

    String read(String name) {
        return secrets.get("default", name).data().get("password").utf8();
    }

    /** An update that changes nothing, as {@code kubectl replace} of what was read. */
    void replace(String name) {
        secrets.replace("default", name, "", secrets.get("default", name), WriteOptions.DEFAULT);
    }

    @Override
    public void close() {
        store.close();
    }
}
