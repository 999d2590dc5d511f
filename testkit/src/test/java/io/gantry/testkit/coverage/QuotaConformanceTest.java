package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotas count what is there, refuse what is too much, and give back what goes. */
@ExtendWith(LoopingCluster.class)
class QuotaConformanceTest {
    private static final String QUOTA = "[sig-api-machinery] ResourceQuota should ";
    private static final String LIFE = QUOTA + "create a ResourceQuota and capture the life of a ";
    private static final String QUOTAS = "v1/resourcequotas";
    private static final String TEMPLATE =
            "selector: {a: b}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";

    private static String pod(String name, String rest) {
        return "{metadata: {name: " + name + "}, spec: {containers: [{name: c, image: i" + rest + "}]}}";
    }

    private static String quota(String name, String hard, String scopes) {
        return "{metadata: {name: " + name + "}, spec: {hard: " + hard + ", scopes: [" + scopes + "]}}";
    }

    private static void awaitUsed(Api api, String quota, String used) {
        Map<String, Object> wanted = Api.yaml(used);
        api.until(api.path(QUOTAS + "/" + quota), each -> {
            Object counted = Trees.at(each, "status.used");
            return counted instanceof Map<?, ?> map
                    && wanted.entrySet().stream()
                            .allMatch(entry -> entry.getValue().equals(map.get(entry.getKey())));
        });
    }

    /** One more is counted with its creation, and one less after its deletion. */
    private static void assertCounted(Api api, String hard, String collection, String object) {
        api.create(api.path(QUOTAS), quota("q", "{" + hard + ": '5'}", ""));
        String path = api.path(QUOTAS + "/q");
        api.until(path, quota -> Trees.at(quota, "status.used") instanceof Map<?, ?> used && used.containsKey(hard));
        Trees.assertHolds(api.get(path), Map.of("status", Map.of("hard", Map.of(hard, "5"))));
        int before = Integer.parseInt(String.valueOf(
                Tree.object(Trees.at(api.get(path), "status.used")).get(hard)));

        api.create(api.path(collection), object);
        awaitUsed(api, "q", "{" + hard + ": '" + (before + 1) + "'}");
        api.delete(api.path(collection) + "/counted?propagationPolicy=Background");
        awaitUsed(api, "q", "{" + hard + ": '" + before + "'}");
    }

    @Test
    @Conformance(LIFE + "configMap.")
    void configMaps(Api api) {
        assertCounted(api, "configmaps", "v1/configmaps", "{metadata: {name: counted}}");
    }

    @Test
    @Conformance(LIFE + "secret.")
    void secrets(Api api) {
        assertCounted(api, "secrets", "v1/secrets", "{metadata: {name: counted}}");
    }

    @Test
    @Conformance(LIFE + "replication controller.")
    void replicationControllers(Api api) {
        assertCounted(
                api,
                "replicationcontrollers",
                "v1/replicationcontrollers",
                "{metadata: {name: counted}, spec: {replicas: 0, " + TEMPLATE + "}}");
    }

    @Test
    @Conformance(LIFE + "replica set.")
    void replicaSets(Api api) {
        assertCounted(
                api,
                "count/replicasets.apps",
                "apps/v1/replicasets",
                "{metadata: {name: counted}, spec: {replicas: 0, "
                        + TEMPLATE.replace("{a: b}, template", "{matchLabels: {a: b}}, template") + "}}");
    }

    @Test
    @Conformance(LIFE + "service.")
    void services(Api api) {
        api.create(
                api.path(QUOTAS),
                quota("q", "{services: '2', services.nodeports: '1', services.loadbalancers: '0'}", ""));
        awaitUsed(api, "q", "{services: '0', services.nodeports: '0', services.loadbalancers: '0'}");
        String services = api.path("v1/services");

        api.create(services, "{metadata: {name: inner}, spec: {ports: [{port: 80}]}}");
        api.create(services, "{metadata: {name: outer}, spec: {type: NodePort, ports: [{port: 80}]}}");
        awaitUsed(api, "q", "{services: '2', services.nodeports: '1'}");
        assertThat(api.refused(403, "POST", services, "{metadata: {name: third}, spec: {ports: [{port: 80}]}}"))
                .contains("exceeded quota: q", "requested: services=1, used: services=2, limited: services=2");

        api.delete(services + "/inner");
        api.delete(services + "/outer");
        awaitUsed(api, "q", "{services: '0', services.nodeports: '0'}");
        assertThat(api.refused(
                        403,
                        "POST",
                        services,
                        "{metadata: {name: lb}, spec: {type: LoadBalancer, ports: [{port: 80}]}}"))
                .contains("exceeded quota: q");
    }

    @Test
    @Conformance(LIFE + "pod.")
    void pods(Api api) {
        api.create(
                api.path(QUOTAS),
                quota(
                        "q",
                        "{pods: '5', cpu: '1', memory: 500Mi, ephemeral-storage: 50Gi, requests.example.com/gpu: '3'}",
                        ""));
        String none = "{pods: '0', cpu: '0', memory: '0', ephemeral-storage: '0', requests.example.com/gpu: '0'}";
        awaitUsed(api, "q", none);
        String pods = api.path("v1/pods");
        String resources = ", resources: {requests: {cpu: CPU, memory: 252Mi, ephemeral-storage: 30Gi,"
                + " example.com/gpu: '2'}, limits: {example.com/gpu: '2'}}";

        api.create(pods, pod("fits", resources.replace("CPU", "500m")));
        awaitUsed(
                api,
                "q",
                "{pods: '1', cpu: 500m, memory: 252Mi, ephemeral-storage: 30Gi, requests.example.com/gpu: '2'}");
        assertThat(api.refused(403, "POST", pods, pod("more", resources.replace("CPU", "600m"))))
                .contains("exceeded quota: q");
        assertThat(api.refused(403, "POST", pods, pod("silent", "")))
                .contains("failed quota: q: must specify cpu for: c");
        assertThat(Api.refused(
                        422,
                        api.send(
                                "PATCH",
                                pods + "/fits",
                                "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/resources/requests/cpu\",\"value\":\"100m\"}]",
                                "application/json-patch+json")))
                .contains("pod updates may not change fields");

        api.delete(pods + "/fits?gracePeriodSeconds=0");
        awaitUsed(api, "q", none);
    }

    @Test
    @Conformance({
        QUOTA + "create a ResourceQuota and ensure its status is promptly calculated.",
        QUOTA + "be able to update and delete ResourceQuota.",
        QUOTA + "manage the lifecycle of a ResourceQuota"
    })
    void aQuotaIsMadeChangedAndDeleted(Api api) {
        String path = api.path(QUOTAS + "/q");
        api.create(
                api.path(QUOTAS),
                "{metadata: {name: q, labels: {test: QUOTA}}, spec: {hard: {cpu: '1', memory: 500Mi}}}"
                        .replace("QUOTA", api.namespace()));
        api.until(path, quota -> "1".equals(Trees.text(quota, "status.hard.cpu")) && used(quota));

        Map<String, Object> quota = api.get(path);
        Tree.object(Trees.at(quota, "spec.hard")).putAll(Map.of("cpu", "2", "memory", "1Gi"));
        assertThat(Trees.text(api.replace(path, quota), "spec.hard.cpu")).isEqualTo("2");
        api.until(path, each -> "1Gi".equals(Trees.text(each, "status.hard.memory")));
        api.merge(path, "{metadata: {labels: {patched: 'yes'}}, spec: {hard: {memory: 750Mi}}}");
        String everywhere = "/api/v1/resourcequotas?labelSelector=test%3D" + api.namespace();
        assertThat(Trees.list(api.get(everywhere), "items"))
                .singleElement()
                .satisfies(
                        each -> assertThat(Trees.text(each, "spec.hard.memory")).isEqualTo("750Mi"));
        api.delete(api.path(QUOTAS) + "?labelSelector=patched%3Dyes");
        assertThat(api.exists(path)).isFalse();
    }

    private static boolean used(Map<String, Object> quota) {
        return Trees.text(quota, "status.used.cpu").equals("0")
                && Trees.text(quota, "status.used.memory").equals("0");
    }

    @Test
    @Conformance(QUOTA + "apply changes to a resourcequota status")
    void theStatusOfAQuotaFollowsItsSpec(Api api) {
        String path = api.path(QUOTAS + "/q");
        api.create(api.path(QUOTAS), quota("q", "{cpu: 500m, memory: 500Mi}", ""));
        api.until(path, quota -> "500m".equals(Trees.text(quota, "status.hard.cpu")));

        api.merge(path, "{spec: {hard: {cpu: '1', memory: 1Gi}}}");
        api.until(path, quota -> "1Gi".equals(Trees.text(quota, "status.hard.memory")));
        assertThat(Trees.text(api.get(path + "/status"), "status.hard.cpu")).isEqualTo("1");

        // What somebody else writes there is put right again.
        api.merge(path + "/status", "{status: {hard: {cpu: '7', memory: 7Gi}}}");
        api.until(path, quota -> "1".equals(Trees.text(quota, "status.hard.cpu")));
    }

    @Test
    @Conformance(QUOTA + "verify ResourceQuota with best effort scope.")
    void bestEffortPodsAreCountedByTheirScope(Api api) {
        api.create(api.path(QUOTAS), quota("with", "{pods: '5'}", "BestEffort"));
        api.create(api.path(QUOTAS), quota("without", "{pods: '5'}", "NotBestEffort"));
        assertScoped(api, pod("one", ""), pod("one", ", resources: {requests: {cpu: 100m}}"));
    }

    @Test
    @Conformance(QUOTA + "verify ResourceQuota with terminating scopes.")
    void podsWithADeadlineAreCountedByTheirScope(Api api) {
        api.create(api.path(QUOTAS), quota("with", "{pods: '5'}", "Terminating"));
        api.create(api.path(QUOTAS), quota("without", "{pods: '5'}", "NotTerminating"));
        assertScoped(api, pod("one", "").replace("spec: {", "spec: {activeDeadlineSeconds: 3600, "), pod("one", ""));
    }

    /** The first pod is counted by the quota {@code with}, the second by the other one. */
    private static void assertScoped(Api api, String first, String second) {
        String pods = api.path("v1/pods");
        awaitUsed(api, "with", "{pods: '0'}");
        awaitUsed(api, "without", "{pods: '0'}");
        for (List<String> each : List.of(List.of(first, "with", "without"), List.of(second, "without", "with"))) {
            api.create(pods, each.get(0));
            awaitUsed(api, each.get(1), "{pods: '1'}");
            awaitUsed(api, each.get(2), "{pods: '0'}");
            api.delete(pods + "/one?gracePeriodSeconds=0");
            awaitUsed(api, each.get(1), "{pods: '0'}");
        }
    }
}
