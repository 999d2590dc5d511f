package io.gantry.api.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer's search for selectors that are read but do not read back, or that are refused with anything but an {@link
 * IllegalArgumentException}. {@code io.gantry.api.codec.DecodersFuzzTest} says how to search.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class SelectorsFuzzTest {
    private static final Map<String, String> LABELS = Map.of("a", "b", "i", "7");

    @ValueSource(
            strings = {
                "",
                "a",
                "!a",
                "a=b,c!=d,e in (f,,g),h notin (),i>5,j<6",
                "a in (",
                "in in (in)",
                "a===b",
                ",",
                "é=\u2028"
            })
    @FuzzTest(maxDuration = "5m")
    void labels(@NotNull String text) {
        LabelSelector parsed;
        try {
            parsed = LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("unable to parse requirement: ");
            return;
        }
        LabelSelector again = LabelSelector.parse(parsed.toString());
        assertThat(again).isEqualTo(parsed);
        assertThat(again.matches(LABELS)).isEqualTo(parsed.matches(LABELS));
    }

    @ValueSource(strings = {"", "a=b,c!=d", "a==\\,\\=\\\\", "a=\\", "=", ",,", "a=b=c", "a!", "a=\\é"})
    @FuzzTest(maxDuration = "5m")
    void fields(@NotNull String text) {
        FieldSelector parsed;
        try {
            parsed = FieldSelector.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("invalid ");
            return;
        }
        FieldSelector again = FieldSelector.parse(parsed.toString());
        assertThat(again).isEqualTo(parsed);
        assertThat(again.matches(LABELS::get)).isEqualTo(parsed.matches(LABELS::get));
    }
}
