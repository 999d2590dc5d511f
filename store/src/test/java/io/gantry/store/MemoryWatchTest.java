package io.gantry.store;

class MemoryWatchTest extends WatchContractTest {
    @Override
    Store<TestValue> open(StoreOptions options) {
        return MemoryStore.open(TestValue.CODEC, options);
    }
}
