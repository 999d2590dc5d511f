package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields that nobody knows, and fields that come twice, are found by who asks for it. */
@ExtendWith(LoopingCluster.class)
class FieldsConformanceTest {
    private static final String STRICT = "?fieldValidation=Strict";
    private static final String SCHEMA =
            "{type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}";

    private static String refusedJson(Api api, String path, String json) {
        return Api.refused(400, api.send("POST", path + STRICT, json, "application/json"));
    }

    @Test
    @Conformance({
        "[sig-api-machinery] FieldValidation should detect unknown and duplicate fields of a typed object",
        "[sig-api-machinery] FieldValidation should detect unknown metadata fields of a typed object"
    })
    void ofBuiltInKinds(Api api) {
        String maps = api.path("v1/configmaps");
        assertThat(refusedJson(api, maps, """
                        {"metadata":{"name":"a","nickname":"b"},"date":{},"data":{"x":"1"},"data":{"x":"2"}}"""))
                .contains("unknown field \"metadata.nickname\"", "unknown field \"date\"", "duplicate field \"data\"");
        assertThat(api.refused(400, "POST", maps + STRICT, "{metadata: {name: a, nickname: b}}"))
                .contains("unknown field \"metadata.nickname\"");
        assertThat(Api.refused(
                        400,
                        api.send(
                                "PATCH",
                                maps + "/a" + STRICT + "&fieldManager=t",
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: '1', x: '2'}}",
                                "application/apply-patch+yaml")))
                .isEqualTo("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                        + "  line 1: key \"x\" already set in map");
        assertThat(api.exists(maps + "/a")).isFalse();
    }

    @Test
    @Conformance({
        "[sig-api-machinery] FieldValidation should create/apply a valid CR for CRD with validation schema",
        "[sig-api-machinery] FieldValidation should create/apply an invalid CR with extra properties for CRD with validation"
                + " schema"
    })
    void ofCustomResourcesWithASchema(Api api) {
        Definitions.withSchema(api, "strict", SCHEMA);
        String things = Definitions.things(api, "strict");
        String right = "{apiVersion: strict.example.com/v1, kind: Thing, metadata: {name: NAME}, spec: {size: 3}}";

        assertThat(api.create(things + STRICT, right.replace("NAME", "a"))).containsKey("spec");
        assertThat(api.apply(things + "/b", right.replace("NAME", "b"))).containsKey("spec");
        String wrong = right.replace("NAME", "c").replace("size: 3", "size: 3, colour: blue");
        assertThat(api.refused(400, "POST", things + STRICT, wrong)).contains("unknown field \"spec.colour\"");
        assertThat(Api.refused(
                        500,
                        api.send(
                                "PATCH",
                                things + "/c" + STRICT + "&fieldManager=t",
                                wrong,
                                "application/apply-patch+yaml")))
                .contains(".spec.colour: field not declared in schema");
        assertThat(api.names(things)).containsExactly("a", "b");
    }

    @Test
    @Conformance({
        "[sig-api-machinery] FieldValidation should create/apply a CR with unknown fields for CRD with no validation schema",
        "[sig-api-machinery] FieldValidation should detect duplicates in a CR when preserving unknown fields"
    })
    void ofCustomResourcesThatKeepEverything(Api api) {
        Definitions.create(api, "loose", "v1");
        String things = Definitions.things(api, "loose");
        String object = "{apiVersion: loose.example.com/v1, kind: Thing, metadata: {name: NAME}, spec: {any: thing}}";

        Trees.assertHolds(api.create(things + STRICT, object.replace("NAME", "a")), Api.yaml("{spec: {any: thing}}"));
        Trees.assertHolds(api.apply(things + "/b", object.replace("NAME", "b")), Api.yaml("{spec: {any: thing}}"));
        assertThat(refusedJson(api, things, """
                        {"apiVersion":"loose.example.com/v1","kind":"Thing","metadata":{"name":"c"},
                         "spec":{"any":"thing","any":"other"}}""")).contains("duplicate field \"spec.any\"");
    }

    @Test
    @Conformance(
            "[sig-api-machinery] FieldValidation should detect unknown metadata fields in both the root and embedded"
                    + " object of a CR")
    void ofTheMetadataOfCustomResources(Api api) {
        Definitions.withSchema(
                api,
                "embedding",
                "{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {spec: {type: object, properties:"
                        + " {template: {type: object, x-kubernetes-embedded-resource: true,"
                        + " x-kubernetes-preserve-unknown-fields: true}}}}}");
        String things = Definitions.things(api, "embedding");

        assertThat(refusedJson(api, things, """
                        {"apiVersion":"embedding.example.com/v1","kind":"Thing","metadata":{"name":"a","nickname":"b"},
                         "spec":{"template":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c","nickname":"d"}}}}"""))
                .contains("unknown field \"metadata.nickname\"", "unknown field \"spec.template.metadata.nickname\"");
    }
}
