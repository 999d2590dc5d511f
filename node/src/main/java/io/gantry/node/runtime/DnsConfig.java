package io.gantry.node.runtime;

import java.util.List;

/** What stands in the pod's {@code resolv.conf}; all empty leaves the machine's own file. */
public record DnsConfig(List<String> servers, List<String> searches, List<String> options) {
    public static final DnsConfig NONE = new DnsConfig(List.of(), List.of(), List.of());

    public DnsConfig {
        servers = List.copyOf(servers);
        searches = List.copyOf(searches);
        options = List.copyOf(options);
    }
}
