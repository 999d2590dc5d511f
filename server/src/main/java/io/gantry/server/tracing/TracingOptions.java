package io.gantry.server.tracing;

/**
 * Where spans go, and of how many requests.
 *
 * @param endpoint host and port of a collector that takes OTLP over gRPC, without TLS
 * @param samplingRatePerMillion of so many of a million requests; at most all of them
 */
public record TracingOptions(String endpoint, int samplingRatePerMillion) {
    static final int ALL = 1_000_000;
    static final String DEFAULT_ENDPOINT = "localhost:4317";

    public TracingOptions {
        if (samplingRatePerMillion < 0) {
            throw new IllegalArgumentException("samplingRatePerMillion: Invalid value: " + samplingRatePerMillion
                    + ": sampling rate must be positive");
        }
        if (samplingRatePerMillion > ALL) {
            throw new IllegalArgumentException("samplingRatePerMillion: Invalid value: " + samplingRatePerMillion
                    + ": sampling rate per million must be less than or equal to one million");
        }
        if (!endpoint.matches("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "endpoint: Invalid value: \"" + endpoint + "\": must be a host and a port, as in localhost:4317");
        }
    }
}
