package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.gantry.testkit.GantryCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects written and read by fabric8's client. */
@ExtendWith(SharedCluster.class)
class Fabric8ObjectsTest {
    private GantryCluster cluster;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void open(GantryCluster shared) {
        cluster = shared;
        client = Clients.fabric8(shared);
        namespace = shared.newNamespace();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withData(data)
                .build();
    }

    private Deployment deployment(String name, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("registry.example.com/c:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("registry.example.com/c:1")
                .endContainer()
                .endSpec()
                .build();
    }

    private static KubernetesClientException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var refused = catchThrowableOfType(KubernetesClientException.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }

    @Test
    void objectsOfManyKindsAreCreatedChangedAndDeleted() {
        var created = client.resource(configMap("a", Map.of("k", "v"))).create();
        assertThat(created.getMetadata().getUid()).isNotEmpty();
        var changed = client.configMaps()
                .inNamespace(namespace)
                .withName("a")
                .edit(map -> new ConfigMapBuilder(map).addToData("l", "w").build());
        assertThat(changed.getData()).containsEntry("k", "v").containsEntry("l", "w");
        assertThat(client.configMaps().inNamespace(namespace).withName("a").delete())
                .hasSize(1);
        Clients.eventually()
                .until(() ->
                        client.configMaps().inNamespace(namespace).withName("a").get() == null);

        var secret = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withGenerateName("s-")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToStringData("password", "secret")
                        .build())
                .create();
        assertThat(secret.getMetadata().getName()).startsWith("s-").hasSize(7);
        assertThat(secret.getData()).containsEntry("password", "c2VjcmV0");
        assertThat(secret.getType()).isEqualTo("Opaque");

        var service = client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", "web")
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        assertThat(service.getSpec().getClusterIP()).startsWith("10.96.");

        var pod = client.resource(pod("p")).create();
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("default");
        client.resource(pod).delete();
        Clients.eventually()
                .until(() -> client.pods().inNamespace(namespace).withName("p").get() == null);
    }

    @Test
    void allKindsOfPatchAreUnderstood() {
        client.resource(deployment("d", 0)).create();
        var target = client.apps().deployments().inNamespace(namespace).withName("d");
        var merged =
                target.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"merge\":\"1\"}}}");
        assertThat(merged.getMetadata().getLabels()).containsEntry("merge", "1");
        var json = target.patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\":\"add\",\"path\":\"/metadata/labels/json\",\"value\":\"2\"}]");
        assertThat(json.getMetadata().getLabels()).containsEntry("json", "2");
        var strategic = target.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:2\"},"
                        + "{\"name\":\"side\",\"image\":\"s\"}]}}}}");
        assertThat(strategic.getSpec().getTemplate().getSpec().getContainers())
                .extracting(container -> container.getName() + "=" + container.getImage())
                .containsExactlyInAnyOrder("c=i:2", "side=s");
    }

    @Test
    void appliersThatDisagreeConflictUnlessForced() {
        client.resource(configMap("applied", Map.of("k", "one")))
                .fieldManager("first")
                .serverSideApply();
        var conflict = refused(() -> client.resource(configMap("applied", Map.of("k", "two")))
                .fieldManager("second")
                .serverSideApply());
        assertThat(conflict.getCode()).isEqualTo(409);
        assertThat(conflict.getStatus().getDetails().getCauses())
                .extracting(cause -> cause.getReason() + " " + cause.getField())
                .containsExactly("FieldManagerConflict .data.k");
        var forced = client.resource(configMap("applied", Map.of("k", "two")))
                .fieldManager("second")
                .forceConflicts()
                .serverSideApply();
        assertThat(forced.getData()).containsEntry("k", "two");
        assertThat(forced.getMetadata().getManagedFields())
                .anySatisfy(entry -> assertThat(entry.getManager()).isEqualTo("second"));
        // What the first one does not name any more stays, since it is the second one's now.
        var left = client.resource(configMap("applied", Map.of()))
                .fieldManager("first")
                .serverSideApply();
        assertThat(left.getData()).containsEntry("k", "two");
        var empty = client.resource(configMap("applied", Map.of()))
                .fieldManager("second")
                .serverSideApply();
        assertThat(empty.getData()).isNullOrEmpty();
    }

    @Test
    void scaleAndStatusAreParts() {
        client.resource(deployment("d", 0)).create();
        var target = client.apps().deployments().inNamespace(namespace).withName("d");
        assertThat(target.scale(3).getSpec().getReplicas()).isEqualTo(3);
        assertThat(target.scale().getSpec().getReplicas()).isEqualTo(3);
        Clients.eventually()
                .until(() ->
                        client.pods().inNamespace(namespace).list().getItems().size() == 3);
        var pod = client.pods().inNamespace(namespace).list().getItems().getFirst();
        var running = client.resource(pod)
                .editStatus(current -> new PodBuilder(current)
                        .editOrNewStatus()
                        .withPhase("Running")
                        .withMessage("by a test")
                        .endStatus()
                        .editMetadata()
                        .addToLabels("no", "label")
                        .endMetadata()
                        .build());
        assertThat(running.getStatus().getMessage()).isEqualTo("by a test");
        assertThat(client.resource(pod).get().getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void refusalsSayWhy() {
        assertThat(client.configMaps().inNamespace(namespace).withName("none").get())
                .isNull();
        client.resource(configMap("twice", Map.of())).create();
        var exists = refused(() -> client.resource(configMap("twice", Map.of())).create());
        assertThat(exists.getCode()).isEqualTo(409);
        assertThat(exists.getStatus().getReason()).isEqualTo("AlreadyExists");
        assertThat(exists.getStatus().getDetails().getName()).isEqualTo("twice");

        var bad = pod("bad");
        bad.getSpec().getContainers().getFirst().setName("Not A Name");
        var invalid = refused(() -> client.resource(bad).create());
        assertThat(invalid.getCode()).isEqualTo(422);
        assertThat(invalid.getStatus().getReason()).isEqualTo("Invalid");
        assertThat(invalid.getStatus().getDetails().getCauses())
                .anySatisfy(cause -> assertThat(cause.getField()).isEqualTo("spec.containers[0].name"));

        var stale = client.configMaps().inNamespace(namespace).withName("twice").get();
        client.configMaps()
                .inNamespace(namespace)
                .withName("twice")
                .edit(map -> new ConfigMapBuilder(map).addToData("a", "b").build());
        var conflict = refused(() -> client.resource(
                        new ConfigMapBuilder(stale).addToData("a", "c").build())
                .lockResourceVersion(stale.getMetadata().getResourceVersion())
                .update());
        assertThat(conflict.getCode()).isEqualTo(409);
        assertThat(conflict.getStatus().getReason()).isEqualTo("Conflict");
    }

    @Test
    void dryRunsChangeNothing() {
        var dry = client.resource(configMap("dry", Map.of("a", "b"))).dryRun().create();
        assertThat(dry.getMetadata().getUid()).isNotEmpty();
        assertThat(client.configMaps().inNamespace(namespace).withName("dry").get())
                .isNull();
        client.resource(configMap("dry", Map.of("a", "b"))).create();
        client.configMaps().inNamespace(namespace).withName("dry").dryRun().delete();
        assertThat(client.configMaps().inNamespace(namespace).withName("dry").get())
                .isNotNull();
    }

    @Test
    void collectionsAreDeletedAtOnce() {
        for (String name : List.of("a", "b", "c")) {
            client.resource(new ConfigMapBuilder(configMap(name, Map.of()))
                            .editMetadata()
                            .addToLabels("keep", String.valueOf(name.equals("c")))
                            .endMetadata()
                            .build())
                    .create();
        }
        var maps = client.configMaps().inNamespace(namespace);

        // Fabric8 itself deletes one after the other; one request does it as well.
        String deleted = client.raw(
                "/api/v1/namespaces/" + namespace + "/configmaps?labelSelector=keep%3Dfalse", "DELETE", null);

        assertThat(deleted).contains("ConfigMapList", "\"a\"", "\"b\"").doesNotContain("\"c\"");
        assertThat(maps.withLabel("keep").list().getItems())
                .extracting(map -> map.getMetadata().getName())
                .containsExactly("c");
        assertThat(maps.withLabel("keep", "true").delete()).hasSize(1);
        assertThat(maps.withLabel("keep").list().getItems()).isEmpty();
    }

    @Test
    void listsAreSelectedAndComeInPieces() {
        IntStream.range(0, 10)
                .forEach(i -> client.resource(new ConfigMapBuilder(configMap("m" + i, Map.of()))
                                .editMetadata()
                                .addToLabels("even", String.valueOf(i % 2 == 0))
                                .addToLabels("of", "ten")
                                .endMetadata()
                                .build())
                        .create());
        var maps = client.configMaps().inNamespace(namespace);
        assertThat(maps.withLabel("even", "true").list().getItems()).hasSize(5);
        assertThat(maps.withLabelIn("even", "true", "false").list().getItems()).hasSize(10);
        assertThat(maps.withLabel("of").withoutLabel("even", "true").list().getItems())
                .hasSize(5);
        assertThat(maps.withField("metadata.name", "m3").list().getItems()).hasSize(1);

        var first = maps.list(new ListOptionsBuilder()
                .withLimit(4L)
                .withLabelSelector("of=ten")
                .build());
        assertThat(first.getItems()).hasSize(4);
        client.resource(configMap("m00", Map.of())).create();
        var second = maps.list(new ListOptionsBuilder()
                .withLimit(100L)
                .withLabelSelector("of=ten")
                .withContinue(first.getMetadata().getContinue())
                .build());
        assertThat(second.getItems())
                .extracting(map -> map.getMetadata().getName())
                .containsExactly("m4", "m5", "m6", "m7", "m8", "m9");
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());

        maps.withLabel("even", "true").delete();
        Clients.eventually()
                .until(() -> maps.withLabel("of", "ten").list().getItems().size() == 5);
    }

    @Test
    void finalizersHoldWhatIsDeleted() {
        client.resource(new ConfigMapBuilder(configMap("held", Map.of()))
                        .editMetadata()
                        .addToFinalizers("example.com/hold")
                        .endMetadata()
                        .build())
                .create();
        var held = client.configMaps().inNamespace(namespace).withName("held");
        held.delete();
        assertThat(held.get().getMetadata().getDeletionTimestamp()).isNotEmpty();
        held.edit(map -> new ConfigMapBuilder(map)
                .editMetadata()
                .withFinalizers(List.of())
                .endMetadata()
                .build());
        assertThat(held.get()).isNull();
    }

    @Test
    void ownersTakeTheirOwnWithThemOrLeaveIt() {
        for (var policy : DeletionPropagation.values()) {
            String suffix = policy.name().toLowerCase(java.util.Locale.ROOT);
            var owner = client.resource(configMap("owner-" + suffix, Map.of())).create();
            client.resource(new ConfigMapBuilder(configMap("owned-" + suffix, Map.of()))
                            .editMetadata()
                            .withOwnerReferences(new OwnerReferenceBuilder()
                                    .withApiVersion("v1")
                                    .withKind("ConfigMap")
                                    .withName(owner.getMetadata().getName())
                                    .withUid(owner.getMetadata().getUid())
                                    .withBlockOwnerDeletion(true)
                                    .build())
                            .endMetadata()
                            .build())
                    .create();
            client.resource(owner).withPropagationPolicy(policy).delete();
            var owned = client.configMaps().inNamespace(namespace).withName("owned-" + suffix);
            Clients.eventually().until(() -> client.resource(owner).get() == null);
            if (policy == DeletionPropagation.ORPHAN) {
                assertThat(owned.get().getMetadata().getOwnerReferences()).isEmpty();
            } else {
                Clients.eventually().until(() -> owned.get() == null);
            }
        }
    }

    @Test
    void jobsAndNamespacesEnd() {
        var job = client.resource(new JobBuilder()
                        .withNewMetadata()
                        .withName("j")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("c")
                        .withImage("i")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        assertThat(job.getSpec().getCompletions()).isEqualTo(1);
        var pods = client.pods().inNamespace(namespace).withLabel("batch.kubernetes.io/job-name", "j");
        Clients.eventually().until(() -> pods.list().getItems().size() == 1);
        client.resource(pods.list().getItems().getFirst())
                .editStatus(pod -> new PodBuilder(pod)
                        .editOrNewStatus()
                        .withPhase("Succeeded")
                        .endStatus()
                        .build());
        Clients.eventually()
                .until(() -> Integer.valueOf(1)
                        .equals(client.resource(job).get().getStatus().getSucceeded()));

        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .delete();
        Clients.eventually().until(() -> client.namespaces().withName(namespace).get() == null);
        assertThat(pods.list().getItems()).isEmpty();
    }

    @Test
    void aServiceAccountMayWhatItsRoleSays() {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("configmaps")
                        .withVerbs("get", "list")
                        .endRule()
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reader")
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName("reader")
                        .withNamespace(namespace)
                        .endSubject()
                        .build())
                .create();
        TokenRequest answer = client.serviceAccounts()
                .inNamespace(namespace)
                .withName("reader")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build());
        try (var reader = Clients.fabric8WithToken(cluster, answer.getStatus().getToken())) {
            Clients.eventually()
                    .ignoreException(KubernetesClientException.class)
                    .until(() -> !reader.configMaps()
                            .inNamespace(namespace)
                            .list()
                            .getItems()
                            .isEmpty());
            var refused = refused(() -> reader.secrets().inNamespace(namespace).list());
            assertThat(refused.getCode()).isEqualTo(403);
            assertThat(refused.getMessage())
                    .contains(
                            "User \"system:serviceaccount:" + namespace + ":reader\" cannot list resource \"secrets\"");
        }
        try (var stranger = Clients.fabric8WithToken(cluster, "nonsense")) {
            assertThatThrownBy(
                            () -> stranger.configMaps().inNamespace(namespace).list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
        }
    }
}
