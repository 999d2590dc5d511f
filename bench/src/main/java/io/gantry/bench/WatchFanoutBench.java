package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes that a thousand watchers are told of: how long until all know of one, and how many events a second reach them. */
final class WatchFanoutBench implements Bench {
    private static final int WATCHERS = 1000;
    private static final int WARM_UP = 1000;
    private static final int MEASURED = 500;
    private static final int BURST = 500;
    private static final int WARM_UP_BURSTS = 6;
    private static final int MEASURED_BURSTS = 5;
    private static final int WRITERS = 8;
    private static final int DATA_CHARACTERS = 50;

    @Override
    public String name() {
        return "watch-fanout";
    }

    @Override
    public String what() {
        return "one write to " + WATCHERS + " watchers until all have it; events a second to all of them";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = GantryProcess.start(context, false);
                var writer = gantry.connect();
                var watches = Watches.open(gantry, WATCHERS, Watches.revision(writer));
                var threads = Executors.newFixedThreadPool(
                        watches.connections().size() + 1,
                        Thread.ofPlatform().daemon().factory())) {
            var nanos = new ArrayList<Double>();
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                int number = i;
                long begin = context.time().nanoTime();
                all(threads, watches, 1, () -> {
                    create(writer, "one-" + number);
                    return null;
                });
                if (i >= WARM_UP) {
                    nanos.add((double) (context.time().nanoTime() - begin));
                }
            }
            nanos.sort(null);
            double p99 = nanos.get((int) Math.ceil(nanos.size() * 0.99) - 1) / 1e6;
            var bursts = new ArrayList<Double>();
            long framesBefore = watches.dataFrames();
            for (int i = 0; i < WARM_UP_BURSTS + MEASURED_BURSTS; i++) {
                long begin = context.time().nanoTime();
                burst(threads, gantry, watches, "burst-" + i);
                if (i >= WARM_UP_BURSTS) {
                    bursts.add((double) (context.time().nanoTime() - begin));
                }
            }
            double events = (WARM_UP_BURSTS + MEASURED_BURSTS) * (double) BURST * WATCHERS;
            double perSecond = BURST * (double) WATCHERS / (Load.median(bursts) / 1e9);
            return List.of(
                    Figure.of(name(), "all have it, p99", p99, "ms", Target.atMost(20)),
                    Figure.aside(name(), "all have it, p50", Load.median(nanos) / 1e6, "ms"),
                    Figure.of(name(), "events delivered", perSecond, "1/s", Target.atLeast(500_000)),
                    Figure.aside(name(), "events in a frame", events / (watches.dataFrames() - framesBefore), ""));
        }
    }

    private static void create(HttpsConnection connection, String name) throws IOException {
        ConfigMaps.check(connection.postForStatus(ConfigMaps.COLLECTION, ConfigMaps.json(name, DATA_CHARACTERS)), 201);
    }

    private static void burst(ExecutorService threads, GantryProcess gantry, Watches watches, String prefix)
            throws Exception {
        all(threads, watches, BURST, () -> {
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                var tasks = new ArrayList<Callable<Void>>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    int number = writer;
                    tasks.add(() -> {
                        try (var connection = gantry.connect()) {
                            for (int i = number; i < BURST; i += WRITERS) {
                                create(connection, prefix + "-" + i);
                            }
                        }
                        return null;
                    });
                }
                for (var task : writers.invokeAll(tasks)) {
                    task.get();
                }
            }
            return null;
        });
    }

    /** Writes, and returns when every watch has had so many events. */
    private static void all(ExecutorService threads, Watches watches, int events, Callable<Void> write)
            throws Exception {
        var tasks = new ArrayList<Callable<Void>>();
        tasks.add(write);
        for (var connection : watches.connections()) {
            tasks.add(() -> {
                connection.read(0, events * Watches.perConnection());
                return null;
            });
        }
        for (var task : threads.invokeAll(tasks)) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IOException("watchers could not be told", e);
            }
        }
    }
}
