package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists in chunks: of one state as long as that is there, and on from the last name afterwards. */
@ExtendWith(LoopingCluster.class)
class ListConformanceTest {
    private static final int COUNT = 40;
    private static final int LIMIT = 17;

    private static String templates(Api api) {
        String templates = api.path("v1/podtemplates");
        for (int i = 0; i < COUNT; i++) {
            api.create(
                    templates,
                    "{metadata: {name: t-" + (100 + i) + "}, template: {spec: {containers: [{name: c, image: i}]}}}");
        }
        return templates;
    }

    @Test
    @Conformance(
            "[sig-api-machinery] Servers with support for API chunking should return chunks of results for list calls")
    void chunksAreOfOneState(Api api) {
        String templates = templates(api);
        List<String> names = new ArrayList<>();
        String version = "";
        String token = "";
        do {
            Map<String, Object> chunk = api.get(templates + "?limit=" + LIMIT + "&continue=" + token);
            names.addAll(names(chunk));
            token = Trees.text(chunk, "metadata.continue");
            assertThat(Trees.list(chunk, "items").size()).isLessThanOrEqualTo(LIMIT);
            Object remaining = Trees.at(chunk, "metadata.remainingItemCount");
            assertThat(remaining).isEqualTo(token.isEmpty() ? null : (Object) (long) (COUNT - names.size()));
            assertThat(Api.version(chunk)).isEqualTo(version.isEmpty() ? Api.version(chunk) : version);
            version = Api.version(chunk);
            api.merge(templates + "/t-139", "{metadata: {labels: {changed: at-" + names.size() + "}}}");
        } while (!token.isEmpty());
        assertThat(names).hasSize(COUNT).isSorted().isEqualTo(names(api.get(templates)));
    }

    @Test
    @Conformance(
            "[sig-api-machinery] Servers with support for API chunking should support continue listing from the last key"
                    + " if the original version has been compacted away, though the list is inconsistent [Slow]")
    void aListGoesOnWhenItsStateIsGone() {
        try (GantryCluster cluster = GantryCluster.builder().watchHistory(8).start();
                Endpoint endpoint = new Endpoint(cluster)) {
            Api api = new Api(cluster, endpoint);
            String templates = templates(api);
            Map<String, Object> first = api.get(templates + "?limit=" + LIMIT);
            for (int i = 0; i < 50; i++) {
                api.merge(templates + "/t-139", "{metadata: {labels: {changed: at-" + i + "}}}");
            }

            Answer gone = endpoint.get(
                    templates + "?limit=" + LIMIT + "&continue=" + Trees.text(first, "metadata.continue"),
                    "application/json");
            assertThat(Api.refused(410, gone)).contains("The provided continue parameter is too old");
            String token = Trees.text(Form.JSON.tree(gone.body()), "metadata.continue");
            Map<String, Object> second = api.get(templates + "?limit=" + LIMIT + "&continue=" + token);
            Map<String, Object> third =
                    api.get(templates + "?limit=" + LIMIT + "&continue=" + Trees.text(second, "metadata.continue"));

            assertThat(Long.parseLong(Api.version(second))).isGreaterThan(Long.parseLong(Api.version(first)));
            assertThat(Api.version(third)).isEqualTo(Api.version(second));
            assertThat(names(second)).hasSize(LIMIT);
            List<String> all = new ArrayList<>(names(first));
            all.addAll(names(second));
            all.addAll(names(third));
            assertThat(all).hasSize(COUNT).isSorted().doesNotHaveDuplicates();
        }
    }

    private static List<String> names(Map<String, Object> list) {
        return Trees.list(list, "items").stream()
                .map(item -> Trees.text(item, "metadata.name"))
                .toList();
    }
}
