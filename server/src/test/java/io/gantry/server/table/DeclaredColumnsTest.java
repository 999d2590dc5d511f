package io.gantry.server.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.BuiltinColumns;
import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.schema.TableColumn;
import io.gantry.server.discovery.ServedApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The columns that the kinds' records declare, and that everything they name is there. */
final class DeclaredColumnsTest {
    private final DeclaredTables tables = new DeclaredTables();

    private static Map<String, List<String>> facts() throws IOException {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>();
        try (InputStream in = DeclaredColumnsTest.class.getResourceAsStream("columns.txt")) {
            String text = new String(Objects.requireNonNull(in, "columns.txt").readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.startsWith("  ")) {
                    columns.add(line.strip());
                } else if (!line.startsWith("#")) {
                    columns = new ArrayList<>();
                    kinds.put(line, columns);
                }
            }
        }
        return kinds;
    }

    private static List<String> declared(Kind<?> kind) {
        return BuiltinColumns.of(kind).stream()
                .map(column ->
                        column.name() + "|" + column.type() + "|" + column.format() + "|" + (column.wide() ? 1 : 0))
                .toList();
    }

    @Test
    void everyServedKindDeclaresTheColumnsOfKubernetes() throws IOException {
        Map<String, List<String>> facts = facts();
        for (ServedApi.Group group : ServedApi.builtin().groups()) {
            for (ServedApi.Version version : group.versions()) {
                for (Kind<?> kind : version.kinds()) {
                    assertThat(declared(kind))
                            .as(kind.toString())
                            .isEqualTo(facts.getOrDefault(kind.name(), List.of()));
                }
            }
        }
    }

    @Test
    void noKindDeclaresAnythingElseAndNoneIsForgotten() throws IOException {
        Map<String, List<String>> facts = facts();
        Set<String> seen = new HashSet<>();
        for (Kind<?> kind : Kinds.all()) {
            if (!BuiltinColumns.of(kind).isEmpty()) {
                assertThat(declared(kind)).as(kind.toString()).isEqualTo(facts.get(kind.name()));
                seen.add(kind.name());
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(facts.keySet());
    }

    @Test
    void aColumnShowsAFieldOrNamesAFunction() {
        for (Kind<?> kind : Kinds.all()) {
            for (TableColumn column : BuiltinColumns.of(kind)) {
                assertThat(column.path().isEmpty())
                        .as(kind + " " + column.name())
                        .isNotEqualTo(column.cells().isEmpty());
            }
        }
    }

    @Test
    void allFunctionsThatAreNamedAreThereAndAllThatAreThereAreNamed() {
        Set<String> named = new HashSet<>();
        for (Kind<?> kind : Kinds.all()) {
            BuiltinColumns.of(kind).stream()
                    .map(TableColumn::cells)
                    .filter(name -> !name.isEmpty())
                    .forEach(named::add);
        }
        assertThat(tables.functions()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    @SuppressWarnings("unchecked") // a table takes the objects of its kind
    void anObjectThatHasOnlyANameFillsAllColumns() {
        byte[] named = "metadata: {name: some}".getBytes(StandardCharsets.UTF_8);
        int kinds = 0;
        for (Kind<?> kind : Kinds.all()) {
            TableKind<?> table = tables.of(kind);
            if (table != null) {
                Object object = Yaml.decode(named, kind, DecodeOptions.LENIENT);
                List<Object> cells = ((TableKind<Object>) table).row().apply(object, Instant.EPOCH);
                assertThat(cells).as(kind.toString()).hasSameSizeAs(table.columns());
                kinds++;
            }
        }
        assertThat(kinds).isGreaterThan(60);
    }

    private static Object shown(String path, String type, String otherwise, String yaml) {
        TableColumn column = new TableColumn("X", type, "", false, path, otherwise, "", "");
        Object object = Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
        Kind<?> kind = Objects.requireNonNull(Kinds.of(object));
        return FieldCell.of(kind.type(), column).of(object, Instant.ofEpochSecond(60));
    }

    @Test
    void aFieldIsShownAsItsKindAsks() {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {creationTimestamp: '1970-01-01T00:00:00Z'}, spec: "
                + "{hostPID: true, priority: 3, nodeSelector: {a: b}, containers: [{name: c, image: i}, {name: d}]}}";
        assertThat(shown("metadata.creationTimestamp", "string", "-", pod)).isEqualTo("60s");
        assertThat(shown("spec.nodeName", "string", "-", pod)).isEqualTo("-");
        assertThat(shown("spec.hostPID", "boolean", "", pod)).isEqualTo(true);
        assertThat(shown("spec.hostIPC", "boolean", "", pod)).isEqualTo(false);
        assertThat(shown("spec.priority", "integer", "", pod)).isEqualTo(3);
        assertThat(shown("spec.priority", "string", "-", pod)).isEqualTo("3");
        assertThat(shown("spec.nodeSelector", "string", "-", pod)).isEqualTo("a=b");
        assertThat(shown("spec.containers", "integer", "", pod)).isEqualTo(2L);
        assertThat(shown("spec.containers.name", "string", "-", pod)).isEqualTo("c,d");
        assertThat(shown("spec.containers.image", "string", "-", pod)).isEqualTo("i,");
        assertThat(shown("spec.initContainers.name", "string", "-", pod)).isEqualTo("-");
    }

    /** Kubernetes prints 0 for a number that it holds by value, if there is anything that holds it. */
    @Test
    void aNumberThatIsNotThereIsZeroWhereItsHolderIsThere() {
        String path = "spec.limited.limitResponse.queuing.queues";
        String level = "{apiVersion: flowcontrol.apiserver.k8s.io/v1, kind: PriorityLevelConfiguration, spec: "
                + "{type: Limited, limited: {limitResponse: {type: Queue, queuing: {handSize: 1}}}}}";
        assertThat(shown(path, "string", "-", level)).isEqualTo("0");
        assertThat(shown(path, "string", "-", level.replace(", queuing: {handSize: 1}", "")))
                .isEqualTo("-");
        assertThat(shown(path, "integer", "", level.replace(", queuing: {handSize: 1}", "")))
                .isEqualTo(0L);
    }

    @Test
    void aPathThatLeadsNowhereIsNamed() {
        TableColumn column = new TableColumn("X", "string", "", false, "spec.nope", "", "", "");
        assertThatThrownBy(() -> FieldCell.of(PodType.TYPE, column))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column X of Pod: PodSpec has no field nope");
    }
}
