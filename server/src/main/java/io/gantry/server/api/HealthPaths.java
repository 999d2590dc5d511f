package io.gantry.server.api;

import io.gantry.api.status.GoText;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.metrics.HealthMetrics;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code /livez}, {@code /readyz} and {@code /healthz}, and below them one path for each check, in the words of
 * Kubernetes' API server. The overall paths are open to everybody, so they never say why a check failed; who may ask for
 * the check itself is told. Thread-safe.
 */
final class HealthPaths implements StaticPaths {
    private static final System.Logger LOG = System.getLogger(HealthPaths.class.getName());
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A check as a part of one path. */
    private record Part(HealthCheck check, HealthMetrics.Check outcomes) {}

    /** The checks of each path, in the order in which they are shown. */
    private final Map<String, List<Part>> checks = new LinkedHashMap<>();

    /**
     * @param live what {@code /livez} and {@code /healthz} look at
     * @param ready what {@code /readyz} looks at: also reasons to send clients elsewhere, not to restart the server
     */
    HealthPaths(List<HealthCheck> live, List<HealthCheck> ready, HealthMetrics metrics) {
        checks.put("/healthz", parts(live, "healthz", metrics));
        checks.put("/livez", parts(live, "livez", metrics));
        checks.put("/readyz", parts(ready, "readyz", metrics));
    }

    private static List<Part> parts(List<HealthCheck> checks, String path, HealthMetrics metrics) {
        return checks.stream()
                .map(check -> new Part(check, metrics.check(check.name(), path)))
                .toList();
    }

    /** Every path that is answered. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        checks.forEach((path, each) -> {
            paths.add(path);
            each.forEach(part -> paths.add(path + "/" + part.check.name()));
        });
        return paths;
    }

    @Override
    public boolean serve(Exchange exchange, String path) throws IOException {
        int slash = path.indexOf('/', 1);
        List<Part> asked = checks.get(slash < 0 ? path : path.substring(0, slash));
        if (asked == null) {
            return false;
        }
        if (slash < 0) {
            overall(exchange, path.substring(1), asked);
            return true;
        }
        String name = path.substring(slash + 1);
        for (Part part : asked) {
            if (part.check.name().equals(name)) {
                one(exchange, part.check);
                return true;
            }
        }
        return false;
    }

    private static void one(Exchange exchange, HealthCheck check) throws IOException {
        String problem = check.probe().problem();
        if (problem == null) {
            respond(exchange, 200, "ok");
        } else {
            respond(exchange, 500, "internal server error: " + problem + "\n");
        }
    }

    private static void overall(Exchange exchange, String name, List<Part> checks) throws IOException {
        TreeSet<String> excluded = new TreeSet<>(exchange.query().all("exclude"));
        StringBuilder shown = new StringBuilder();
        List<String> problems = new ArrayList<>();
        for (Part part : checks) {
            HealthCheck check = part.check;
            if (excluded.remove(check.name())) {
                shown.append("[+]").append(check.name()).append(" excluded: ok\n");
                continue;
            }
            String problem = check.probe().problem();
            part.outcomes.observe(problem == null);
            if (problem == null) {
                shown.append("[+]").append(check.name()).append(" ok\n");
            } else {
                shown.append("[-]").append(check.name()).append(" failed: reason withheld\n");
                problems.add(check.name() + ": " + problem);
            }
        }
        if (!excluded.isEmpty()) {
            shown.append("warn: some health checks cannot be excluded: no matches for ")
                    .append(excluded.stream().map(GoText::quoted).collect(Collectors.joining(",")))
                    .append('\n');
        }
        if (!problems.isEmpty()) {
            // Anybody may ask, as often as they like: no line of the log for each time.
            LOG.log(Level.DEBUG, () -> name + " check failed: " + String.join("; ", problems));
            respond(exchange, 500, shown + name + " check failed\n");
        } else if (exchange.query().contains("verbose")) {
            respond(exchange, 200, shown + name + " check passed\n");
        } else {
            respond(exchange, 200, "ok");
        }
    }

    private static void respond(Exchange exchange, int code, String text) throws IOException {
        Headers headers = Replies.headers(exchange, TEXT).and("x-content-type-options", "nosniff");
        exchange.respond(code, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
