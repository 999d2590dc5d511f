package io.gantry.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.validation.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTest {
    private static @Nullable Object yaml(String text) {
        return Yaml.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SchemaNode schema(String text) {
        return SchemaNode.of(Tree.toRecord(yaml(text), JSONSchemaPropsType.TYPE, DecodeOptions.LENIENT));
    }

    private static List<String> wrong(String schema, String value) {
        return SchemaValidator.validateValue(schema(schema), yaml(value), "x").stream()
                .map(FieldError::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string} | 5 | x: Invalid value: \"integer\": x in body must be of type string: \"integer\"",
                "{type: integer} | 1.5 | x: Invalid value: \"number\": x in body must be of type integer: \"number\"",
                "{type: integer} | null | x: Invalid value: \"null\": x in body must be of type integer: \"null\"",
                "{type: string, maxLength: 2} | abc | x: Too long: may not be more than 2 bytes",
                "{type: string, minLength: 2} | a | x: Invalid value: \"a\": x in body should be at least 2 chars long",
                "{type: string, pattern: ^a} | b | x: Invalid value: \"b\": x in body should match '^a'",
                "{type: integer, minimum: 2} | 1 | x: Invalid value: 1: x in body should be greater than or equal to 2",
                "{type: integer, minimum: 2, exclusiveMinimum: true} | 2 | x: Invalid value: 2: x in body should be greater than 2",
                "{type: number, maximum: 2.5} | 3 | x: Invalid value: 3: x in body should be less than or equal to 2.5",
                "{type: integer, multipleOf: 3} | 4 | x: Invalid value: 4: x in body should be a multiple of 3",
                "{type: array, maxItems: 1, items: {type: string}} | [a, b] | x: Too many: 2: must have at most 1 item",
                "{type: array, minItems: 1, items: {type: string}} | [] | x: Invalid value: 0: x in body should have at least 1 items",
                "{type: object, maxProperties: 0, additionalProperties: {type: string}} | {a: b} | x: Too many: 1: must have at most 0 items",
                "{type: object, required: [a]} | {} | x.a: Required value",
                "{type: string, enum: [a, b]} | c | x: Unsupported value: \"c\": supported values: \"a\", \"b\"",
                "{type: string, format: date-time} | today | x: Invalid value: \"today\": x in body must be of type date-time: \"today\"",
                "{type: string, format: ipv4} | 1.2.3.400 | x: Invalid value: \"1.2.3.400\": x in body must be of type ipv4: \"1.2.3.400\"",
                "{type: object, not: {required: [a]}} | {a: 1} | <nil>: Invalid value: \"\": \"x\" must not validate the schema (not)"
            })
    void oneErrorForEachRule(String schema, String value, String error) {
        assertThat(wrong(schema, value)).containsExactly(error);
    }

    /** As a definition that was stored before patterns were checked. */
    @Test
    void nothingKeepsToAPatternThatIsNone() {
        assertThat(wrong("{type: object, properties: {a: {type: string, pattern: '(a'}}}", "{a: a}"))
                .containsExactly(
                        "x.a: Invalid value: \"a\": x.a in body should match '(a, but pattern is invalid: error"
                                + " parsing regexp: missing closing ): `(a`'");
        assertThat(wrong("{type: object, oneOf: [{properties: {a: {pattern: '(a'}}}, {required: [a]}]}", "{a: a}"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"x\" must validate one and only one schema (oneOf), but one"
                                + " has a pattern that is invalid");
        assertThat(wrong("{type: object, not: {properties: {a: {pattern: '(a'}}}}", "{a: a}"))
                .containsExactly("<nil>: Invalid value: \"\": \"x\" must not validate the schema (not), but it has a"
                        + " pattern that is invalid");
    }

    @Test
    void alternativesNameTheWholeAndWhatComesClosest() {
        String either =
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, %s: [{required: [a]}, {required: [b]}]}";
        assertThat(wrong(either.formatted("oneOf"), "{}"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"x\" must validate one and only one schema (oneOf). Found none valid",
                        "x.a: Required value");
        assertThat(wrong(either.formatted("oneOf"), "{a: 1, b: 2}"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"x\" must validate one and only one schema (oneOf). Found 2 valid alternatives");
        assertThat(wrong(either.formatted("anyOf"), "{}"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"x\" must validate at least one schema (anyOf)",
                        "x.a: Required value");
        assertThat(wrong(either.formatted("allOf"), "{a: 1}"))
                .containsExactly(
                        "x.b: Required value",
                        "<nil>: Invalid value: \"\": \"x\" must validate all the schemas (allOf)");
    }

    @Test
    void whatIsRightPasses() {
        assertThat(wrong("{x-kubernetes-int-or-string: true}", "5")).isEmpty();
        assertThat(wrong("{x-kubernetes-int-or-string: true}", "text")).isEmpty();
        assertThat(wrong("{type: string, nullable: true}", "null")).isEmpty();
        assertThat(wrong("{type: number}", "1")).isEmpty();
        assertThat(wrong("{type: string, format: unheard-of}", "anything")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ipv6, fe80::1, true",
        "ipv6, 1.2.3.4, false",
        "ipv6, 1:2:3:4:5:6:7:8, true",
        "ipv6, 1::2::3, false",
        "cidr, 10.0.0.0/8, true",
        "cidr, 10.0.0.0/33, false",
        "uuid, 123e4567-e89b-12d3-a456-426614174000, true",
        "email, a@b.c, true",
        "email, nobody, false",
        "hostname, www.example.com, true",
        "uri, https://a/b, true",
        "uri, not a uri, false",
        "date, 2026-02-29, false",
        "date, 2026-02-28, true",
        "byte, aGk=, true",
        "byte, ???, false",
        "duration, 1h30m, true",
        "duration, soon, false",
        "mac, 01:02:03:04:05:06, true",
        "hexcolor, #fff, true",
        "isbn13, 978-3-16-148410-0, true",
        "isbn10, 3-16-148410-X, true",
        "creditcard, 4111111111111111, true",
        "date-time, 2026-01-01T00:00:00Z, true"
    })
    void formats(String format, String text, boolean right) {
        assertThat(Formats.valid(format, text)).isEqualTo(right);
    }

    @Test
    void pruningKeepsWhatTheSchemaKnows() {
        SchemaNode node = schema("{type: object, properties: {a: {type: object, properties: {b: {type: integer}}}, "
                + "keep: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: object}}}, "
                + "map: {type: object, additionalProperties: {type: object, properties: {v: {type: integer}}}}, "
                + "any: {type: object, additionalProperties: true}, "
                + "object: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}}}");
        StrictErrors unknown = new StrictErrors();
        Map<String, Object> content = Tree.object(yaml("{a: {b: 1, c: 2}, keep: {x: {y: 1}, known: {z: 1}}, "
                + "map: {k: {v: 1, w: 2}}, any: {k: 1}, object: {kind: K, metadata: {name: n}, odd: 1}, z: 1}"));
        assertThat(Pruner.prune(node, content, unknown))
                .isEqualTo(yaml("{a: {b: 1}, keep: {x: {y: 1}, known: {}}, map: {k: {v: 1}}, any: {k: 1}, "
                        + "object: {kind: K, metadata: {name: n}}}"));
        assertThat(unknown.list())
                .containsExactly(
                        "unknown field \"a.c\"",
                        "unknown field \"keep.known.z\"",
                        "unknown field \"map.k.w\"",
                        "unknown field \"object.odd\"",
                        "unknown field \"z\"");
        Map<String, Object> right = Tree.object(yaml("{a: {b: 1}}"));
        assertThat(Pruner.prune(node, right, null)).isSameAs(right);
    }

    @Test
    void defaultsReachIntoWhatIsThere() {
        SchemaNode node = schema(
                "{type: object, properties: {a: {type: object, default: {}, properties: {b: {type: integer, default: 1}}}, "
                        + "list: {type: array, items: {type: object, properties: {c: {type: string, default: x}}}}, "
                        + "nn: {type: string, nullable: true, default: y}, m: {type: string, default: z}, gone: {type: string}}}");
        assertThat(Pruner.complete(node, Tree.object(yaml("{list: [{}], nn: null, m: null, gone: null}"))))
                .isEqualTo(yaml("{a: {b: 1}, list: [{c: x}], nn: null, m: z}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".a.b | [1]",
                ".list[1].num | [2]",
                ".list[-1:].num | [2]",
                ".list[*].num | [1, 2]",
                ".list[?(@.t=='why')].num | [2]",
                ".list[?(@.num>1)].t | [why]",
                ".a['b'] | [1]",
                ".dots\\.are\\.here | [3]",
                "..b | [1]",
                ".nothing | []"
            })
    void jsonPaths(String path, String found) {
        Object tree = yaml("{a: {b: 1}, list: [{num: 1, t: x}, {num: 2, t: why}], dots.are.here: 3}");
        assertThat(JsonPath.parse(path).find(tree).toString()).isEqualTo(found);
    }
}
