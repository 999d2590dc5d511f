package io.gantry.server.aggregation;

import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.edge.Headers;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.Addresses;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Finds aggregated servers by the store's newest state and opens connections to them. Thread-safe. */
final class Servers implements AutoCloseable {
    /** For the question whether a server answers; Kubernetes waits as long. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For a document that is made when it is asked for. */
    static final Duration LONG_PATIENCE = Duration.ofSeconds(30);
    /** What a document of a server may have at most, in bytes. */
    private static final int DOCUMENT_LIMIT = 64 << 20;

    private final Registries registries;
    private final FrontProxy proxy;
    private final TlsTrust trust;
    private final Upstreams upstreams;
    private final Time time;
    private final AtomicInteger turn = new AtomicInteger();

    Servers(Registries registries, FrontProxy proxy, TlsTrust trust, Time time) {
        this.registries = registries;
        this.proxy = proxy;
        this.trust = trust;
        this.upstreams = new Upstreams(time);
        this.time = time;
    }

    /** The answer to a question of this server's own. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
    record Answer(int status, byte[] body) {
        boolean good() {
            return status >= 200 && status < 300;
        }
    }

    @Nullable
    Service service(Route route) {
        return registries.registry(ServiceType.KIND).find(route.namespace(), route.service());
    }

    List<EndpointSlice> slices(Route route) {
        return Addresses.slices(registries, route.namespace(), route.service());
    }

    List<Address> addresses(Route route) {
        Service service = service(route);
        return service == null ? List.of() : Addresses.ready(service, slices(route), route.port());
    }

    /** One address of the server, in turn; null when none is ready. */
    @Nullable
    Address next(Route route) {
        List<Address> ready = addresses(route);
        return ready.isEmpty() ? null : ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
    }

    /** @param fresh whether it must be a new connection */
    Upstream open(Route route, Address address, boolean fresh) throws IOException {
        SSLContext context = trust.context(new TlsTrust.Terms(route.bundle(), route.insecure(), proxy.identity()));
        return upstreams.open(new Link.Target(address, context, route.serverName(), !route.insecure()), fresh);
    }

    /** Asks for a document, as a user of this server's choice. */
    Answer get(Route route, Address address, String path, String accept, UserInfo user, Duration patience)
            throws IOException {
        Headers.Builder headers = Headers.builder()
                .add("Host", route.serverName() + ":" + route.port())
                .add("Accept", accept)
                .add("User-Agent", "kube-aggregator")
                .add("Connection", "close"); // it says whether the server can be reached now, and is seldom asked
        Identities.add(user, headers);
        try (Upstream upstream = open(route, address, true);
                Cancellable _ = time.schedule(patience, () -> close(upstream))) {
            upstream.send("GET", path, headers.build());
            ResponseHead head = upstream.head();
            try (InputStream body = upstream.body(head, "GET")) {
                byte[] bytes = body == null ? new byte[0] : body.readNBytes(DOCUMENT_LIMIT + 1);
                if (bytes.length > DOCUMENT_LIMIT) {
                    throw new IOException("the answer to " + path + " is longer than " + DOCUMENT_LIMIT + " bytes");
                }
                return new Answer(head.status(), bytes);
            }
        }
    }

    @Override
    public void close() {
        upstreams.close();
    }

    private static void close(Upstream upstream) {
        try {
            upstream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
