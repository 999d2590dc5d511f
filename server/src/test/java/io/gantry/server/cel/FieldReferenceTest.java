package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.server.schema.SchemaNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldReferenceTest {
    private static final SchemaNode NODE = SchemaNode.of(Tree.toRecord(
            Yaml.parse("""
                    type: object
                    properties:
                      spec: {type: object, properties: {a.b: {type: string}}}
                      labels: {type: object, additionalProperties: {type: string}}
                      list: {type: array, items: {type: string}}
                    """.getBytes(StandardCharsets.UTF_8)), JSONSchemaPropsType.TYPE, DecodeOptions.LENIENT));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            .spec | spec
            ['spec'] | spec
            .spec['a.b'] | spec.a.b
            .labels.x | labels[x]
            .labels['a.b'] | labels[a.b]
            .labels['it\\'s'] | labels[it's]
            .list | list
            """)
    void pathsThatTheSchemaHas(String path, String shown) throws Exception {
        FieldReference reference = FieldReference.of(path, NODE);
        assertThat(reference.below("")).isEqualTo(shown);
        assertThat(reference.below("top")).isEqualTo("top." + shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            spec | expected [ or . but got: spec
            .absent | does not refer to a valid field
            .spec.a | does not refer to a valid field
            .list[0] | expected single quoted string but got 0
            .list['0'] | does not refer to a valid field
            . | unexpected end of JSON path
            .spec[ | unexpected end of JSON path
            .spec['a.b' | unexpected end of JSON path
            .spec['a.b'. | expected ] but got .
            """)
    void pathsThatItDoesNotHave(String path, String why) {
        assertThatThrownBy(() -> FieldReference.of(path, NODE))
                .isInstanceOf(FieldReference.Refused.class)
                .hasMessage(why);
    }
}
