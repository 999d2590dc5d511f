package io.gantry.program.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists, chunks, revisions, watches and informers of the official client. */
@ExtendWith(SharedCluster.class)
class OfficialListsTest {
    private ApiClient client;
    private CoreV1Api core;
    private String namespace;

    @BeforeEach
    void open(TestCluster cluster) throws Exception {
        client = cluster.official();
        core = new CoreV1Api(client);
        namespace = cluster.namespace();
    }

    private V1ConfigMap create(String name) throws ApiException {
        return core.createNamespacedConfigMap(
                        namespace,
                        new V1ConfigMap()
                                .metadata(new V1ObjectMeta().name(name).labels(Map.of("by", "test")))
                                .data(Map.of("k", "0")))
                .execute();
    }

    /** So many changes that what was before them is gone. */
    private void outrun(V1ConfigMap map) throws ApiException {
        V1ConfigMap current = map;
        for (int i = 1; i <= 2 * TestCluster.CHANGES_PER_LOG + 200; i++) {
            current = core.replaceNamespacedConfigMap(
                            map.getMetadata().getName(), namespace, current.data(Map.of("k", "" + i)))
                    .execute();
        }
    }

    private static List<String> names(V1ConfigMapList list) {
        return list.getItems().stream().map(map -> map.getMetadata().getName()).toList();
    }

    @Test
    void chunksShowTheStateOfTheFirst() throws Exception {
        for (String name : List.of("a", "b", "c", "d")) {
            create(name);
        }
        var first = core.listNamespacedConfigMap(namespace)
                .labelSelector("by=test")
                .limit(2)
                .execute();
        assertThat(names(first)).containsExactly("a", "b");
        create("bb");
        var second = core.listNamespacedConfigMap(namespace)
                .labelSelector("by=test")
                .limit(2)
                ._continue(first.getMetadata().getContinue())
                .execute();
        assertThat(names(second)).containsExactly("c", "d");
        // There is more, though nothing of it is selected: the last chunk tells so.
        var last = core.listNamespacedConfigMap(namespace)
                .labelSelector("by=test")
                .limit(2)
                ._continue(second.getMetadata().getContinue())
                .execute();
        assertThat(last.getItems()).isEmpty();
        assertThat(last.getMetadata().getContinue()).isNull();
        var exact = core.listNamespacedConfigMap(namespace)
                .labelSelector("by=test")
                .resourceVersion(first.getMetadata().getResourceVersion())
                .resourceVersionMatch("Exact")
                .execute();
        assertThat(names(exact)).containsExactly("a", "b", "c", "d");
        assertThat(names(core.listNamespacedConfigMap(namespace)
                        .fieldSelector("metadata.name=bb")
                        .resourceVersion("0")
                        .execute()))
                .containsExactly("bb");
        core.deleteCollectionNamespacedConfigMap(namespace)
                .labelSelector("by=test")
                .execute();
        assertThat(names(core.listNamespacedConfigMap(namespace)
                        .labelSelector("by=test")
                        .execute()))
                .isEmpty();
    }

    @Test
    void whatIsGoneIs410() throws Exception {
        var first = create("a");
        create("b");
        String token = core.listNamespacedConfigMap(namespace)
                .limit(1)
                .execute()
                .getMetadata()
                .getContinue();
        outrun(first);
        var chunk = catchThrowableOfType(
                ApiException.class,
                () -> core.listNamespacedConfigMap(namespace)
                        .limit(1)
                        ._continue(token)
                        .execute());
        assertThat(chunk.getCode()).isEqualTo(410);
        var status = V1Status.fromJson(chunk.getResponseBody());
        assertThat(status.getReason()).isEqualTo("Expired");
        assertThat(status.getMessage()).startsWith("The provided continue parameter is too old");
        // The answer has a token that goes on with what is there now.
        assertThat(names(core.listNamespacedConfigMap(namespace)
                        ._continue(status.getMetadata().getContinue())
                        .execute()))
                .contains("b")
                .doesNotContain("a");
        var exact = catchThrowableOfType(
                ApiException.class,
                () -> core.listNamespacedConfigMap(namespace)
                        .resourceVersion(first.getMetadata().getResourceVersion())
                        .resourceVersionMatch("Exact")
                        .execute());
        assertThat(exact.getCode()).isEqualTo(410);
        try (Watch<V1ConfigMap> watch = watch(first.getMetadata().getResourceVersion())) {
            var event = watch.next();
            assertThat(event.type).isEqualTo("ERROR");
            assertThat(event.status.getCode()).isEqualTo(410);
            assertThat(event.status.getReason()).isEqualTo("Expired");
            assertThat(event.status.getMessage()).startsWith("too old resource version: ");
        }
    }

    private Watch<V1ConfigMap> watch(String resourceVersion) throws ApiException {
        return Watch.createWatch(
                client,
                core.listNamespacedConfigMap(namespace)
                        .watch(true)
                        .allowWatchBookmarks(true)
                        .resourceVersion(resourceVersion)
                        .timeoutSeconds(60)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType());
    }

    @Test
    void aWatchTellsWhatHappens() throws Exception {
        String start =
                core.listNamespacedConfigMap(namespace).execute().getMetadata().getResourceVersion();
        try (Watch<V1ConfigMap> watch = watch(start)) {
            var map = create("w");
            core.replaceNamespacedConfigMap("w", namespace, map.data(Map.of("k", "1")))
                    .execute();
            core.deleteNamespacedConfigMap("w", namespace).execute();
            List<String> told = new ArrayList<>();
            while (told.size() < 3) {
                var event = watch.next();
                if (!event.type.equals("BOOKMARK")) {
                    told.add(event.type + " " + event.object.getMetadata().getName());
                }
            }
            assertThat(told).containsExactly("ADDED w", "MODIFIED w", "DELETED w");
        }
    }

    @Test
    void anInformerKnowsWhatThereIs() throws Exception {
        create("before");
        var factory = new SharedInformerFactory(client);
        List<String> seen = new CopyOnWriteArrayList<>();
        var informer = factory.sharedIndexInformerFor(
                new GenericKubernetesApi<>(V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client),
                V1ConfigMap.class,
                0,
                namespace);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1ConfigMap map) {
                seen.add("+" + map.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1ConfigMap old, V1ConfigMap map) {
                seen.add("=" + map.getMetadata().getName());
            }

            @Override
            public void onDelete(V1ConfigMap map, boolean unknown) {
                seen.add("-" + map.getMetadata().getName());
            }
        });
        factory.startAllRegisteredInformers();
        try {
            TestCluster.eventually().until(informer::hasSynced);
            var after = create("after");
            core.replaceNamespacedConfigMap("after", namespace, after.data(Map.of("k", "1")))
                    .execute();
            core.deleteNamespacedConfigMap("before", namespace).execute();
            TestCluster.eventually()
                    .untilAsserted(() -> assertThat(seen).contains("+before", "+after", "=after", "-before"));
            assertThat(informer.getIndexer().getByKey(namespace + "/after").getData())
                    .containsEntry("k", "1");
            assertThat(informer.getIndexer().getByKey(namespace + "/before")).isNull();
        } finally {
            factory.stopAllRegisteredInformers();
        }
    }
}
