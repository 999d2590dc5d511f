package io.gantry.server.registry;

import static io.gantry.server.registry.RegistryFixture.configMap;
import static io.gantry.server.registry.RegistryFixture.pod;
import static io.gantry.server.registry.RegistryFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.Scalars;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceSpec;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.Bytes;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Registry.Deleted;
import io.gantry.server.registry.Registry.Edited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RegistryWriteTest {
    private static final WriteOptions DRY_RUN = new WriteOptions("", true, false);

    private final RegistryFixture fixture = new RegistryFixture();
    private final Registry<ConfigMap> maps = fixture.configMaps;
    private final Registry<Pod> pods = fixture.registries.registry(PodType.KIND);

    private static int code(Callable<?> call) throws Exception {
        try {
            call.call();
            return 200;
        } catch (StatusException e) {
            return e.code();
        }
    }

    @Test
    void createFillsInTheServersPartOfTheMetadata() {
        ConfigMap created = maps.create(
                "a",
                Metas.edit(
                        configMap("x"),
                        m -> m.uid("mine")
                                .generation(7L)
                                .deletionTimestamp(RegistryFixture.START)
                                .selfLink("x")),
                WriteOptions.DEFAULT);

        assertThat(created.namespace()).isEqualTo("a");
        assertThat(created.uid()).hasSize(36).isNotEqualTo("mine");
        assertThat(created.metadata().creationTimestamp()).isEqualTo(RegistryFixture.START);
        assertThat(created.metadata().deletionTimestamp()).isNull();
        assertThat(created.metadata().generation()).isNull();
        assertThat(created.resourceVersion()).isEqualTo("1");
        assertThat(maps.get("a", "x")).isEqualTo(created);
    }

    @Test
    void updatesDoNotChangeWhenAnObjectBeganOrEnds() {
        ConfigMap created = maps.create(
                "a", Metas.edit(configMap("x"), m -> m.finalizers(List.of("example.com/f"))), WriteOptions.DEFAULT);
        ConfigMap other = Metas.edit(
                with(created, "key", "other"), m -> m.creationTimestamp(RegistryFixture.START.minusSeconds(60)));

        ConfigMap updated =
                maps.replace("a", "x", "", other, WriteOptions.DEFAULT).object();
        assertThat(updated.metadata().creationTimestamp()).isEqualTo(RegistryFixture.START);
        assertThat(updated.data()).containsEntry("key", "other");

        ConfigMap marked = maps.delete("a", "x", DeleteOptionsType.EMPTY).object();
        ConfigMap later = Metas.edit(
                with(marked, "key", "last"), m -> m.deletionTimestamp(RegistryFixture.START.plusSeconds(60)));
        assertThat(maps.replace("a", "x", "", later, WriteOptions.DEFAULT)
                        .object()
                        .metadata()
                        .deletionTimestamp())
                .isEqualTo(RegistryFixture.START);
    }

    @Test
    void updatesCannotMakeUpADeletion() {
        ConfigMap created = fixture.create("a", "x");

        assertThatThrownBy(() -> maps.replace(
                        "a",
                        "x",
                        "",
                        Metas.edit(created, m -> m.deletionTimestamp(RegistryFixture.START)),
                        WriteOptions.DEFAULT))
                .hasMessageContaining("metadata.deletionTimestamp: Invalid value: \""
                        + Scalars.time(RegistryFixture.START) + "\": field is immutable");
        assertThatThrownBy(() -> maps.replace(
                        "a",
                        "x",
                        "",
                        Metas.edit(created, m -> m.deletionGracePeriodSeconds(30L)),
                        WriteOptions.DEFAULT))
                .hasMessageContaining("metadata.deletionGracePeriodSeconds: Invalid value: 30: field is immutable");
        assertThat(maps.get("a", "x")).isEqualTo(created);
    }

    @Test
    void createTwiceIsRefusedAndSaysSo() {
        fixture.create("a", "x");

        assertThatThrownBy(() -> fixture.create("a", "x")).isInstanceOfSatisfying(StatusException.class, e -> {
            assertThat(e.code()).isEqualTo(409);
            assertThat(e.reason()).isEqualTo("AlreadyExists");
            assertThat(e).hasMessage("configmaps \"x\" already exists");
        });
        assertThat(fixture.create("b", "x").namespace()).isEqualTo("b");
    }

    @Test
    void createRefusesAForeignNamespaceAndAResourceVersion() throws Exception {
        assertThat(code(() ->
                        maps.create("a", Metas.edit(configMap("x"), m -> m.namespace("b")), WriteOptions.DEFAULT)))
                .isEqualTo(400);
        assertThat(code(() -> maps.create(
                        "a", Metas.edit(configMap("x"), m -> m.resourceVersion("1")), WriteOptions.DEFAULT)))
                .isEqualTo(500);
    }

    @Test
    void generateNameMakesDifferentNames() {
        ConfigMap template = Metas.edit(configMap("x"), m -> m.name(null).generateName("web-"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add(maps.create("a", template, WriteOptions.DEFAULT).name());
        }

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}"));
    }

    @Test
    void dryRunChangesNothing() throws Exception {
        ConfigMap dry = maps.create("a", configMap("x"), DRY_RUN);
        assertThat(dry.uid()).isNotEmpty();
        assertThat(maps.find("a", "x")).isNull();

        ConfigMap created = fixture.create("a", "x");
        assertThat(code(() -> maps.create("a", configMap("x"), DRY_RUN))).isEqualTo(409);
        maps.replace("a", "x", "", with(created, "key", "other"), DRY_RUN);
        maps.delete("a", "x", DeleteOptionsBuilder.of().dryRun(List.of("All")).build());
        assertThat(maps.get("a", "x")).isEqualTo(created);
    }

    @Test
    void updateNeedsTheNewestVersionIfItNamesOne() {
        ConfigMap first = fixture.create("a", "x");
        ConfigMap second = maps.replace("a", "x", "", with(first, "key", "two"), WriteOptions.DEFAULT)
                .object();
        assertThat(second.resourceVersion()).isNotEqualTo(first.resourceVersion());

        assertThatThrownBy(() -> maps.replace("a", "x", "", with(first, "key", "three"), WriteOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.isConflict()).isTrue())
                .hasMessage("Operation cannot be fulfilled on configmaps \"x\": the object has been modified; please "
                        + "apply your changes to the latest version and try again");
        ConfigMap unconditional = Metas.withResourceVersion(with(first, "key", "four"), null);
        assertThat(maps.replace("a", "x", "", unconditional, WriteOptions.DEFAULT)
                        .object()
                        .data())
                .containsEntry("key", "four");
    }

    @Test
    void anUpdateThatChangesNothingWritesNothing() {
        ConfigMap created = fixture.create("a", "x");
        long revision = fixture.store.revision();

        assertThat(maps.replace("a", "x", "", created, WriteOptions.DEFAULT).object())
                .isEqualTo(created);
        assertThat(fixture.store.revision()).isEqualTo(revision);
    }

    @Test
    void updateKeepsWhatIsTheServers() throws Exception {
        ConfigMap created = fixture.create("a", "x");
        ConfigMap bare = configMap("x");

        ConfigMap updated = maps.replace("a", "x", "", with(bare, "key", "two"), WriteOptions.DEFAULT)
                .object();
        assertThat(updated.uid()).isEqualTo(created.uid());
        assertThat(updated.metadata().creationTimestamp())
                .isEqualTo(created.metadata().creationTimestamp());
        assertThat(code(() -> maps.replace("a", "x", "", Metas.edit(bare, m -> m.uid("other")), WriteOptions.DEFAULT)))
                .isEqualTo(409);
        assertThat(code(() -> maps.replace("a", "x", "", configMap("y"), WriteOptions.DEFAULT)))
                .isEqualTo(400);
        assertThat(code(() -> maps.replace("a", "none", "", configMap("none"), WriteOptions.DEFAULT)))
                .isEqualTo(404);
    }

    @Test
    void concurrentEditsAreAllKept() throws Exception {
        fixture.create("a", "x");
        int writers = 8;
        int each = 25;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                futures.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        maps.update(
                                "a",
                                "x",
                                "",
                                current -> new Edited<>(
                                        with(
                                                current,
                                                "count",
                                                Integer.toString(Integer.parseInt(
                                                                current.data().getOrDefault("count", "0"))
                                                        + 1)),
                                        null),
                                null,
                                WriteOptions.DEFAULT);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }

        assertThat(maps.get("a", "x").data()).containsEntry("count", Integer.toString(writers * each));
    }

    @Test
    void statusAndSpecAreWrittenApart() {
        Pod created = pods.create("a", pod("p"), WriteOptions.DEFAULT);
        assertThat(created.status().phase()).isEqualTo("Pending");
        assertThat(created.status().qosClass()).isEqualTo("BestEffort");
        assertThat(created.metadata().generation()).isEqualTo(1L);

        Pod running = new Pod(
                created.metadata(),
                PodSpecBuilder.of(created.spec()).hostname("ignored").build(),
                PodStatusBuilder.of(created.status()).phase("Running").build());
        Pod byStatus =
                pods.replace("a", "p", "status", running, WriteOptions.DEFAULT).object();
        assertThat(byStatus.status().phase()).isEqualTo("Running");
        assertThat(byStatus.spec()).isEqualTo(created.spec());
        assertThat(byStatus.metadata().generation()).isEqualTo(1L);

        Pod bySpec = new Pod(
                byStatus.metadata(),
                PodSpecBuilder.of(byStatus.spec()).activeDeadlineSeconds(60L).build(),
                PodStatusBuilder.of(byStatus.status()).phase("Failed").build());
        Pod updated = pods.replace("a", "p", "", bySpec, WriteOptions.DEFAULT).object();
        assertThat(updated.status().phase()).isEqualTo("Running");
        assertThat(updated.spec().activeDeadlineSeconds()).isEqualTo(60L);
        assertThat(updated.metadata().generation()).isEqualTo(2L);
    }

    @Test
    void aPodOnANodeEndsGracefully() {
        pods.create("a", scheduled("p"), WriteOptions.DEFAULT);

        Deleted<Pod> marked = pods.delete("a", "p", DeleteOptionsType.EMPTY);
        assertThat(marked.gone()).isFalse();
        assertThat(marked.object().metadata().deletionGracePeriodSeconds()).isEqualTo(30L);
        assertThat(marked.object().metadata().deletionTimestamp()).isEqualTo(RegistryFixture.START.plusSeconds(30));
        assertThat(marked.object().metadata().generation()).isEqualTo(2L);

        Deleted<Pod> again = pods.delete("a", "p", grace(60));
        assertThat(again.object()).isEqualTo(marked.object());
        Deleted<Pod> shorter = pods.delete("a", "p", grace(5));
        assertThat(shorter.object().metadata().deletionGracePeriodSeconds()).isEqualTo(5L);
        assertThat(shorter.object().metadata().deletionTimestamp()).isEqualTo(RegistryFixture.START.plusSeconds(5));

        assertThat(pods.delete("a", "p", grace(0)).gone()).isTrue();
        assertThat(pods.find("a", "p")).isNull();
    }

    @Test
    void aPodWithoutANodeGoesAtOnce() {
        pods.create("a", pod("p"), WriteOptions.DEFAULT);

        assertThat(pods.delete("a", "p", DeleteOptionsType.EMPTY).gone()).isTrue();
    }

    @Test
    void finalizersHoldAnObjectBackUntilTheyAreGone() throws Exception {
        maps.create("a", Metas.edit(configMap("x"), m -> m.finalizers(List.of("example.com/f"))), WriteOptions.DEFAULT);

        Deleted<ConfigMap> marked = maps.delete("a", "x", DeleteOptionsType.EMPTY);
        assertThat(marked.gone()).isFalse();
        assertThat(marked.object().metadata().deletionTimestamp()).isEqualTo(RegistryFixture.START);
        assertThat(marked.object().metadata().deletionGracePeriodSeconds()).isZero();

        maps.replace("a", "x", "", Metas.edit(marked.object(), m -> m.finalizers(List.of())), WriteOptions.DEFAULT);
        assertThat(maps.find("a", "x")).isNull();
        assertThat(code(() -> maps.delete("a", "x", DeleteOptionsType.EMPTY))).isEqualTo(404);
    }

    @Test
    void propagationPoliciesBecomeFinalizers() {
        fixture.create("a", "foreground");
        fixture.create("a", "orphan");
        fixture.create("a", "background");

        assertThat(maps.delete("a", "foreground", policy("Foreground"))
                        .object()
                        .metadata()
                        .finalizers())
                .containsExactly("foregroundDeletion");
        assertThat(maps.delete("a", "orphan", policy("Orphan"))
                        .object()
                        .metadata()
                        .finalizers())
                .containsExactly("orphan");
        assertThat(maps.delete("a", "background", policy("Background")).gone()).isTrue();
        assertThat(maps.delete("a", "orphan", policy("Background")).gone()).isTrue();
    }

    @Test
    void deletePreconditionsAreChecked() throws Exception {
        ConfigMap created = fixture.create("a", "x");
        var wrongUid = DeleteOptionsBuilder.of()
                .preconditions(new Preconditions("other", null))
                .build();
        var wrongVersion = DeleteOptionsBuilder.of()
                .preconditions(new Preconditions(created.uid(), "99"))
                .build();
        var right = DeleteOptionsBuilder.of()
                .preconditions(new Preconditions(created.uid(), created.resourceVersion()))
                .build();

        assertThat(code(() -> maps.delete("a", "x", wrongUid))).isEqualTo(409);
        assertThat(code(() -> maps.delete("a", "x", wrongVersion))).isEqualTo(409);
        assertThat(maps.delete("a", "x", right).gone()).isTrue();
        assertThat(code(() -> maps.delete("a", "y", policy("Sometimes")))).isEqualTo(422);
    }

    @Test
    void deleteCollectionDeletesWhatIsSelected() {
        fixture.create("a", "x", "app", "web");
        fixture.create("a", "y", "app", "db");
        fixture.create("b", "z", "app", "web");

        maps.deleteCollection("a", ListQuery.labels("app=web"), DeleteOptionsType.EMPTY);

        assertThat(maps.all("")).extracting(ConfigMap::name).containsExactly("y", "z");
    }

    @Test
    void aNamespaceTerminatesUntilItIsFinalized() {
        Registry<Namespace> namespaces = fixture.registries.registry(NamespaceType.KIND);
        Namespace created = namespaces.create(
                "",
                NamespaceBuilder.of().metadata(RegistryFixture.metadata("n")).build(),
                WriteOptions.DEFAULT);
        assertThat(created.spec().finalizers()).containsExactly("kubernetes");
        assertThat(created.status().phase()).isEqualTo("Active");
        assertThat(created.metadata().labels()).containsEntry("kubernetes.io/metadata.name", "n");

        Namespace terminating =
                namespaces.delete("", "n", DeleteOptionsType.EMPTY).object();
        assertThat(terminating.status().phase()).isEqualTo("Terminating");
        assertThat(namespaces.delete("", "n", DeleteOptionsType.EMPTY).gone()).isFalse();

        namespaces.replace(
                "",
                "n",
                "finalize",
                new Namespace(terminating.metadata(), new NamespaceSpec(List.of()), terminating.status()),
                WriteOptions.DEFAULT);
        assertThat(namespaces.find("", "n")).isNull();
    }

    @Test
    void secretsKeepTextAsData() {
        Registry<Secret> secrets = fixture.registries.registry(SecretType.KIND);

        Secret created = secrets.create(
                "a",
                SecretBuilder.of()
                        .metadata(RegistryFixture.metadata("s"))
                        .data(Map.of("kept", Bytes.utf8("1"), "replaced", Bytes.utf8("2")))
                        .stringData(Map.of("replaced", "3"))
                        .build(),
                WriteOptions.DEFAULT);

        assertThat(created.data())
                .containsOnly(Map.entry("kept", Bytes.utf8("1")), Map.entry("replaced", Bytes.utf8("3")));
        assertThat(created.stringData()).isEmpty();
        assertThat(created.type()).isEqualTo("Opaque");
    }

    @Test
    void objectsAreStoredUnderKubernetesKeys() {
        fixture.create("a", "x");

        assertThat(fixture.store.snapshot().get("/registry/configmaps/a/x")).isNotNull();
        assertThat(StorageKeys.logOf("/registry/services/specs/a/x")).isEqualTo("/registry/services/specs/");
        assertThat(StorageKeys.logOf("/registry/apiextensions.k8s.io/customresourcedefinitions/x"))
                .isEqualTo("/registry/apiextensions.k8s.io/customresourcedefinitions/");
        assertThat(StorageKeys.logOf("/registry/pods/")).isEqualTo("/registry/pods/");
    }

    private static Pod scheduled(String name) {
        Pod pod = pod(name);
        return new Pod(
                ObjectMetaBuilder.of(pod.metadata()).build(),
                PodSpecBuilder.of(pod.spec()).nodeName("n").build(),
                pod.status());
    }

    private static io.gantry.api.meta.v1.DeleteOptions grace(long seconds) {
        return DeleteOptionsBuilder.of().gracePeriodSeconds(seconds).build();
    }

    private static io.gantry.api.meta.v1.DeleteOptions policy(String policy) {
        return DeleteOptionsBuilder.of().propagationPolicy(policy).build();
    }
}
