package io.gantry.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnvelopeMetricsTest {
    @Test
    void onlyTheHundredKeysMetLastAreKnown() {
        EnvelopeMetrics.Provider provider = new EnvelopeMetrics().provider("vault");
        for (int i = 0; i < 150; i++) {
            provider.decrypted("key-" + i, Instant.ofEpochSecond(i));
        }
        assertThat(provider.uses(false)).hasSize(100).containsKey("key-149").doesNotContainKey("key-49");
        assertThat(provider.uses(true)).isEmpty();
    }

    @Test
    void withoutPluginsThereAreNoSamples() throws Exception {
        assertThat(EnvelopeScrape.of(new EnvelopeMetrics())).doesNotContain("{");
    }
}
