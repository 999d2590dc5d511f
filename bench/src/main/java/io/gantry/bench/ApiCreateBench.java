package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.time.Duration;
import java.util.List;

/** Creates ConfigMaps of half a kilobyte over HTTPS, each connection waiting for its answer before the next. */
final class ApiCreateBench implements Bench {
    private static final int CONNECTIONS = 32;
    private static final int DATA_CHARACTERS = 350;
    /** Until both JVMs, the server's and this one, have compiled what they run: on two slow processors it takes so long. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "api-create";
    }

    @Override
    public String what() {
        return "create ConfigMaps over HTTPS, " + CONNECTIONS + " connections";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = GantryProcess.start(context, false);
                var connections = Connections.open(gantry, CONNECTIONS)) {
            var first = load(context, connections, "young", Duration.ZERO);
            var result = load(context, connections, "warm", WARM_UP);
            return List.of(
                    Figure.of(name(), "creates", result.perSecond(), "1/s", Target.atLeast(6000)),
                    Figure.aside(name(), "p50", result.percentileMillis(50), "ms"),
                    Figure.of(name(), "p99", result.percentileMillis(99), "ms", Target.atMost(15)),
                    Figure.aside(name(), "creates in the first 10 s of both", first.perSecond(), "1/s"));
        }
    }

    private static Load.Result load(Context context, Connections connections, String prefix, Duration warmUp)
            throws Exception {
        return Load.run(context.time(), CONNECTIONS, warmUp, MEASURED, (worker, sequence) -> {
            int status = connections
                    .of(worker)
                    .postForStatus(
                            ConfigMaps.COLLECTION,
                            ConfigMaps.json(prefix + "-" + worker + "-" + sequence, DATA_CHARACTERS));
            ConfigMaps.check(status, 201);
        });
    }
}
