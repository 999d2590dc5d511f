package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.ApiextensionsV1Api;
import io.kubernetes.client.openapi.apis.CustomObjectsApi;
import io.kubernetes.client.openapi.models.V1CustomResourceDefinition;
import io.kubernetes.client.openapi.models.V1ListMeta;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Yaml;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Custom resources by the official client, with classes of their own and without. */
@ExtendWith(SharedCluster.class)
class OfficialCustomTest {
    private ApiClient client;
    private String namespace;

    public static class PartSpec {
        public @Nullable Integer size;
    }

    public static class PartStatus {
        public @Nullable Integer made;
    }

    /** A kind as its users write it for this client. */
    public static class Part implements KubernetesObject {
        public String apiVersion = Gadgets.GROUP + "/v1";
        public String kind = "Part";
        public V1ObjectMeta metadata = new V1ObjectMeta();
        public PartSpec spec = new PartSpec();
        public @Nullable PartStatus status;

        @Override
        public V1ObjectMeta getMetadata() {
            return metadata;
        }

        @Override
        public String getApiVersion() {
            return apiVersion;
        }

        @Override
        public String getKind() {
            return kind;
        }
    }

    public static class PartList implements KubernetesListObject {
        public String apiVersion = Gadgets.GROUP + "/v1";
        public String kind = "PartList";
        public V1ListMeta metadata = new V1ListMeta();
        public List<Part> items = new ArrayList<>();

        @Override
        public V1ListMeta getMetadata() {
            return metadata;
        }

        @Override
        public List<? extends KubernetesObject> getItems() {
            return items;
        }

        @Override
        public String getApiVersion() {
            return apiVersion;
        }

        @Override
        public String getKind() {
            return kind;
        }
    }

    @BeforeEach
    void open(GantryCluster cluster) throws Exception {
        client = Clients.official(cluster);
        namespace = cluster.newNamespace();
    }

    private void define(String kind, String plural) throws Exception {
        var definitions = new ApiextensionsV1Api(client);
        var definition = Yaml.loadAs(Gadgets.definition(kind, plural), V1CustomResourceDefinition.class);
        definitions.createCustomResourceDefinition(definition).execute();
        Clients.eventually()
                .until(() -> definitions
                        .readCustomResourceDefinition(plural + "." + Gadgets.GROUP)
                        .execute()
                        .getStatus()
                        .getConditions()
                        .stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True")));
    }

    @Test
    void aKindWithAClass() throws Exception {
        define("Part", "parts");
        var parts = new GenericKubernetesApi<>(Part.class, PartList.class, Gadgets.GROUP, "v1", "parts", client);
        Part part = new Part();
        part.metadata.name("p").namespace(namespace);
        Part created = parts.create(part).throwsApiException().getObject();
        assertThat(created.spec.size).isEqualTo(1);
        created.spec.size = 2;
        Part updated = parts.update(created).throwsApiException().getObject();
        assertThat(updated.metadata.getGeneration()).isEqualTo(2);
        // The client replaces the status, and there is nothing to replace yet.
        PatchUtils.patch(
                Object.class,
                () -> new CustomObjectsApi(client)
                        .patchNamespacedCustomObjectStatus(
                                Gadgets.GROUP, "v1", namespace, "parts", "p", new V1Patch("{\"status\":{\"made\":1}}"))
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                client);
        Part reported = parts.updateStatus(updated, current -> {
                    PartStatus status = new PartStatus();
                    status.made = 2;
                    return status;
                })
                .throwsApiException()
                .getObject();
        assertThat(reported.status).isNotNull();
        assertThat(reported.status.made).isEqualTo(2);
        Part patched = parts.patch(
                        namespace, "p", V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, new V1Patch("{\"spec\":{\"size\":3}}"))
                .throwsApiException()
                .getObject();
        assertThat(patched.spec.size).isEqualTo(3);
        assertThat(parts.list(namespace).throwsApiException().getObject().items).hasSize(1);
        patched.spec.size = -1;
        var refused = parts.update(patched);
        assertThat(refused.getHttpStatusCode()).isEqualTo(422);
        assertThat(refused.getStatus().getDetails().getCauses())
                .anySatisfy(cause -> assertThat(cause.getField()).isEqualTo("spec.size"));
        try (var watch = parts.watch(namespace, new io.kubernetes.client.util.generic.options.ListOptions())) {
            assertThat(watch.next().object.spec.size).isEqualTo(3);
            parts.delete(namespace, "p").throwsApiException();
            assertThat(watch.next().type).isEqualTo("DELETED");
        }
    }

    @Test
    void aKindWithoutAClass() throws Exception {
        define("Piece", "pieces");
        var pieces = new DynamicKubernetesApi(Gadgets.GROUP, "v1", "pieces", client);
        var raw = new JsonObject();
        raw.addProperty("apiVersion", Gadgets.GROUP + "/v1");
        raw.addProperty("kind", "Piece");
        var spec = new JsonObject();
        spec.addProperty("size", 5);
        raw.add("spec", spec);
        var piece = new DynamicKubernetesObject(raw);
        piece.setMetadata(new V1ObjectMeta().name("p").namespace(namespace));
        var created = pieces.create(piece).throwsApiException().getObject();
        assertThat(created.getMetadata().getUid()).isNotEmpty();
        created.getRaw().getAsJsonObject("spec").addProperty("size", 6);
        var updated = pieces.update(created).throwsApiException().getObject();
        assertThat(updated.getRaw().getAsJsonObject("spec").get("size").getAsInt())
                .isEqualTo(6);
        assertThat(pieces.list(namespace).throwsApiException().getObject().getItems())
                .hasSize(1);
        pieces.delete(namespace, "p").throwsApiException();
        Clients.eventually().until(() -> pieces.get(namespace, "p").getHttpStatusCode() == 404);
    }
}
