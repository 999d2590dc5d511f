package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Discovery in both forms, the version, and what is refused for want of a form. */
@ExtendWith(LoopingCluster.class)
class DiscoveryConformanceTest {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static Set<String> aggregated(Api api, String accept) {
        Set<String> found = new HashSet<>();
        for (String path : List.of("/api", "/apis")) {
            Answer answer = api.endpoint().get(path, accept);
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.type()).isEqualTo(AGGREGATED);
            Map<String, Object> tree = Form.JSON.tree(answer.body());
            assertThat(tree)
                    .containsEntry("kind", "APIGroupDiscoveryList")
                    .containsEntry("apiVersion", "apidiscovery.k8s.io/v2");
            for (Object group : Trees.list(tree, "items")) {
                String name = Trees.text(group, "metadata.name");
                for (Object version : Trees.list(group, "versions")) {
                    assertThat(Trees.text(version, "freshness")).isEqualTo("Current");
                    String prefix = (name.isEmpty() ? "" : name + "/") + Trees.text(version, "version") + " ";
                    Trees.list(version, "resources")
                            .forEach(resource -> found.add(prefix + Trees.text(resource, "resource")));
                }
            }
        }
        return found;
    }

    private static List<String> builtIn() {
        return Served.byKubernetes().stream()
                .filter(each -> !each.isSubresource())
                .map(each -> each.groupVersion() + " " + each.name())
                .toList();
    }

    @Test
    @Conformance({
        "[sig-api-machinery] AggregatedDiscovery should support aggregated discovery interface",
        "[sig-api-machinery] AggregatedDiscovery should support raw aggregated discovery endpoint Accept headers"
    })
    void aggregatedDiscoveryNamesAllThatIsBuiltIn(Api api) {
        assertThat(aggregated(api, AGGREGATED)).containsAll(builtIn());
        assertThat(aggregated(api, AGGREGATED + ",application/json")).containsAll(builtIn());
        assertThat(Trees.text(api.get("/apis"), "kind")).isEqualTo("APIGroupList");
    }

    @Test
    @Conformance({
        "[sig-api-machinery] AggregatedDiscovery should support aggregated discovery interface for CRDs",
        "[sig-api-machinery] AggregatedDiscovery should support raw aggregated discovery request for CRDs"
    })
    void aggregatedDiscoveryNamesDeclaredResources(Api api) {
        Definitions.create(api, "found", "v1");

        assertThat(aggregated(api, AGGREGATED)).contains("found.example.com/v1 things");
    }

    @Test
    @Conformance({
        "[sig-api-machinery] Discovery should locate the groupVersion and a resource within each APIGroup",
        "[sig-api-machinery] Discovery should validate PreferredVersion for each APIGroup"
    })
    void eachGroupHasItsVersionsAndResourcesAndPrefersOneOfThem(Api api) {
        List<?> groups = Trees.list(api.get("/apis"), "groups");
        assertThat(groups).hasSizeGreaterThan(15);
        for (Object each : groups) {
            String name = Trees.text(each, "name");
            Map<String, Object> group = api.get("/apis/" + name);
            List<String> versions = new ArrayList<>();
            for (Object version : Trees.list(group, "versions")) {
                String groupVersion = Trees.text(version, "groupVersion");
                versions.add(groupVersion);
                Map<String, Object> resources = api.get("/apis/" + groupVersion);
                assertThat(resources).containsEntry("groupVersion", groupVersion);
                assertThat(Trees.list(resources, "resources")).isNotEmpty();
            }
            assertThat(Trees.text(group, "preferredVersion.groupVersion")).isIn(versions);
            Trees.assertHolds(
                    group, Map.of("name", name, "versions", Tree.object(each).get("versions")));
        }
    }

    @Test
    @Conformance(
            "[sig-api-machinery] CustomResourceDefinition resources [Privileged:ClusterAdmin] should include custom"
                    + " resource definition resources in discovery documents")
    void definitionsAreFoundInDiscovery(Api api) {
        assertThat(Trees.list(api.get("/apis"), "groups"))
                .anySatisfy(group -> assertThat(Trees.text(group, "name")).isEqualTo("apiextensions.k8s.io"));
        assertThat(Trees.list(api.get("/apis/apiextensions.k8s.io"), "versions"))
                .anySatisfy(
                        version -> assertThat(Trees.text(version, "version")).isEqualTo("v1"));
        assertThat(Trees.list(api.get("/apis/apiextensions.k8s.io/v1"), "resources"))
                .anySatisfy(
                        resource -> assertThat(Trees.text(resource, "name")).isEqualTo("customresourcedefinitions"));
    }

    @Test
    @Conformance("[sig-api-machinery] server version should find the server version")
    void theVersionIsOfNumbers(Api api) {
        Map<String, Object> version = api.get("/version");
        assertThat(Trees.text(version, "major")).matches("\\d+");
        assertThat(Trees.text(version, "minor")).matches("\\d+");
    }

    @Test
    @Conformance(
            "[sig-api-machinery] Servers with support for Table transformation should return a 406 for a backend which"
                    + " does not implement metadata")
    void whatHasNoMetadataHasNoTable(Api api) {
        Answer answer = api.endpoint()
                .send(
                        "POST",
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\"}}}".getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        Form.JSON.table());
        assertThat(answer.code()).isEqualTo(406);
    }
}
