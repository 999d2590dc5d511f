package io.gantry.program.clients;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.Informers;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.ControllerManager;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Kubeconfig;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.pki.SubjectNames;
import io.gantry.pki.TokenCheck;
import io.gantry.pki.TokenSpec;
import io.gantry.program.Parts;
import io.gantry.server.api.ApiServer;
import io.gantry.server.api.NodeDirectory;
import io.gantry.server.api.ServerParts;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.TlsMaterial;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.table.Tables;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A control plane in this process, without disk and without nodes: API server over TLS, control loops. Clients get to it by
 * a kubeconfig, as everybody does.
 */
final class TestCluster implements AutoCloseable {
    /** So few that a test can outrun a watch: its resourceVersion is gone then. */
    static final int CHANGES_PER_LOG = 256;

    /** So few that a test can outrun a list in chunks, and more than happens beside one. */
    private static final int CHANGES_OF_HISTORY = 600;

    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private final Parts parts = new Parts();
    private final AtomicInteger namespaces = new AtomicInteger();
    private final CertificateAuthority authority;
    final Client local;
    final URI url;
    final String kubeconfig;

    private TestCluster() throws IOException {
        Instant now = Instant.now();
        authority = CertificateAuthority.create("gantry", now);
        ServiceAccountTokens tokens = ServiceAccountTokens.create(ISSUER);
        Time time = Time.system();
        Random random = new Random(1);
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20));
        Store<KubeObject> store = parts.add("store", MemoryStore.open(codec, storeOptions()));
        ApiServer server = parts.add(
                "API server",
                new ApiServer(new ServerParts(
                        store,
                        codec,
                        time,
                        random,
                        (token, audiences) -> verify(tokens, token, audiences),
                        request -> issue(tokens, request),
                        NodeDirectory.none(),
                        new Tables(time),
                        ServiceNetwork.of("10.96.0.0/16"),
                        new InetSocketAddress("192.168.0.1", 6443),
                        "v1.36.0",
                        ServerParts.DEFAULT_MAX_IN_FLIGHT)));
        local = server.client(UserInfo.of("system:kube-controller-manager", UserInfo.MASTERS), "loops");
        var names = SubjectNames.ofApiServer("test", "cluster.local", List.of(), List.of());
        var served = authority.issueServer("kube-apiserver", names, now);
        var tls = new TlsMaterial(served.key(), served.chain(), List.of(authority.certificate()));
        InetSocketAddress at = server.open(
                EdgeConfig.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> tls));
        url = URI.create("https://127.0.0.1:" + at.getPort());
        kubeconfig = kubeconfig("kubernetes-admin", "system:masters");
        Informers informers = parts.add("informers", new Informers(local, time, random));
        ControllerManager loops = parts.add(
                "loops",
                new ControllerManager(
                        local, informers, time, random, ControllerManager.Config.of(authority.certificatePem())));
        informers.start();
        loops.start();
    }

    static TestCluster open() throws IOException {
        return new TestCluster();
    }

    private static StoreOptions storeOptions() {
        StoreOptions defaults = StoreOptions.defaults().withLogOf(StorageKeys::logOf);
        return new StoreOptions(
                defaults.time(),
                defaults.logOf(),
                defaults.queueCapacity(),
                defaults.batchWrites(),
                defaults.batchBytes(),
                defaults.maxValueBytes(),
                CHANGES_PER_LOG,
                defaults.changesAge(),
                CHANGES_OF_HISTORY,
                defaults.historyAge());
    }

    /** The kubeconfig of a user with a certificate of its own. */
    String kubeconfig(String user, String... groups) {
        var credential = authority.issueClient(user, List.of(groups), Instant.now());
        return new Kubeconfig("test", url, authority.certificatePem(), user, credential).toYaml();
    }

    private Optional<UserInfo> verify(ServiceAccountTokens tokens, String token, List<String> audiences) {
        List<String> wanted = audiences.isEmpty() ? List.of(ISSUER) : audiences;
        if (!(tokens.verify(token, wanted, Instant.now()) instanceof TokenCheck.Valid valid)) {
            return Optional.empty();
        }
        var claims = valid.claims();
        return local.find(ServiceAccountType.KIND, claims.namespace(), claims.serviceAccount())
                .map(found -> UserInfo.serviceAccount(claims.namespace(), claims.serviceAccount(), found.uid()));
    }

    private static TokenIssuer.Token issue(ServiceAccountTokens tokens, TokenIssuer.Request request) {
        Instant now = Instant.now();
        List<String> audiences = request.audiences().isEmpty() ? List.of(ISSUER) : request.audiences();
        var spec = TokenSpec.of(
                request.namespace(), request.serviceAccount(), request.uid(), audiences, request.expiration());
        return new TokenIssuer.Token(tokens.issue(spec, now), now.plus(request.expiration()));
    }

    /** A new namespace, in which pods can be created. */
    String namespace() {
        String name = "test-" + namespaces.incrementAndGet();
        local.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(name).build())
                        .build(),
                WriteOptions.DEFAULT);
        eventually()
                .until(() ->
                        local.find(ServiceAccountType.KIND, name, "default").isPresent());
        return name;
    }

    /** Waits for a condition; the limit is for machines that have much else to do. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }

    /** Fabric8's client for an administrator. */
    KubernetesClient fabric8() {
        return fabric8(Config.fromKubeconfig(kubeconfig));
    }

    static KubernetesClient fabric8(Config config) {
        config.setRequestRetryBackoffLimit(0);
        // The default of ten seconds is short on a machine that has much else to do.
        config.setRequestTimeout(60_000);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Fabric8's client for whoever has this token. */
    KubernetesClient fabric8WithToken(String token) {
        Config admin = Config.fromKubeconfig(kubeconfig);
        Config config = Config.empty();
        config.setMasterUrl(url.toString());
        config.setCaCertData(admin.getCaCertData());
        config.setOauthToken(token);
        return fabric8(config);
    }

    /** The official client for an administrator. */
    ApiClient official() throws IOException {
        return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(kubeconfig)))
                .build();
    }

    @Override
    public void close() {
        parts.close();
    }
}
