package io.gantry.program.command;

import io.gantry.program.UserError;
import io.gantry.server.flowcontrol.FlowOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How many requests are served at once: options with the names that they have in Kubernetes. */
final class FlowFlags {
    @Option(
            names = "--enable-priority-and-fairness",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description =
                    "Let requests wait and come in as FlowSchemas and PriorityLevelConfigurations say, with as many at"
                            + " once as the next two come to; otherwise these two are the limits. Default: true")
    private boolean fair = FlowOptions.DEFAULT.fair();

    @Option(
            names = "--max-requests-inflight",
            paramLabel = "COUNT",
            description =
                    "Requests that read, without watches; without priority and fairness 0 is no limit. Default: 400")
    private int maxReading = FlowOptions.DEFAULT.maxReading();

    @Option(
            names = "--max-mutating-requests-inflight",
            paramLabel = "COUNT",
            description = "Requests that change something; without priority and fairness 0 is no limit. Default: 200")
    private int maxChanging = FlowOptions.DEFAULT.maxChanging();

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "How long a request may take, unless it is a watch, a stream or a proxy. Default: 60s")
    private Duration timeout = FlowOptions.DEFAULT.requestTimeout();

    FlowOptions load() {
        try {
            return new FlowOptions(fair, maxReading, maxChanging, timeout);
        } catch (IllegalArgumentException e) {
            throw new UserError("--" + e.getMessage() + ".");
        }
    }
}
