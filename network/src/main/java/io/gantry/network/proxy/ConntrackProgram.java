package io.gantry.network.proxy;

import io.gantry.network.host.Commands;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Connection tracking through {@code conntrack}, which Debian's package of that name brings. */
final class ConntrackProgram implements Conntrack {
    private static final System.Logger LOG = System.getLogger(ConntrackProgram.class.getName());
    /** The first destination is what the client addressed, the second source is who answers. */
    private static final Pattern FLOW =
            Pattern.compile("src=\\S+ dst=(\\S+) sport=\\d+ dport=(\\d+) .*?src=(\\S+) dst=\\S+ sport=\\d+ dport=\\d+");

    private final Commands commands;

    ConntrackProgram(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void forget(List<Diff.StaleFlow> flows) {
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
                LOG.log(Level.WARNING, "UDP flows are not ended early: {0}", e.getMessage());
                return;
            }
        }
    }

    @Override
    public List<Flow> flows() {
        var result = new ArrayList<Flow>();
        try {
            for (var family : List.of("ipv4", "ipv6")) {
                var listing = commands.attempt("", "conntrack", "-L", "-p", "udp", "-f", family, "--dst-nat");
                var flow = FLOW.matcher(listing.output());
                while (flow.find()) {
                    result.add(new Flow(flow.group(1), Integer.parseInt(flow.group(2)), flow.group(3)));
                }
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "UDP flows are not compared: {0}", e.getMessage());
        }
        return result;
    }
}
