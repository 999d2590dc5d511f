package io.gantry.server.flowcontrol;

import io.gantry.api.KubeObject;
import io.gantry.api.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.FlowDistinguisherMethod;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpec;
import io.gantry.api.flowcontrol.v1.FlowSchemaStatus;
import io.gantry.api.flowcontrol.v1.GroupSubject;
import io.gantry.api.flowcontrol.v1.LimitResponse;
import io.gantry.api.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.NonResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationReference;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationStatus;
import io.gantry.api.flowcontrol.v1.QueuingConfiguration;
import io.gantry.api.flowcontrol.v1.ResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.ServiceAccountSubject;
import io.gantry.api.flowcontrol.v1.Subject;
import io.gantry.api.flowcontrol.v1.UserSubject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.server.request.UserInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The FlowSchemas and PriorityLevelConfigurations of every cluster, after Kubernetes 1.36 ({@code
 * apiserver/pkg/apis/flowcontrol/bootstrap}). Two of each are mandatory, and without them requests are treated as if they were there; the
 * others are suggested, and an annotation says whether the server or the cluster's administrator has the say about them.
 */
public final class BootstrapFlows {
    /** On {@code true} the server keeps the object's spec as it should be, and removes an object that it does not know. */
    public static final String AUTOUPDATE = "apf.kubernetes.io/autoupdate-spec";

    static final String EXEMPT = "exempt";
    static final String CATCH_ALL = "catch-all";

    private static final String BY_USER = "ByUser";
    private static final String BY_NAMESPACE = "ByNamespace";
    private static final String ALL = "*";
    private static final List<String> READ_AND_WRITE = List.of("get", "create", "update");

    private static final ResourcePolicyRule ALL_RESOURCES = resources(List.of(ALL), ALL, List.of(ALL), true);
    private static final NonResourcePolicyRule ALL_PATHS = new NonResourcePolicyRule(List.of(ALL), List.of(ALL));
    private static final List<Subject> EVERYBODY = groups(UserInfo.UNAUTHENTICATED, UserInfo.AUTHENTICATED);

    private BootstrapFlows() {}

    /** All of them, the mandatory ones too, with their status. */
    public static List<KubeObject> objects(Instant now) {
        List<KubeObject> objects = new ArrayList<>(levels());
        for (FlowSchema schema : schemas()) {
            objects.add(new FlowSchema(schema.metadata(), schema.spec(), FlowConditions.of(schema, true, now)));
        }
        return objects;
    }

    /** Whether the server had the say about an object that is none of {@code ours}: it was one of an earlier version. */
    public static boolean outdated(KubeObject object, List<KubeObject> ours) {
        return "true".equals(object.metadata().annotations().get(AUTOUPDATE))
                && ours.stream()
                        .noneMatch(known ->
                                known.kind() == object.kind() && known.name().equals(object.name()));
    }

    /**
     * What becomes of an object that is there. A mandatory one gets its spec back, but for the settings of the exempt level; a suggested
     * one if the annotation says so. Without the annotation the server has the say about what nobody has changed yet.
     */
    public static KubeObject reconciled(KubeObject is, KubeObject wanted) {
        boolean mandatory = wanted.name().equals(EXEMPT) || wanted.name().equals(CATCH_ALL);
        String said = is.metadata().annotations().get(AUTOUPDATE);
        Long generation = is.metadata().generation();
        boolean untouched = said == null && generation != null && generation == 1;
        boolean ours = mandatory || untouched || "true".equals(said);
        ObjectMeta metadata = annotated(is.metadata(), Boolean.toString(ours));
        return switch (is) {
            case FlowSchema schema
            when wanted instanceof FlowSchema ourSchema ->
                ours && !schema.spec().equals(ourSchema.spec())
                        ? new FlowSchema(next(metadata), ourSchema.spec(), schema.status())
                        : schema.withMetadata(metadata);
            case PriorityLevelConfiguration level
            when wanted instanceof PriorityLevelConfiguration ourLevel ->
                ours && !same(level.spec(), ourLevel.spec())
                        ? new PriorityLevelConfiguration(next(metadata), ourLevel.spec(), level.status())
                        : level.withMetadata(metadata);
            default -> is;
        };
    }

    /** How much the exempt level has and lends is the administrator's to say. */
    private static boolean same(PriorityLevelConfigurationSpec is, PriorityLevelConfigurationSpec wanted) {
        return is.equals(wanted)
                || (wanted.exempt() != null
                        && is.exempt() != null
                        && is.type().equals(wanted.type())
                        && is.limited() == null);
    }

    private static ObjectMeta annotated(ObjectMeta metadata, String value) {
        if (value.equals(metadata.annotations().get(AUTOUPDATE))) {
            return metadata;
        }
        Map<String, String> annotations = new TreeMap<>(metadata.annotations());
        annotations.put(AUTOUPDATE, value);
        return ObjectMetaBuilder.of(metadata).annotations(annotations).build();
    }

    private static ObjectMeta next(ObjectMeta metadata) {
        Long generation = metadata.generation();
        return ObjectMetaBuilder.of(metadata)
                .generation(generation == null ? 1 : generation + 1)
                .build();
    }

    /** The levels without which no request would be served. */
    static List<PriorityLevelConfiguration> mandatoryLevels() {
        return List.of(
                level(
                        EXEMPT,
                        new PriorityLevelConfigurationSpec("Exempt", null, new ExemptPriorityLevelConfiguration(0, 0))),
                level(CATCH_ALL, limited(5, 0, new LimitResponse("Reject", null))));
    }

    static List<FlowSchema> mandatorySchemas() {
        return List.of(
                schema(EXEMPT, EXEMPT, 1, null, groups(UserInfo.MASTERS), ALL_RESOURCES, ALL_PATHS),
                schema(CATCH_ALL, CATCH_ALL, 10_000, BY_USER, EVERYBODY, ALL_RESOURCES, ALL_PATHS));
    }

    private static List<PriorityLevelConfiguration> levels() {
        List<PriorityLevelConfiguration> levels = new ArrayList<>(mandatoryLevels());
        levels.add(level("system", limited(30, 33, queue(64, 6))));
        levels.add(level("node-high", limited(40, 25, queue(64, 6))));
        levels.add(level("leader-election", limited(10, 0, queue(16, 4))));
        levels.add(level("workload-high", limited(40, 50, queue(128, 6))));
        levels.add(level("workload-low", limited(100, 90, queue(128, 6))));
        levels.add(level("global-default", limited(20, 50, queue(128, 6))));
        return levels;
    }

    private static List<FlowSchema> schemas() {
        List<Subject> nodes = groups("system:nodes");
        List<Subject> manager = List.of(user("system:kube-controller-manager"));
        List<Subject> scheduler = List.of(user("system:kube-scheduler"));
        List<Subject> system = List.of(account(ALL));
        ResourcePolicyRule leases = resources(READ_AND_WRITE, "coordination.k8s.io", List.of("leases"), false);
        List<FlowSchema> schemas = new ArrayList<>(mandatorySchemas());
        schemas.add(schema(
                "probes",
                EXEMPT,
                2,
                null,
                EVERYBODY,
                null,
                new NonResourcePolicyRule(List.of("get"), List.of("/healthz", "/readyz", "/livez"))));
        schemas.add(schema(
                "system-leader-election",
                "leader-election",
                100,
                BY_USER,
                join(manager, scheduler, system),
                leases,
                null));
        schemas.add(schema(
                "endpoint-controller",
                "workload-high",
                150,
                BY_USER,
                join(manager, List.of(account("endpoint-controller"), account("endpointslicemirroring-controller"))),
                resources(READ_AND_WRITE, "", List.of("endpoints"), false),
                null));
        schemas.add(schema(
                "workload-leader-election",
                "leader-election",
                200,
                BY_USER,
                new PolicyRulesWithSubjects(
                        system,
                        List.of(resources(READ_AND_WRITE, "", List.of("endpoints", "configmaps"), false), leases),
                        List.of())));
        schemas.add(schema(
                "system-node-high",
                "node-high",
                400,
                BY_USER,
                new PolicyRulesWithSubjects(
                        nodes,
                        List.of(
                                resources(List.of(ALL), "", List.of("nodes", "nodes/status"), true),
                                resources(List.of(ALL), "coordination.k8s.io", List.of("leases"), false)),
                        List.of())));
        schemas.add(schema("system-nodes", "system", 500, BY_USER, nodes, ALL_RESOURCES, ALL_PATHS));
        schemas.add(schema(
                "kube-controller-manager", "workload-high", 800, BY_NAMESPACE, manager, ALL_RESOURCES, ALL_PATHS));
        schemas.add(schema("kube-scheduler", "workload-high", 800, BY_NAMESPACE, scheduler, ALL_RESOURCES, ALL_PATHS));
        schemas.add(schema(
                "kube-system-service-accounts", "workload-high", 900, BY_NAMESPACE, system, ALL_RESOURCES, ALL_PATHS));
        schemas.add(schema(
                "service-accounts",
                "workload-low",
                9000,
                BY_USER,
                groups("system:serviceaccounts"),
                ALL_RESOURCES,
                ALL_PATHS));
        schemas.add(schema("global-default", "global-default", 9900, BY_USER, EVERYBODY, ALL_RESOURCES, ALL_PATHS));
        return schemas;
    }

    private static PriorityLevelConfiguration level(String name, PriorityLevelConfigurationSpec spec) {
        return new PriorityLevelConfiguration(metadata(name), spec, new PriorityLevelConfigurationStatus(List.of()));
    }

    private static PriorityLevelConfigurationSpec limited(int shares, int lendable, LimitResponse response) {
        return new PriorityLevelConfigurationSpec(
                "Limited", new LimitedPriorityLevelConfiguration(shares, response, lendable, null), null);
    }

    private static LimitResponse queue(int queues, int handSize) {
        return new LimitResponse("Queue", new QueuingConfiguration(queues, handSize, 50));
    }

    private static FlowSchema schema(
            String name,
            String level,
            int precedence,
            @Nullable String distinguisher,
            List<Subject> subjects,
            @Nullable ResourcePolicyRule resources,
            @Nullable NonResourcePolicyRule paths) {
        return schema(
                name,
                level,
                precedence,
                distinguisher,
                new PolicyRulesWithSubjects(
                        subjects,
                        resources == null ? List.of() : List.of(resources),
                        paths == null ? List.of() : List.of(paths)));
    }

    private static FlowSchema schema(
            String name, String level, int precedence, @Nullable String distinguisher, PolicyRulesWithSubjects rules) {
        return new FlowSchema(
                metadata(name),
                new FlowSchemaSpec(
                        new PriorityLevelConfigurationReference(level),
                        precedence,
                        distinguisher == null ? null : new FlowDistinguisherMethod(distinguisher),
                        List.of(rules)),
                new FlowSchemaStatus(List.of()));
    }

    private static ObjectMeta metadata(String name) {
        return ObjectMetaBuilder.of()
                .name(name)
                .generation(1L)
                .annotations(Map.of(AUTOUPDATE, "true"))
                .build();
    }

    private static ResourcePolicyRule resources(
            List<String> verbs, String group, List<String> resources, boolean clusterScope) {
        return new ResourcePolicyRule(verbs, List.of(group), resources, clusterScope ? true : null, List.of(ALL));
    }

    private static List<Subject> groups(String... names) {
        List<Subject> subjects = new ArrayList<>();
        for (String name : names) {
            subjects.add(new Subject("Group", null, new GroupSubject(name), null));
        }
        return subjects;
    }

    private static Subject user(String name) {
        return new Subject("User", new UserSubject(name), null, null);
    }

    private static Subject account(String name) {
        return new Subject("ServiceAccount", null, null, new ServiceAccountSubject("kube-system", name));
    }

    @SafeVarargs
    private static List<Subject> join(List<Subject>... lists) {
        List<Subject> all = new ArrayList<>();
        for (List<Subject> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
