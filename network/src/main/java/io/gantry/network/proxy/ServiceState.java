package io.gantry.network.proxy;

import java.util.List;
import java.util.Map;

/** A Service with its endpoints by port name. Identity counts: a state that did not change must stay the same instance. */
public record ServiceState(ProxyService service, Map<String, List<Backend>> backends) {
    public ServiceState {
        backends = Map.copyOf(backends);
    }

    List<Backend> backends(String portName) {
        return backends.getOrDefault(portName, List.of());
    }
}
