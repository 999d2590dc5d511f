package io.gantry.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer's search for quantities whose canonical text says something else, or that are refused with anything but an
 * {@link IllegalArgumentException}. {@code io.gantry.api.codec.DecodersFuzzTest} says how to search.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class QuantityFuzzTest {
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "+1k",
                "1.5Gi",
                "1e3",
                "1E",
                "-1e-2147483648",
                "1e2147483647",
                "1e999999999",
                "9223372036854775808",
                "-9223372036854775807.5",
                "0.0000000001Ki",
                "1Ki1",
                "१",
                "00000000000000000001m"
            })
    @FuzzTest(maxDuration = "5m")
    void quantities(@NotNull String text) {
        Quantity quantity;
        try {
            quantity = Quantity.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).containsAnyOf("quantity", "quantities");
            return;
        }
        Quantity again = Quantity.parse(quantity.toString());
        assertThat(again.toString()).isEqualTo(quantity.toString());
        assertThat(again).isEqualByComparingTo(quantity);
        assertThat(again).isEqualTo(quantity);
        assertThat(quantity.add(quantity).compareTo(quantity) * quantity.signum())
                .isNotNegative();
        quantity.value();
        quantity.milliValue();
        quantity.roundUp(0);
    }
}
