package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.server.aggregation.Route;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Query;
import io.gantry.server.metrics.DryRun;
import io.gantry.server.metrics.RequestMetrics;
import io.gantry.server.metrics.RequestSeries;
import io.gantry.server.metrics.Scope;
import io.gantry.server.metrics.Verb;
import io.gantry.server.request.RequestInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Under which series a request is counted, in Kubernetes' words. */
final class Reported {
    private static final String APPLY = "application/apply-patch+";

    private Reported() {}

    /** Null for a subresource that the kind does not offer: it is answered with 404, and could have any name. */
    static @Nullable RequestSeries series(
            RequestMetrics metrics, Kind<?> kind, Exchange exchange, Query query, RequestInfo info) {
        String subresource = info.subresource();
        if (!subresource.isEmpty() && !offers(kind, subresource)) {
            return null;
        }
        return series(metrics, kind.group(), kind.version(), kind.plural(), subresource, exchange, query, info);
    }

    /** @param known whether the other server says that it serves this; what it does not could have any name */
    static RequestSeries forwarded(
            RequestMetrics metrics, Route route, boolean known, Exchange exchange, Query query, RequestInfo info) {
        return series(
                metrics,
                route.group(),
                route.version(),
                known ? info.resource() : "",
                known ? info.subresource() : "",
                exchange,
                query,
                info);
    }

    private static RequestSeries series(
            RequestMetrics metrics,
            String group,
            String version,
            String resource,
            String subresource,
            Exchange exchange,
            Query query,
            RequestInfo info) {
        Scope scope = info.resourceRequest() ? Scope.of(info.verb(), info.namespace(), info.name()) : Scope.NONE;
        Verb verb = Verb.of(
                exchange.method(), scope, info.verb().equals("watch"), connects(subresource), isApply(exchange));
        DryRun dryRun = query.contains("dryRun") ? DryRun.of(query.all("dryRun")) : DryRun.NONE;
        return metrics.resource(group, version, resource, subresource, verb, scope, dryRun);
    }

    private static boolean offers(Kind<?> kind, String subresource) {
        for (String offered : kind.subresources()) {
            if (offered.startsWith(subresource)
                    && (offered.length() == subresource.length() || offered.charAt(subresource.length()) == '|')) {
                return true;
            }
        }
        return false;
    }

    private static boolean connects(String subresource) {
        return switch (subresource) {
            case "log", "exec", "portforward", "attach", "proxy" -> true;
            default -> false;
        };
    }

    private static boolean isApply(Exchange exchange) {
        if (!exchange.method().equals("PATCH")) {
            return false;
        }
        String type = exchange.headers().first("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(APPLY);
    }

    /** Whether a verb changes something, as far as the number of requests in flight is concerned. */
    static boolean changes(String verb) {
        return switch (verb) {
            case "get", "list", "watch" -> false;
            default -> true;
        };
    }
}
