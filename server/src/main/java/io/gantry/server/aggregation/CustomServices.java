package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.server.discovery.ServedApi;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Keeps an APIService for every version that has custom resources, as long as it has some. Whoever changes one of these or
 * deletes it finds it put right. At most one thread at a time, which ends when nothing is left to do.
 */
final class CustomServices {
    private static final System.Logger LOG = System.getLogger(CustomServices.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Supplier<Registries> registries;
    private final Supplier<ServedApi> served;
    private final Time time;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean closed;

    CustomServices(Supplier<Registries> registries, Supplier<ServedApi> served, Time time) {
        this.registries = registries;
        this.served = served;
        this.time = time;
    }

    /** A definition or an APIService changed. */
    void kick() {
        if (!closed && wanted.getAndIncrement() == 0) {
            Thread.ofVirtual().name("custom-api-services").start(this::run);
        }
    }

    private void run() {
        int seen;
        do {
            seen = wanted.get();
            try {
                sync();
            } catch (StatusException | StoreException e) {
                LOG.log(Level.DEBUG, "APIServices of custom resources are looked at again", e);
                if (!closed) {
                    time.schedule(LOOK_AGAIN, this::kick);
                }
            }
        } while (!wanted.compareAndSet(seen, 0));
    }

    /** Nothing is looked at again from now on. */
    void close() {
        closed = true;
    }

    private void sync() {
        Registry<APIService> services = registries.get().registry(APIServiceType.KIND);
        Map<String, APIService> missing = LocalServices.custom(served.get(), time.now());
        for (APIService is : services.all("")) {
            APIService ours = missing.remove(is.name());
            if (!LocalServices.ALWAYS.equals(is.metadata().labels().get(LocalServices.MANAGED))) {
                continue; // somebody else's, whatever we would want there
            }
            if (ours == null) {
                services.delete("", is.name(), DeleteOptionsBuilder.of().build());
            } else if (!ours.spec().equals(is.spec())) {
                services.update(
                        "",
                        is.name(),
                        "",
                        current ->
                                new Edited<>(new APIService(current.metadata(), ours.spec(), current.status()), null),
                        null,
                        WriteOptions.DEFAULT);
            }
        }
        missing.values().forEach(service -> services.create("", service, WriteOptions.DEFAULT));
    }
}
