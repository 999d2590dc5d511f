package io.gantry.bench;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.core.v1.PodType;
import io.gantry.bench.Figure.Target;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Live heap that one more running pod costs when it is decoded as the API server decodes it: with equal sub-objects shared, the
 * table that shares them counted in. The pods are those of Deployments of ten replicas, spread over many nodes.
 */
final class HeapPerPodBench implements Bench {
    private static final int PODS = 100_000;
    private static final int WARM_UP_PODS = 2_000;
    private static final int COLLECTIONS = 3;

    @Override
    public String name() {
        return "heap-per-pod";
    }

    @Override
    public String what() {
        return "live heap a pod, over " + PODS + " running pods of Deployments with " + SamplePods.PER_TEMPLATE
                + " replicas";
    }

    @Override
    public List<Figure> run(Context context) {
        // Loads classes and fills caches that are there once, however many pods there are.
        measure(WARM_UP_PODS, false);
        measure(WARM_UP_PODS, true);
        return List.of(
                Figure.of(name(), "without managedFields", measure(PODS, false) / 1000, "kB", Target.atMost(1.5)),
                Figure.of(name(), "with managedFields", measure(PODS, true) / 1000, "kB", Target.atMost(2.5)));
    }

    private static double measure(int count, boolean managedFields) {
        long before = liveBytes();
        var interner = Interner.large();
        var pods = new ArrayList<Object>(count);
        try {
            for (int i = 0; i < count; i++) {
                var json = SamplePods.json(i, managedFields).getBytes(StandardCharsets.UTF_8);
                var wire = Proto.encode(Json.decode(json, PodType.KIND, DecodeOptions.LENIENT));
                pods.add(Proto.decode(wire, PodType.KIND, interner));
            }
            return (liveBytes() - before) / (double) pods.size();
        } finally {
            // Both must live until the heap has been measured.
            Reference.reachabilityFence(interner);
            Reference.reachabilityFence(pods);
        }
    }

    private static long liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
