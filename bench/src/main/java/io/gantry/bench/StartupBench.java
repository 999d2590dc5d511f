package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.util.ArrayList;
import java.util.List;

/** From the launcher's start to the first answer of {@code /readyz}, in an empty directory: certificates are made too. */
final class StartupBench implements Bench {
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String what() {
        return "gantry up in an empty data directory until its API is ready, median of " + RUNS;
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var first = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        // The first round fills the disk cache and warms this process's TLS; it does not count.
        for (int run = -1; run < RUNS; run++) {
            try (var gantry = GantryProcess.start(context, false)) {
                gantry.stop();
                try (var restarted = GantryProcess.start(context, gantry.layout(), false)) {
                    if (run >= 0) {
                        first.add(gantry.timeToReady().toNanos() / 1e9);
                        again.add(restarted.timeToReady().toNanos() / 1e9);
                    }
                }
            }
        }
        return List.of(
                Figure.of(name(), "up to API ready", Load.median(first), "s", Target.atMost(1.0)),
                Figure.aside(name(), "with existing data", Load.median(again), "s"));
    }

    @Override
    public List<Figure> runPeers(Context context) throws Exception {
        return List.of(Figure.ofPeer(name(), "minimal Netty", "up to API ready", NettyPeer.startSeconds(context), "s"));
    }
}
