package io.gantry.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From {@code kubectl apply} to {@code kubectl apply --server-side}. */
final class LastAppliedTest {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final Schema DEPLOYMENT = RecordSchema.of(DeploymentType.TYPE);
    private static final Map<String, @Nullable Object> EMPTY = Json.map("{'metadata':{},'spec':{}}");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** What client-side apply leaves of a configuration with three replicas, whoever scaled it afterwards. */
    private static Map<String, @Nullable Object> live(String apiVersion, int replicas) {
        Map<String, Object> last =
                Map.of("apiVersion", apiVersion, "kind", "Deployment", "spec", Map.of("replicas", 3));
        Map<String, @Nullable Object> live = new LinkedHashMap<>();
        live.put(
                "metadata",
                Map.of("annotations", Map.of(ANNOTATION, new String(Tree.toJson(last), StandardCharsets.UTF_8))));
        live.put("spec", Map.of("replicas", replicas, "paused", true));
        return live;
    }

    private static ManagedFields.Applied apply(String manager, String config, Map<String, @Nullable Object> live) {
        List<ManagedFieldsEntry> entries = ManagedFields.update(
                DEPLOYMENT,
                EMPTY,
                live,
                List.of(),
                new Manager("kubectl-client-side-apply", Manager.UPDATE, "apps/v1", ""),
                FieldSet.EMPTY,
                NOW);
        return ManagedFields.apply(
                DEPLOYMENT,
                EMPTY,
                live,
                Json.map(config),
                entries,
                new Manager(manager, Manager.APPLY, "apps/v1", ""),
                FieldSet.EMPTY,
                false,
                NOW);
    }

    private static Object annotation(ManagedFields.Applied applied) {
        Map<String, Object> metadata = Tree.object(applied.object().get("metadata"));
        return String.valueOf(Tree.object(metadata.get("annotations")).get(ANNOTATION));
    }

    @Test
    void kubectlIsInNobodysWayWithWhatItAppliedItself() {
        String config = "{'apiVersion':'apps/v1','kind':'Deployment','spec':{'replicas':4}}";

        ManagedFields.Applied applied = apply("kubectl", config, live("apps/v1", 3));

        assertThat(Tree.object(applied.object().get("spec"))).containsEntry("replicas", 4L);
        assertThatThrownBy(() -> apply("other", config, live("apps/v1", 3)))
                .hasMessage("Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using apps/v1: "
                        + ".spec.replicas");
        assertThatThrownBy(() -> apply("kubectl", config, live("apps/v1beta1", 3)))
                .hasMessageEndingWith(": .spec.replicas");
        assertThatThrownBy(() -> apply("kubectl", config, live("apps/v1", 5)))
                .as("somebody else changed it")
                .hasMessageEndingWith(": .spec.replicas");
    }

    @Test
    void whatItDidNotApplyStaysAConflict() {
        assertThatThrownBy(() -> apply("kubectl", "{'spec':{'replicas':4,'paused':false}}", live("apps/v1", 3)))
                .hasMessage("Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using apps/v1: "
                        + ".spec.paused");
    }

    @Test
    void theAnnotationIsKeptUpToDateForKubectlAlone() {
        String config = "{'kind':'Deployment','apiVersion':'apps/v1','metadata':{'annotations':{'a':'<b>'}},"
                + "'spec':{'replicas':3}}";

        ManagedFields.Applied applied = apply("kubectl", config, live("apps/v1", 3));

        assertThat(applied.changed()).isTrue();
        assertThat(annotation(applied))
                .isEqualTo("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"annotations\":"
                        + "{\"a\":\"\\u003cb\\u003e\"}},\"spec\":{\"replicas\":3}}\n");
        assertThat(annotation(apply("other", config, live("apps/v1", 3))))
                .isEqualTo(Tree.object(
                                Tree.object(live("apps/v1", 3).get("metadata")).get("annotations"))
                        .get(ANNOTATION));
    }

    @Test
    void withoutTheAnnotationThereIsNothingToKeep() {
        Map<String, @Nullable Object> live = new LinkedHashMap<>(Map.of("metadata", Map.of(), "spec", Map.of()));

        ManagedFields.Applied applied = apply("kubectl", "{'spec':{'replicas':3}}", live);

        assertThat(Tree.object(applied.object().get("metadata"))).doesNotContainKey("annotations");
    }

    @Test
    void itIsLeftOutWhereItWouldBeTooLarge() {
        String config = "{'apiVersion':'apps/v1','metadata':{'annotations':{'a':'" + "x".repeat(200_000) + "'}}}";

        assertThat(annotation(apply("kubectl", config, live("apps/v1", 3)))).isEqualTo("null");
    }
}
