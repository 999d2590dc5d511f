package io.gantry.program;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Client;
import io.gantry.client.Informers;
import io.gantry.client.node.NodeApi;
import io.gantry.controllers.ControllerManager;
import io.gantry.controllers.runtime.DeletableKinds;
import io.gantry.scheduler.Profile;
import io.gantry.scheduler.Scheduler;
import io.gantry.server.api.ApiServer;
import io.gantry.server.api.ServerParts;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.TlsMaterial;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.table.Tables;
import io.gantry.store.EmbeddedStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Store, API server, scheduler and control loops of a cluster, in one process. */
final class ControlPlane {
    private final ApiServer server;
    private final Time time;
    private final RandomGenerator random;
    private final Map<String, NodeApi> nodes;

    private ControlPlane(ApiServer server, Time time, RandomGenerator random, Map<String, NodeApi> nodes) {
        this.server = server;
        this.time = time;
        this.random = random;
        this.nodes = nodes;
    }

    /**
     * Opens the store and serves the API; the loops come with {@link #startLoops}.
     *
     * @param pkiLater is waited for only when the port is opened
     * @param address of this machine, where pods reach the API server
     */
    static ControlPlane open(
            Layout layout,
            Settings settings,
            Later<ClusterPki> pkiLater,
            InetAddress address,
            Time time,
            RandomGenerator random,
            Parts parts)
            throws IOException, InterruptedException {
        Interner interner = Interner.large();
        StorageCodec codec = new StorageCodec(interner);
        Store<KubeObject> store = parts.add(
                "store",
                EmbeddedStore.open(
                        layout.store(),
                        codec,
                        StoreOptions.defaults().withTime(time).withLogOf(StorageKeys::logOf)));
        TokenService tokens = new TokenService(time);
        Map<String, NodeApi> nodes = new ConcurrentHashMap<>();
        ApiServer server = parts.add(
                "API server",
                new ApiServer(
                        new ServerParts(
                                store,
                                codec,
                                time,
                                random,
                                tokens,
                                tokens,
                                name -> Optional.ofNullable(nodes.get(name)),
                                new Tables(time),
                                ServiceNetwork.of(settings.serviceCidr().toString()),
                                new InetSocketAddress(address, settings.port()),
                                Version.KUBERNETES,
                                ServerParts.DEFAULT_MAX_IN_FLIGHT),
                        () -> new IssuerPaths(tokens)));
        ClusterPki pki = pkiLater.get();
        tokens.use(pki.serviceAccountTokens(), server.client(UserInfo.API_SERVER, ""));
        TlsMaterial tls = new TlsMaterial(
                pki.apiServer().key(),
                pki.apiServer().chain(),
                List.of(pki.authority().certificate()));
        server.open(EdgeConfig.of(new InetSocketAddress(settings.port()), () -> tls));
        return new ControlPlane(server, time, random, nodes);
    }

    /** A client of this API server with the rights and the name of a part of the system. */
    Client client(String user, String fieldManager) {
        return server.client(UserInfo.of(user, UserInfo.MASTERS, UserInfo.AUTHENTICATED), fieldManager);
    }

    /** The API server asks this node for logs, exec and the like. */
    void register(String nodeName, NodeApi api) {
        nodes.put(nodeName, api);
    }

    void startLoops(ClusterPki pki, Parts parts) {
        Client ofLoops = client("system:kube-controller-manager", "kube-controller-manager");
        Informers informers = parts.add("informers", new Informers(ofLoops, time, random));
        Client ofScheduler = client("system:kube-scheduler", "kube-scheduler");
        ApiEventRecorder events = parts.add(
                "scheduler events", new ApiEventRecorder(ofScheduler, time, random, "default-scheduler", "").start());
        Scheduler scheduler = parts.add(
                "scheduler", new Scheduler(ofScheduler, informers, events, time, random, Profile.defaultProfile()));
        ControllerManager controllers = parts.add(
                "controllers",
                new ControllerManager(
                        ofLoops,
                        informers,
                        time,
                        random,
                        ControllerManager.Config.of(pki.authority().certificatePem())
                                .withKinds(() -> {
                                    List<Kind<?>> kinds = new ArrayList<>(DeletableKinds.builtin());
                                    kinds.addAll(server.customKinds());
                                    return kinds;
                                })));
        informers.start();
        scheduler.start();
        controllers.start();
    }
}
