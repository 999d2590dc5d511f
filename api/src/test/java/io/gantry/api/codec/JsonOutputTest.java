package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.types.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `plain`          | "plain"
            `a"b\\c/d`        | "a\\"b\\\\c/d"
            `<a&b>`          | "\\u003ca\\u0026b\\u003e"
            `ü€`             | "ü€"
            `😀`             | "😀"
            """)
    void escapesAsGoDoes(String text, String json) {
        assertThat(written(text)).isEqualTo(json);
    }

    @Test
    void escapesWhatCannotBeSeen() {
        assertThat(written("\b\f\n\r\t\0\u001f\u007f")).isEqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\"");
        assertThat(written("\u2028\u2029\u2027")).isEqualTo("\"\\u2028\\u2029\u2027\"");
    }

    /** As Go's, in whose strings there is no half of one. */
    @Test
    void halfASurrogatePairIsReplaced() {
        assertThat(written("a\ud83db")).isEqualTo("\"a\ufffdb\"");
        assertThat(written("\ude00\ud83d")).isEqualTo("\"\ufffd\ufffd\"");
    }

    @Test
    void setsCommasWhereTheyBelong() {
        Object tree = List.of(Map.of("a", List.of(1, List.of(), Map.of())), "x", true, RawJson.of("{\"r\":0}"), 1.5);
        assertThat(new String(JsonOutput.kept(1, out -> out.tree(tree)), StandardCharsets.UTF_8))
                .isEqualTo("[{\"a\":[1,[],{}]},\"x\",true,{\"r\":0},1.5]");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 10, 99, 100, 2147483647L, 2147483648L, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void wholeNumbers(long number) {
        assertThat(new String(JsonOutput.kept(1, out -> out.integer(number)), StandardCharsets.UTF_8))
                .isEqualTo(Long.toString(number));
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThatThrownBy(() -> JsonOutput.kept(16, out -> out.tree(Double.NaN)))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> JsonOutput.kept(16, out -> out.tree(new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Wherever the ends of the buffer fall. */
    @Property(tries = 200)
    void aStreamGetsTheSameBytes(
            @ForAll @Size(max = 20) List<String> texts, @ForAll @IntRange(max = 17_000) int filling)
            throws IOException {
        List<Object> tree = new ArrayList<>();
        tree.add("x".repeat(filling));
        tree.addAll(texts);
        tree.add(RawJson.of("\"" + "y".repeat(filling) + "\""));
        tree.add(filling);
        byte[] kept = JsonOutput.kept(64, out -> out.tree(tree));
        var stream = new ByteArrayOutputStream();
        JsonOutput out = JsonOutput.to(stream);
        out.tree(tree);
        out.flush();
        assertThat(stream.toByteArray()).isEqualTo(kept);
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll List<String> texts) {
        List<String> whole = texts.stream().map(JsonReader::wellFormed).toList();
        assertThat(Tree.parseJson(JsonOutput.kept(16, out -> out.tree(texts)))).isEqualTo(whole);
    }

    private static String written(String text) {
        byte[] json = JsonOutput.kept(16, out -> out.string(text));
        // A long text goes another way to the same characters.
        byte[] longer = JsonOutput.kept(16, out -> out.string("-".repeat(100) + text));
        String written = new String(json, StandardCharsets.UTF_8);
        assertThat(new String(longer, StandardCharsets.UTF_8)).isEqualTo('"' + "-".repeat(100) + written.substring(1));
        return written;
    }
}
