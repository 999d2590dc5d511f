package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 | 1.0",
                "9007199254740993 | 9007199254740993",
                "{\"a\":1,\"b\":[2.0]} | {\"b\":[2],\"a\":1.0}",
                "null | null",
                "\"a\" | \"a\"",
                "[] | []",
                "true | true",
            })
    void same(String a, String b) {
        assertThat(Tree.same(parse(a), parse(b))).isTrue();
        assertThat(Tree.same(parse(b), parse(a))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "9007199254740993 | 9007199254740992",
                "1 | \"1\"",
                "1 | true",
                "0 | null",
                "{} | []",
                "{\"a\":null} | {\"b\":null}",
                "{\"a\":null} | {}",
                "[1,2] | [2,1]",
                "[1] | [1,1]",
                "{\"a\":{\"b\":1}} | {\"a\":{\"b\":2}}",
            })
    void different(String a, String b) {
        assertThat(Tree.same(parse(a), parse(b))).isFalse();
        assertThat(Tree.same(parse(b), parse(a))).isFalse();
    }

    private static @Nullable Object parse(String json) {
        return Tree.object(Tree.parseJson(("{\"it\":" + json + "}").getBytes(StandardCharsets.UTF_8)))
                .get("it");
    }
}
