package io.gantry.server.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests by resource, verb, scope and outcome. Only for what is served: whoever asks for paths that do not exist must not be
 * able to fill the memory. Thread-safe; to find a series takes a look-up by the resource's name and allocates nothing.
 */
public final class RequestMetrics {
    /** What is served at a path; {@code subresource} is the path for what is no resource, as in Kubernetes. */
    record Target(String group, String version, String resource, String subresource, String component) {}

    /** The series of one target, made when they are first needed. */
    private static final class Routes {
        private static final int VERBS = Verb.values().length;
        private static final int SCOPES = Scope.values().length;

        final Target target;
        private final AtomicReferenceArray<@Nullable RequestSeries> series =
                new AtomicReferenceArray<>(VERBS * SCOPES * DryRun.values().length);

        Routes(Target target) {
            this.target = target;
        }

        @SuppressWarnings("EnumOrdinal") // a place in an array that nobody else sees
        RequestSeries find(Verb verb, Scope scope, DryRun dryRun) {
            int at = (dryRun.ordinal() * SCOPES + scope.ordinal()) * VERBS + verb.ordinal();
            RequestSeries known = series.get(at);
            if (known != null) {
                return known;
            }
            RequestSeries made = new RequestSeries(verb, scope, dryRun);
            RequestSeries others = series.compareAndExchange(at, null, made);
            return others == null ? made : others;
        }
    }

    private final Map<String, Routes[]> byResource = new ConcurrentHashMap<>();
    final CounterVector deprecated = new CounterVector();
    private final LongAdder reading = new LongAdder();
    private final LongAdder changing = new LongAdder();

    /** The series of requests for a resource that is served. */
    public RequestSeries resource(
            String group, String version, String resource, String subresource, Verb verb, Scope scope, DryRun dryRun) {
        return routes(group, version, resource, subresource, "apiserver").find(verb, scope, dryRun);
    }

    /** The series of a path that is no resource; null for one that Kubernetes does not count either. */
    public @Nullable RequestSeries path(String path, String method) {
        String component = switch (path) {
            case "/healthz", "/livez", "/readyz", "/openapi/v3" -> "";
            case "/api", "/apis" -> "apiserver";
            default -> null;
        };
        return component == null
                ? null
                : routes("", "", "", path, component)
                        .find(Verb.of(method, Scope.NONE, false, false, false), Scope.NONE, DryRun.NONE);
    }

    /**
     * A version was asked for that is not to be used any more.
     *
     * @param removed the release that serves it no more; empty when that is not said
     */
    public void deprecated(String group, String version, String resource, String subresource, String removed) {
        deprecated.increment(group, removed, resource, subresource, version);
    }

    private Routes routes(String group, String version, String resource, String subresource, String component) {
        Routes[] known = byResource.get(resource);
        Routes found = known == null ? null : find(known, group, version, subresource);
        if (found != null) {
            return found;
        }
        Routes made = new Routes(new Target(group, version, resource, subresource, component));
        Routes[] all = byResource.merge(resource, new Routes[] {made}, (old, one) -> {
            if (find(old, group, version, subresource) != null) {
                return old;
            }
            Routes[] more = Arrays.copyOf(old, old.length + 1);
            more[old.length] = one[0];
            return more;
        });
        Routes kept = find(all, group, version, subresource);
        return kept == null ? made : kept;
    }

    private static @Nullable Routes find(Routes[] routes, String group, String version, String subresource) {
        for (Routes each : routes) {
            if (each.target.subresource.equals(subresource)
                    && each.target.version.equals(version)
                    && each.target.group.equals(group)) {
                return each;
            }
        }
        return null;
    }

    /** The requests that are served now and do not last by their nature: those that read, or those that change something. */
    public LongAdder inFlight(boolean changes) {
        return changes ? changing : reading;
    }

    void forEach(BiConsumer<Target, RequestSeries> action) {
        for (Routes[] all : byResource.values()) {
            for (Routes routes : all) {
                for (int i = 0; i < routes.series.length(); i++) {
                    RequestSeries series = routes.series.get(i);
                    if (series != null) {
                        action.accept(routes.target, series);
                    }
                }
            }
        }
    }
}
