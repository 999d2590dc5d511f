package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.schema.SchemaNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaExpressionsTest {
    private static final String SCHEMA = """
            type: object
            x-kubernetes-validations:
            - {rule: "self.metadata.name.startsWith('a')", message: name must start with a}
            properties:
              spec:
                type: object
                x-kubernetes-validations:
                - {rule: "self.min <= self.max", messageExpression: "'min ' + string(self.min) + ' is above max ' + string(self.max)"}
                - {rule: "!has(self.until) || self.until > timestamp('2020-01-01T00:00:00Z')", fieldPath: .until, reason: FieldValueForbidden, message: too early}
                - {rule: "self.x__dash__y != 1"}
                properties:
                  min: {type: integer}
                  max: {type: integer}
                  until: {type: string, format: date-time}
                  x-y: {type: integer, default: 0}
                  mode:
                    type: string
                    x-kubernetes-validations:
                    - {rule: self == oldSelf, message: mode is immutable}
                  born:
                    type: string
                    x-kubernetes-validations:
                    - {rule: "oldSelf.hasValue() || self == 'new'", optionalOldSelf: true, message: must be new}
                  port: {x-kubernetes-int-or-string: true, x-kubernetes-validations: [{rule: "type(self) == int ? self > 0 : self != ''"}]}
                  parts:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [name]
                    items:
                      type: object
                      required: [name]
                      properties:
                        name: {type: string}
                        size: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf, message: must not shrink}]}
                  labels: {type: object, additionalProperties: {type: string, x-kubernetes-validations: [{rule: self.size() < 5}]}}
            """;

    private static SchemaNode schema(String yaml) {
        Object tree = Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8));
        return SchemaNode.of(Tree.toRecord(tree, JSONSchemaPropsType.TYPE, DecodeOptions.LENIENT));
    }

    private static @Nullable Object tree(String yaml) {
        return Yaml.parse(
                ("apiVersion: x/v1\nkind: X\nmetadata: {name: abc}\nspec: " + yaml).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> wrong(String now, @Nullable String before) {
        SchemaNode root = schema(SCHEMA);
        return SchemaExpressions.of(root)
                .validate(root, tree(now), before == null ? SchemaExpressions.UNKNOWN : tree(before))
                .stream()
                .map(FieldError::toString)
                .toList();
    }

    private static List<String> refused(String yaml) {
        FieldErrors errors = new FieldErrors();
        SchemaExpressions.check(schema(yaml), true, FieldPath.of("schema"), errors);
        return errors.list().stream().map(FieldError::toString).toList();
    }

    @Test
    void theRulesOfARealSchemaCompile() {
        assertThat(refused(SCHEMA)).isEmpty();
    }

    @Test
    void failedRulesAreNamedWithTheirPlaceAndMessage() {
        assertThat(wrong("{min: 1, max: 2, x-y: 0}", null)).isEmpty();
        assertThat(wrong("{min: 3, max: 2, x-y: 1}", null))
                .containsExactly(
                        "spec: Invalid value: \"object\": min 3 is above max 2",
                        "spec: Invalid value: \"object\": failed rule: self.x__dash__y != 1");
        assertThat(wrong("{min: 1, max: 2, x-y: 0, until: '2019-01-01T00:00:00Z'}", null))
                .containsExactly("spec.until: Forbidden: too early");
        assertThat(wrong("{min: 1, max: 2, x-y: 0, port: 0, labels: {k: toolong}}", null))
                .containsExactly(
                        "spec.port: Invalid value: \"\": failed rule: type(self) == int ? self > 0 : self != ''",
                        "spec.labels[k]: Invalid value: \"string\": failed rule: self.size() < 5");
        assertThat(wrong("{min: 1, max: 2}", null))
                .containsExactly(
                        "spec: Invalid value: \"object\": no such key: x__dash__y evaluating rule: failed rule: self.x__dash__y != 1");
    }

    @Test
    void transitionsCompareWithWhatWas() {
        String base = "{min: 1, max: 2, x-y: 0, mode: a, born: new, parts: [{name: p, size: 2}]}";
        assertThat(wrong(base, null)).isEmpty();
        assertThat(wrong(base.replace("mode: a", "mode: b").replace("size: 2", "size: 1"), base))
                .containsExactlyInAnyOrder(
                        "spec.mode: Invalid value: \"string\": mode is immutable",
                        "spec.parts[0].size: Invalid value: \"integer\": must not shrink");
        assertThat(wrong(base.replace("born: new", "born: odd"), null))
                .containsExactly("spec.born: Invalid value: \"string\": must be new");
        assertThat(wrong(base.replace("born: new", "born: odd"), base)).isEmpty();
    }

    @Test
    void whatStandsAsItStoodIsNotComplainedOf() {
        String broken = "{min: 3, max: 2, x-y: 0, labels: {k: toolong}}";
        assertThat(wrong(broken, broken)).isEmpty();
        assertThat(wrong(broken.replace("x-y: 0", "x-y: 2"), broken))
                .containsExactly("spec: Invalid value: \"object\": min 3 is above max 2");
    }

    @Test
    void rulesThatAreNoneAreRefused() {
        assertThat(refused("{type: object, x-kubernetes-validations: [{rule: self.odd > 1}]}"))
                .singleElement()
                .asString()
                .startsWith(
                        "schema.x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":\"self.odd \\u003e 1\",\"Message\":\"\","
                                + "\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: compilation failed: "
                                + "ERROR: <input>:1:5: undefined field 'odd'");
        assertThat(refused(
                        "{type: object, x-kubernetes-validations: [{rule: self.a == 1}], properties: {a: {type: object,"
                                + " properties: {b: {type: string}}}}}"))
                .singleElement()
                .asString()
                .contains("found no matching overload for '_==_' applied to '(selfType0.a, int)'");
        assertThat(refused("{type: string, x-kubernetes-validations: [{rule: self.size()}]}"))
                .singleElement()
                .asString()
                .startsWith("schema.x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":\"self.size()\",")
                .endsWith("}: compilation failed: cel expression must evaluate to a bool");
        assertThat(refused("{type: string, x-kubernetes-validations: [{rule: ' '}]}"))
                .containsExactly("schema.x-kubernetes-validations[0].rule: Required value: rule is not specified");
        assertThat(refused("{type: array, maxItems: 5, items: {type: string, maxLength: 5, x-kubernetes-validations:"
                        + " [{rule: self == oldSelf}]}}"))
                .containsExactly("schema.items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": "
                        + "oldSelf cannot be used on the uncorrelatable portion of the schema within schema.items");
    }

    @Test
    void rulesThatCostTooMuchAreStopped() {
        SchemaNode root = schema("""
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      many:
                        type: array
                        items: {type: integer}
                        x-kubernetes-validations:
                        - {rule: "self.all(a, self.all(b, self.all(c, a + b + c >= 0)))"}
                        - {rule: "false", message: never asked}
                """);
        String many =
                "{many: " + java.util.stream.IntStream.range(0, 200).boxed().toList() + "}";
        assertThat(SchemaExpressions.of(root).validate(root, tree(many), SchemaExpressions.UNKNOWN))
                .extracting(FieldError::detail)
                .containsExactly(
                        "call cost exceeds limit for rule: self.all(a, self.all(b, self.all(c, a + b + c >= 0)))");
    }

    /** As a schema that was stored before the rules of rules were as they are. */
    @Test
    void rulesThatAreNotRightStillHold() {
        SchemaNode root = schema("{type: object, properties: {spec: {type: object, properties: {num: {type: integer}},"
                + " x-kubernetes-validations: [{rule: self.num > 1, fieldPath: .gone, message: too few}, {rule: self.gone =="
                + " 1}, {rule: ''}]}}}");

        assertThat(SchemaExpressions.of(root).validate(root, tree("{num: 1}"), SchemaExpressions.UNKNOWN))
                .extracting(FieldError::toString)
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("spec: Invalid value: \"object\": too few"),
                        text -> assertThat(text)
                                .startsWith("spec: Invalid value: \"object\": rule compile error: compilation failed: ")
                                .contains("undefined field 'gone'"));
    }
}
