package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of definitions, their defaults, and what OpenAPI says of them. */
@ExtendWith(LoopingCluster.class)
class CustomResourceConformanceTest {
    private static final String GROUPS =
            "[sig-api-machinery] CustomResourceDefinition resources [Privileged:ClusterAdmin] ";
    private static final String OPENAPI = "[sig-api-machinery] CustomResourcePublishOpenAPI [Privileged:ClusterAdmin] ";

    private static final String SIZED = "{type: object, properties: {size: {type: integer}}}";

    @Test
    @Conformance({
        GROUPS + "Simple CustomResourceDefinition creating/deleting custom resource definition objects works",
        GROUPS
                + "Simple CustomResourceDefinition getting/updating/patching custom resource definition status sub-resource"
                + " works",
        "[sig-api-machinery] CustomResourceDefinition Watch [Privileged:ClusterAdmin] CustomResourceDefinition Watch watch on"
                + " custom resource definition objects"
    })
    void aDefinitionLivesAndItsObjectsAreWatched(Api api) throws Exception {
        String path = Definitions.create(api, "living", "v1");
        String things = Definitions.things(api, "living");
        Map<String, Object> read = api.get(path + "/status");
        Tree.object(read.get("status")).put("storedVersions", List.of("v1"));
        Trees.metadata(read).put("labels", Map.of("written", "update"));
        api.replace(path + "/status", read);
        assertThat(Trees.text(api.get(path), "metadata.labels.written")).isEqualTo("update");
        api.merge(path + "/status", "{metadata: {labels: {written: patch}}}");
        assertThat(Trees.text(api.get(path + "/status"), "metadata.labels.written"))
                .isEqualTo("patch");

        try (Frames watch = api.watch(things)) {
            api.create(things, "{apiVersion: living.example.com/v1, kind: Thing, metadata: {name: one}}");
            api.merge(things + "/one", "{spec: {a: b}}");
            api.delete(things + "/one");
            for (String type : List.of("ADDED", "MODIFIED", "DELETED")) {
                Frames.Event event = watch.next();
                assertThat(event.type()).isEqualTo(type);
                assertThat(Trees.text(event.object(), "metadata.name")).isEqualTo("one");
            }
        }
        api.delete(path);
        api.untilGone(path);
        api.untilGone(things);
    }

    @Test
    @Conformance(GROUPS + "Simple CustomResourceDefinition listing custom resource definition objects works")
    void definitionsAreListedAndDeletedByTheirLabel(Api api) {
        for (String group : List.of("first", "second", "third")) {
            api.merge(Definitions.create(api, group, "v1"), "{metadata: {labels: {numbered: 'yes'}}}");
        }
        String unlabelled = Definitions.create(api, "fourth", "v1");
        String selected = Definitions.PATH + "?labelSelector=numbered";
        assertThat(api.names(selected))
                .hasSize(3)
                .allMatch(name -> name.matches("things.(first|second|third).example.com"));

        api.delete(selected);

        Awaitility.await().until(() -> api.names(selected).isEmpty());
        assertThat(api.exists(unlabelled)).isTrue();
    }

    @Test
    @Conformance(GROUPS + "custom resource defaulting for requests and from storage works")
    void defaultsAreSetOnWriteAndOnRead(Api api) {
        String schema = "{type: object, properties: {a: {type: string DEFAULT-A}, b: {type: string DEFAULT-B}}}";
        String none = schema.replace(" DEFAULT-A", "").replace(" DEFAULT-B", "");
        String path = Definitions.withSchema(api, "defaulting", none);
        String things = Definitions.things(api, "defaulting");
        String thing = "{apiVersion: defaulting.example.com/v1, kind: Thing, metadata: {name: NAME}}";
        assertThat(api.create(things, thing.replace("NAME", "one"))).doesNotContainKeys("a", "b");

        setSchema(api, path, schema.replace(" DEFAULT-A", ", default: A").replace(" DEFAULT-B", ""));
        api.until(things + "/one", one -> "A".equals(one.get("a")));
        assertThat(api.create(things, thing.replace("NAME", "two"))).containsEntry("a", "A");

        setSchema(api, path, schema.replace(" DEFAULT-A", "").replace(" DEFAULT-B", ", default: B"));
        api.until(things + "/one", one -> "B".equals(one.get("b")));
        assertThat(api.get(things + "/one")).doesNotContainKey("a");
        assertThat(api.get(things + "/two")).containsEntry("a", "A").containsEntry("b", "B");
    }

    private static void setSchema(Api api, String path, String schema) {
        api.merge(path, "{spec: {versions: [" + Definitions.version("v1", true, true, schema) + "]}}");
    }

    @Test
    @Conformance({
        OPENAPI + "works for multiple CRDs of different groups",
        OPENAPI + "works for multiple CRDs of same group but different versions"
    })
    void definitionsOfSeveralGroupsAndVersionsArePublished(Api api) {
        Definitions.create(api, "published", "v1", "v2");
        Definitions.create(api, "announced", "v1");

        for (String version :
                List.of("published.example.com/v1", "published.example.com/v2", "announced.example.com/v1")) {
            awaitPublished(api, version, "Thing");
        }
    }

    @Test
    @Conformance(OPENAPI + "works for multiple CRDs of same group and version but different kinds")
    void definitionsOfOneGroupArePublished(Api api) {
        Definitions.create(api, "joined", "v1");
        api.create(Definitions.PATH, """
                metadata: {name: others.joined.example.com}
                spec:
                  group: joined.example.com
                  scope: Namespaced
                  names: {plural: others, singular: other, kind: Other, listKind: OtherList}
                  versions: [VERSION]
                """.replace("VERSION", Definitions.version("v1", true, true, SIZED)));

        awaitPublished(api, "joined.example.com/v1", "Thing");
        awaitPublished(api, "joined.example.com/v1", "Other");
    }

    @Test
    @Conformance({
        OPENAPI + "updates the published spec when one version gets renamed",
        OPENAPI + "removes definition from spec when one version gets changed to not be served"
    })
    void whatIsPublishedFollowsTheDefinition(Api api) {
        String path = Definitions.create(api, "changing", "v1", "v2");
        awaitPublished(api, "changing.example.com/v1", "Thing");
        awaitPublished(api, "changing.example.com/v2", "Thing");

        String first = Definitions.version("v1", true, true, Definitions.ANYTHING);
        api.merge(path, versions(first, Definitions.version("v3", true, false, Definitions.ANYTHING)));
        awaitPublished(api, "changing.example.com/v3", "Thing");
        awaitWithdrawn(api, "changing.example.com/v2");

        api.merge(path, versions(first, Definitions.version("v3", false, false, Definitions.ANYTHING)));
        awaitWithdrawn(api, "changing.example.com/v3");
        awaitPublished(api, "changing.example.com/v1", "Thing");
    }

    private static String versions(String first, String second) {
        return "{spec: {versions: [" + first + ", " + second + "]}}";
    }

    /** The name of the type in OpenAPI v2 and v3. */
    private static String type(String groupVersion, String kind) {
        String[] parts = groupVersion.split("/", -1);
        List<String> labels = List.of(parts[0].split("\\.", -1)).reversed();
        return "\"" + String.join(".", labels) + "." + parts[1] + "." + kind + "\"";
    }

    private static void awaitPublished(Api api, String groupVersion, String kind) {
        Awaitility.await()
                .until(() -> text(api, "/openapi/v3/apis/" + groupVersion).contains(type(groupVersion, kind))
                        && text(api, "/openapi/v2").contains(type(groupVersion, kind)));
    }

    private static void awaitWithdrawn(Api api, String groupVersion) {
        Awaitility.await()
                .until(() -> api.endpoint()
                                        .get("/openapi/v3/apis/" + groupVersion, "application/json")
                                        .code()
                                == 404
                        && !text(api, "/openapi/v2").contains(type(groupVersion, "Thing")));
    }

    private static String text(Api api, String path) {
        return api.endpoint().get(path, "application/json").text();
    }
}
