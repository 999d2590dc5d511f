package io.gantry.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.codec.Tree;
import io.gantry.api.schema.Descriptions;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.schema.ValueKind;
import io.gantry.server.discovery.ServedApi;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The documents say of types and fields what the records' comments say of them. */
final class DescribedDocumentsTest {
    private static final ServedApi SERVED = ServedApi.builtin();

    private final OpenApi openApi = new OpenApi(SERVED, "v1.36.0");

    private static Map<?, ?> map(Object map) {
        return (Map<?, ?>) Objects.requireNonNull(map);
    }

    private static Map<?, ?> at(Object tree, String... path) {
        Object found = tree;
        for (String name : path) {
            found = map(found).get(name);
        }
        return map(found);
    }

    private Map<?, ?> v2() {
        return at(Tree.parseJson(openApi.v2Json().body()), "definitions");
    }

    private Map<?, ?> v3(String path) {
        return at(Tree.parseJson(Objects.requireNonNull(openApi.v3(path)).body()), "components", "schemas");
    }

    @Test
    void version2SaysWhatTheTypesSay() {
        Set<RecordType<?>> types = new LinkedHashSet<>();
        SERVED.groups()
                .forEach(group -> group.versions()
                        .forEach(version -> version.kinds().forEach(kind -> collect(kind.type(), types))));
        assertDescribed(types, v2());
    }

    @Test
    void version3SaysWhatTheTypesSay() {
        for (ServedApi.Group group : SERVED.groups()) {
            for (ServedApi.Version version : group.versions()) {
                Set<RecordType<?>> types = new LinkedHashSet<>();
                version.kinds().forEach(kind -> collect(kind.type(), types));
                assertDescribed(types, v3((version.group().isEmpty() ? "api/" : "apis/") + version.groupVersion()));
            }
        }
    }

    private static void collect(RecordType<?> type, Set<RecordType<?>> found) {
        if (found.add(type)) {
            for (FieldInfo field : type.fields()) {
                if (field.kind() == ValueKind.RECORD) {
                    collect(type.child(field), found);
                }
            }
        }
    }

    private static void assertDescribed(Set<RecordType<?>> types, Map<?, ?> schemas) {
        Map<String, Object> said = new HashMap<>();
        Map<String, Object> wanted = new HashMap<>();
        for (RecordType<?> type : types) {
            Map<?, ?> schema = at(schemas, SchemaNames.of(type));
            said.put(type.toString(), schema.get("description"));
            wanted.put(type.toString(), Descriptions.of(type));
            if (type.shape() == Shape.OBJECT) {
                for (FieldInfo field : type.fields()) {
                    String name = type + "." + field.name();
                    said.put(name, at(schema, "properties", field.name()).get("description"));
                    wanted.put(name, Descriptions.of(type, field));
                }
            }
        }
        assertThat(said).isNotEmpty().isEqualTo(wanted);
    }

    /** In version 3 what stands beside a reference would be ignored. */
    @Test
    void aReferenceIsDescribedWhereItStands() {
        String deployment = SchemaNames.of(DeploymentType.TYPE);
        String spec = "io.k8s.api.apps.v1.DeploymentSpec";
        String said = Descriptions.of(DeploymentType.TYPE, Objects.requireNonNull(DeploymentType.TYPE.field("spec")));
        assertThat(said).isNotBlank();

        assertThat(at(v2(), deployment, "properties", "spec"))
                .isEqualTo(Map.of("description", said, "$ref", "#/definitions/" + spec));
        assertThat(at(v3("apis/apps/v1"), deployment, "properties", "spec"))
                .isEqualTo(Map.of(
                        "description",
                        said,
                        "default",
                        Map.of(),
                        "allOf",
                        List.of(Map.of("$ref", "#/components/schemas/" + spec))));
    }

    @Test
    void whatNoRecordDeclaresIsDescribedToo() {
        for (Map<?, ?> schemas : List.of(v2(), v3("apis/apps/v1"))) {
            for (String kind : List.of("Deployment", "DeploymentList")) {
                Map<?, ?> properties = at(schemas, "io.k8s.api.apps.v1." + kind, "properties");
                assertThat(at(properties, "apiVersion").get("description")).isNotNull();
                assertThat(at(properties, "kind").get("description")).isNotNull();
            }
            Map<?, ?> list = at(schemas, "io.k8s.api.apps.v1.DeploymentList");
            assertThat(list.get("description")).isEqualTo("A list of Deployment objects.");
            assertThat(at(list, "properties", "items").get("description")).isNotNull();
            assertThat(at(list, "properties", "metadata").get("description")).isNotNull();
            for (String value : List.of(SchemaNames.QUANTITY, SchemaNames.TIME, SchemaNames.INT_OR_STRING)) {
                assertThat(at(schemas, value).get("description")).isNotNull();
            }
        }
    }
}
