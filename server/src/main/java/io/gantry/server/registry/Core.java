package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import io.gantry.server.admission.Admission;
import io.gantry.store.Store;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What all registries of a server share. Thread-safe, as its parts are. */
record Core(
        Store<KubeObject> store,
        StorageCodec codec,
        Time time,
        RandomGenerator random,
        NameGenerator names,
        Admission admission,
        Departed departed,
        WaitingLines lines,
        Consumer<Kind<?>> written) {
    Core(
            Store<KubeObject> store,
            StorageCodec codec,
            Time time,
            RandomGenerator random,
            Admission admission,
            Consumer<Kind<?>> written) {
        this(
                store,
                codec,
                time,
                random,
                new NameGenerator(random),
                admission,
                new Departed(),
                new WaitingLines(),
                written);
    }

    Strategy.Context context() {
        return new Strategy.Context(time.now(), random, store.snapshot());
    }
}
