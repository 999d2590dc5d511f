package io.gantry.bench;

import java.util.List;

/** All benches, in the order in which they run. */
final class Benches {
    static final List<Bench> ALL = List.of(
            new StartupBench(),
            new EmbedStartBench(),
            new PodStartBench(),
            new Scale50Bench(),
            new IdleMemoryBench(),
            new StoreWriteBench(),
            new ApiCreateBench(),
            new ApiGetBench(),
            new ApiWriteBench(),
            new ApiListBench(),
            new WatchIdleBench(),
            new WatchFanoutBench(),
            new ApplyBench(),
            new ApiGrowthBench(),
            new HeapPerPodBench());

    private Benches() {}
}
