package io.gantry.controlplane;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Client;
import io.gantry.client.Informers;
import io.gantry.client.node.NodeApi;
import io.gantry.controllers.ControllerManager;
import io.gantry.controllers.account.AccountTokenLoop;
import io.gantry.controllers.account.TokenCleanerLoop;
import io.gantry.controllers.certificates.ApprovingLoop;
import io.gantry.controllers.certificates.CleanerLoop;
import io.gantry.controllers.certificates.Signer;
import io.gantry.controllers.certificates.SigningLoop;
import io.gantry.controllers.runtime.DeletableKinds;
import io.gantry.controlplane.ControlPlaneSetup.Keys;
import io.gantry.pki.SecretTokenClaims;
import io.gantry.scheduler.Profile;
import io.gantry.scheduler.Scheduler;
import io.gantry.server.api.ApiServer;
import io.gantry.server.api.ServerParts;
import io.gantry.server.audit.AuditOptions;
import io.gantry.server.audit.Auditor;
import io.gantry.server.auth.RequestHeaderOptions;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.NativeTls;
import io.gantry.server.edge.TlsMaterial;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.remote.ClientIdentity;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.tracing.Tracing;
import io.gantry.server.tracing.TracingOptions;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Store, API server, scheduler and control loops of a cluster, in one process. The wiring is written out here and nowhere
 * else.
 *
 * <p>Opened and closed by one thread, which closes the {@link Parts} that everything here was added to; the rest is
 * thread-safe.
 */
public final class ControlPlane {
    /** The release whose API is served. */
    public static final String KUBERNETES_VERSION = "v1.36.0";

    private final ApiServer server;
    private final InetSocketAddress address;
    private final Keys keys;
    private final Time time;
    private final RandomGenerator random;
    private final boolean bootstrapTokens;
    private final Map<String, NodeApi> nodes;

    private ControlPlane(
            ApiServer server,
            InetSocketAddress address,
            Keys keys,
            ControlPlaneSetup setup,
            Map<String, NodeApi> nodes) {
        this.server = server;
        this.address = address;
        this.keys = keys;
        this.time = setup.time();
        this.random = setup.random();
        this.bootstrapTokens = setup.access().bootstrapTokens();
        this.nodes = nodes;
    }

    /** Opens the store and serves the API; the loops come with {@link #startLoops}. */
    public static ControlPlane open(ControlPlaneSetup setup, Parts parts) throws IOException, InterruptedException {
        NativeTls.beginToLoad();
        Time time = setup.time();
        parts.add("encryption", setup.encryption()).start();
        StorageCodec codec = new StorageCodec(setup.interner(), setup.encryption());
        StoreOptions options = StoreOptions.defaults().withTime(time).withLogOf(StorageKeys::logOf);
        Store<KubeObject> store = parts.add("store", setup.store().open(codec, options));
        TokenService tokens = new TokenService(setup.access().extendedTokens(), time);
        Map<String, NodeApi> nodes = new ConcurrentHashMap<>();
        AuditOptions audit = setup.observation().audit();
        Auditor auditor = audit == null ? null : parts.add("audit", Auditor.open(audit, time));
        TracingOptions traced = setup.observation().tracing();
        Tracing tracing = traced == null ? null : parts.add("tracing", Tracing.open(traced, time));
        ApiServer server = parts.add(
                "API server",
                new ApiServer(
                        new ServerParts(
                                store,
                                codec,
                                time,
                                setup.random(),
                                tokens,
                                tokens,
                                name -> Optional.ofNullable(nodes.get(name)),
                                new LazyTables(time),
                                ServiceNetwork.of(setup.serviceRange()),
                                setup.advertised(),
                                KUBERNETES_VERSION,
                                setup.access(),
                                () -> frontProxy(setup),
                                auditor,
                                tracing,
                                setup.flow()),
                        () -> new IssuerPaths(tokens)));
        Keys keys = setup.keys().keys();
        tokens.use(keys.tokens(), server.client(UserInfo.API_SERVER, ""));
        RequestHeaderOptions proxies = setup.access().requestHeader();
        TlsMaterial tls = new TlsMaterial(
                keys.apiServer().key(),
                keys.apiServer().chain(),
                List.of(keys.authority().certificate()),
                proxies == null ? List.of() : proxies.authorities());
        parts.add(
                "extension authentication",
                new ExtensionAuthentication(
                                server.client(UserInfo.API_SERVER, "kube-apiserver"),
                                keys.authority().certificate(),
                                keys.frontProxy(),
                                time)
                        .start());
        InetSocketAddress address = server.open(EdgeConfig.of(setup.listen(), () -> tls));
        return new ControlPlane(server, address, keys, setup, nodes);
    }

    private static ClientIdentity frontProxy(ControlPlaneSetup setup) throws IOException {
        try {
            return setup.keys().keys().frontProxy().identity();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting for the cluster's keys").initCause(e);
        }
    }

    /** Where the API server listens. */
    public InetSocketAddress address() {
        return address;
    }

    public ApiServer server() {
        return server;
    }

    /** A client of this API server with the rights and the name of a part of the system. */
    public Client client(String user, String fieldManager) {
        return server.client(UserInfo.of(user, UserInfo.MASTERS, UserInfo.AUTHENTICATED), fieldManager);
    }

    /** The API server asks this node for logs, exec and the like. */
    public void register(String nodeName, NodeApi api) {
        nodes.put(nodeName, api);
    }

    private String tokenForSecret(ServiceAccount account, String secret) {
        return keys.tokens()
                .issueForSecret(new SecretTokenClaims(account.namespace(), secret, account.name(), account.uid()));
    }

    /** Starts scheduler and control loops. Once they are closed they may be started again. */
    public void startLoops(Parts parts) {
        Client ofLoops = client("system:kube-controller-manager", "kube-controller-manager");
        Informers informers = parts.add("informers", new Informers(ofLoops, time, random));
        Client ofScheduler = client("system:kube-scheduler", "kube-scheduler");
        ApiEventRecorder events = parts.add(
                "scheduler events", new ApiEventRecorder(ofScheduler, time, random, "default-scheduler", "").start());
        Scheduler scheduler = parts.add(
                "scheduler", new Scheduler(ofScheduler, informers, events, time, random, Profile.defaultProfile()));
        ControllerManager.Config config = ControllerManager.Config.of(
                        keys.authority().certificatePem())
                .withKinds(() -> {
                    List<Kind<?>> kinds = new ArrayList<>(DeletableKinds.builtin());
                    kinds.addAll(server.customKinds());
                    return kinds;
                });
        String authority = keys.authority().certificatePem();
        config = config.with(context -> List.of(AccountTokenLoop.create(context, this::tokenForSecret, authority)));
        Signer signer = new RequestSigner(keys.authority(), time);
        config = config.with(context -> List.of(
                SigningLoop.create(context, signer),
                ApprovingLoop.create(context, signer),
                CleanerLoop.create(context, signer)));
        if (bootstrapTokens) {
            config = config.with(context -> List.of(TokenCleanerLoop.create(context)));
        }
        ControllerManager controllers =
                parts.add("controllers", new ControllerManager(ofLoops, informers, time, random, config));
        server.showsQueues(controllers::queues);
        informers.start();
        scheduler.start();
        controllers.start();
    }
}
