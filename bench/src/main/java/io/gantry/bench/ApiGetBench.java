package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.time.Duration;
import java.util.List;

/** Reads one ConfigMap over and over on one HTTP/2 connection, with some requests always in flight. */
final class ApiGetBench implements Bench {
    private static final int IN_FLIGHT = 32;
    /** See {@link ApiCreateBench}. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "api-get";
    }

    @Override
    public String what() {
        return "GET of one object over HTTP/2, one connection, " + IN_FLIGHT + " requests in flight";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = GantryProcess.start(context, false)) {
            try (var connection = gantry.connect()) {
                connection.post(ConfigMaps.COLLECTION, """
                                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bench"},"data":{"key":"value"}}""").orThrow();
            }
            try (var connection = Http2Connection.open(gantry.tls(), gantry.port(), ConfigMaps.COLLECTION + "/bench")) {
                for (int i = 0; i < IN_FLIGHT; i++) {
                    connection.send();
                }
                connection.flush();
                double first = exchange(context, connection, MEASURED);
                exchange(context, connection, WARM_UP);
                double perSecond = exchange(context, connection, MEASURED);
                return List.of(
                        Figure.of(name(), "gets", perSecond, "1/s", Target.atLeast(60_000)),
                        Figure.aside(name(), "gets in the first 10 s of both", first, "1/s"));
            }
        }
    }

    /** Answers a second. Each answer is followed by a request at once; requests go out when there is nothing to read. */
    private static double exchange(Context context, Http2Connection connection, Duration duration) throws Exception {
        long begin = context.time().nanoTime();
        long count = 0;
        long now = begin;
        while (now - begin < duration.toNanos()) {
            connection.receive();
            connection.send();
            count++;
            if (!connection.hasMore()) {
                connection.flush();
                now = context.time().nanoTime();
            }
        }
        return count * 1e9 / (now - begin);
    }
}
