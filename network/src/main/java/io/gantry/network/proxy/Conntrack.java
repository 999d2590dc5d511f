package io.gantry.network.proxy;

import io.gantry.network.host.Commands;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the kernel forget UDP flows whose endpoint is gone: without that, a client that goes on sending from one port
 * would go on to nowhere. Uses the {@code conntrack} program. Thread safe.
 */
@FunctionalInterface
public interface Conntrack {
    void forget(List<Diff.StaleFlow> flows);

    /** With the {@code conntrack} program. A failure is logged: the flows end by themselves after their timeout. */
    static Conntrack program(Commands commands) {
        var log = System.getLogger(Conntrack.class.getName());
        return flows -> {
            for (var flow : flows) {
                var command = new ArrayList<>(List.of("conntrack", "-D", "-p", "udp"));
                if (!flow.address().isEmpty()) {
                    command.addAll(List.of("--orig-dst", flow.address()));
                    if (Family.of(flow.address()) == Family.IPV6) {
                        command.addAll(List.of("-f", "ipv6"));
                    }
                }
                command.addAll(List.of("--orig-port-dst", String.valueOf(flow.port())));
                if (flow.endpoint() != null) {
                    command.addAll(List.of("--reply-src", flow.endpoint()));
                }
                try {
                    // It exits with 1 when there is no such flow, which is just as well.
                    commands.attempt("", command.toArray(new String[0]));
                } catch (IllegalStateException e) {
                    log.log(System.Logger.Level.WARNING, "UDP flows are not ended early: {0}", e.getMessage());
                    return;
                }
            }
        };
    }
}
