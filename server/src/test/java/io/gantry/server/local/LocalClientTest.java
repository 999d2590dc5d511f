package io.gantry.server.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.BindingType;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.meta.v1.StatusType;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.Patch;
import io.gantry.client.Reader;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import io.gantry.client.WriteOptions;
import io.gantry.server.metrics.RequestMetrics;
import io.gantry.server.registry.Actions;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Patcher;
import io.gantry.server.registry.Questions;
import io.gantry.server.registry.RegistryFixture;
import io.gantry.server.request.Reviewer;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LocalClientTest {
    private final RegistryFixture fixture = new RegistryFixture();
    private final Client client = new LocalClient(
            new LocalApi(
                    fixture.registries,
                    new Patcher(fixture.time),
                    new Actions(
                            fixture.registries,
                            fixture.time,
                            request -> new TokenIssuer.Token("token", RegistryFixture.START)),
                    new Evictions(fixture.registries, fixture.time),
                    new Questions(fixture.registries, Reviewer.none()),
                    new LocalRequests(new RequestMetrics(), null, fixture.registries.names())),
            UserInfo.of("tester"),
            "tester");

    private ConfigMap create(String name) {
        return client.create(
                ConfigMapType.KIND,
                Metas.edit(RegistryFixture.configMap(name), m -> m.namespace("a")),
                WriteOptions.DEFAULT);
    }

    @Test
    void writesAreOwnedByTheClientsManager() {
        assertThat(create("x").metadata().managedFields())
                .extracting(ManagedFieldsEntry::manager)
                .containsExactly("tester");
    }

    @Test
    void theImageIsTheStore() {
        Reader<ConfigMap> image = client.image(ConfigMapType.KIND).orElseThrow();
        ConfigMap created = create("x");

        assertThat(image.get("a", "x")).isSameAs(fixture.configMaps.get("a", "x"));
        assertThat(image.list("")).containsExactly(created);
        assertThat(image.get("a", "y")).isNull();
        assertThat(client.find(ConfigMapType.KIND, "a", "y")).isEmpty();
        assertThatThrownBy(() -> client.get(ConfigMapType.KIND, "a", "y"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.isNotFound()).isTrue());
    }

    @Test
    void aWatchBeginsWhereAListEnded() throws Exception {
        create("x");
        var list = client.list(ConfigMapType.KIND, "a", ListQuery.ALL);
        Watch<ConfigMap> watch =
                client.watch(ConfigMapType.KIND, "a", ListQuery.ALL.withResourceVersion(list.resourceVersion()));
        assertThat(watch.next(Duration.ZERO)).isNull();
        client.patch(
                ConfigMapType.KIND, "a", "x", Patch.merge("{\"data\":{\"key\":\"new\"}}"), "", WriteOptions.DEFAULT);
        client.delete(ConfigMapType.KIND, "a", "x", DeleteOptionsType.EMPTY);

        WatchEvent<ConfigMap> modified = Objects.requireNonNull(watch.next(Duration.ZERO));
        assertThat(modified.type()).isEqualTo(WatchEvent.Type.MODIFIED);
        assertThat(Objects.requireNonNull(modified.object()).data()).containsEntry("key", "new");
        assertThat(Objects.requireNonNull(watch.next(Duration.ZERO)).type()).isEqualTo(WatchEvent.Type.DELETED);
        watch.close();
        assertThatThrownBy(() -> watch.next(Duration.ofSeconds(1))).isInstanceOf(WatchClosedException.class);
    }

    @Test
    void podsAreBound() {
        client.create(PodType.KIND, Metas.edit(RegistryFixture.pod("p"), m -> m.namespace("a")), WriteOptions.DEFAULT);
        Binding binding = new Binding(
                ObjectMetaType.EMPTY, ObjectReferenceBuilder.of().name("n").build());

        assertThat(client.post(
                        PodType.KIND,
                        "a",
                        "p",
                        "binding",
                        BindingType.KIND,
                        binding,
                        Objects.requireNonNull(StatusType.TYPE.kind())))
                .isNull();
        Pod pod = client.get(PodType.KIND, "a", "p");
        assertThat(pod.spec().nodeName()).isEqualTo("n");
        assertThat(pod.status().conditions().getFirst().type()).isEqualTo("PodScheduled");
    }
}
