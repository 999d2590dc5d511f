package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.MERGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Server-side apply on custom resources, where nothing is defaulted and nothing hides an empty container. What is expected here is what
 * Kubernetes' own structured-merge-diff answered in a random comparison with this server.
 */
class CustomApplyTest {
    private static final String WIDGETS = "/apis/apply.example.com/v1/namespaces/default/widgets/";

    private static final String WIDGET = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.apply.example.com}
            spec:
              group: apply.example.com
              scope: Namespaced
              names: {plural: widgets, singular: widget, kind: Widget}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          name: {type: string}
                          tags: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                          labels: {type: object, additionalProperties: {type: string}}
                          nested: {type: object, properties: {x: {type: integer}, deep: {type: object, properties: {z: {type: string}}}}}
                          free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                          open: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: string}}}
                          items:
                            type: array
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [id]
                            items: {type: object, required: [id], properties: {id: {type: string}, value: {type: string}}}
            """;

    private static CustomResourceFixture custom;

    @BeforeAll
    static void open() throws Exception {
        custom = new CustomResourceFixture();
        custom.define(WIDGET, "widgets.apply.example.com");
    }

    @AfterAll
    static void close() {
        custom.close();
    }

    private static Answer apply(String name, String manager, String spec) throws Exception {
        Answer answer = custom.patch(
                "application/apply-patch+yaml",
                WIDGETS + name + "?force=true&fieldManager=" + manager,
                "{apiVersion: apply.example.com/v1, kind: Widget, metadata: {name: " + name + "}, spec: " + spec + "}");
        assertThat(answer.code()).as(answer.text()).isIn(200, 201);
        return answer;
    }

    /** What a manager owns of the spec; null if nothing. */
    private static @Nullable Object owned(Answer answer, String manager) {
        return ((List<?>) answer.at("metadata.managedFields"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .filter(entry -> manager.equals(entry.get("manager")))
                        .map(entry -> ((Map<?, ?>) entry.get("fieldsV1")).get("f:spec"))
                        .findFirst()
                        .orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // a container goes with the last of what its manager had in it
                "{name: m, labels: {a: b}} | {name: m} | {name=m}",
                "{name: m, nested: {x: 1, deep: {z: z}}} | {name: m} | {name=m}",
                "{name: m, tags: [p, q]} | {name: m} | {name=m}",
                "{name: m, items: [{id: a, value: v}]} | {name: m} | {name=m}",
                "{name: m, nested: {x: 1, deep: {z: z}}} | {name: m, nested: {x: 1}} | {name=m, nested={x=1}}",
                "{name: m, free: {a: {b: 1}, c: 2}} | {name: m, free: {c: 2}} | {name=m, free={c=2}}",
                // and when it is named without anything in it: to Kubernetes that is null, which no object may be
                "{name: m, nested: {x: 1}} | {name: m, nested: {}} | {name=m}",
                "{name: m, nested: {}} | {name: m, nested: {}} | {name=m, nested={}}",
            })
    void whatIsNoLongerAppliedGoes(String first, String second, String left) throws Exception {
        String name = "gone-" + Integer.toUnsignedString((first + second).hashCode());
        apply(name, "one", first);
        assertThat(String.valueOf(apply(name, "one", second).at("spec"))).isEqualTo(left);
    }

    @Test
    void whatOthersOwnKeepsItsContainers() throws Exception {
        apply("kept", "one", "{labels: {a: b}, items: [{id: a, value: v}]}");
        apply("kept", "two", "{labels: {c: d}, items: [{id: b}]}");
        Answer left = apply("kept", "one", "{name: m}");
        assertThat(left.at("spec.labels")).isEqualTo(Map.of("c", "d"));
        assertThat(left.at("spec.items")).isEqualTo(List.of(Map.of("id", "b")));
        assertThat(left.at("spec.name")).isEqualTo("m");
    }

    @Test
    void anEmptyListIsNobodysAndAnEmptyMapItsWriters() throws Exception {
        Answer applied = apply("empty", "one", "{name: m, tags: [], items: [], labels: {}}");
        assertThat(owned(applied, "one")).isEqualTo(Map.of("f:name", Map.of(), "f:labels", Map.of()));
        assertThat(applied.at("spec.tags")).isEqualTo(List.of());
    }

    @Test
    void whatTheSchemaDoesNotDescribeIsOwnedByItsKeys() throws Exception {
        Answer applied = apply("open", "one", "{open: {known: k, other: {a: {b: 1}}}}");
        Map<String, Object> nothing = Map.of();
        assertThat(owned(applied, "one"))
                .isEqualTo(Map.of(
                        "f:open",
                        Map.of(
                                "f:known",
                                nothing,
                                "f:other",
                                Map.of(".", nothing, "f:a", Map.of(".", nothing, "f:b", nothing)))));
    }

    @Test
    void whatBecomesAnotherTypeIsTakenOverWithAllThatWasInIt() throws Exception {
        apply("retyped", "one", "{name: m, free: {a: {b: 1}}}");
        Answer changed = custom.patch(MERGE, WIDGETS + "retyped?fieldManager=two", "{\"spec\":{\"free\":{\"a\":[]}}}");
        assertThat(owned(changed, "one")).isEqualTo(Map.of("f:name", Map.of()));
        assertThat(owned(changed, "two")).isEqualTo(Map.of("f:free", Map.of("f:a", Map.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c | d | a b c d",
                "a b c | b d | a b c d",
                "c a b | b c | a b c",
                "b c a | a c | b a c",
                "b c a | c b | c a b",
                "a b c | b a | b c a",
                "a c b | b a | c b a",
                "c b a | b c | b a c",
            })
    void elementsStandInTheOrderOfBothAndIfTheyDisagreeOfTheConfiguration(String live, String applied, String result)
            throws Exception {
        String name = "order-" + (live + applied).replace(" ", "");
        apply(name, "one", "{items: [" + elements(live) + "]}");
        List<?> items = (List<?>)
                apply(name, "two", "{items: [" + elements(applied) + "]}").at("spec.items");
        assertThat(items.stream().map(item -> ((Map<?, ?>) item).get("id")).toList())
                .isEqualTo(List.of(result.split(" ")));
    }

    private static String elements(String ids) {
        return "{id: " + ids.replace(" ", "}, {id: ") + "}";
    }
}
