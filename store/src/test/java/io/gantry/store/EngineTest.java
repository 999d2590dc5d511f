package io.gantry.store;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an engine: each begins with an empty store. */
abstract class EngineTest {
    static final Duration SOON = Duration.ofSeconds(10);
    static final String PODS = "/registry/pods/";
    static final String WEB = PODS + "default/web";
    static final String DB = PODS + "default/db";
    static final String NODE = "/registry/nodes/n1";

    /** The store under test. */
    Store<TestValue> store = MemoryStore.open(TestValue.CODEC, StoreOptions.defaults());

    /** A new empty store. */
    abstract Store<TestValue> open(StoreOptions options);

    @BeforeEach
    void openStore() {
        store.close();
        store = open(StoreOptions.defaults());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    final void reopenWith(StoreOptions options) {
        store.close();
        store = open(options);
    }

    final WriteResult<TestValue> put(String key, String text) {
        return store.write(Op.put(key, TestValue.of(text), Expect.any()));
    }

    final WriteResult<TestValue> delete(String key) {
        return store.write(Op.delete(key, Expect.any()));
    }

    static List<String> texts(List<Change<TestValue>> changes) {
        return changes.stream()
                .map(c -> c.after() != null ? c.after().value().text() : "-")
                .toList();
    }
}
