package io.gantry.network.proxy;

import io.gantry.network.host.Commands;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the kernel forget UDP flows whose endpoint is gone: without that, a client that goes on sending from one port
 * would go on to nowhere. Uses the {@code conntrack} program. Thread safe.
 */
public interface Conntrack {
    void forget(List<Diff.StaleFlow> flows);

    /** Every UDP flow that was led to an endpoint, for a comparison after a restart. */
    List<Flow> flows();

    /** A flow of a client to an address and port, led to an endpoint. */
    record Flow(String address, int port, String endpoint) {}

    /** The flows among those that exist whose endpoint a model does not have any more. */
    default List<Diff.StaleFlow> stale(Model model) {
        var entries = new HashMap<Part.UdpEntry, Set<String>>();
        model.services().values().forEach(e -> entries.putAll(e.part().udp()));
        if (entries.isEmpty()) {
            return List.of();
        }
        var stale = new LinkedHashSet<Diff.StaleFlow>();
        for (var flow : flows()) {
            var entry = new Part.UdpEntry(flow.address(), flow.port());
            if (!entries.containsKey(entry)) {
                // One of the node's addresses, perhaps.
                entry = new Part.UdpEntry("", flow.port());
            }
            var endpoints = entries.get(entry);
            if (endpoints != null && !endpoints.contains(flow.endpoint())) {
                stale.add(new Diff.StaleFlow(entry.address(), entry.port(), flow.endpoint()));
            }
        }
        return List.copyOf(stale);
    }

    /** With the {@code conntrack} program. A failure is logged: the flows end by themselves after their timeout. */
    static Conntrack program(Commands commands) {
        return new ConntrackProgram(commands);
    }
}
