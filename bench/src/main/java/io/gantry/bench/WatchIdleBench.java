package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.util.List;

/** What ten thousand watches to which nothing happens cost on the server's heap. */
final class WatchIdleBench implements Bench {
    private static final int WATCHES = 10_000;
    /** Loads what watches need, which is there once. */
    private static final int WARM_UP = 200;

    @Override
    public String name() {
        return "watch-idle";
    }

    @Override
    public String what() {
        return "live heap of a watch to which nothing happens, over " + WATCHES + " of them";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = GantryProcess.start(context, false)) {
            String revision;
            try (var connection = gantry.connect()) {
                revision = Watches.revision(connection);
            }
            Watches.open(gantry, WARM_UP, revision).close();
            long before = gantry.liveHeapBytes();
            try (var watches = Watches.open(gantry, WATCHES, revision)) {
                double each = (gantry.liveHeapBytes() - before) / (double) WATCHES;
                return List.of(
                        Figure.of(name(), "heap of a watch", each / 1000, "kB", Target.atMost(3)),
                        Figure.aside(
                                name(), "connections", watches.connections().size(), ""));
            }
        }
    }
}
