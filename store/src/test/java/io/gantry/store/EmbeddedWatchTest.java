package io.gantry.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedWatchTest extends WatchContractTest {
    @TempDir
    Path directory;

    private int stores;

    @Override
    Store<TestValue> open(StoreOptions options) {
        return EmbeddedStore.open(directory.resolve("store-" + stores++), TestValue.CODEC, options);
    }
}
