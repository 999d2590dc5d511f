package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object says of its own type when it says it badly. */
class TypeMetaTest {
    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theLastOfTwoKindsCounts() {
        byte[] body = json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'},'kind':'Secret'}");

        assertThat(Json.decode(body, null, DecodeOptions.LENIENT)).isInstanceOf(Secret.class);
        assertThat(Tree.toObject(Tree.object(Tree.parseJson(body)), null, DecodeOptions.LENIENT))
                .isInstanceOf(Secret.class);
    }

    @Test
    void strictReadersNameWhatComesTwice() {
        var errors = new StrictErrors();

        Json.decode(
                json("{'apiVersion':'v1','kind':'ConfigMap','kind':'ConfigMap','apiVersion':'v1'}"),
                null,
                DecodeOptions.collecting(errors));

        assertThat(errors.list()).containsExactly("duplicate field \"kind\"", "duplicate field \"apiVersion\"");
    }

    @Test
    void keysThatComeTwiceInYamlAreNamedByTheirLines() {
        var errors = new StrictErrors();

        Yaml.decode(
                "kind: ConfigMap\napiVersion: v1\ndata: {x: '1'}\nkind: ConfigMap\ndata:\n  x: '2'\n"
                        .getBytes(StandardCharsets.UTF_8),
                null,
                DecodeOptions.collecting(errors));

        assertThat(errors.message()).isEqualTo("""
                        strict decoding error: yaml: unmarshal errors:
                          line 4: key "kind" already set in map
                          line 6: key "data" already set in map""");
    }

    @Test
    void aTypeInsideIsNotTheObjects() {
        var errors = new StrictErrors();

        Object read = Json.decode(
                json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'},'data':{'kind':'b'}}"),
                null,
                DecodeOptions.collecting(errors));

        assertThat(read).isInstanceOf(ConfigMap.class);
        assertThat(errors.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'kind':{},'apiVersion':'v1'}; object; kind",
                "{'kind':'Pod','apiVersion':[]}; array; apiVersion",
                "{'kind':'Pod','apiVersion':'v1','kind':true}; bool; kind",
                "{'kind':'Pod','apiVersion':'v1','apiVersion':1}; number; apiVersion"
            },
            quoteCharacter = '~')
    void aTypeThatIsNoTextIsRefused(String body, String given, String field) {
        String message = "couldn't get version/kind; json parse error: json: cannot unmarshal " + given
                + " into Go struct field ." + field + " of type string";

        assertThatThrownBy(() -> Json.decode(json(body), null, DecodeOptions.LENIENT))
                .isInstanceOf(DecodeException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Tree.toObject(Tree.object(Tree.parseJson(json(body))), null, DecodeOptions.LENIENT))
                .isInstanceOf(DecodeException.class)
                .hasMessage(message);
    }
}
