package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointPort;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceSpec;
import io.gantry.api.core.v1.NamespaceStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceStatusType;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointConditions;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.networking.v1.IPAddress;
import io.gantry.api.networking.v1.IPAddressSpec;
import io.gantry.api.networking.v1.ParentReference;
import io.gantry.api.networking.v1.ServiceCIDR;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.types.IntOrString;
import io.gantry.base.SingleTimer;
import io.gantry.server.aggregation.LocalServices;
import io.gantry.server.auth.BootstrapPolicy;
import io.gantry.server.flowcontrol.BootstrapFlows;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.ConflictException;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import io.gantry.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What every cluster has: its four namespaces, the system's priority classes, the default roles, flow schemas and priority
 * levels, an APIService for each built-in version, the range of services, and the service {@code kubernetes} whose endpoint is
 * this server. What is missing is written in one transaction at start; the service and its range, since pods depend on them,
 * and what divides the requests are looked after from then on. Thread-safe.
 */
final class Bootstrap implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Bootstrap.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";
    private static final String KUBERNETES = "kubernetes";
    private static final String HTTPS = "https";

    /** The post-start hooks of Kubernetes whose work {@link #run} does, all in one transaction. */
    static final List<String> HOOKS = List.of(
            "start-system-namespaces-controller",
            "rbac/bootstrap-roles",
            "scheduling/bootstrap-system-priority-classes",
            "priority-and-fairness-config-producer",
            "bootstrap-controller",
            "start-kubernetes-service-cidr-controller");

    private final ServerParts parts;
    private final Registries registries;
    private final SingleTimer timer;
    private volatile boolean finished;

    Bootstrap(ServerParts parts, Registries registries) {
        this.parts = parts;
        this.registries = registries;
        this.timer = new SingleTimer(parts.time());
    }

    /** Writes what is missing. */
    void run() {
        List<KubeObject> wanted = new ArrayList<>();
        for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            wanted.add(namespace(name));
        }
        wanted.add(priority(
                "system-cluster-critical",
                2_000_000_000,
                "Used for system critical pods that must run in "
                        + "the cluster, but can be moved to another node if necessary."));
        wanted.add(priority(
                "system-node-critical",
                2_000_001_000,
                "Used for system critical pods that must not be " + "moved from their current node."));
        boolean fresh = registries.registry(ClusterRoleType.KIND).find("", "cluster-admin") == null;
        if (fresh) {
            wanted.addAll(BootstrapPolicy.objects());
            wanted.addAll(BootstrapFlows.objects(parts.time().now()));
        }
        wanted.addAll(service());
        wanted.addAll(LocalServices.builtin(parts.time().now()));
        write(wanted);
        finished = true;
        if (fresh) {
            timer.set(INTERVAL, this::keep);
        } else {
            // The roles of the last run are there: what this version adds to them need not keep anybody waiting.
            timer.set(Duration.ZERO, this::reconcilePolicy);
        }
    }

    /** Whether what every cluster has is there. */
    boolean finished() {
        return finished;
    }

    private void reconcilePolicy() {
        attempt(() -> {
            List<KubeObject> wanted = new ArrayList<>(BootstrapPolicy.objects());
            wanted.addAll(flows());
            return wanted;
        });
    }

    private void keep() {
        attempt(() -> {
            List<KubeObject> wanted = new ArrayList<>(service());
            wanted.addAll(flows());
            return wanted;
        });
    }

    /** Flow schemas and priority levels; those that an earlier version had are removed. */
    private List<KubeObject> flows() {
        List<KubeObject> flows = BootstrapFlows.objects(parts.time().now());
        Snapshot<KubeObject> snapshot = registries.snapshot();
        List<Op<KubeObject>> operations = new ArrayList<>();
        List<Kind<?>> kinds = List.of(FlowSchemaType.KIND, PriorityLevelConfigurationType.KIND);
        for (Kind<?> kind : kinds) {
            for (Entry<KubeObject> entry : snapshot.prefix(StorageKeys.prefix(kind))) {
                if (BootstrapFlows.outdated(entry.value(), flows)) {
                    operations.add(Op.delete(entry.key(), Expect.modRevision(entry.modRevision())));
                }
            }
        }
        store(operations, kinds);
        return flows;
    }

    private void attempt(Supplier<List<KubeObject>> wanted) {
        try {
            write(wanted.get());
        } catch (StoreUnavailableException e) {
            LOG.log(Level.DEBUG, "The store takes no writes: the next round looks again", e);
        }
        timer.set(INTERVAL, this::keep);
    }

    /** Puts what is not there, and brings up to date what is this server's to say. */
    private void write(List<KubeObject> wanted) {
        Snapshot<KubeObject> snapshot = registries.snapshot();
        List<Op<KubeObject>> operations = new ArrayList<>();
        for (KubeObject object : wanted) {
            String key = StorageKeys.key(object.kind(), object.namespace(), object.name());
            Entry<KubeObject> entry = snapshot.get(key);
            if (entry == null) {
                operations.add(Op.put(key, created(Defaults.apply(object)), Expect.absent()));
                continue;
            }
            KubeObject updated = reconciled(entry.value(), object);
            if (!updated.equals(entry.value())) {
                operations.add(Op.put(key, updated, Expect.modRevision(entry.modRevision())));
            }
        }
        store(
                operations,
                wanted.stream().<Kind<?>>map(KubeObject::kind).distinct().toList());
    }

    private void store(List<Op<KubeObject>> operations, List<Kind<?>> kinds) {
        if (operations.isEmpty()) {
            return;
        }
        try {
            parts.store().write(operations);
            kinds.forEach(registries::wrote);
        } catch (ConflictException e) {
            LOG.log(Level.DEBUG, "Another server wrote the same: the next round looks again", e);
        }
    }

    private KubeObject created(KubeObject object) {
        return object.withMetadata(ObjectMetaBuilder.of(object.metadata())
                .uid(registries.names().uid())
                .creationTimestamp(parts.time().now().truncatedTo(ChronoUnit.SECONDS))
                .build());
    }

    /** Default roles regain what they lost, unless an annotation says otherwise; endpoints follow the server. */
    private static KubeObject reconciled(KubeObject is, KubeObject wanted) {
        boolean autoupdate = !"false".equals(is.metadata().annotations().get(AUTOUPDATE));
        return switch (is) {
            case ClusterRole role
            when autoupdate && wanted instanceof ClusterRole ours ->
                new ClusterRole(role.metadata(), union(role.rules(), ours.rules()), role.aggregationRule());
            case Role role
            when autoupdate && wanted instanceof Role ours ->
                new Role(role.metadata(), union(role.rules(), ours.rules()));
            case ClusterRoleBinding binding
            when autoupdate && wanted instanceof ClusterRoleBinding ours ->
                new ClusterRoleBinding(
                        binding.metadata(), unionSubjects(binding.subjects(), ours.subjects()), binding.roleRef());
            case RoleBinding binding
            when autoupdate && wanted instanceof RoleBinding ours ->
                new RoleBinding(
                        binding.metadata(), unionSubjects(binding.subjects(), ours.subjects()), binding.roleRef());
            case Endpoints endpoints
            when wanted instanceof Endpoints ours -> new Endpoints(endpoints.metadata(), ours.subsets());
            case EndpointSlice slice
            when wanted instanceof EndpointSlice ours ->
                new EndpointSlice(slice.metadata(), ours.endpoints(), ours.ports(), slice.addressType());
            case ServiceCIDR range
            when wanted instanceof ServiceCIDR ours -> DefaultServiceCidr.reconciled(range, ours);
            case FlowSchema schema -> BootstrapFlows.reconciled(schema, wanted);
            case PriorityLevelConfiguration level -> BootstrapFlows.reconciled(level, wanted);
            case APIService service
            when service.metadata().labels().containsKey(LocalServices.MANAGED) && wanted instanceof APIService ours ->
                new APIService(service.metadata(), ours.spec(), service.status());
            default -> is;
        };
    }

    private static List<PolicyRule> union(List<PolicyRule> is, List<PolicyRule> ours) {
        Set<PolicyRule> all = new LinkedHashSet<>(is);
        all.addAll(ours);
        return List.copyOf(all);
    }

    private static List<Subject> unionSubjects(List<Subject> is, List<Subject> ours) {
        Set<Subject> all = new LinkedHashSet<>(is);
        all.addAll(ours);
        return List.copyOf(all);
    }

    private static KubeObject namespace(String name) {
        return new Namespace(
                ObjectMetaBuilder.of()
                        .name(name)
                        .labels(Map.of("kubernetes.io/metadata.name", name))
                        .build(),
                new NamespaceSpec(List.of(KUBERNETES)),
                new NamespaceStatus("Active", List.of()));
    }

    private static KubeObject priority(String name, int value, String description) {
        return new PriorityClass(
                ObjectMetaBuilder.of().name(name).generation(1L).build(), value, null, description, null);
    }

    /** The range of services, the service at its first address, and the one endpoint of that. */
    private List<KubeObject> service() {
        InetSocketAddress advertised = parts.advertised();
        String address = parts.services().address(1);
        String host = advertised.getAddress().getHostAddress();
        Map<String, String> labels = Map.of("component", "apiserver", "provider", KUBERNETES);
        Service service = new Service(
                ObjectMetaBuilder.of()
                        .name(KUBERNETES)
                        .namespace("default")
                        .labels(labels)
                        .build(),
                ServiceSpecBuilder.of()
                        .clusterIP(address)
                        .clusterIPs(List.of(address))
                        .ipFamilies(List.of("IPv4"))
                        .ipFamilyPolicy("SingleStack")
                        .type("ClusterIP")
                        .ports(List.of(
                                new ServicePort(HTTPS, "TCP", 443, IntOrString.of(advertised.getPort()), null, null)))
                        .build(),
                ServiceStatusType.EMPTY);
        IPAddress taken = new IPAddress(
                ObjectMetaBuilder.of()
                        .name(address)
                        .labels(Map.of(
                                "ipaddress.kubernetes.io/ip-family", "IPv4",
                                "ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io"))
                        .build(),
                new IPAddressSpec(new ParentReference(null, "services", "default", KUBERNETES)));
        Endpoints endpoints = new Endpoints(
                ObjectMetaBuilder.of()
                        .name(KUBERNETES)
                        .namespace("default")
                        .labels(Map.of("endpointslice.kubernetes.io/skip-mirror", "true"))
                        .build(),
                List.of(new EndpointSubset(
                        List.of(new EndpointAddress(host, null, null, null)),
                        List.of(),
                        List.of(new EndpointPort(HTTPS, advertised.getPort(), "TCP", null)))));
        EndpointSlice slice = new EndpointSlice(
                ObjectMetaBuilder.of()
                        .name(KUBERNETES)
                        .namespace("default")
                        .generation(1L)
                        .labels(Map.of("kubernetes.io/service-name", KUBERNETES))
                        .build(),
                List.of(new Endpoint(
                        List.of(host),
                        new EndpointConditions(true, null, null),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null)),
                List.of(new io.gantry.api.discovery.v1.EndpointPort(HTTPS, "TCP", advertised.getPort(), null)),
                "IPv4");
        ServiceCIDR range =
                DefaultServiceCidr.of(parts.services().cidr(), parts.time().now());
        return List.of(range, service, taken, endpoints, slice);
    }

    @Override
    public void close() {
        timer.close();
    }
}
