package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.Discovery;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.AuthorizationV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.PolicyV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1Eviction;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1LocalSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Preconditions;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import io.kubernetes.client.openapi.models.V1SelfSubjectRulesReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectRulesReviewSpec;
import io.kubernetes.client.openapi.models.V1SubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;
import io.kubernetes.client.util.PatchUtils;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Call;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects written and read by the official client. */
@ExtendWith(SharedCluster.class)
class OfficialObjectsTest {
    private ApiClient client;
    private CoreV1Api core;
    private AppsV1Api apps;
    private String namespace;

    @BeforeEach
    void open(GantryCluster cluster) throws Exception {
        client = Clients.official(cluster);
        core = new CoreV1Api(client);
        apps = new AppsV1Api(client);
        namespace = cluster.newNamespace();
    }

    private static V1ConfigMap configMap(String name, Map<String, String> data) {
        return new V1ConfigMap().metadata(new V1ObjectMeta().name(name)).data(data);
    }

    private static V1PodSpec podSpec() {
        return new V1PodSpec().addContainersItem(new V1Container().name("c").image("registry.example.com/c:1"));
    }

    private static V1Deployment deployment(String name) {
        var labels = Map.of("app", name);
        return new V1Deployment()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1DeploymentSpec()
                        .replicas(0)
                        .selector(new V1LabelSelector().matchLabels(labels))
                        .template(new V1PodTemplateSpec()
                                .metadata(new V1ObjectMeta().labels(labels))
                                .spec(podSpec())));
    }

    private static ApiException refused(ThrowingCallable call) {
        var refused = catchThrowableOfType(ApiException.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }

    private V1ConfigMap patch(String format, Call call) throws ApiException {
        return PatchUtils.patch(V1ConfigMap.class, () -> call, format, client);
    }

    private Call patching(String name, String body, String manager, Boolean force) throws ApiException {
        return core.patchNamespacedConfigMap(name, namespace, new V1Patch(body))
                .fieldManager(manager)
                .force(force)
                .buildCall(null);
    }

    @Test
    void anObjectsLife() throws Exception {
        var created = core.createNamespacedConfigMap(namespace, configMap("a", Map.of("k", "v")))
                .execute();
        assertThat(created.getMetadata().getUid()).hasSize(36);
        var read = core.readNamespacedConfigMap("a", namespace).execute();
        assertThat(read).isEqualTo(created);
        var replaced = core.replaceNamespacedConfigMap("a", namespace, read.data(Map.of("k", "w")))
                .execute();
        assertThat(replaced.getMetadata().getResourceVersion())
                .isNotEqualTo(created.getMetadata().getResourceVersion());
        assertThat(refused(() -> core.replaceNamespacedConfigMap("a", namespace, created)
                                .execute())
                        .getCode())
                .isEqualTo(409);
        var uid = new V1DeleteOptions().preconditions(new V1Preconditions().uid("another"));
        assertThat(refused(() -> core.deleteNamespacedConfigMap("a", namespace)
                                .body(uid)
                                .execute())
                        .getCode())
                .isEqualTo(409);
        var status = core.deleteNamespacedConfigMap("a", namespace).execute();
        assertThat(status.getStatus()).isEqualTo("Success");
        assertThat(status.getDetails().getUid()).isEqualTo(created.getMetadata().getUid());
        assertThat(refused(() -> core.readNamespacedConfigMap("a", namespace).execute())
                        .getCode())
                .isEqualTo(404);
    }

    @Test
    void allKindsOfPatchAreUnderstood() throws Exception {
        core.createNamespacedConfigMap(namespace, configMap("p", Map.of("k", "v")))
                .execute();
        var json = patch(
                V1Patch.PATCH_FORMAT_JSON_PATCH,
                patching("p", "[{\"op\":\"add\",\"path\":\"/data/json\",\"value\":\"1\"}]", "tester", null));
        assertThat(json.getData()).containsEntry("json", "1").containsEntry("k", "v");
        var merge = patch(
                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                patching("p", "{\"data\":{\"merge\":\"1\",\"json\":null}}", "tester", null));
        assertThat(merge.getData()).containsEntry("merge", "1").doesNotContainKey("json");
        var strategic = patch(
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                patching("p", "{\"metadata\":{\"labels\":{\"strategic\":\"1\"}}}", "tester", null));
        assertThat(strategic.getMetadata().getLabels()).containsEntry("strategic", "1");
        // The client leaves managed fields out of what it reads.
        try (var answer =
                core.readNamespacedConfigMap("p", namespace).buildCall(null).execute()) {
            assertThat(answer.body().string()).contains("\"manager\":\"tester\"");
        }
    }

    @Test
    void whoeverAppliesOwns() throws Exception {
        String form =
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"s\"},\"data\":{\"k\":\"%s\"}}";
        var applied = patch(V1Patch.PATCH_FORMAT_APPLY_YAML, patching("s", form.formatted("one"), "first", null));
        assertThat(applied.getData()).containsEntry("k", "one");
        var conflict = refused(
                () -> patch(V1Patch.PATCH_FORMAT_APPLY_YAML, patching("s", form.formatted("two"), "second", null)));
        assertThat(conflict.getCode()).isEqualTo(409);
        assertThat(conflict.getResponseBody())
                .contains("Apply failed with 1 conflict: conflict with \\\"first\\\": .data.k");
        var forced = patch(V1Patch.PATCH_FORMAT_APPLY_YAML, patching("s", form.formatted("two"), "second", true));
        assertThat(forced.getData()).containsEntry("k", "two");
        assertThat(refused(() -> patch(V1Patch.PATCH_FORMAT_APPLY_YAML, patching("s", form.formatted("x"), null, null)))
                        .getResponseBody())
                .contains(
                        "PatchOptions.meta.k8s.io \\\"\\\" is invalid: fieldManager: Required value: is required for apply patch");
    }

    @Test
    void fieldsAreValidatedAndDryRunsChangeNothing() throws Exception {
        var warned = core.createNamespacedConfigMap(namespace, configMap("dry", Map.of("k", "v")))
                .dryRun("All")
                .fieldValidation("Strict")
                .execute();
        assertThat(warned.getMetadata().getUid()).isNotEmpty();
        assertThat(refused(() -> core.readNamespacedConfigMap("dry", namespace).execute())
                        .getCode())
                .isEqualTo(404);
        assertThat(refused(() -> core.createNamespacedConfigMap(namespace, configMap("dry", Map.of()))
                                .fieldValidation("Maybe")
                                .execute())
                        .getResponseBody())
                .contains(
                        "CreateOptions.meta.k8s.io \\\"\\\" is invalid: fieldValidation: Unsupported value: \\\"Maybe\\\":"
                                + " supported values: \\\"\\\", \\\"Ignore\\\", \\\"Strict\\\", \\\"Warn\\\"");
    }

    @Test
    void scaleIsAPartOfADeployment() throws Exception {
        apps.createNamespacedDeployment(namespace, deployment("d")).execute();
        var scale = apps.readNamespacedDeploymentScale("d", namespace).execute();
        assertThat(scale.getStatus().getSelector()).isEqualTo("app=d");
        // Whatever the loops write of the deployment meanwhile.
        scale.getMetadata().setResourceVersion(null);
        scale.getSpec().setReplicas(2);
        assertThat(apps.replaceNamespacedDeploymentScale("d", namespace, scale)
                        .execute()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(2);
        Clients.eventually().until(() -> {
            var status = apps.readNamespacedDeployment("d", namespace).execute().getStatus();
            return status != null && Objects.equals(status.getReplicas(), 2);
        });
        assertThat(apps.readNamespacedDeployment("d", namespace)
                        .execute()
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(2);
    }

    @Test
    void statusIsWrittenOnItsOwn() throws Exception {
        var pod = core.createNamespacedPod(
                        namespace,
                        new V1Pod().metadata(new V1ObjectMeta().name("p")).spec(podSpec()))
                .execute();
        // Whatever the scheduler writes of the pod meanwhile.
        pod.getMetadata().setResourceVersion(null);
        pod.setStatus(new V1PodStatus().phase("Running").message("by a test"));
        pod.getSpec().setNodeName("nowhere");
        var written = core.replaceNamespacedPodStatus("p", namespace, pod).execute();
        assertThat(written.getStatus().getMessage()).isEqualTo("by a test");
        assertThat(written.getSpec().getNodeName()).isNull();
    }

    @Test
    void budgetsHoldEvictionsBack() throws Exception {
        var labels = Map.of("app", "guarded");
        core.createNamespacedPod(
                        namespace,
                        new V1Pod()
                                .metadata(new V1ObjectMeta().name("p").labels(labels))
                                .spec(podSpec()))
                .execute();
        // A pod that does not run yet may always go: it has to run for the budget to hold it.
        var running = core.readNamespacedPod("p", namespace).execute();
        running.getMetadata().setResourceVersion(null);
        running.setStatus(new V1PodStatus().phase("Running"));
        core.replaceNamespacedPodStatus("p", namespace, running).execute();
        new PolicyV1Api(client)
                .createNamespacedPodDisruptionBudget(
                        namespace,
                        new V1PodDisruptionBudget()
                                .metadata(new V1ObjectMeta().name("b"))
                                .spec(new V1PodDisruptionBudgetSpec()
                                        .minAvailable(new io.kubernetes.client.custom.IntOrString(1))
                                        .selector(new V1LabelSelector().matchLabels(labels))))
                .execute();
        var eviction = new V1Eviction().metadata(new V1ObjectMeta().name("p"));
        var refused = refused(
                () -> core.createNamespacedPodEviction("p", namespace, eviction).execute());
        assertThat(refused.getCode()).isEqualTo(429);
        assertThat(refused.getResponseBody())
                .contains("Cannot evict pod as it would violate the pod's disruption budget.")
                .contains("\"reason\":\"DisruptionBudget\"");
        new PolicyV1Api(client)
                .deleteNamespacedPodDisruptionBudget("b", namespace)
                .execute();
        // The client would read the answer as an Eviction, which it is not: Kubernetes answers with a Status.
        try (var answer = core.createNamespacedPodEviction("p", namespace, eviction)
                .buildCall(null)
                .execute()) {
            assertThat(answer.code()).isEqualTo(201);
            assertThat(answer.body().string()).contains("\"status\":\"Success\"");
        }
        Clients.eventually()
                .until(() -> core.listNamespacedPod(namespace).execute().getItems().stream()
                        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null));
    }

    @Test
    void rightsCanBeAskedFor() throws Exception {
        var rights = new AuthorizationV1Api(client);
        var pods = new V1ResourceAttributes().namespace(namespace).verb("get").resource("pods");
        assertThat(rights.createSelfSubjectAccessReview(new V1SelfSubjectAccessReview()
                                .spec(new V1SelfSubjectAccessReviewSpec().resourceAttributes(pods)))
                        .execute()
                        .getStatus()
                        .getAllowed())
                .isTrue();
        var jane = new V1SubjectAccessReviewSpec().user("jane").resourceAttributes(pods);
        assertThat(rights.createSubjectAccessReview(new V1SubjectAccessReview().spec(jane))
                        .execute()
                        .getStatus()
                        .getAllowed())
                .isFalse();
        assertThat(rights.createNamespacedLocalSubjectAccessReview(
                                namespace,
                                new V1LocalSubjectAccessReview()
                                        .metadata(new V1ObjectMeta().namespace(namespace))
                                        .spec(jane))
                        .execute()
                        .getStatus()
                        .getAllowed())
                .isFalse();
        assertThat(rights.createSelfSubjectRulesReview(new V1SelfSubjectRulesReview()
                                .spec(new V1SelfSubjectRulesReviewSpec().namespace(namespace)))
                        .execute()
                        .getStatus()
                        .getResourceRules())
                .anySatisfy(rule -> assertThat(rule.getVerbs()).contains("*"));
    }

    @Test
    void whatIsServedCanBeFoundOut() throws Exception {
        var resources = new Discovery(client).findAll();
        assertThat(resources)
                .anySatisfy(resource -> {
                    assertThat(resource.getKind()).isEqualTo("Deployment");
                    assertThat(resource.getGroup()).isEqualTo("apps");
                    assertThat(resource.getPreferredVersion()).isEqualTo("v1");
                    assertThat(resource.getSubResources()).contains("scale", "status");
                })
                .anySatisfy(resource -> assertThat(resource.getResourcePlural()).isEqualTo("pods"));
        assertThat(core.getAPIResources().execute().getResources())
                .anySatisfy(resource -> assertThat(resource.getName()).isEqualTo("pods/eviction"));
        assertThat(List.of("1"))
                .contains(new io.kubernetes.client.util.version.Version(client)
                        .getVersion()
                        .getMajor());
    }
}
