package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a get, each object of a list, and the news of a write cost while the kind grows from ten objects to a hundred thousand. */
final class ApiGrowthBench implements Bench {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int DATA_CHARACTERS = 50;
    private static final int LISTED = 100;
    private static final int WATCHED = 300;
    /** Of a figure at the largest size to the one in the middle; two runs of one size differ by less. */
    private static final double FLAT = 1.3;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "api-growth";
    }

    @Override
    public String what() {
        return "get, list (per object) and watch against 10, 1,000 and 100,000 objects of the kind";
    }

    private record Costs(double get, double list, double watch) {}

    @Override
    public List<Figure> run(Context context) throws Exception {
        var figures = new ArrayList<Figure>();
        var costs = new ArrayList<Costs>();
        try (var gantry = GantryProcess.start(context, false);
                var connection = gantry.connect()) {
            int there = 0;
            measure(context, gantry, connection, "warm");
            for (int size : SIZES) {
                ConfigMaps.create(
                        gantry,
                        ConfigMaps.COLLECTION,
                        there,
                        size,
                        i -> ConfigMaps.json("bench-" + i, DATA_CHARACTERS));
                there = size;
                var cost = measure(context, gantry, connection, "at-" + size);
                costs.add(cost);
                figures.add(Figure.aside(name(), "get at " + size, cost.get, "µs"));
                figures.add(Figure.aside(name(), "list, an object at " + size, cost.list, "µs"));
                figures.add(Figure.aside(name(), "watch, an event at " + size, cost.watch, "µs"));
            }
        }
        var before = costs.get(1);
        var last = costs.getLast();
        figures.add(growth("get", last.get / before.get));
        figures.add(growth("list", last.list / before.list));
        figures.add(growth("watch", last.watch / before.watch));
        return figures;
    }

    private Figure growth(String what, double ratio) {
        return Figure.of(name(), what + ", 100,000 to 1,000", ratio, "times", Target.atMost(FLAT));
    }

    private static Costs measure(Context context, GantryProcess gantry, HttpsConnection connection, String prefix)
            throws Exception {
        var own = ConfigMaps.COLLECTION + "/" + prefix;
        ConfigMaps.check(connection.postForStatus(ConfigMaps.COLLECTION, ConfigMaps.json(prefix, 50)), 201);
        double get = Load.run(context.time(), 1, WARM_UP, MEASURED, (worker, sequence) -> {
                            ok(connection, own);
                        })
                        .percentileMillis(50)
                * 1000;
        var page = ConfigMaps.COLLECTION + "?limit=" + LISTED;
        int listed = connection.get(page).orThrow().split("\"uid\":", -1).length - 1;
        double list = Load.run(context.time(), 1, WARM_UP, MEASURED, (worker, sequence) -> ok(connection, page))
                        .percentileMillis(50)
                * 1000
                / listed;
        return new Costs(get, list, watch(context, gantry, connection, prefix));
    }

    private static void ok(HttpsConnection connection, String path) throws IOException {
        ConfigMaps.check(connection.forStatus("GET", path, HttpsConnection.JSON, null), 200);
    }

    /** From a write to its event; the median. */
    private static double watch(Context context, GantryProcess gantry, HttpsConnection writer, String prefix)
            throws Exception {
        var micros = new ArrayList<Double>();
        try (var watcher = gantry.connect()) {
            watcher.watch(ConfigMaps.COLLECTION + "?watch=1&resourceVersion=" + Watches.revision(writer));
            for (int i = 0; i < WATCHED; i++) {
                long begin = context.time().nanoTime();
                ConfigMaps.check(
                        writer.postForStatus(ConfigMaps.COLLECTION, ConfigMaps.json(prefix + "-" + i, 50)), 201);
                if (watcher.line() == null) {
                    throw new IOException("the watch has ended");
                }
                micros.add((context.time().nanoTime() - begin) / 1e3);
            }
        }
        return Load.median(micros);
    }
}
