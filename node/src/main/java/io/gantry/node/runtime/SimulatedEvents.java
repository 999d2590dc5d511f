package io.gantry.node.runtime;

import io.gantry.base.Cancellable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who watches a simulated runtime. Listeners are called on the thread that tells. Thread-safe. */
final class SimulatedEvents {
    private static final System.Logger LOG = System.getLogger(SimulatedRuntime.class.getName());

    private final Map<Object, Consumer<RuntimeEvent>> listeners = new ConcurrentHashMap<>();

    /** Everybody who watches is told to look anew when somebody begins to. */
    Cancellable watch(Consumer<RuntimeEvent> listener) {
        var key = new Object();
        listeners.put(key, listener);
        tell(new RuntimeEvent.Resync());
        return () -> listeners.remove(key);
    }

    void tell(RuntimeEvent event) {
        for (var listener : listeners.values()) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a listener to the simulated runtime failed at " + event, e);
            }
        }
    }

    void endAll() {
        listeners.clear();
    }
}
