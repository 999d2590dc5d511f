package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What loops do with namespaces, with what owners leave behind, and with what a quota refuses them. */
@ExtendWith(LoopingCluster.class)
class LoopConformanceTest {
    private static final String NAMESPACES = "[sig-api-machinery] Namespaces [Serial] should ";
    private static final String DEPLOYMENT =
            "{metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: web}},"
                    + " template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}}";

    private static String path(Api api) {
        return "/api/v1/namespaces/" + api.namespace();
    }

    @Test
    @Conformance({NAMESPACES + "patch a Namespace", NAMESPACES + "apply an update to a Namespace"})
    void aNamespaceIsPatchedAndUpdated(Api api) {
        assertThat(Trees.text(api.merge(path(api), "{metadata: {labels: {a: patched}}}"), "metadata.labels.a"))
                .isEqualTo("patched");
        Map<String, Object> namespace = api.get(path(api));
        Trees.metadata(namespace).put("annotations", Map.of("b", "updated"));
        api.replace(path(api), namespace);
        Trees.assertHolds(
                api.get(path(api)), Api.yaml("{metadata: {labels: {a: patched}, annotations: {b: updated}}}"));
    }

    @Test
    @Conformance(NAMESPACES + "apply changes to a namespace status")
    void theStatusOfANamespaceIsWritten(Api api) {
        String status = path(api) + "/status";
        Map<String, Object> namespace = api.get(status);
        assertThat(Trees.text(namespace, "status.phase")).isEqualTo("Active");

        String condition = "{type: TYPE, status: 'True', reason: ByTest, message: m}";
        api.merge(status, "{status: {conditions: [" + condition.replace("TYPE", "Patched") + "]}}");
        Trees.assertHolds(api.get(status), Api.yaml("{status: {conditions: [{type: Patched, reason: ByTest}]}}"));
        namespace = api.get(status);
        Tree.object(namespace.get("status")).put("conditions", List.of(Api.yaml(condition.replace("TYPE", "Updated"))));
        api.replace(status, namespace);
        assertThat(Trees.list(api.get(path(api)), "status.conditions"))
                .singleElement()
                .satisfies(each -> assertThat(Trees.text(each, "type")).isEqualTo("Updated"));
    }

    @Test
    @Conformance(NAMESPACES + "apply a finalizer to a Namespace")
    void aFinalizerOfANamespaceComesAndGoes(Api api) {
        Map<String, Object> namespace = api.get(path(api));
        Tree.object(namespace.get("spec")).put("finalizers", List.of("kubernetes", "e2e.example.com/f"));
        api.replace(path(api) + "/finalize", namespace);
        namespace = api.get(path(api));
        assertThat(Trees.list(namespace, "spec.finalizers")).hasToString("[kubernetes, e2e.example.com/f]");
        Tree.object(namespace.get("spec")).put("finalizers", List.of("kubernetes"));
        api.replace(path(api) + "/finalize", namespace);
        assertThat(Trees.list(api.get(path(api)), "spec.finalizers")).hasToString("[kubernetes]");
    }

    @Test
    @Conformance(NAMESPACES + "ensure that all services are removed when a namespace is deleted")
    void aNamespaceTakesItsServicesAlong(Api api) {
        api.create(api.path("v1/services"), "{metadata: {name: web}, spec: {ports: [{port: 80}]}}");

        api.delete(path(api));
        api.untilGone(path(api));

        api.create("/api/v1/namespaces", "{metadata: {name: " + api.namespace() + "}}");
        assertThat(api.names(api.path("v1/services"))).isEmpty();
    }

    private static String replicaSet(Api api) {
        String sets = api.path("apps/v1/replicasets");
        api.create(api.path("apps/v1/deployments"), DEPLOYMENT);
        api.until(sets, list -> !Trees.list(list, "items").isEmpty());
        String name = api.names(sets).getFirst();
        api.until(sets + "/" + name, set -> Long.valueOf(2).equals(Trees.at(set, "status.replicas")));
        return sets + "/" + name;
    }

    @Test
    @Conformance("[sig-api-machinery] Garbage collector should delete RS created by deployment when not orphaning")
    void aDeploymentTakesItsReplicaSetAndPodsAlong(Api api) {
        String set = replicaSet(api);

        api.delete(api.path("apps/v1/deployments/web?propagationPolicy=Background"));

        api.untilGone(set);
        api.until(api.path("v1/pods"), pods -> Trees.list(pods, "items").isEmpty());
    }

    @Test
    @Conformance("[sig-api-machinery] Garbage collector should orphan RS created by deployment when"
            + " deleteOptions.PropagationPolicy is Orphan")
    void aDeploymentLeavesItsReplicaSetAndPods(Api api) {
        String set = replicaSet(api);

        api.delete(api.path("apps/v1/deployments/web?propagationPolicy=Orphan"));

        api.untilGone(api.path("apps/v1/deployments/web"));
        assertThat(Trees.list(api.get(set), "metadata.ownerReferences")).isEmpty();
        assertThat(api.names(api.path("v1/pods"))).hasSize(2);
    }

    @Test
    @Conformance(
            "[sig-apps] ReplicationController should surface a failure condition on a common issue like exceeded quota")
    void whatAQuotaRefusesIsSaidByACondition(Api api) {
        api.create(api.path("v1/resourcequotas"), "{metadata: {name: q}, spec: {hard: {pods: '2'}}}");
        api.until(api.path("v1/resourcequotas/q"), quota -> "0".equals(Trees.text(quota, "status.used.pods")));
        String path = api.path("v1/replicationcontrollers/rc");
        api.create(
                api.path("v1/replicationcontrollers"),
                "{metadata: {name: rc}, spec: {replicas: 3, selector: {a: b}, template: {metadata: {labels: {a: b}},"
                        + " spec: {containers: [{name: c, image: i}]}}}}");
        api.until(
                path,
                controller -> Trees.list(controller, "status.conditions").stream()
                        .anyMatch(each -> Trees.text(each, "type").equals("ReplicaFailure")
                                && Trees.text(each, "message").contains("exceeded quota: q")));

        api.merge(path, "{spec: {replicas: 2}}");
        api.until(
                path, controller -> Trees.list(controller, "status.conditions").isEmpty());
    }

    private static String cronJob(String name, boolean suspended) {
        return "{metadata: {name: " + name + "}, spec: {schedule: '@every 1s', suspend: " + suspended
                + ", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}}";
    }

    private static boolean scheduled(Map<String, Object> cronJob) {
        return Trees.at(cronJob, "status.lastScheduleTime") != null;
    }

    @Test
    @Conformance("[sig-apps] CronJob should not schedule jobs when suspended [Slow]")
    void aSuspendedCronJobStartsNothing(Api api) {
        String path = api.path("batch/v1/cronjobs");
        api.create(path, cronJob("idle", true));
        api.create(path, cronJob("busy", false));

        // The later one's time comes after the earlier one's.
        api.until(path + "/busy", LoopConformanceTest::scheduled);

        assertThat(scheduled(api.get(path + "/idle"))).isFalse();
        Map<String, Object> busy = api.get(path + "/busy");
        assertThat(Trees.list(busy, "status.active")).hasSize(1);
        String job = Trees.text(busy, "status.active.0.name");
        assertThat(api.names(api.path("batch/v1/jobs")))
                .containsExactly(job)
                .allMatch(name -> name.startsWith("busy-"));
        assertThat(Trees.text(api.get(api.path("batch/v1/jobs/" + job)), "metadata.ownerReferences.0.uid"))
                .isEqualTo(Trees.text(busy, "metadata.uid"));

        api.merge(path + "/idle", "{spec: {suspend: false}}");
        api.until(path + "/idle", LoopConformanceTest::scheduled);
    }
}
