package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.rbac.v1.ClusterRoleBindingType;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.RoleBindingType;
import io.gantry.api.rbac.v1.RoleType;
import io.gantry.base.VirtualTime;
import io.gantry.client.Reader;
import io.gantry.client.WriteOptions;
import io.gantry.server.auth.RbacAuthorizer;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.strategy.Strategies;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Registries over a store in memory with all admission steps, and the namespace {@code shop} with its service account. */
public class AdmissionFixture implements AutoCloseable {
    public static final UserInfo ADMIN = UserInfo.of("admin", UserInfo.MASTERS, UserInfo.AUTHENTICATED);

    public final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    public final Store<KubeObject> store;
    public final Registries registries;

    /** What the last request was warned of and what it noted for the audit. */
    public RequestScope scope = new RequestScope(ADMIN);

    public AdmissionFixture() {
        AdmissionMetrics metrics = new AdmissionMetrics();
        AtomicReference<Registries> self = new AtomicReference<>();
        AtomicReference<RbacAuthorizer> rbac = new AtomicReference<>();
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20));
        store = MemoryStore.open(codec, StoreOptions.defaults().withTime(time).withLogOf(StorageKeys::logOf));
        registries = new Registries(
                store,
                codec,
                time,
                new SplittableRandom(1),
                new TimedAdmission(
                        BuiltinAdmission.steps(self::get, rbac::get, rbac::get, new TlsTrust(), metrics, time),
                        metrics,
                        time),
                Registries.CustomKinds.NONE,
                kind -> Strategies.of(kind, ServiceNetwork.of("10.96.0.0/24")),
                kind -> rbac.get().invalidate());
        self.set(registries);
        rbac.set(new RbacAuthorizer(
                reader(ClusterRoleType.KIND),
                reader(RoleType.KIND),
                reader(ClusterRoleBindingType.KIND),
                reader(RoleBindingType.KIND)));
        namespace("shop", "");
    }

    private <T extends KubeObject> Reader<T> reader(Kind<T> kind) {
        return new Reader<>() {
            @Override
            public @Nullable T get(String namespace, String name) {
                return registries.of(kind).find(namespace, name);
            }

            @Override
            public List<T> list(String namespace) {
                return registries.of(kind).all(namespace);
            }
        };
    }

    /** A namespace with labels such as {@code a: b}, one on a line, and its service account. */
    public final void namespace(String name, String labels) {
        create("""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels:
                    kubernetes.io/metadata.name: %s
                %s
                """.formatted(name, name, labels.indent(4)));
        create("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: %s}
                """.formatted(name));
    }

    public static KubeObject parse(String yaml) {
        return (KubeObject) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
    }

    /** The object of a manifest, created by an administrator. */
    public final KubeObject create(String yaml) {
        return create(parse(yaml), ADMIN, WriteOptions.DEFAULT);
    }

    /** @param metadata more of it, such as {@code , labels: {a: b}} */
    public final ConfigMap configMap(String name, String metadata) {
        return (ConfigMap) create(configMapYaml(name, metadata));
    }

    public static String configMapYaml(String name, String metadata) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop%s}}".formatted(name, metadata);
    }

    public final Pod pod(String yaml) {
        return (Pod) create(yaml);
    }

    public final KubeObject create(KubeObject object, UserInfo user, WriteOptions options) {
        return as(user, () -> created(object.kind(), object, options));
    }

    @SuppressWarnings("unchecked") // the kind is the object's own
    private <T extends KubeObject> T created(Kind<?> kind, KubeObject object, WriteOptions options) {
        return registries.of((Kind<T>) kind).create(object.namespace(), new Edited<>((T) object, null), options);
    }

    public final <T extends KubeObject> T update(T object, UnaryOperator<T> change) {
        return update(object, "", ADMIN, change);
    }

    @SuppressWarnings("unchecked") // the kind is the object's own
    public final <T extends KubeObject> T update(T object, String subresource, UserInfo user, UnaryOperator<T> change) {
        return as(
                user,
                () -> registries
                        .of((Kind<T>) object.kind())
                        .update(
                                object.namespace(),
                                object.name(),
                                subresource,
                                current -> new Edited<>(change.apply(current), null),
                                null,
                                WriteOptions.DEFAULT)
                        .object());
    }

    public final <T extends KubeObject> T get(Kind<T> kind, String name) {
        return registries.of(kind).get(kind.namespaced() ? "shop" : "", name);
    }

    public final <R> R as(UserInfo user, Supplier<R> call) {
        scope = new RequestScope(user);
        return ScopedValue.where(RequestScope.CURRENT, scope).call(call::get);
    }

    @Override
    public void close() {
        store.close();
    }
}
