package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.gantry.testkit.GantryCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Custom resources by fabric8's client, with classes of their own and without. */
@ExtendWith(SharedCluster.class)
class Fabric8CustomTest {
    private KubernetesClient client;
    private String namespace;

    public static class WidgetSpec {
        public Integer size;
    }

    public static class WidgetStatus {
        public Integer made;
    }

    @Group(Gadgets.GROUP)
    @Version("v1")
    @Plural("widgets")
    public static class Widget extends CustomResource<WidgetSpec, WidgetStatus> implements Namespaced {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void open(GantryCluster cluster) {
        client = Clients.fabric8(cluster);
        namespace = cluster.newNamespace();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void define(String kind, String plural) {
        client.resource(Gadgets.definition(kind, plural)).serverSideApply();
        Clients.eventually()
                .until(() -> client
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(plural + "." + Gadgets.GROUP)
                        .get()
                        .getStatus()
                        .getConditions()
                        .stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True")));
    }

    private Widget widget(String name, Integer size) {
        Widget widget = new Widget();
        widget.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        widget.setSpec(new WidgetSpec());
        widget.getSpec().size = size;
        return widget;
    }

    @Test
    void aKindWithAClass() {
        define("Widget", "widgets");
        List<String> seen = new CopyOnWriteArrayList<>();
        var widgets = client.resources(Widget.class).inNamespace(namespace);
        try (var informer = widgets.inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Widget widget) {
                seen.add("+" + widget.getSpec().size);
            }

            @Override
            public void onUpdate(Widget before, Widget after) {
                seen.add("=" + after.getSpec().size);
            }

            @Override
            public void onDelete(Widget widget, boolean unknown) {
                seen.add("-" + widget.getSpec().size);
            }
        })) {
            assertThat(client.resource(widget("w", null)).create().getSpec().size)
                    .isEqualTo(1);
            var one = widgets.withName("w");
            one.edit(current -> {
                current.getSpec().size = 2;
                return current;
            });
            assertThat(one.scale(3).getSpec().size).isEqualTo(3);
            var status = one.editStatus(current -> {
                current.setStatus(new WidgetStatus());
                current.getStatus().made = 3;
                current.getSpec().size = 9;
                return current;
            });
            assertThat(status.getStatus().made).isEqualTo(3);
            assertThat(one.get().getSpec().size).isEqualTo(3);
            assertThat(client.resource(widget("w", 4))
                            .fieldManager("me")
                            .forceConflicts()
                            .serverSideApply()
                            .getSpec()
                            .size)
                    .isEqualTo(4);
            assertThatThrownBy(() -> client.resource(widget("bad", -1)).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                        assertThat(refused.getCode()).isEqualTo(422);
                        assertThat(refused.getStatus().getDetails().getCauses())
                                .anySatisfy(
                                        cause -> assertThat(cause.getField()).isEqualTo("spec.size"));
                    });
            assertThat(widgets.list().getItems()).hasSize(1);
            one.delete();
            Clients.eventually().untilAsserted(() -> assertThat(seen).contains("+1", "=2", "=3", "=4", "-4"));
            assertThat(informer.getStore().list()).isEmpty();
        }
    }

    @Test
    void aKindWithoutAClass() {
        define("Gizmo", "gizmos");
        var gizmos = client.genericKubernetesResources(Gadgets.GROUP + "/v1", "Gizmo")
                .inNamespace(namespace);
        GenericKubernetesResource gizmo = new GenericKubernetesResourceBuilder()
                .withApiVersion(Gadgets.GROUP + "/v1")
                .withKind("Gizmo")
                .withNewMetadata()
                .withName("g")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("size", 5, "unknown", true))
                .build();
        var created = gizmos.resource(gizmo).create();
        assertThat(created.<Integer>get("spec", "size")).isEqualTo(5);
        assertThat(created.<Object>get("spec", "unknown")).isNull();
        var patched = gizmos.withName("g").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"size\":6}}");
        assertThat(patched.<Integer>get("spec", "size")).isEqualTo(6);
        var json = gizmos.withName("g")
                .patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"replace\",\"path\":\"/spec/size\",\"value\":7}]");
        assertThat(json.<Integer>get("spec", "size")).isEqualTo(7);
        assertThat(gizmos.list().getItems())
                .extracting(each -> each.getMetadata().getName())
                .containsExactly("g");
        gizmos.withName("g").delete();
        Clients.eventually().until(() -> gizmos.withName("g").get() == null);
    }
}
