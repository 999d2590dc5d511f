package io.gantry.server.api;

import io.gantry.server.edge.Exchange;
import io.gantry.server.flowcontrol.FlowControl;
import io.gantry.server.flowcontrol.FlowDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /debug/api_priority_and_fairness}: what priority and fairness is doing. In no index, as in Kubernetes. Thread-safe. */
final class FlowPaths implements StaticPaths {
    private static final String PREFIX = "/debug/api_priority_and_fairness/";

    private final FlowControl control;

    FlowPaths(FlowControl control) {
        this.control = control;
    }

    @Override
    public boolean serve(Exchange exchange, String path) throws IOException {
        String text = path.startsWith(PREFIX) ? dump(exchange, path.substring(PREFIX.length())) : null;
        if (text == null) {
            return false;
        }
        exchange.respond(
                200, Replies.headers(exchange, "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private @Nullable String dump(Exchange exchange, String what) throws IOException {
        return switch (what) {
            case "dump_priority_levels" -> FlowDump.levels(control);
            case "dump_queues" -> FlowDump.queues(control);
            case "dump_requests" ->
                FlowDump.requests(
                        control,
                        !Options.text(exchange.query(), "includeRequestDetails").isEmpty());
            default -> null;
        };
    }
}
