package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
    @Test
    void stays_away_longer_the_more_are_sent_away() {
        RetryAfter retry = new RetryAfter();
        long second = 100;
        assertThat(retry.drop(second)).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            assertThat(retry.drop(second)).isEqualTo(1);
        }
        assertThat(retry.drop(++second)).isEqualTo(2);
        for (; second < 400; second++) {
            for (int i = 0; i < 10; i++) {
                retry.drop(second);
            }
        }
        assertThat(retry.drop(second)).isEqualTo(RetryAfter.LONGEST);
        // It is quiet again: a second less for each that still comes.
        assertThat(retry.drop(second + 100)).isEqualTo(RetryAfter.LONGEST - 1);
        assertThat(retry.drop(second + 200)).isEqualTo(RetryAfter.LONGEST - 2);
    }
}
