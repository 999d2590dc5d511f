package io.gantry.server.api;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.authentication.v1.SelfSubjectReview;
import io.gantry.api.authentication.v1.TokenReview;
import io.gantry.api.authorization.v1.LocalSubjectAccessReview;
import io.gantry.api.authorization.v1.SelfSubjectAccessReview;
import io.gantry.api.authorization.v1.SelfSubjectRulesReview;
import io.gantry.api.authorization.v1.SubjectAccessReview;
import io.gantry.api.certificates.v1beta1.PodCertificateRequestType;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.rbac.v1.ClusterRoleBindingType;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.RoleBindingType;
import io.gantry.api.rbac.v1.RoleType;
import io.gantry.api.resource.v1.ResourceSliceType;
import io.gantry.api.status.StatusException;
import io.gantry.api.storage.v1.VolumeAttachmentType;
import io.gantry.base.Cancellable;
import io.gantry.client.Client;
import io.gantry.client.QueueStatistics;
import io.gantry.client.Reader;
import io.gantry.server.admission.Admission;
import io.gantry.server.admission.BuiltinAdmission;
import io.gantry.server.admission.TimedAdmission;
import io.gantry.server.admission.policy.TypeChecker.KindFinder;
import io.gantry.server.admission.webhook.HookPost;
import io.gantry.server.aggregation.Aggregator;
import io.gantry.server.auth.AuthorizationOptions;
import io.gantry.server.auth.BootstrapPolicy;
import io.gantry.server.auth.ConfiguredAuthorizer;
import io.gantry.server.auth.CountedTokens;
import io.gantry.server.auth.NodeFirst;
import io.gantry.server.auth.RbacAuthorizer;
import io.gantry.server.auth.RequestAuthenticator;
import io.gantry.server.auth.RequestHeaderAuthenticator;
import io.gantry.server.auth.RequestHeaderOptions;
import io.gantry.server.auth.Reviews;
import io.gantry.server.auth.TokenChain;
import io.gantry.server.auth.TokenVerifier;
import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.auth.node.NodeObjects;
import io.gantry.server.custom.CustomCatalog;
import io.gantry.server.custom.DefinitionLoop;
import io.gantry.server.discovery.Discovery;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.EdgeServer;
import io.gantry.server.edge.Handler;
import io.gantry.server.local.LocalApi;
import io.gantry.server.local.LocalClient;
import io.gantry.server.local.LocalRequests;
import io.gantry.server.metrics.AuditMetrics;
import io.gantry.server.metrics.HealthMetrics;
import io.gantry.server.metrics.ServerMetrics;
import io.gantry.server.openapi.OpenApi;
import io.gantry.server.registry.Actions;
import io.gantry.server.registry.Connections;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Patcher;
import io.gantry.server.registry.Questions;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Strategy;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.Authenticator;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Reviewer;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.Strategies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An API server put together: registries over a store, admission, authentication, RBAC, and the edge in front.
 *
 * <p>Constructing it writes what every cluster has ({@link Bootstrap}) and makes {@link #client} usable; {@link #open}
 * lets others in. Opened and closed by one thread; everything else is thread-safe.
 */
public final class ApiServer implements AutoCloseable {
    private final ServerMetrics metrics;
    private final LocalApi api;
    private final Bootstrap bootstrap;
    private final EventExpiry eventExpiry;
    private final CustomCatalog customKinds;
    private final DefinitionLoop definitions;
    private final Aggregator aggregator;
    private final ApiHandler handler;
    private final FlowGate flow;
    private final Proxies proxies;
    /** Who looks at files for as long as this server runs. */
    private final List<Cancellable> watches = new ArrayList<>();

    private @Nullable EdgeServer edge;

    public ApiServer(ServerParts parts) {
        this(parts, StaticPathsSource.NONE);
    }

    /** Other paths to serve, such as the service-account issuer's keys. */
    @FunctionalInterface
    public interface StaticPathsSource {
        StaticPathsSource NONE = () -> (exchange, path) -> false;

        StaticPaths paths();
    }

    public ApiServer(ServerParts parts, StaticPathsSource morePaths) {
        Lazy<RbacAuthorizer> rbac = new Lazy<>();
        Lazy<Authorizer> authorizers = new Lazy<>();
        Lazy<Registries> self = new Lazy<>();
        Lazy<FlowGate> gate = new Lazy<>();
        TlsTrust trust = new TlsTrust();
        this.metrics = new ServerMetrics(
                parts.auditor() == null ? new AuditMetrics() : parts.auditor().metrics(),
                parts.codec().encryption().reloads(),
                parts.codec().encryption().envelope());
        Admission admission = new TimedAdmission(
                BuiltinAdmission.steps(
                        self::get, authorizers::get, rbac::get, trust, metrics.admission(), parts.time()),
                metrics.admission(),
                parts.time());
        CustomCatalog catalog = new CustomCatalog(
                self::get, new HookPost(self::get, trust, parts.time()), metrics.conversions(), parts.time());
        this.customKinds = catalog;
        this.aggregator = new Aggregator(self::get, catalog::served, parts.frontProxy(), trust, parts.time());
        Registries registries = new Registries(
                parts.store(),
                parts.codec(),
                parts.time(),
                parts.random(),
                admission,
                catalog,
                kind -> strategyOf(
                        kind,
                        catalog,
                        parts,
                        (group, version, plural) -> self.get().kind(group, version, plural)),
                kind -> {
                    if (kind == CustomResourceDefinitionType.KIND) {
                        catalog.changed();
                    }
                    aggregator.wrote(kind);
                    if (kind.group().equals("rbac.authorization.k8s.io")) {
                        rbac.get().invalidate();
                    }
                    gate.get().wrote(kind);
                });
        self.set(registries);
        rbac.set(new RbacAuthorizer(
                reader(registries, ClusterRoleType.KIND),
                reader(registries, RoleType.KIND),
                reader(registries, ClusterRoleBindingType.KIND),
                reader(registries, RoleBindingType.KIND)));
        Supplier<NodeAuthorizer> nodes = () -> new NodeAuthorizer(
                new NodeObjects(
                        reader(registries, PodType.KIND),
                        reader(registries, PersistentVolumeType.KIND),
                        reader(registries, VolumeAttachmentType.KIND),
                        reader(registries, ResourceSliceType.KIND),
                        reader(registries, PodCertificateRequestType.KIND)),
                BootstrapPolicy.rulesOf("system:node"));
        AuthorizationOptions authorization = parts.access().authorization();
        ConfiguredAuthorizer configured = null;
        if (authorization != null) {
            configured = ConfiguredAuthorizer.start(authorization, nodes, rbac.get(), parts.time());
            watches.add(configured);
        }
        Authorizer authorizer = configured == null ? new NodeFirst(nodes, rbac.get()) : configured;
        authorizers.set(authorizer);
        TokenVerifier tokens = new CountedTokens(
                TokenChain.of(
                        parts.access(),
                        parts.tokens(),
                        reader(registries, SecretType.KIND),
                        parts.time(),
                        watches::add),
                metrics.tokens());
        Reviews reviews = new Reviews(authorizer, rbac.get(), configured, tokens);
        this.api = new LocalApi(
                registries,
                new Patcher(parts.time()),
                new Actions(registries, parts.time(), parts.issuer()),
                new Evictions(registries, parts.time()),
                new Questions(registries, reviewer(reviews)),
                new LocalRequests(metrics.requests(), parts.auditor(), registries.names()));
        this.flow = new FlowGate(parts.flow(), registries, parts.time(), metrics.flow());
        gate.set(flow);
        flow.start();
        this.bootstrap = new Bootstrap(parts, registries);
        bootstrap.run();
        this.eventExpiry = new EventExpiry(parts.store(), parts.time());
        eventExpiry.start();
        this.definitions = new DefinitionLoop(registries, catalog, parts.time());
        definitions.start();
        aggregator.start();
        Replies replies = new Replies(parts.tables());
        Connections connections = new Connections(registries);
        this.proxies = new Proxies(registries, connections, parts.nodes());
        Bodies bodies = new Bodies(parts.codec().interner());
        Subresources subresources = new Subresources(
                api, bodies, replies, new PodStreams(registries, connections, parts.nodes(), parts.time()), proxies);
        ResourceHandler resources = new ResourceHandler(
                api,
                bodies,
                replies,
                new WatchResponder(parts.time(), parts.tables(), new EventFrames()),
                subresources);
        RequestAuthenticator authenticator =
                new RequestAuthenticator(tokens, parts.access().anonymousAllowed());
        Authenticator authenticate = new CertificateUsers(authenticator::authenticate);
        RequestHeaderOptions requestHeader = parts.access().requestHeader();
        if (requestHeader != null) {
            authenticate = new RequestHeaderAuthenticator(requestHeader, parts.time(), authenticate);
        }
        Lazy<ApiHandler> me = new Lazy<>();
        StaticPaths standard = new StandardPaths(
                editions(catalog::served, (before, served) -> new Discovery(served, parts.advertised())),
                editions(catalog::served, (before, served) -> OpenApi.after(before, served, parts.version())),
                aggregator,
                parts.version(),
                health(parts, metrics.health(), () -> me.get().isDraining()));
        this.handler = new ApiHandler(
                authenticate,
                authorizer,
                standard.or(new MetricsPaths(metrics, parts.store(), catalog::resources))
                        .or(flow.paths())
                        .or(morePaths.paths()),
                resources,
                aggregator,
                replies,
                metrics.requests(),
                parts.auditor(),
                parts.tracing(),
                flow.gate(),
                new Deadlines(parts.flow().requestTimeout(), parts.time()),
                parts.time());
        me.set(handler);
    }

    /**
     * Kubernetes' checks of what this server has, too. It has no informers of its own to wait for: it reads the store's
     * image.
     */
    private HealthPaths health(ServerParts parts, HealthMetrics metrics, BooleanSupplier draining) {
        StoreProbe store = new StoreProbe(parts.store());
        List<HealthCheck> keys = parts.codec().encryption().checks().stream()
                .map(check -> new HealthCheck(check.name(), check.problem()::get))
                .toList();
        List<HealthCheck> first = List.of(HealthCheck.ping(), new HealthCheck("etcd", store));
        List<HealthCheck> started = new ArrayList<>();
        started.add(HealthCheck.that(
                "poststarthook/start-apiextensions-controllers",
                definitions::running,
                "the loop of custom resource definitions has ended: see the log"));
        for (String hook : Bootstrap.HOOKS) {
            started.add(HealthCheck.that("poststarthook/" + hook, bootstrap::finished, "not finished"));
        }
        List<HealthCheck> live = new ArrayList<>(first);
        live.addAll(keys);
        live.addAll(started);
        List<HealthCheck> ready = new ArrayList<>(first);
        ready.add(new HealthCheck("etcd-readiness", store));
        ready.addAll(keys);
        ready.addAll(started);
        ready.add(HealthCheck.that("shutdown", () -> !draining.getAsBoolean(), "process is shutting down"));
        return new HealthPaths(live, ready, metrics);
    }

    @SuppressWarnings("unchecked") // a custom kind is a kind of custom objects
    private static @Nullable Strategy<?> strategyOf(
            Kind<?> kind, CustomCatalog catalog, ServerParts parts, KindFinder kinds) {
        return kind.custom()
                ? catalog.strategy((Kind<CustomObject>) kind)
                : Strategies.of(kind, parts.services(), kinds);
    }

    /** The kinds of the custom resources that are served now, one for each. */
    public List<Kind<?>> customKinds() {
        return customKinds.resources();
    }

    private static <T extends KubeObject> Reader<T> reader(Registries registries, Kind<T> kind) {
        return new Reader<>() {
            @Override
            public @Nullable T get(String namespace, String name) {
                return registries.of(kind).find(namespace, name);
            }

            @Override
            public List<T> list(String namespace) {
                return registries.of(kind).all(namespace);
            }
        };
    }

    private static Reviewer reviewer(Reviews reviews) {
        return (review, namespace, user, admission) -> switch (review) {
            case SelfSubjectAccessReview question -> reviews.review(question, user, admission);
            case SubjectAccessReview question -> reviews.review(question, admission);
            case LocalSubjectAccessReview question -> reviews.review(question, namespace, admission);
            case SelfSubjectRulesReview question -> reviews.review(question, user, admission);
            case SelfSubjectReview question -> reviews.review(question, user, admission);
            case TokenReview question -> reviews.review(question, admission);
            default -> throw StatusException.noSuchPath();
        };
    }

    /** Opens the edge; the server answers when this returns. The address says which port it is. */
    public InetSocketAddress open(EdgeConfig config) throws IOException {
        if (edge != null) {
            throw new IllegalStateException("the API server is open at " + edge.address());
        }
        EdgeServer opened = new EdgeServer(config, handler).start();
        edge = opened;
        return opened.address();
    }

    /** What the edge calls; for tests without one. */
    public Handler handler() {
        return handler;
    }

    /**
     * A client in this process.
     *
     * @param fieldManager who is recorded as the owner of fields written by it; empty to record nobody
     */
    public Client client(UserInfo user, String fieldManager) {
        return new LocalClient(api, user, fieldManager);
    }

    /** @param queues of the loops that run in this process, asked when metrics are */
    public void showsQueues(Supplier<List<QueueStatistics>> queues) {
        metrics.queues(queues);
    }

    /** The state of everything at this moment, to go back to. */
    public Baseline baseline() {
        return new Baseline(api.registries());
    }

    /** Says that it is not ready, ends watches, lets requests finish, then closes its port. The store stays open. */
    @Override
    public void close() {
        handler.drain();
        bootstrap.close();
        definitions.close();
        aggregator.close();
        eventExpiry.close();
        flow.close();
        if (edge != null) {
            edge.close();
        }
        proxies.close();
        watches.forEach(Cancellable::close);
    }

    /** Something that is made later than it is mentioned. */
    private static final class Lazy<T> {
        private volatile @Nullable T value;

        void set(T newValue) {
            value = newValue;
        }

        T get() {
            T known = value;
            if (known == null) {
                throw new IllegalStateException("asked for before it was made");
            }
            return known;
        }
    }

    /** Makes a value when it is first asked for, and a new one whenever what it is made from is another object. */
    private static <S, T> Supplier<T> editions(Supplier<S> source, BiFunction<@Nullable T, S, T> maker) {
        return new Supplier<>() {
            private final ReentrantLock lock = new ReentrantLock();
            private volatile @Nullable Edition<S, T> edition;

            @Override
            @SuppressWarnings("ReferenceEquality") // the source gives the same object as long as nothing changes
            public T get() {
                S now = source.get();
                Edition<S, T> known = edition;
                if (known != null && known.source() == now) {
                    return known.made();
                }
                lock.lock();
                try {
                    known = edition;
                    if (known == null || known.source() != now) {
                        known = new Edition<>(now, maker.apply(known == null ? null : known.made(), now));
                        edition = known;
                    }
                    return known.made();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private record Edition<S, T>(S source, T made) {}
}
