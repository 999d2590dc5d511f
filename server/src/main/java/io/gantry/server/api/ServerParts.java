package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import io.gantry.server.aggregation.FrontProxy;
import io.gantry.server.audit.Auditor;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.TokenVerifier;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.tracing.Tracing;
import io.gantry.store.Store;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an API server is made of and does not own: whoever assembles it opens and closes these.
 *
 * @param codec the store's
 * @param random need not be thread-safe
 * @param tokens whom a bearer token stands for
 * @param issuer issues service accounts' tokens
 * @param services the addresses and ports that services get
 * @param advertised where pods reach this API server: the endpoint of the service {@code kubernetes}
 * @param version of the API, such as {@code v1.36.0}
 * @param access who else may in
 * @param frontProxy what aggregated servers know this one by
 * @param auditor records requests; null for nothing
 * @param tracing makes spans of requests; null for none
 * @param flow how many requests are served at once
 */
public record ServerParts(
        Store<KubeObject> store,
        StorageCodec codec,
        Time time,
        RandomGenerator random,
        TokenVerifier tokens,
        TokenIssuer issuer,
        NodeDirectory nodes,
        TablePrinter tables,
        ServiceNetwork services,
        InetSocketAddress advertised,
        String version,
        AccessOptions access,
        FrontProxy frontProxy,
        @Nullable Auditor auditor,
        @Nullable Tracing tracing,
        FlowOptions flow) {
    public ServerParts {
        if (!version.matches("v\\d+\\.\\d+\\..+")) {
            throw new IllegalArgumentException("version: must be of the form v1.36.0, is " + version);
        }
    }
}
