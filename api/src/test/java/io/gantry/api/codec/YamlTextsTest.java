package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that YAML takes for something else when they stand without quotes. */
class YamlTextsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<<",
                "=",
                "~",
                "null",
                "yes",
                "No",
                "on",
                "true",
                "1",
                "0644",
                "0x1f",
                "1e3",
                ".inf",
                ".nan",
                "1:30",
                "1_000",
                "2001-01-01",
                "- a",
                "a: b",
                "a #b",
                "#",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "[a]",
                "{a}",
                "|",
                ">",
                "?",
                "-",
                "---",
                "...",
                " padded ",
                "'",
                "\"",
                "a\nb",
                "\t",
                "\u0085",
                "\u2028"
            })
    void areTextsAgain(String text) {
        var written = ConfigMapBuilder.of().data(Map.of(text, text, "k", text)).build();
        var read = (ConfigMap)
                Yaml.decode(Yaml.encode(written).getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
        assertThat(read.data()).isEqualTo(written.data());
    }
}
