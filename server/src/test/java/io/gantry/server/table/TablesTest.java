package io.gantry.server.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.server.Shared;
import io.gantry.server.api.TablePrinter.Include;
import io.gantry.server.discovery.ServedApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TablesTest {
    private static final Path COLUMNS = Shared.file("spec/printer-columns.yaml");

    private final Tables tables = new Tables(new VirtualTime());

    private Map<?, ?> print(Kind<?> kind, List<KubeObject> objects) {
        byte[] json = tables.print("meta.k8s.io/v1", kind, ListMetaBuilder.of().build(), objects, Include.NONE, true);
        return (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(json));
    }

    private List<?> cells(Kind<?> kind, String yaml) {
        KubeObject object =
                (KubeObject) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), kind, DecodeOptions.LENIENT);
        Map<?, ?> row = (Map<?, ?>)
                ((List<?>) Objects.requireNonNull(print(kind, List.of(object)).get("rows"))).getFirst();
        return (List<?>) Objects.requireNonNull(row.get("cells"));
    }

    @ParameterizedTest
    @CsvSource({
        "-5, <invalid>",
        "-1, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "599, 9m59s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "11520, 3h12m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "176400, 2d1h",
        "691200, 8d",
        "63071999, 729d",
        "63072000, 2y",
        "63158400, 2y1d",
        "252288000, 8y",
        "315360000, 10y"
    })
    void agesAsKubectlShowsThem(long seconds, String text) {
        assertThat(Cells.human(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    /** The status cell of a pod, by what its status holds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phase: Pending | Pending",
                "phase: Failed, reason: Evicted | Evicted",
                "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: SchedulingGated}] | SchedulingGated",
                "phase: Pending, containerStatuses: [{name: a, state: {waiting: {reason: ContainerCreating}}}] | ContainerCreating",
                "phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}] | CrashLoopBackOff",
                "phase: Failed, containerStatuses: [{name: a, state: {terminated: {exitCode: 3}}}] | ExitCode:3",
                "phase: Failed, containerStatuses: [{name: a, state: {terminated: {exitCode: 137, signal: 9}}}] | Signal:9",
                "phase: Failed, containerStatuses: [{name: a, state: {terminated: {exitCode: 1, reason: Error}}}] | Error",
                "phase: Running, containerStatuses: [{name: a, ready: true, state: {running: {}}}] | Running",
                "phase: Running, initContainerStatuses: [{name: i, state: {running: {}}}] | Init:0/1",
                "phase: Pending, initContainerStatuses: [{name: i, state: {waiting: {reason: ImagePullBackOff}}}] | Init:ImagePullBackOff",
                "phase: Pending, initContainerStatuses: [{name: i, state: {terminated: {exitCode: 2}}}] | Init:ExitCode:2",
                "phase: Pending, initContainerStatuses: [{name: i, state: {terminated: {exitCode: 2, reason: Error}}}] | Init:Error",
            })
    void podStatusInAWord(String status, String word) {
        List<?> cells = cells(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ns}\n"
                        + "spec: {containers: [{name: a}]"
                        + (status.contains("init") ? ", initContainers: [{name: i}]" : "")
                        + "}\nstatus: {" + status + "}");
        assertThat(cells.get(2)).isEqualTo(word);
    }

    @Test
    void aDeletedPodTerminates() {
        List<?> cells = cells(PodType.KIND, """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns, deletionTimestamp: '2026-01-01T00:00:00Z'}
                spec: {containers: [{name: a}]}
                status: {phase: Running}
                """);
        assertThat(cells.get(2)).isEqualTo("Terminating");
    }

    @Test
    void columnsAreThoseOfKubernetes() throws Exception {
        Shared.assumePresent(COLUMNS);
        Map<?, ?> spec = (Map<?, ?>) Objects.requireNonNull(Yaml.parse(Files.readAllBytes(COLUMNS)));
        List<String> differences = new ArrayList<>();
        int[] compared = new int[1];
        for (Object entry : (List<?>) Objects.requireNonNull(spec.get("kinds"))) {
            Map<?, ?> wanted = (Map<?, ?>) entry;
            String name = String.valueOf(wanted.get("kind"));
            List<String> columns = ((List<?>) Objects.requireNonNull(wanted.get("columns")))
                    .stream().map(TablesTest::column).toList();
            for (ServedApi.Group group : ServedApi.builtin().groups()) {
                for (ServedApi.Version version : group.versions()) {
                    for (Kind<?> kind : version.kinds()) {
                        if (kind.name().equals(name)) {
                            compared[0]++;
                            List<String> has = ((List<?>) Objects.requireNonNull(
                                            print(kind, List.of()).get("columnDefinitions")))
                                    .stream().map(TablesTest::column).toList();
                            if (!has.equals(columns)) {
                                differences.add(version.groupVersion() + " " + name + "\n  wanted " + columns
                                        + "\n  has    " + has);
                            }
                        }
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared[0]).isGreaterThan(60);
    }

    private static String column(Object tree) {
        Map<?, ?> column = (Map<?, ?>) tree;
        Object format = column.get("format");
        return column.get("name") + " " + column.get("type") + " " + (format == null ? "" : format) + " "
                + column.get("priority");
    }

    @Test
    void theFormerVersionIsNamedInTheTableAndInItsRows() {
        KubeObject object = (KubeObject) Yaml.decode(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}".getBytes(StandardCharsets.UTF_8),
                null,
                DecodeOptions.LENIENT);
        String former = "meta.k8s.io/v1beta1";
        byte[] json = tables.print(
                former, object.kind(), ListMetaBuilder.of().build(), List.of(object), Include.METADATA, true);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"kind\":\"Table\",\"apiVersion\":\"" + former + "\"")
                .contains("\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"" + former + "\"");
    }
}
