package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceStatus;
import io.gantry.api.apiregistration.v1.APIServiceType;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Service;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.server.aggregation.Availability.Verdict;
import io.gantry.server.aggregation.Servers.Answer;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.Addresses;
import io.gantry.server.remote.DialErrors;
import io.gantry.server.request.UserInfo;
import io.gantry.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether aggregated servers answer, remembers what they serve, and writes the condition of their APIServices: when an
 * APIService, its Service or its EndpointSlices change, and again every while. One thread, and one for each server during a
 * round. What a server serves is known before its APIService becomes available.
 */
final class AvailabilityLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AvailabilityLoop.class.getName());
    /** Kubernetes' informers bring every object again so often. */
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    /** The same while a server does not answer. */
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** How many addresses of a server are tried in one round. */
    private static final int ATTEMPTS = 5;

    static final UserInfo AGGREGATOR = UserInfo.of("system:kube-aggregator", UserInfo.MASTERS);
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    /** What a look was based on, and what came of it. */
    private record Seen(
            Route route, @Nullable Service service, List<EndpointSlice> slices, boolean available, Discovered found) {}

    private final Registries registries;
    private final Servers servers;
    private final Supplier<Routes> routes;
    private final Time time;
    private final Semaphore kicks = new Semaphore(0);
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private volatile Map<String, Discovered> discovered = Map.of();
    private volatile boolean everything;
    private volatile boolean closed;
    private @Nullable Thread thread;

    AvailabilityLoop(Registries registries, Servers servers, Supplier<Routes> routes, Time time) {
        this.registries = registries;
        this.servers = servers;
        this.routes = routes;
        this.time = time;
    }

    /** To be called once, by the thread that closes it. */
    void start() {
        thread = Thread.ofVirtual().name("aggregation").start(this::run);
    }

    /** Something changed that servers are found by. */
    void kick() {
        kicks.release();
    }

    /** What is known of servers, by the names of their APIServices; the same object as long as nothing changes. */
    Map<String, Discovered> discovered() {
        return discovered;
    }

    private void run() {
        while (!closed) {
            boolean all = everything;
            everything = false;
            try (var _ = time.schedule(round(all) ? INTERVAL : RETRY, this::lookAtEverything)) {
                kicks.acquire();
                kicks.drainPermits();
            } catch (InterruptedException e) {
                return; // closing
            }
        }
    }

    private void lookAtEverything() {
        everything = true;
        kick();
    }

    /** Returns whether every server answers. */
    private boolean round(boolean all) throws InterruptedException {
        List<Route> now = routes.get().all();
        List<Thread> looks = new ArrayList<>();
        for (Route route : now) {
            Service service = servers.service(route);
            List<EndpointSlice> slices = servers.slices(route);
            Seen before = seen.get(route.name());
            boolean same = before != null
                    && before.route().sameServer(route)
                    && before.available() == route.available()
                    && slices.equals(before.slices())
                    && java.util.Objects.equals(service, before.service());
            if (all || !same) {
                looks.add(Thread.ofVirtual()
                        .name("aggregation-" + route.name())
                        .start(() -> look(route, service, slices, before)));
            }
        }
        for (Thread look : looks) {
            look.join();
        }
        seen.keySet().retainAll(now.stream().map(Route::name).toList());
        publish();
        return seen.values().stream().allMatch(Seen::available);
    }

    private void look(Route route, @Nullable Service service, List<EndpointSlice> slices, @Nullable Seen before) {
        Discovered known = before == null || !before.route().sameServer(route) ? Discovered.NOTHING : before.found();
        Verdict verdict = Availability.ofService(route, service, slices);
        Discovered found = known.outdated();
        if (verdict == null) {
            List<Address> addresses = service == null ? List.of() : Addresses.ready(service, slices, route.port());
            String failure =
                    addresses.isEmpty() ? "no endpoints available for service \"" + route.service() + "\"" : "";
            for (Address address : addresses.subList(0, Math.min(ATTEMPTS, addresses.size()))) {
                String url = "https://" + address + "/" + route.path();
                try {
                    found = ask(route, address, url, known);
                    failure = null;
                    break;
                } catch (IOException e) {
                    failure = "failing or missing response from " + url + ": "
                            + (e instanceof BadStatus
                                    ? e.getMessage()
                                    : "Get \"" + url + "\": " + DialErrors.text(address, e));
                }
            }
            verdict = Availability.ofAnswer(failure);
        }
        seen.put(route.name(), new Seen(route, service, slices, verdict.available(), found));
        publish();
        write(route, verdict);
    }

    /** The server answered, but not as one that serves the version. */
    private static final class BadStatus extends IOException {
        private static final long serialVersionUID = 1;

        BadStatus(String url, int status) {
            super("bad status from " + url + ": " + status);
        }
    }

    private Discovered ask(Route route, Address address, String url, Discovered known) throws IOException {
        Answer own = servers.get(route, address, "/" + route.path(), "application/json", AGGREGATOR, Servers.PATIENCE);
        if (!own.good()) {
            throw new BadStatus(url, own.status());
        }
        List<Object> resources = route.group().isEmpty()
                ? null
                : Discovered.inAggregated(
                        document(route, address, "/apis", AGGREGATED), route.group(), route.version());
        if (resources == null) {
            resources = Discovered.inResourceList(json(own), route.group(), route.version());
        }
        String openApi = Discovered.inIndex(document(route, address, "/openapi/v3", "application/json"), route.path());
        Discovered found = new Discovered(resources == null ? List.of() : resources, false, openApi);
        return found.equals(known) ? known : found;
    }

    /** A document that a server may do without: it is available all the same. */
    private @Nullable Object document(Route route, Address address, String path, String accept) {
        try {
            Answer answer = servers.get(route, address, path, accept, AGGREGATOR, Servers.PATIENCE);
            return answer.good() ? json(answer) : null;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> route.name() + ": " + path + ": " + DialErrors.text(address, e));
            return null;
        }
    }

    private static @Nullable Object json(Answer answer) {
        try {
            return Tree.parseJson(answer.body());
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "An aggregated server's document is no JSON and counts as none", e);
            return null;
        }
    }

    private synchronized void publish() {
        Map<String, Discovered> now = new HashMap<>();
        seen.forEach((name, each) -> now.put(name, each.found()));
        if (!now.equals(discovered)) {
            discovered = Map.copyOf(now);
        }
    }

    private void write(Route route, Verdict verdict) {
        try {
            APIService current = registries.registry(APIServiceType.KIND).find("", route.name());
            if (current == null
                    || !current.uid().equals(route.uid())
                    || Availability.with(current.status(), verdict, time.now()) == current.status()) {
                return;
            }
            registries
                    .registry(APIServiceType.KIND)
                    .update(
                            "",
                            route.name(),
                            "status",
                            object -> {
                                APIServiceStatus status = Availability.with(object.status(), verdict, time.now());
                                return new Edited<>(
                                        new APIService(object.metadata(), object.spec(), status),
                                        object.metadata().managedFields());
                            },
                            null,
                            WriteOptions.DEFAULT);
        } catch (StatusException | StoreException e) {
            LOG.log(Level.DEBUG, "The condition of " + route.name() + " is written later", e);
            seen.remove(route.name());
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
