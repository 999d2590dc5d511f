package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import io.gantry.program.Preflight;
import java.time.Duration;
import java.util.List;

/** Resident memory of Gantry's one process, some time after its start, with a node where that is possible. */
final class IdleMemoryBench implements Bench {
    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "idle-memory";
    }

    @Override
    public String what() {
        return "resident memory of an idle cluster's one process " + SETTLE.toSeconds() + " s after it is ready";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        boolean node = Preflight.isRoot();
        if (!node) {
            context.say("not root: measured without a node");
        }
        try (var gantry = GantryProcess.start(context, node)) {
            if (node) {
                gantry.awaitNodeReady();
            }
            Workloads.pause(context, SETTLE);
            return List.of(
                    Figure.of(name(), "resident memory", gantry.residentBytes() / 1e6, "MB", Target.atMost(220)));
        }
    }
}
