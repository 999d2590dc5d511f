package io.gantry.testkit;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.OneKeyManager;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.ControlPlaneSetup;
import io.gantry.controlplane.Parts;
import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.pki.Credential;
import io.gantry.pki.Kubeconfig;
import io.gantry.server.api.Baseline;
import io.gantry.server.api.ObservationOptions;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.encryption.Encryption;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.request.UserInfo;
import io.gantry.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A cluster in this JVM for a test: an API server on a port of its own, with its objects in memory. Alone it does what a
 * client of the API needs; {@link Builder#withLoops} adds control loops and scheduler, {@link Builder#withNodes} nodes that
 * take pods and report them running without running anything.
 *
 * <pre>{@code
 * try (var cluster = GantryCluster.builder().withNodes(3).start()) {
 *     cluster.applyResource("web.yaml");
 *     cluster.await("default", "deployment/web").untilCondition("Available");
 * }
 * }</pre>
 *
 * <p>Every client works that takes a kubeconfig. Several clusters can be open at once, each with a port and objects of its
 * own; all of a JVM share one certificate authority, which is made once. Thread-safe, but for {@link #reset} and {@link
 * #close}, which are for whoever started the cluster.
 */
public final class GantryCluster implements AutoCloseable {
    private static final WriteOptions WRITER = WriteOptions.as("gantry-testkit");
    /** Changes of all kinds that a list can go back, for each that a watch can. */
    private static final int HISTORY_FACTOR = 2;

    private final ClusterOptions options;
    private final Time time = Time.system();
    private final Parts parts = new Parts();
    private final ScratchDirectory scratch = parts.add("files", new ScratchDirectory());
    private final TestKeys keys;
    private final ControlPlane controlPlane;
    private final Machinery machinery;
    private final Client client;
    private final KindNames kinds;
    private final Manifests manifests;
    private final URI url;
    private final String kubeconfig;
    private final Baseline baseline;
    private final AtomicInteger namespaces = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();

    private GantryCluster(ClusterOptions options) throws IOException, InterruptedException {
        this.options = options;
        TestKeys.begin();
        RandomGenerator random = new SecureRandom();
        try {
            InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            ControlPlaneSetup setup = new ControlPlaneSetup(
                    new Interner(4096, 16L << 20),
                    Encryption.none(),
                    (codec, defaults) -> MemoryStore.open(
                            codec,
                            defaults.withChanges(options.watchHistory(), defaults.changesAge())
                                    .withHistory(HISTORY_FACTOR * options.watchHistory(), defaults.historyAge())),
                    () -> TestKeys.get().keys(),
                    local,
                    // Where pods would reach it; nobody does.
                    new InetSocketAddress(InetAddress.ofLiteral("10.127.255.254"), 6443),
                    "10.96.0.0/16",
                    AccessOptions.NONE,
                    ObservationOptions.NONE,
                    FlowOptions.DEFAULT,
                    time,
                    random);
            this.controlPlane = ControlPlane.open(setup, parts);
            this.kinds = new KindNames(() -> servedBy(controlPlane));
            this.keys = TestKeys.get();
            this.url = URI.create("https://127.0.0.1:" + controlPlane.address().getPort());
            this.client = controlPlane
                    .server()
                    .client(
                            UserInfo.of(TestKeys.ADMINISTRATOR, UserInfo.MASTERS, UserInfo.AUTHENTICATED),
                            "gantry-testkit");
            this.manifests = new Manifests(client, kinds);
            this.kubeconfig = kubeconfigOf(TestKeys.ADMINISTRATOR, keys.administrator());
            this.machinery = parts.add("machinery", new Machinery(controlPlane, options, scratch, time, random));
            if (!options.loops()) {
                createServiceAccount("default");
            }
            machinery.start();
            machinery.awaitReady(client);
            this.baseline = controlPlane.server().baseline();
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    /** An API server without loops and nodes. */
    public static GantryCluster start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder(ClusterOptions.DEFAULT);
    }

    /** How a cluster is to be; each method gives a new builder, so that one can be kept and varied. */
    public static final class Builder {
        private final ClusterOptions options;

        private Builder(ClusterOptions options) {
            this.options = options;
        }

        /** With the control loops (deployments, jobs, endpoints, garbage collection and all others) and the scheduler. */
        public Builder withLoops() {
            return new Builder(new ClusterOptions(
                    true, options.nodes(), options.node(), options.images(), options.watchHistory()));
        }

        /**
         * With loops and so many nodes, {@code node-1} and on. Their pods become Running and Ready as real ones would, with
         * events, restarts and probes; every image can be pulled, and probes over the network succeed.
         */
        public Builder withNodes(int count) {
            return new Builder(
                    new ClusterOptions(true, count, options.node(), options.images(), options.watchHistory()));
        }

        /** What each node has, in Kubernetes' quantities; 16 cores, 64Gi and 250 pods otherwise. */
        public Builder nodeSize(String cpu, String memory, int pods) {
            return new Builder(new ClusterOptions(
                    options.loops(),
                    options.nodes(),
                    new ClusterOptions.NodeSize(cpu, memory, pods),
                    options.images(),
                    options.watchHistory()));
        }

        /** What the processes of an image do; otherwise they run until they are stopped. */
        public Builder image(String name, SimulatedBehaviour behaviour) {
            Map<String, SimulatedBehaviour> images = new HashMap<>(options.images());
            images.put(name, behaviour);
            return new Builder(new ClusterOptions(
                    options.loops(), options.nodes(), options.node(), images, options.watchHistory()));
        }

        /**
         * How many changes of a kind a watch can go back, 10,000 otherwise; a list in chunks can go back twice as many of all
         * kinds together. With few of them a client soon meets {@code 410 Gone}, for tests of how it goes on.
         */
        public Builder watchHistory(int changes) {
            return new Builder(
                    new ClusterOptions(options.loops(), options.nodes(), options.node(), options.images(), changes));
        }

        /** Starts the cluster; it answers, and with nodes takes pods, when this returns. */
        public GantryCluster start() {
            try {
                return new GantryCluster(options);
            } catch (IOException e) {
                throw new UncheckedIOException("the cluster could not be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the cluster was started", e);
            }
        }
    }

    /** Where the API server answers. */
    public URI url() {
        return url;
    }

    /** The certificate that clients trust the server by, in PEM. */
    public String authorityCertificate() {
        return keys.keys().authority().certificatePem();
    }

    /** The kubeconfig of an administrator. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** The same in a file, for {@code KUBECONFIG}; the cluster deletes it at its end. */
    public Path kubeconfigFile() {
        return file(kubeconfig);
    }

    /** For HTTP clients of any kind: trusts the API server, and shows it the administrator's certificate. */
    public SSLContext sslContext() {
        Credential administrator = keys.administrator();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new OneKeyManager(administrator.key(), administrator.chain())},
                    trustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the cluster's certificates cannot be used", e);
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", keys.keys().authority().certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** The API as method calls, as an administrator: nothing is encoded, authenticated or authorized. */
    public Client client() {
        return client;
    }

    /** The nodes' names. */
    public List<String> nodes() {
        return IntStream.range(0, options.nodes())
                .mapToObj(SimulatedNodes::name)
                .toList();
    }

    /** A user of this name who has no rights yet beyond those of everybody who is known. */
    public TestUser user(String name, String... groups) {
        Credential credential = keys.keys().authority().issueClient(name, List.of(groups), time.now());
        return new TestUser(this, name, kubeconfigOf(name, credential));
    }

    /** The service account as a user: what it may do, a client with this kubeconfig may. Makes it if it is missing. */
    public TestUser serviceAccount(String namespace, String name) {
        if (client.find(ServiceAccountType.KIND, namespace, name).isEmpty()) {
            client.create(
                    ServiceAccountType.KIND,
                    ServiceAccountBuilder.of()
                            .metadata(ObjectMetaBuilder.of()
                                    .namespace(namespace)
                                    .name(name)
                                    .build())
                            .build(),
                    WRITER);
        }
        return user(
                "system:serviceaccount:" + namespace + ":" + name,
                "system:serviceaccounts",
                "system:serviceaccounts:" + namespace);
    }

    private String kubeconfigOf(String user, Credential credential) {
        String label = user.replaceAll("[^A-Za-z0-9:._-]", "-");
        return new Kubeconfig("gantry-test", url, authorityCertificate(), label, credential).toYaml();
    }

    /** A new file of the cluster that holds a key. */
    Path file(String content) {
        try {
            Path file = scratch.path().resolve("kubeconfig-" + files.incrementAndGet());
            Files.writeString(file, content);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("a kubeconfig could not be written", e);
        }
    }

    /** Makes a namespace in which pods can be created, under a name that was not used before; returns the name. */
    public String newNamespace() {
        String name = "test-" + namespaces.incrementAndGet();
        client.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(name).build())
                        .build(),
                WRITER);
        if (options.loops()) {
            await(ServiceAccountType.KIND, name, "default").untilExists();
        } else {
            createServiceAccount(name);
        }
        return name;
    }

    private void createServiceAccount(String namespace) {
        client.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace(namespace)
                                .name("default")
                                .build())
                        .build(),
                WRITER);
    }

    /**
     * Brings about what one or several YAML documents describe, creating or changing the objects, as {@code kubectl apply
     * --server-side} does. Objects without a namespace go to {@code default}. Returns them as they are stored.
     */
    public List<KubeObject> apply(String yaml) {
        return manifests.apply("the YAML", Manifests.bytes(yaml), "default");
    }

    /** Applies a file, or all files of a directory that end in yaml, yml or json, by name. */
    public List<KubeObject> apply(Path path) {
        try {
            List<KubeObject> applied = new ArrayList<>();
            for (Path file : Manifests.files(path)) {
                applied.addAll(manifests.apply(file.toString(), Files.readAllBytes(file), "default"));
            }
            return applied;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be read", e);
        }
    }

    /** Applies a resource of the class path, such as {@code manifests/web.yaml}. */
    public List<KubeObject> applyResource(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : GantryCluster.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + name + " on the class path");
            }
            return manifests.apply(name, in.readAllBytes(), "default");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }

    /**
     * Waits for an object, named as for kubectl: {@code deployment/web}, {@code pods/web-0}, {@code node/node-1}.
     *
     * @param namespace is ignored for kinds that have none
     */
    public Await<? extends KubeObject> await(String namespace, String resource) {
        int slash = resource.indexOf('/');
        if (slash < 1 || slash == resource.length() - 1) {
            throw new IllegalArgumentException("resource: must be of the form deployment/web, is '" + resource + "'");
        }
        return await(kinds.ofResource(resource.substring(0, slash)), namespace, resource.substring(slash + 1));
    }

    /** Waits for an object of a kind. */
    public <T extends KubeObject> Await<T> await(Kind<T> kind, String namespace, String name) {
        return Await.of(client, time, kind, namespace, name);
    }

    /** The built-in kinds and those of custom resources. */
    private static List<Kind<?>> servedBy(ControlPlane controlPlane) {
        List<Kind<?>> kinds = new ArrayList<>(Kinds.all());
        kinds.addAll(controlPlane.server().customKinds());
        return kinds;
    }

    /** Says what the processes of an image do that start from now until the next {@link #reset}. */
    public void image(String name, SimulatedBehaviour behaviour) {
        machinery.image(name, behaviour);
    }

    /**
     * Brings everything back to how it was after the start, in milliseconds: objects that were added are gone, with no
     * finalizer asked and no grace period waited for; objects that were changed or deleted are as they were. Kubeconfigs stay
     * good; watches go on and see the deletions.
     */
    public void reset() {
        machinery.close();
        baseline.restore();
        try {
            machinery.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the nodes could not be started again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the nodes were started again", e);
        }
    }

    /** Ends everything that belongs to the cluster: threads, the port, files. */
    @Override
    public void close() {
        parts.close();
    }
}
