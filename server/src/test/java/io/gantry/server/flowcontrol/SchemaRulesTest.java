package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpec;
import io.gantry.api.flowcontrol.v1.FlowSchemaStatus;
import io.gantry.api.flowcontrol.v1.GroupSubject;
import io.gantry.api.flowcontrol.v1.NonResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationReference;
import io.gantry.api.flowcontrol.v1.Subject;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default objects, and which of them a request belongs to. */
class SchemaRulesTest {
    private final List<FlowSchema> schemas = new ArrayList<>();
    private final List<PriorityLevelConfiguration> levels = new ArrayList<>();

    SchemaRulesTest() {
        for (KubeObject object : BootstrapFlows.objects(Instant.EPOCH)) {
            if (object instanceof FlowSchema schema) {
                schemas.add(schema);
            } else if (object instanceof PriorityLevelConfiguration level) {
                levels.add(level);
            }
        }
    }

    private FlowControl control() {
        return new FlowControl(
                FlowOptions.DEFAULT, new VirtualTime(), new FlowMetrics(), () -> schemas, () -> levels, info -> 0);
    }

    private static UserInfo user(String name) {
        return switch (name) {
            case "masters" -> UserInfo.of("root", UserInfo.MASTERS, UserInfo.AUTHENTICATED);
            case "anonymous" -> UserInfo.ANONYMOUS;
            case "node" -> UserInfo.of("system:node:n1", "system:nodes", UserInfo.AUTHENTICATED);
            default ->
                name.contains("/")
                        ? UserInfo.serviceAccount(name.split("/", -1)[0], name.split("/", -1)[1], "")
                        : UserInfo.of(name, UserInfo.AUTHENTICATED);
        };
    }

    private static RequestInfo request(String method, String path) {
        return RequestInfo.of(
                method,
                path,
                Arrays.stream(path.split("/", -1)).filter(p -> !p.isEmpty()).toList(),
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "masters, GET, /api/v1/pods, exempt",
        "masters, GET, /metrics, exempt",
        "anonymous, GET, /healthz, probes",
        "jane, GET, /livez, probes",
        "jane, POST, /livez, global-default",
        "jane, GET, /livez/etcd, global-default",
        "jane, GET, /api/v1/pods, global-default",
        "anonymous, GET, /version, global-default",
        "nobody-in-a-group, GET, /version, catch-all",
        "system:kube-scheduler, PUT, /apis/coordination.k8s.io/v1/namespaces/kube-system/leases/a, system-leader-election",
        "system:kube-scheduler, DELETE, /apis/coordination.k8s.io/v1/namespaces/kube-system/leases/a, kube-scheduler",
        "system:kube-controller-manager, GET, /api/v1/namespaces/a/endpoints/b, endpoint-controller",
        "system:kube-controller-manager, GET, /api/v1/pods, kube-controller-manager",
        "kube-system/endpoint-controller, PUT, /api/v1/namespaces/a/endpoints/b, endpoint-controller",
        "kube-system/other, PUT, /api/v1/namespaces/a/endpoints/b, workload-leader-election",
        "kube-system/other, GET, /api/v1/pods, kube-system-service-accounts",
        "kube-system/other, GET, /apis/coordination.k8s.io/v1/namespaces/a/leases/b, system-leader-election",
        "kube-systems/other, GET, /api/v1/pods, service-accounts",
        "team/app, GET, /apis/coordination.k8s.io/v1/namespaces/a/leases/b, service-accounts",
        "node, PATCH, /api/v1/nodes/n1/status, system-node-high",
        "node, GET, /api/v1/nodes/n1, system-node-high",
        "node, PUT, /apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n1, system-node-high",
        "node, GET, /api/v1/nodes/n1/proxy, system-nodes",
        "node, GET, /api/v1/pods, system-nodes",
    })
    void a_request_belongs_to_the_first_schema_that_fits(String who, String method, String path, String schema) {
        UserInfo user = who.equals("nobody-in-a-group") ? UserInfo.of("lost") : user(who);
        assertThat(control().table().find(user, request(method, path)).name()).isEqualTo(schema);
    }

    @Test
    void of_equal_precedence_the_name_decides_and_a_missing_level_counts_as_no_schema() {
        schemas.add(schema("b", "workload-low", 700));
        schemas.add(schema("a", "system", 700));
        schemas.add(schema("0", "nowhere", 700));
        FlowControl control = control();
        assertThat(control.table()
                        .find(user("jane"), request("GET", "/debug/x"))
                        .name())
                .isEqualTo("a");
        assertThat(control.table()
                        .find(user("jane"), request("GET", "/debugger"))
                        .name())
                .isEqualTo("global-default");
    }

    private static FlowSchema schema(String name, String level, int precedence) {
        return new FlowSchema(
                ObjectMetaBuilder.of().name(name).build(),
                new FlowSchemaSpec(
                        new PriorityLevelConfigurationReference(level),
                        precedence,
                        null,
                        List.of(new PolicyRulesWithSubjects(
                                List.of(new Subject("Group", null, new GroupSubject("*"), null)),
                                List.of(),
                                List.of(new NonResourcePolicyRule(List.of("get"), List.of("/debug/*")))))),
                new FlowSchemaStatus(List.of()));
    }

    @Test
    void the_mandatory_ones_are_there_although_they_are_not() {
        schemas.clear();
        levels.clear();
        FlowControl control = control();
        assertThat(control.table().levels()).containsOnlyKeys("exempt", "catch-all");
        assertThat(control.table()
                        .find(user("masters"), request("GET", "/version"))
                        .name())
                .isEqualTo("exempt");
        assertThat(control.table()
                        .find(user("jane"), request("GET", "/version"))
                        .name())
                .isEqualTo("catch-all");
        assertThat(control.table().levels().get("catch-all").seats().limit()).isEqualTo(600);
    }

    /** The numbers of a Kubernetes API server with its defaults, right after its start. */
    @ParameterizedTest
    @CsvSource({
        "exempt, 0, 0, 600, 0, 0",
        "catch-all, 13, 13, 613, 30, 0",
        "system, 74, 50, 674, 117, 12",
        "node-high, 98, 73, 698, 170, 15",
        "leader-election, 25, 25, 625, 58, 4",
        "workload-high, 98, 49, 698, 114, 15",
        "workload-low, 245, 24, 845, 56, 37",
        "global-default, 49, 24, 649, 56, 8",
    })
    void seats_are_divided_by_shares(String name, int nominal, int lower, int upper, int current, int widest) {
        PriorityLevel level = control().table().levels().get(name);
        assertThat(level.plan().nominal()).isEqualTo(nominal);
        assertThat(level.plan().lower()).isEqualTo(lower);
        assertThat(level.plan().upper()).isEqualTo(upper);
        assertThat(level.seats().limit()).isEqualTo(current);
        assertThat(level.plan().widest()).isEqualTo(widest);
    }

    @Test
    void a_level_that_wants_more_gets_it_after_ten_seconds() {
        VirtualTime time = new VirtualTime();
        FlowControl control =
                new FlowControl(FlowOptions.DEFAULT, time, new FlowMetrics(), () -> schemas, () -> levels, info -> 0);
        control.start();
        PriorityLevel low = control.table().levels().get("workload-low");
        low.seats().takeAnyway(300, time.nanoTime());
        time.advance(Duration.ofSeconds(9));
        assertThat(low.seats().limit()).isEqualTo(56);
        time.advance(Duration.ofSeconds(1));
        assertThat(low.seats().limit()).isGreaterThanOrEqualTo(300);
        int all =
                control.table().all().stream().mapToInt(l -> l.seats().limit()).sum();
        assertThat(all).isBetween(599, 605);
        control.close();
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void seats_are_estimated_with_the_numbers_of_kubernetes() {
        assertThat(SeatEstimator.list(101, 0, 10).seats()).isEqualTo(2);
        assertThat(SeatEstimator.list(5000, 0, 10).seats()).isEqualTo(10);
        assertThat(SeatEstimator.list(5000, 250, 10).seats()).isEqualTo(3);
        assertThat(SeatEstimator.list(5000, -1, 7).seats()).isEqualTo(7);
        assertThat(SeatEstimator.write(9, 10)).isEqualTo(SeatEstimate.ONE);
        assertThat(SeatEstimator.write(25, 10)).isEqualTo(new SeatEstimate(1, 3, 5_000_000));
        assertThat(SeatEstimator.write(1000, 10)).isEqualTo(new SeatEstimate(1, 10, 50_000_000));
    }

    @Test
    void watches_are_counted_for_what_they_see() {
        WatchCounts counts = new WatchCounts();
        Passage all = counts.begin(request("GET", "/api/v1/pods"), "", "");
        Passage inTeam = counts.begin(request("GET", "/api/v1/namespaces/team/pods"), "", "");
        Passage one = counts.begin(request("GET", "/api/v1/namespaces/team/pods"), "a", "metadata.name=a");
        counts.begin(request("GET", "/api/v1/pods"), "", "spec.nodeName=n1");
        assertThat(counts.concernedBy(request("PUT", "/api/v1/namespaces/team/pods/a")))
                .isEqualTo(3);
        assertThat(counts.concernedBy(request("PUT", "/api/v1/namespaces/team/pods/b")))
                .isEqualTo(2);
        assertThat(counts.concernedBy(request("POST", "/api/v1/namespaces/other/pods")))
                .isEqualTo(1);
        assertThat(counts.concernedBy(request("POST", "/api/v1/namespaces/team/configmaps")))
                .isZero();
        all.close();
        inTeam.close();
        one.close();
        assertThat(counts.concernedBy(request("PUT", "/api/v1/namespaces/team/pods/a")))
                .isZero();
    }
}
