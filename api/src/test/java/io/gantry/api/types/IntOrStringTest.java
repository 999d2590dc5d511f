package io.gantry.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntOrStringTest {
    @ParameterizedTest
    @CsvSource({
        "25%, 10, 2, 3",
        "0%, 10, 0, 0",
        "100%, 7, 7, 7",
        "1%, 1, 0, 1",
        "300%, 2147483647, 2147483647, 2147483647",
        "99999999999999999999%, 1, 2147483647, 2147483647"
    })
    void percentages(String text, int total, int down, int up) {
        assertThat(IntOrString.of(text).scaled(total, false)).isEqualTo(down);
        assertThat(IntOrString.of(text).scaled(total, true)).isEqualTo(up);
    }

    @Test
    void others() {
        assertThat(IntOrString.of(4).scaled(100, true)).isEqualTo(4);
        assertThatThrownBy(() -> IntOrString.of("4").scaled(1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("string is not a percentage");
        assertThatThrownBy(() -> IntOrString.of("x%").scaled(1, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
