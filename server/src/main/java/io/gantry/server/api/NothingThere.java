package io.gantry.server.api;

import io.gantry.api.Kinds;
import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is said of a path at which nothing is served: below the groups that Kubernetes itself serves it is a Status, and
 * elsewhere, also below the groups of custom resources, the page of a plain web server. Pure but for the answer.
 */
final class NothingThere {
    private static final byte[] PAGE = "404 page not found\n".getBytes(StandardCharsets.UTF_8);

    private NothingThere() {}

    /** @throws StatusException below a group that is built in */
    static void answer(Exchange exchange) throws IOException {
        if (isOwn(exchange.segments())) {
            throw StatusException.noSuchPath();
        }
        Headers headers =
                Replies.headers(exchange, "text/plain; charset=utf-8").and("x-content-type-options", "nosniff");
        exchange.respond(404, headers, PAGE);
    }

    private static boolean isOwn(List<String> path) {
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "api" -> true;
            case "apis" -> path.size() > 1 && isBuiltIn(path.get(1));
            default -> false;
        };
    }

    private static boolean isBuiltIn(String group) {
        return Kinds.all().stream()
                .anyMatch(kind -> kind.group().equals(group) && !kind.plural().isEmpty());
    }
}
