package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void aBoundBelongsToItsBucket() {
        Histogram histogram = new Histogram(new long[] {10, 20});

        for (long value : new long[] {-1, 0, 10, 11, 20, 21, 1000}) {
            histogram.record(value);
        }

        assertThat(histogram.counts()).containsExactly(3, 2, 2);
        assertThat(histogram.sum()).isEqualTo(1061);
    }

    @Test
    void boundsThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> new Histogram(new long[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bounds must ascend, are [1, 1]");
    }
}
