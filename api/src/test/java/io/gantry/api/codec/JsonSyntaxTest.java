package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~ | unexpected end of JSON input
            { | unexpected end of JSON input
            {"a | unexpected end of JSON input
            {"a":1 | unexpected end of JSON input
            [1, | unexpected end of JSON input
            nope | invalid character 'o' in literal null (expecting 'u')
            tru] | invalid character ']' in literal true (expecting 'e')
            a: b | invalid character 'a' looking for beginning of value
            {a} | invalid character 'a' looking for beginning of object key string
            {"a":1,} | invalid character '}' looking for beginning of object key string
            {"a" 1} | invalid character '1' after object key
            {"a":1 "b"} | invalid character '"' after object key:value pair
            [1 2] | invalid character '2' after array element
            [1,] | invalid character ']' looking for beginning of value
            {} x | invalid character 'x' after top-level value
            "\\x" | invalid character 'x' in string escape code
            "\\u12g4" | invalid character 'g' in \\u hexadecimal character escape
            -x | invalid character 'x' in numeric literal
            1.x | invalid character 'x' after decimal point in numeric literal
            1ex | invalid character 'x' in exponent of numeric literal
            01 | invalid character '1' after top-level value
            'a' | invalid character '\\'' looking for beginning of value
            ä | invalid character 'Ã' looking for beginning of value
            """)
    void complaints(String json, String complaint) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);

        assertThat(JsonSyntax.complaint(text)).isEqualTo(complaint);
        assertThatThrownBy(() -> Tree.parseJson(text))
                .isInstanceOf(DecodeException.class)
                .hasMessage(complaint);
    }

    @Test
    void controlCharacters() {
        assertThat(JsonSyntax.complaint("\"a\nb\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("invalid character '\\n' in string literal");
        assertThat(JsonSyntax.complaint(new byte[] {0}))
                .isEqualTo("invalid character '\\x00' looking for beginning of value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "{\"a\":[1,-2.5e+3,true,false,null,\"\\u00e4\\n\"],\"b\":{}}",
                "0",
                "\"x\"",
                "[[],{}]"
            })
    void whatIsRight(String json) {
        assertThat(JsonSyntax.complaint(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void theDepthIsNoDanger() {
        assertThat(JsonSyntax.complaint("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("unexpected end of JSON input");
    }

    @Test
    void theLibraryDoesNotSpeak() {
        byte[] noUtf8 = {'"', (byte) 0xff, '"'};

        assertThatThrownBy(() -> Tree.parseJson(noUtf8)).hasMessage("invalid UTF-8 in JSON");
        assertThatThrownBy(() ->
                        Tree.parseJson(("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))
                .hasMessage("exceeded max depth");
    }
}
