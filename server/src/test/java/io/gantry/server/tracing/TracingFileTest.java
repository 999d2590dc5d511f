package io.gantry.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingFileTest {
    private static TracingOptions parse(String rest) throws IOException {
        return TracingFile.parse(("apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\n" + rest)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsLeftOutIsAsInKubernetes() throws Exception {
        assertThat(parse("")).isEqualTo(new TracingOptions("localhost:4317", 0));
        assertThat(parse("endpoint: '[::1]:5000'\nsamplingRatePerMillion: 1000000"))
                .isEqualTo(new TracingOptions("[::1]:5000", 1_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "samplingRatePerMillion: -1 | samplingRatePerMillion: Invalid value: -1: sampling rate must be positive",
                "samplingRatePerMillion: 1000001 | samplingRatePerMillion: Invalid value: 1000001: sampling rate per million must be less than or equal to one million",
                "samplingRatePerMillion: many | samplingRatePerMillion: Invalid value: many: must be a whole number",
                "endpoint: http://collector | endpoint: Invalid value: \"http://collector\": must be a host and a port, as in localhost:4317",
                "rate: 5 | rate: there is no such field; known are apiVersion, endpoint, kind, samplingRatePerMillion",
            })
    void whatIsWrongIsSaid(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> TracingFile.parse("[]".getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "apiVersion and kind must be apiserver.config.k8s.io/v1 and TracingConfiguration, are null and null");
    }
}
