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
            new HeapPerPodBench());

    private Benches() {}
}
