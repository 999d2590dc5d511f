package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Backoff;
import io.gantry.base.VirtualTime;
import io.gantry.client.ListQuery;
import io.gantry.client.Watch;
import io.gantry.client.WorkQueue;
import io.gantry.client.WriteOptions;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.metrics.Scrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, types and labels are those of Kubernetes' stable metrics: dashboards and alerts ask for them. */
class MetricsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private Scrape scrape() throws Exception {
        return Scrape.parse(http.get("/metrics").text());
    }

    /** A request is counted when its answer is over, which the client may see first. */
    private Scrape scrapeOnceThereAre(double count, String name, String... labels) {
        return Awaitility.await()
                .until(this::scrape, scrape -> scrape.has(name, labels) && scrape.value(name, labels) >= count);
    }

    private void create(String name, String query, int code) throws Exception {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}";
        assertThat(http.send("POST", MAPS + query, body, "content-type", HttpFixture.JSON)
                        .code())
                .isEqualTo(code);
    }

    private static String[] labels(String verb, String scope, String... more) {
        return Stream.concat(
                        Stream.of(
                                "component",
                                "apiserver",
                                "group",
                                "",
                                "resource",
                                "configmaps",
                                "scope",
                                scope,
                                "subresource",
                                "",
                                "verb",
                                verb,
                                "version",
                                "v1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void requestsAreCountedByVerbScopeDryRunAndCode() throws Exception {
        create("a", "", 201);
        create("a", "", 409);
        create("b", "?dryRun=All", 201);
        http.get(MAPS + "/a");
        http.get(MAPS + "/none");
        http.get(MAPS);
        http.get("/api/v1/configmaps");
        http.send("PATCH", MAPS + "/a", "{}", "content-type", "application/merge-patch+json");
        http.send("DELETE", MAPS + "/a", "");

        String total = "apiserver_request_total";
        Scrape scrape = scrapeOnceThereAre(1, total, labels("DELETE", "resource", "dry_run", "", "code", "200"));

        assertThat(scrape.value(total, labels("POST", "resource", "dry_run", "", "code", "201")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("POST", "resource", "dry_run", "", "code", "409")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("POST", "resource", "dry_run", "All", "code", "201")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("GET", "resource", "dry_run", "", "code", "200")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("GET", "resource", "dry_run", "", "code", "404")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("LIST", "namespace", "dry_run", "", "code", "200")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("LIST", "cluster", "dry_run", "", "code", "200")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("PATCH", "resource", "dry_run", "", "code", "200")))
                .isEqualTo(1);
        assertThat(scrape.value(total, labels("DELETE", "resource", "dry_run", "", "code", "200")))
                .isEqualTo(1);
        assertThat(scrape.value("apiserver_request_duration_seconds_count", labels("POST", "resource", "dry_run", "")))
                .isEqualTo(2);
        assertThat(scrape.value("apiserver_response_sizes_count", labels("GET", "resource")))
                .isEqualTo(2);
        assertThat(scrape.value("apiserver_response_sizes_sum", labels("LIST", "cluster")))
                .isGreaterThan(100);
        assertThat(scrape.has("apiserver_response_sizes_count", labels("POST", "resource")))
                .isFalse();
        assertThat(scrape.families.get(total).type()).isEqualTo("counter");
    }

    @Test
    void watchesAreSeenWhileTheyRun() throws Exception {
        String running = "apiserver_longrunning_requests";
        try (Stream<String> lines = http.lines(MAPS + "?watch=1&timeoutSeconds=30")) {
            assertThat(scrape().value(running, labels("WATCH", "namespace"))).isEqualTo(1);
            assertThat(lines).isNotNull();
        }
        Scrape scrape = scrapeOnceThereAre(
                1, "apiserver_request_total", labels("WATCH", "namespace", "dry_run", "", "code", "200"));
        assertThat(scrape.value(running, labels("WATCH", "namespace"))).isZero();
    }

    @Test
    void whatIsNotServedMakesNoSeries() throws Exception {
        http.get("/apis/example.com/v1/invented");
        http.get("/api/v1/namespaces/default/pods/x/invented");
        http.get("/invented");
        http.send("jane", "GET", MAPS, new byte[0]);

        String text = http.get("/metrics").text();

        assertThat(text).doesNotContain("invented").doesNotContain("code=\"403\"");
    }

    @Test
    void admissionIsTimedUnderKubernetesNames() throws Exception {
        create("a", "", 201);
        http.send(
                "POST",
                "/api/v1/namespaces/none/configmaps",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}",
                "content-type",
                HttpFixture.JSON);

        Scrape scrape = scrape();

        String plugin = "apiserver_admission_controller_admission_duration_seconds_count";
        assertThat(scrape.value(
                        plugin,
                        "name",
                        "NamespaceLifecycle",
                        "operation",
                        "CREATE",
                        "rejected",
                        "true",
                        "type",
                        "admit"))
                .isEqualTo(1);
        assertThat(scrape.value(
                        plugin, "name", "PodSecurity", "operation", "CREATE", "rejected", "false", "type", "validate"))
                .isPositive();
        assertThat(scrape.value(
                        "apiserver_admission_step_admission_duration_seconds_count",
                        "operation",
                        "CREATE",
                        "rejected",
                        "true",
                        "type",
                        "admit"))
                .isEqualTo(1);
        assertThat(scrape.has(
                        plugin, "name", "PodSecurity", "operation", "CREATE", "rejected", "false", "type", "admit"))
                .isFalse();
    }

    @Test
    void objectsAndTheStoreAreShown() throws Exception {
        create("a", "", 201);

        Scrape scrape = scrape();
        assertThat(scrape.value("apiserver_storage_size_bytes", "storage_cluster_id", "gantry"))
                .isZero();

        assertThat(scrape.value("apiserver_resource_objects", "group", "", "resource", "configmaps"))
                .isEqualTo(scrape.value("apiserver_storage_objects", "resource", "configmaps"))
                .isPositive();
        assertThat(scrape.value("apiserver_storage_objects", "resource", "deployments.apps"))
                .isZero();
        assertThat(scrape.has("apiserver_storage_objects", "resource", "events"))
                .isTrue();
        assertThat(scrape.has("apiserver_storage_objects", "resource", "events.events.k8s.io"))
                .isFalse();
        assertThat(scrape.value("gantry_store_revision")).isEqualTo((double) http.store.revision());
        assertThat(scrape.value("gantry_store_commit_duration_seconds_count")).isPositive();
        assertThat(scrape.value("gantry_store_commit_writes_count"))
                .isEqualTo(scrape.value("gantry_store_commit_duration_seconds_count"));
        assertThat(scrape.value("apiserver_current_inflight_requests", "request_kind", "mutating"))
                .isZero();
        assertThat(scrape.value("process_start_time_seconds")).isPositive();
    }

    @Test
    void healthChecksAreShownOnceTheyWereMade() throws Exception {
        assertThat(http.get("/metrics/slis").text()).doesNotContain("etcd");
        http.get("/readyz");
        http.get("/readyz/etcd");
        http.store.close();
        http.get("/livez");

        Scrape scrape = Scrape.parse(http.get("/metrics/slis").text());

        assertThat(scrape.value("kubernetes_healthcheck", "name", "etcd", "type", "readyz"))
                .isEqualTo(1);
        assertThat(scrape.value("kubernetes_healthcheck", "name", "etcd", "type", "livez"))
                .isZero();
        assertThat(scrape.value("kubernetes_healthchecks_total", "name", "etcd", "status", "success", "type", "readyz"))
                .isEqualTo(1);
        assertThat(scrape.value("kubernetes_healthchecks_total", "name", "etcd", "status", "error", "type", "livez"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;version=1.0.0 | application/openmetrics-text; version=1.0.0; charset=utf-8",
            })
    void theFormIsTheClientsChoice(String accept, String contentType) throws Exception {
        Answer answer = http.get("/metrics", "accept", accept);

        assertThat(answer.header("content-type")).isEqualTo(contentType);
        assertThat(answer.text().endsWith("# EOF\n")).isEqualTo(accept.contains("openmetrics"));
    }

    @Test
    void onlyWhoMayIsToldAnything() throws Exception {
        for (String path : List.of("/metrics", "/metrics/slis")) {
            assertThat(http.send("jane", "GET", path, new byte[0]).code()).isEqualTo(403);
            assertThat(http.send("", "GET", path, new byte[0]).code()).isEqualTo(403);
        }
    }

    @Test
    void clientsInThisProcessAreCountedToo() throws Exception {
        http.local.create(
                ConfigMapType.KIND,
                (ConfigMap) Yaml.decode(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}"
                                .getBytes(StandardCharsets.UTF_8),
                        null,
                        DecodeOptions.LENIENT),
                WriteOptions.DEFAULT);
        assertThat(http.local.find(ConfigMapType.KIND, "default", "none")).isEmpty();
        assertThatThrownBy(() -> http.local.get(ConfigMapType.KIND, "default", "none"))
                .isInstanceOf(StatusException.class);
        Watch<ConfigMap> watch = http.local.watch(ConfigMapType.KIND, "default", ListQuery.ALL);
        Scrape during = scrape();
        watch.close();
        watch.close();
        Scrape after = scrape();

        assertThat(during.value("apiserver_longrunning_requests", labels("WATCH", "namespace")))
                .isEqualTo(1);
        assertThat(after.value("apiserver_longrunning_requests", labels("WATCH", "namespace")))
                .isZero();
        String[] end = {"dry_run", "", "code", ""};
        for (String[] counted : new String[][] {
            {"POST", "resource", "201", "1"}, {"GET", "resource", "404", "2"}, {"WATCH", "namespace", "200", "1"}
        }) {
            end[3] = counted[2];
            assertThat(after.value("apiserver_request_total", labels(counted[0], counted[1], end)))
                    .as(counted[0])
                    .isEqualTo(Double.parseDouble(counted[3]));
        }
    }

    @Test
    void queuesOfLoopsAreShown() throws Exception {
        VirtualTime time = new VirtualTime();
        WorkQueue<String> queue =
                new WorkQueue<>(time, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0), new Random(1));
        http.server.showsQueues(() -> List.of(queue.statistics("deployment-controller")));
        queue.add("a");
        queue.add("b");
        time.advance(Duration.ofSeconds(2));
        queue.poll();
        time.advance(Duration.ofSeconds(3));
        Scrape scrape = scrape();

        String[] name = {"name", "deployment-controller"};
        assertThat(scrape.value("workqueue_depth", name)).isEqualTo(1);
        assertThat(scrape.value("workqueue_adds_total", name)).isEqualTo(2);
        assertThat(scrape.value("workqueue_retries_total", name)).isZero();
        assertThat(scrape.value("workqueue_queue_duration_seconds_sum", name)).isEqualTo(2);
        assertThat(scrape.value("workqueue_queue_duration_seconds_count", name)).isEqualTo(1);
        assertThat(scrape.value("workqueue_work_duration_seconds_count", name)).isZero();
        assertThat(scrape.value("workqueue_unfinished_work_seconds", name)).isEqualTo(3);
        assertThat(scrape.value("workqueue_longest_running_processor_seconds", name))
                .isEqualTo(3);
    }
}
