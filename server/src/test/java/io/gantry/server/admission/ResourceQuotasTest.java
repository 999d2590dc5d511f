package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.quota.Amounts;
import io.gantry.api.status.StatusException;
import io.gantry.client.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceQuotasTest {
    private final AdmissionFixture cluster = new AdmissionFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void quota(String name, String spec) {
        cluster.create("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: %s, namespace: shop}
                spec: %s
                """.formatted(name, spec));
    }

    private String used(String name) {
        ResourceQuota quota = cluster.get(ResourceQuotaType.KIND, name);
        return Amounts.text(quota.status().used());
    }

    private static String podYaml(String name, String rest, String resources) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop}
                spec: {containers: [{name: a, image: x, resources: %s}]%s}
                """.formatted(name, resources, rest.isEmpty() ? "" : ", " + rest);
    }

    private void pod(String name, String rest, String resources) {
        cluster.pod(podYaml(name, rest, resources));
    }

    private static String configMap(String name) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: shop}
                """.formatted(name);
    }

    @Test
    void whatIsMoreThanTheRestIsRefusedAndTheUseIsWritten() {
        quota("q", "{hard: {pods: '5', requests.cpu: '1', limits.memory: 1Gi, requests.nvidia.com/gpu: '1'}}");
        pod("one", "", "{requests: {cpu: 600m}, limits: {memory: 512Mi, nvidia.com/gpu: '1'}}");
        assertThat(used("q")).isEqualTo("limits.memory=512Mi,pods=1,requests.cpu=600m,requests.nvidia.com/gpu=1");
        assertThatThrownBy(() -> pod("two", "", "{requests: {cpu: 600m}, limits: {memory: 1Gi}}"))
                .hasMessage("pods \"two\" is forbidden: exceeded quota: q, requested: limits.memory=1Gi,"
                        + "requests.cpu=600m, used: limits.memory=512Mi,requests.cpu=600m, "
                        + "limited: limits.memory=1Gi,requests.cpu=1")
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(403);
                    assertThat(e.reason()).isEqualTo("Forbidden");
                });
        assertThat(used("q")).isEqualTo("limits.memory=512Mi,pods=1,requests.cpu=600m,requests.nvidia.com/gpu=1");
    }

    @Test
    void whereCpuIsLimitedEveryContainerMustStateIt() {
        quota("q", "{hard: {limits.cpu: '1', requests.memory: 1Gi}}");
        assertThatThrownBy(() -> pod("p", "initContainers: [{name: i, image: x}]", "{limits: {cpu: '1'}}"))
                .hasMessage("pods \"p\" is forbidden: failed quota: q: must specify limits.cpu for: i; "
                        + "requests.memory for: a,i");
    }

    @Test
    void objectsAreCountedByNameAndByGroup() {
        quota("q", "{hard: {configmaps: '1', count/secrets: '0', count/deployments.apps: '0'}}");
        cluster.create(configMap("one"));
        assertThatThrownBy(() -> cluster.create(configMap("two")))
                .hasMessageEndingWith(
                        "exceeded quota: q, requested: configmaps=1, used: configmaps=1, limited: configmaps=1");
        assertThatThrownBy(() -> cluster.create("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: shop}
                """))
                .hasMessageContaining("requested: count/secrets=1, used: count/secrets=0");
        assertThatThrownBy(() -> cluster.create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d, namespace: shop}
                spec:
                  selector: {matchLabels: {app: d}}
                  template: {metadata: {labels: {app: d}}, spec: {containers: [{name: a, image: x}]}}
                """))
                .hasMessageStartingWith("deployments.apps \"d\" is forbidden: exceeded quota: q");
    }

    @Test
    void servicesUseNodePortsAndLoadBalancersAlsoByAnUpdate() {
        quota("q", "{hard: {services: '2', services.nodeports: '2', services.loadbalancers: '0'}}");
        Service service = (Service) cluster.create("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {type: NodePort, ports: [{name: a, port: 1}, {name: b, port: 2}]}
                """);
        assertThat(used("q")).isEqualTo("services=1,services.loadbalancers=0,services.nodeports=2");
        assertThatThrownBy(() -> cluster.update(
                        service,
                        s -> new Service(
                                s.metadata(),
                                ServiceSpecBuilder.of(s.spec())
                                        .type("LoadBalancer")
                                        .build(),
                                s.status())))
                .hasMessageContaining("requested: services.loadbalancers=1, used: services.loadbalancers=0");
    }

    @Test
    void claimsAreLimitedByTheirClass() {
        quota(
                "q",
                "{hard: {requests.storage: 10Gi, gold.storageclass.storage.k8s.io/requests.storage: 1Gi,"
                        + " gold.storageclass.storage.k8s.io/persistentvolumeclaims: '2'}}");
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: shop}
                spec: {storageClassName: %s, accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}}
                """;
        cluster.create(claim.formatted("plain", "silver", "5Gi"));
        cluster.create(claim.formatted("small", "gold", "1Gi"));
        assertThatThrownBy(() -> cluster.create(claim.formatted("more", "gold", "1Gi")))
                .hasMessageContaining("requested: gold.storageclass.storage.k8s.io/requests.storage=1Gi, ");
        assertThat(used("q"))
                .isEqualTo("gold.storageclass.storage.k8s.io/persistentvolumeclaims=1,"
                        + "gold.storageclass.storage.k8s.io/requests.storage=1Gi,requests.storage=6Gi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scopes: [BestEffort] | '' | {} | '' | {requests: {cpu: 1m}}",
                "scopes: [NotBestEffort] | '' | {requests: {cpu: 1m}} | '' | {}",
                "scopes: [Terminating] | activeDeadlineSeconds: 5 | {} | '' | {}",
                "scopes: [NotTerminating] | '' | {} | activeDeadlineSeconds: 5 | {}",
                "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [vip]}]}"
                        + " | priorityClassName: vip | {} | '' | {}",
                "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: DoesNotExist}]}"
                        + " | '' | {} | priorityClassName: vip | {}",
                "scopes: [CrossNamespacePodAffinity] | affinity: {podAffinity:"
                        + " {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, namespaces: [other]}]}}"
                        + " | {} | '' | {}",
            })
    void scopesChoosePods(String scope, String restIn, String resourcesIn, String restOut, String resourcesOut) {
        cluster.create("{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: vip}, value: 7}");
        quota("q", "{hard: {pods: '0'}, " + scope + "}");
        assertThatThrownBy(() -> pod("in", restIn, resourcesIn)).hasMessageContaining("exceeded quota: q");
        pod("out", restOut, resourcesOut);
        assertThat(used("q")).isEmpty();
    }

    @Test
    void aDryRunIsHeldToTheQuotaAndTakesNothing() {
        quota("q", "{hard: {configmaps: '1'}}");
        WriteOptions dryRun = new WriteOptions("", true, false);
        cluster.create(AdmissionFixture.parse(configMap("dry")), AdmissionFixture.ADMIN, dryRun);
        assertThat(used("q")).isEmpty();
        cluster.create(configMap("one"));
        assertThatThrownBy(
                        () -> cluster.create(AdmissionFixture.parse(configMap("dry")), AdmissionFixture.ADMIN, dryRun))
                .hasMessageContaining("exceeded quota");
    }

    @Test
    void whatWasThereBeforeTheQuotaCounts() {
        cluster.create(configMap("old"));
        quota("q", "{hard: {configmaps: '2'}}");
        cluster.create(configMap("new"));
        assertThat(used("q")).isEqualTo("configmaps=2");
        assertThatThrownBy(() -> cluster.create(configMap("more"))).hasMessageContaining("used: configmaps=2");
    }

    /** The point of the whole: however many write at once, exactly as many succeed as the quotas allow. */
    @Test
    void concurrentWritesNeverTakeMoreThanThereIs() throws Exception {
        quota("maps", "{hard: {configmaps: '40', count/configmaps: '60'}}");
        quota("all", "{hard: {count/configmaps: '37'}}");
        quota("pods", "{hard: {requests.cpu: 950m, pods: '100'}}");
        List<Future<Boolean>> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 150; i++) {
                String name = "c" + i;
                results.add(threads.submit(() -> succeeds(configMap(name))));
                results.add(threads.submit(() -> succeeds(podYaml(name, "", "{requests: {cpu: 100m}}"))));
            }
        }
        int successes = 0;
        for (Future<Boolean> result : results) {
            successes += result.get() ? 1 : 0;
        }
        assertThat(successes).isEqualTo(37 + 9);
        assertThat(cluster.registries.registry(ConfigMapType.KIND).all("shop")).hasSize(37);
        assertThat(cluster.registries.registry(PodType.KIND).all("shop")).hasSize(9);
        assertThat(used("maps")).isEqualTo("configmaps=37,count/configmaps=37");
        assertThat(used("all")).isEqualTo("count/configmaps=37");
        assertThat(used("pods")).isEqualTo("pods=9,requests.cpu=900m");
    }

    /** Whether an object could be created; anything but a refusal by the quota is an error. */
    private boolean succeeds(String yaml) {
        try {
            cluster.create(yaml);
            return true;
        } catch (StatusException e) {
            assertThat(e).hasMessageContaining("exceeded quota");
            return false;
        }
    }
}
