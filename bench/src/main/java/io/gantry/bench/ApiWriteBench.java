package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Creates, updates and deletes ConfigMaps in turn over HTTPS; every write is on the disk before it is answered. */
final class ApiWriteBench implements Bench {
    private static final int CONNECTIONS = 32;
    private static final int DATA_CHARACTERS = 350;
    /** See {@link ApiCreateBench}. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "api-write";
    }

    @Override
    public String what() {
        return "create, update and delete in turn over HTTPS, " + CONNECTIONS + " connections";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = GantryProcess.start(context, false);
                var connections = Connections.open(gantry, CONNECTIONS)) {
            var result = Load.run(
                    context.time(),
                    CONNECTIONS,
                    WARM_UP,
                    MEASURED,
                    (worker, sequence) -> write(connections.of(worker), worker, sequence));
            return List.of(
                    Figure.of(name(), "writes", result.perSecond(), "1/s", Target.atLeast(10_000)),
                    Figure.aside(name(), "p50", result.percentileMillis(50), "ms"),
                    Figure.of(name(), "p99", result.percentileMillis(99), "ms", Target.atMost(10)));
        }
    }

    private static void write(HttpsConnection connection, int worker, long sequence) throws IOException {
        var name = "bench-" + worker + "-" + sequence / 3;
        var path = ConfigMaps.COLLECTION + "/" + name;
        switch ((int) (sequence % 3)) {
            case 0 ->
                ConfigMaps.check(
                        connection.postForStatus(ConfigMaps.COLLECTION, ConfigMaps.json(name, DATA_CHARACTERS)), 201);
            case 1 ->
                ConfigMaps.check(
                        connection.forStatus(
                                "PUT", path, HttpsConnection.JSON, ConfigMaps.json(name, DATA_CHARACTERS + 1)),
                        200);
            default -> ConfigMaps.check(connection.forStatus("DELETE", path, HttpsConnection.JSON, null), 200);
        }
    }
}
