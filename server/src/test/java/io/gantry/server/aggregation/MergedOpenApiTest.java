package io.gantry.server.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedOpenApiTest {
    private static final String LOCAL = """
            {"swagger": "2.0",
             "paths": {"/api/v1/pods": {"$ref": "#/definitions/Pod"}, "/apis/wardle.example.com/v1/old": {}},
             "definitions": {"Pod": {"type": "object"}, "Meta": {"type": "object", "local": true}}}
            """;

    static Route route(String group, String version, int groupPriority, int versionPriority) {
        return new Route(
                version + "." + group,
                "uid",
                group,
                version,
                "default",
                "wardle",
                443,
                null,
                false,
                groupPriority,
                versionPriority,
                true);
    }

    private static final Route WARDLE = route("wardle.example.com", "v1", 1000, 10);

    static Map<String, Object> tree(String json) {
        return Tree.object(Tree.parseJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> merged(String other) {
        return MergedOpenApi.v2(tree(LOCAL), Map.of(WARDLE, tree(other)));
    }

    @Test
    void onlyWhatIsUnderTheVersionIsTaken() {
        Map<String, Object> merged = merged("""
                {"paths": {"/apis/wardle.example.com/v1/flunders": {"get": {"$ref": "#/definitions/Flunder"}},
                           "/apis/wardle.example.com/v1": {},
                           "/apis/wardle.example.com/v10/flunders": {},
                           "/api/v1/pods": {"stolen": true}},
                 "definitions": {"Flunder": {"properties": {"spec": {"items": [{"$ref": "#/definitions/Spec"}]}}},
                                 "Spec": {"type": "string"}, "Unused": {}}}
                """);

        assertThat(Tree.object(merged.get("paths")))
                .containsOnlyKeys("/api/v1/pods", "/apis/wardle.example.com/v1/flunders", "/apis/wardle.example.com/v1")
                .containsEntry("/api/v1/pods", Map.of("$ref", "#/definitions/Pod"));
        assertThat(Tree.object(merged.get("definitions"))).containsOnlyKeys("Pod", "Meta", "Flunder", "Spec");
        assertThat(merged).containsEntry("swagger", "2.0");
    }

    @Test
    void aNameThatMeansSomethingElseHereIsChanged() {
        Map<String, Object> merged = merged("""
                {"paths": {"/apis/wardle.example.com/v1/a": {"$ref": "#/definitions/Meta"},
                           "/apis/wardle.example.com/v1/b": {"$ref": "#/definitions/Pod"}},
                 "definitions": {"Meta": {"self": {"$ref": "#/definitions/Meta"}}, "Pod": {"type": "object"}}}
                """);

        Map<String, Object> paths = Tree.object(merged.get("paths"));
        assertThat(paths)
                .containsEntry("/apis/wardle.example.com/v1/a", Map.of("$ref", "#/definitions/Meta_v2"))
                // The same definition needs no second name.
                .containsEntry("/apis/wardle.example.com/v1/b", Map.of("$ref", "#/definitions/Pod"));
        assertThat(Tree.object(merged.get("definitions")))
                .containsEntry("Meta", Map.of("type", "object", "local", true))
                .containsEntry("Meta_v2", Map.of("self", Map.of("$ref", "#/definitions/Meta_v2")));
    }

    @Test
    void aReferenceThatLeadsNowhereIsLeftAsItIs() {
        Map<String, Object> merged = merged("""
                {"paths": {"/apis/wardle.example.com/v1/a": {"$ref": "#/definitions/None"}}}
                """);

        assertThat(Tree.object(merged.get("paths")))
                .containsEntry("/apis/wardle.example.com/v1/a", Map.of("$ref", "#/definitions/None"));
    }

    @Test
    void theIndexNamesDocumentsOfOthersInsteadOfOwnOnes() {
        Route silent = route("silent.example.com", "v1", 1000, 10);
        Map<Route, Discovered> discovered = new LinkedHashMap<>();
        discovered.put(WARDLE, new Discovered(List.of(), false, "/openapi/v3/apis/wardle.example.com/v1?hash=A"));
        discovered.put(silent, Discovered.NOTHING);

        Map<String, Object> index = MergedOpenApi.v3Index(tree("""
                        {"paths": {"api/v1": {"serverRelativeURL": "/openapi/v3/api/v1?hash=B"},
                                   "apis/silent.example.com/v1": {"serverRelativeURL": "/own"}}}
                        """), discovered);

        assertThat(Tree.object(index.get("paths")))
                .containsOnlyKeys("api/v1", "apis/wardle.example.com/v1")
                .containsEntry(
                        "apis/wardle.example.com/v1",
                        Map.of("serverRelativeURL", "/openapi/v3/apis/wardle.example.com/v1?hash=A"));
    }
}
