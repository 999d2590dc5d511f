package io.gantry.server.aggregation;

import static io.gantry.server.aggregation.MergedOpenApiTest.route;
import static io.gantry.server.aggregation.MergedOpenApiTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.aggregation.MergedDiscovery.Group;
import io.gantry.server.aggregation.MergedDiscovery.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MergedDiscoveryTest {
    private static final String LOCAL = """
            {"kind": "APIGroupDiscoveryList", "items": [
              {"metadata": {"name": "apps"}, "versions": [{"version": "v1", "freshness": "Current"}]},
              {"metadata": {"name": "stable.example.com"}, "versions": [
                {"version": "v1", "freshness": "Current"}, {"version": "v1beta1", "freshness": "Current"}]}]}
            """;
    private static final List<Object> FLUNDERS = List.of(Map.of("resource", "flunders"));

    private static List<Group> merged(Object... routesAndFound) {
        Map<Route, Discovered> discovered = new LinkedHashMap<>();
        for (int i = 0; i < routesAndFound.length; i += 2) {
            discovered.put((Route) routesAndFound[i], (Discovered) routesAndFound[i + 1]);
        }
        return MergedDiscovery.merge(tree(LOCAL), discovered);
    }

    private static Discovered found() {
        return new Discovered(FLUNDERS, false, "");
    }

    @Test
    void groupsComeInTheOrderOfTheirPriorities() {
        List<Group> first = merged(route("wardle.example.com", "v1", 20_000, 10), found());
        List<Group> last = merged(route("wardle.example.com", "v1", 10, 10), found());

        assertThat(first).extracting(Group::name).containsExactly("wardle.example.com", "apps", "stable.example.com");
        assertThat(last).extracting(Group::name).containsExactly("apps", "stable.example.com", "wardle.example.com");
    }

    @Test
    void versionsComeInTheOrderOfTheirPrioritiesAndThenByAge() {
        List<Group> groups = merged(
                route("wardle.example.com", "v1beta1", 1000, 10), found(),
                route("wardle.example.com", "v2", 1000, 10), found(),
                route("wardle.example.com", "v1", 1000, 10), found(),
                route("wardle.example.com", "v1alpha1", 1000, 20), found());

        Group wardle = groups.stream()
                .filter(group -> group.name().equals("wardle.example.com"))
                .findFirst()
                .orElseThrow();
        assertThat(wardle.versions()).extracting(Version::name).containsExactly("v1alpha1", "v2", "v1", "v1beta1");
        Map<String, Object> legacy = MergedDiscovery.group(groups, "wardle.example.com");
        assertThat(legacy)
                .containsEntry("kind", "APIGroup")
                .containsEntry(
                        "preferredVersion",
                        Map.of("groupVersion", "wardle.example.com/v1alpha1", "version", "v1alpha1"));
        assertThat(MergedDiscovery.group(groups, "none")).isNull();
    }

    @Test
    void aVersionThatAnotherServerServesStandsInForTheOwnOne() {
        List<Group> groups = merged(route("stable.example.com", "v1", 1000, 200), found());

        Group stable = groups.stream()
                .filter(group -> group.name().equals("stable.example.com"))
                .findFirst()
                .orElseThrow();
        assertThat(stable.versions()).extracting(Version::name).containsExactly("v1", "v1beta1");
        assertThat(stable.versions().getFirst().entry())
                .containsEntry("resources", FLUNDERS)
                .containsEntry("freshness", "Current");
    }

    @Test
    void whatIsNotReachedIsStale() {
        List<Group> groups = merged(
                route("gone.example.com", "v1", 1000, 10),
                found().outdated(),
                route("never.example.com", "v1", 1000, 10),
                Discovered.NOTHING);

        Map<String, Object> document = MergedDiscovery.aggregated(groups, "v2");
        assertThat(document).containsEntry("apiVersion", "apidiscovery.k8s.io/v2");
        assertThat(document.get("items"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(
                        Map.of(
                                "metadata",
                                Map.of("name", "gone.example.com"),
                                "versions",
                                List.of(Map.of("version", "v1", "resources", FLUNDERS, "freshness", "Stale"))),
                        Map.of(
                                "metadata",
                                Map.of("name", "never.example.com"),
                                "versions",
                                List.of(Map.of("version", "v1", "freshness", "Stale"))));
        assertThat(MergedDiscovery.groupList(groups).get("groups"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(4);
    }
}
