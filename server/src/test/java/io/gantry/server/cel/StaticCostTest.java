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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticCostTest {
    private static final String ADVICE =
            " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings"
                    + " are declared)";

    private static List<String> wrong(String foo) {
        String yaml = "{type: object, properties: {foo: " + foo + "}}";
        Object tree = Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8));
        SchemaNode root = SchemaNode.of(Tree.toRecord(tree, JSONSchemaPropsType.TYPE, DecodeOptions.LENIENT));
        FieldErrors errors = new FieldErrors();
        SchemaExpressions.check(root, true, FieldPath.of("schema"), errors);
        return errors.list().stream().map(FieldError::toString).toList();
    }

    private static String rule(String text) {
        return "x-kubernetes-validations: [{rule: \"" + text + "\"}]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: array, items: {type: integer}, x-kubernetes-validations: [{rule: 'self.all(x, x == 5)'}]}",
                "{type: array, maxItems: 25, items: {type: string, maxLength: 10}, x-kubernetes-validations: [{rule:"
                        + " \"self.all(x, x.contains('a string'))\"}]}",
                "{type: string, x-kubernetes-validations: [{rule: \"self.matches('^[a-z]+$')\"}]}",
                "{type: array, maxItems: 9, items: {type: string, maxLength: 9}, x-kubernetes-validations: [{rule:"
                        + " \"self.filter(x, x != '').map(x, x + 'b').all(x, x.contains('a'))\"}]}",
                "{type: object, properties: {max: {type: integer}}, x-kubernetes-validations: [{rule: self.max > 1,"
                        + " messageExpression: \"'more than ' + string(self.max)\"}]}",
                "{type: string, enum: [a, b], x-kubernetes-validations: [{rule: \"self == oldSelf\"}]}",
                "{type: object, additionalProperties: {type: string}, x-kubernetes-validations: [{rule: 'size(self) < 5'}]}",
            })
    void whatIsBoundedIsLetIn(String foo) {
        assertThat(wrong(foo)).isEmpty();
    }

    @Test
    void whatMayBeHugeIsRefused() {
        assertThat(wrong("{type: array, items: {type: string}, " + rule("self.all(x, x.contains('a string'))") + "}"))
                .containsExactlyInAnyOrder(
                        "schema.properties[foo].x-kubernetes-validations[0].rule: Forbidden: estimated rule cost exceeds"
                                + " budget by factor of more than 100x" + ADVICE,
                        "schema.properties[foo].x-kubernetes-validations[0].rule: Forbidden: contributed to estimated rule &"
                                + " messageExpression cost total exceeding cost limit for entire OpenAPIv3 schema",
                        "schema: Forbidden: x-kubernetes-validations estimated rule & messageExpression cost total for entire"
                                + " OpenAPIv3 schema exceeds budget by factor of more than 100x" + ADVICE);
    }

    @Test
    void aRuleInAListCostsWhatItCostsForEachElement() {
        String element = "{type: object, maxItems: 1, properties: {name: {type: string, maxLength: 100, "
                + rule("self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')") + "}}}";
        assertThat(wrong("{type: array, maxItems: 1000, items: " + element + "}"))
                .isEmpty();
        assertThat(wrong("{type: array, maxItems: 100000, items: " + element + "}"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("schema.properties[foo].items.properties[name].x-kubernetes-validations[0].rule: Forbidden:"
                        + " estimated rule cost exceeds budget by factor of 3.");
    }

    @Test
    void nestedLoopsMultiply() {
        String list = "{type: array, maxItems: %d, items: {type: integer}, "
                + rule("self.all(x, self.exists_one(y, x == y))") + "}";
        assertThat(wrong(list.formatted(100))).isEmpty();
        assertThat(wrong(list.formatted(5000))).isNotEmpty();
    }
}
