package io.gantry.api.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is read as YAML means what YAML says, whichever reader has read it. */
class YamlJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":[true,null,\"c\"],\"d\":{\"e\":-9223372036854775808}}",
                "{\"a\":\"yes\",\"b\":\"0644\",\"c\":\"1.5\",\"d\":\"null\",\"e\":\"2001-01-01\",\"f\":\"<<\"}",
                "{\"a\":\"\\u00e4\\n\\t\\\"\\\\\\/\",\"\":{}}",
                "{\"a\":1.0,\"b\":1e3,\"c\":1.5}",
                "{\"a\":18446744073709551616}",
                "{}"
            })
    void isReadAlike(String json) {
        // A comment makes it no JSON, and so YAML's reader reads it.
        Object byYaml = Yaml.parse((json + " # YAML").getBytes(UTF_8));
        assertThat(Yaml.parse(json.getBytes(UTF_8))).isEqualTo(byYaml);
    }

    @Test
    void fieldsGivenTwiceAreToldOfAsInYaml() {
        var errors = new StrictErrors();
        Object tree = Yaml.parse("{\"a\":1,\"a\":2}".getBytes(UTF_8), DecodeOptions.collecting(errors));
        assertThat(tree).isEqualTo(Map.of("a", 2L));
        assertThat(errors.list()).hasSize(1).first().asString().contains("yaml: unmarshal errors", "\"a\" already set");
    }

    @Test
    void whatIsNeitherIsRefusedAsYaml() {
        assertThatThrownBy(() -> Yaml.parse("{\"a\":".getBytes(UTF_8)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("yaml");
    }

    /** Which could not be written as UTF-8 again. */
    @Test
    void halfASurrogatePairIsReplaced() {
        assertThat(Yaml.parse("{\"\\ud83da\": \"\\udc00\"} # YAML".getBytes(UTF_8)))
                .isEqualTo(Map.of("\ufffda", "\ufffd"));
    }

    @Test
    void aSecondDocumentIsNotRead() {
        byte[] stream = "{\"a\":1}\n---\n{\"b\":2}".getBytes(UTF_8);
        assertThat(Yaml.parse(stream)).isEqualTo(Map.of("a", 1L));
        assertThat(Yaml.parseAll(stream)).isEqualTo(Arrays.asList(Map.of("a", 1L), Map.of("b", 2L)));
        assertThat(Yaml.parseAll(new byte[0])).isEqualTo(List.of());
    }
}
