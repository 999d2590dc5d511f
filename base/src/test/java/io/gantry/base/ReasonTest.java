package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void holdsACodeAndASentence() {
        assertThat(new Reason("Unschedulable", "0/3 nodes are available."))
                .hasToString("Unschedulable: 0/3 nodes are available.");
    }

    @Test
    void refusesOtherCodesAndEmptySentences() {
        assertThatThrownBy(() -> new Reason("not camel", "x")).hasMessageContaining("not camel");
        assertThatThrownBy(() -> new Reason("lower", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reason("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reason("Fine", " ")).hasMessageContaining("Fine");
    }
}
