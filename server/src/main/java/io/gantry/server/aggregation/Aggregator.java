package io.gantry.server.aggregation;

import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.apiregistration.v1.APIServiceType;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.base.Time;
import io.gantry.server.discovery.Discovery;
import io.gantry.server.discovery.ServedApi;
import io.gantry.server.edge.Exchange;
import io.gantry.server.openapi.OpenApi;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions of API groups that other servers serve. Who sees an APIService written is routed by it. As long as there is none
 * that leads to another server, a request pays one comparison, and nothing else of this package is made. Thread-safe.
 */
public final class Aggregator implements AutoCloseable {
    /** @param at how many changes had been when it was made */
    private record Table(long at, Routes routes) {}

    /** What exists only once an APIService leads to another server. */
    private record Remotes(Servers servers, ApiProxy proxy, AvailabilityLoop loop, MergedDocuments documents) {}

    private final Supplier<Registries> registries;
    private final FrontProxy frontProxy;
    private final TlsTrust trust;
    private final Time time;
    private final CustomServices customs;
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Table table;
    private volatile @Nullable Remotes remotes;
    private volatile boolean started;
    private boolean closed;

    /**
     * @param served what this server serves itself
     * @param frontProxy asked when the first aggregated server is
     * @param trust by which aggregated servers are known
     */
    public Aggregator(
            Supplier<Registries> registries,
            Supplier<ServedApi> served,
            FrontProxy frontProxy,
            TlsTrust trust,
            Time time) {
        this.registries = registries;
        this.frontProxy = frontProxy;
        this.trust = trust;
        this.time = time;
        this.customs = new CustomServices(registries, served, time);
    }

    /** To be called once what every cluster has is written. */
    public void start() {
        started = true;
        if (!registries
                .get()
                .registry(CustomResourceDefinitionType.KIND)
                .all("")
                .isEmpty()) {
            customs.kick();
        }
        look();
    }

    /** To be called after an object of this kind was written or removed. */
    public void wrote(Kind<?> kind) {
        if (kind == APIServiceType.KIND) {
            changes.incrementAndGet();
            if (started) {
                customs.kick();
                look();
            }
        } else if (kind == CustomResourceDefinitionType.KIND) {
            if (started) {
                customs.kick();
            }
        } else if (kind == ServiceType.KIND || kind == EndpointSliceType.KIND) {
            Remotes known = remotes;
            if (known != null) {
                known.loop().kick();
            }
        }
    }

    private void look() {
        Remotes known = remotes;
        if (known != null) {
            known.loop().kick();
        } else if (!routes().isEmpty()) {
            begin();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (remotes == null && !closed) {
                Servers servers = new Servers(registries.get(), frontProxy, trust, time);
                AvailabilityLoop loop = new AvailabilityLoop(registries.get(), servers, this::routes, time);
                remotes = new Remotes(
                        servers, new ApiProxy(servers), loop, new MergedDocuments(servers, loop::discovered, time));
                loop.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private Routes routes() {
        long now = changes.get();
        Table known = table;
        if (known == null || known.at() != now) {
            known = new Table(
                    now,
                    Routes.of(registries.get().registry(APIServiceType.KIND).all("")));
            table = known;
        }
        return known.routes();
    }

    /** The other server that a request is for; null for this one. */
    public @Nullable Route route(RequestInfo info) {
        Routes now = routes();
        return now.isEmpty() ? null : now.find(info);
    }

    /**
     * Passes a request on to another server, as the user for whom it has been authorized here.
     *
     * @param lasting whether the request lasts by its nature
     */
    public void forward(Exchange exchange, Route route, UserInfo user, String auditId, boolean lasting)
            throws IOException {
        known().proxy().forward(exchange, route, user, auditId, lasting);
    }

    /** Whether the other server says that it serves the resource, or the subresource. */
    public boolean serves(Route route, RequestInfo info) {
        Remotes known = remotes;
        Discovered found = known == null ? null : known.loop().discovered().get(route.name());
        return found != null && info.resourceRequest() && found.serves(info.resource(), info.subresource());
    }

    private Remotes known() {
        if (remotes == null) {
            begin();
        }
        return Objects.requireNonNull(remotes, "the API server is closed");
    }

    /** {@link Discovery#find} with what other servers serve. */
    public Discovery.@Nullable Document discovery(String path, Collection<String> accept, Discovery local) {
        Routes now = routes();
        return now.isEmpty() ? local.find(path, accept) : known().documents().discovery(now, path, accept, local);
    }

    /** {@link OpenApi#v3Index} with the documents of other servers. */
    public OpenApi.Document openApiV3Index(OpenApi local) {
        Routes now = routes();
        return now.isEmpty() ? local.v3Index() : known().documents().openApiV3Index(now, local);
    }

    /** {@link OpenApi#v3}, asked of the server that serves the version. */
    public OpenApi.@Nullable Document openApiV3(String path, OpenApi local) {
        Route route = routes().byPath().get(path);
        return route == null ? local.v3(path) : known().documents().openApiV3(route);
    }

    /** {@link OpenApi#v2Json} or {@link OpenApi#v2Protobuf} with what other servers serve. */
    public OpenApi.Document openApiV2(OpenApi local, boolean protobuf) {
        Routes now = routes();
        if (now.isEmpty()) {
            return protobuf ? local.v2Protobuf() : local.v2Json();
        }
        return known().documents().openApiV2(now, local, protobuf);
    }

    @Override
    public void close() {
        customs.close();
        Remotes open;
        lock.lock();
        try {
            closed = true;
            open = remotes;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.loop().close();
            open.servers().close();
        }
    }
}
