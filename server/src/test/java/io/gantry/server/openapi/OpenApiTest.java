package io.gantry.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.server.Shared;
import io.gantry.server.discovery.ServedApi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OpenApiTest {
    private static final Path V2 = Shared.file("spec/openapi/kubernetes-1.36-openapi-v2.json");

    private final OpenApi openApi = new OpenApi(ServedApi.builtin(), "v1.36.0");

    private static Map<?, ?> parse(byte[] json) {
        return (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(json));
    }

    @Test
    void everyDocumentOfTheIndexIsThere() {
        Map<?, ?> paths = (Map<?, ?>)
                Objects.requireNonNull(parse(openApi.v3Index().body()).get("paths"));
        assertThat(paths.keySet()).asString().contains("api/v1").contains("apis/apps/v1");
        for (Object path : paths.keySet()) {
            OpenApi.Document document = openApi.v3(String.valueOf(path));
            assertThat(document).as("%s", path).isNotNull();
            assertThat(parse(document.body()).get("openapi")).isEqualTo("3.0.0");
        }
    }

    @Test
    void everyReferenceLeadsToASchema() {
        Map<?, ?> v2 = parse(openApi.v2Json().body());
        Set<String> names = names(v2.get("definitions"));
        Set<String> wanted = new TreeSet<>();
        references(v2, wanted);
        assertThat(names).containsAll(wanted);
    }

    private static void references(Object tree, Set<String> found) {
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (key.equals("$ref") && value instanceof String text) {
                        found.add(text.substring("#/definitions/".length()));
                    } else {
                        references(value, found);
                    }
                });
            case Iterable<?> list -> list.forEach(each -> references(each, found));
            case null, default -> {}
        }
    }

    private static Set<String> names(Object map) {
        Set<String> names = new TreeSet<>();
        ((Map<?, ?>) Objects.requireNonNull(map)).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    @Test
    void definitionsAreThoseOfKubernetes() throws Exception {
        Shared.assumePresent(V2);
        Set<String> wanted = names(parse(Files.readAllBytes(V2)).get("definitions"));
        Set<String> has = names(parse(openApi.v2Json().body()).get("definitions"));
        wanted.removeIf(OpenApiTest::ofTheProtocol);
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(has);
        assertThat(missing).isEmpty();
    }

    /** What describes the protocol and not objects is left out, and what any JSON fits is written where it stands. */
    private static boolean ofTheProtocol(String definition) {
        String name = definition.substring(definition.lastIndexOf('.') + 1);
        return (definition.contains(".meta.v1.") && name.startsWith("API"))
                || Set.of(
                                "JSON",
                                "FieldsV1",
                                "RawExtension",
                                "WatchEvent",
                                "Info",
                                "GroupVersionForDiscovery",
                                "ServerAddressByClientCIDR")
                        .contains(name);
    }

    @Test
    void formsAreThoseOfKubernetes() throws Exception {
        Shared.assumePresent(V2);
        Map<?, ?> wanted =
                (Map<?, ?>) Objects.requireNonNull(parse(Files.readAllBytes(V2)).get("paths"));
        Map<?, ?> has = (Map<?, ?>)
                Objects.requireNonNull(parse(openApi.v2Json().body()).get("paths"));
        int compared = 0;
        for (Map.Entry<?, ?> path : wanted.entrySet()) {
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                Map<?, ?> theirs = (Map<?, ?>) ((Map<?, ?>) path.getValue()).get(method);
                Map<?, ?> ours =
                        has.get(path.getKey()) instanceof Map<?, ?> methods ? (Map<?, ?>) methods.get(method) : null;
                if (theirs == null
                        || ours == null
                        || "connect".equals(theirs.get("x-kubernetes-action"))
                        || path.getKey().toString().endsWith("/log")) {
                    continue; // what is no object
                }
                for (String what : List.of("consumes", "produces")) {
                    assertThat(ours.get(what))
                            .as("%s of %s %s", what, method, path.getKey())
                            .isEqualTo(theirs.get(what));
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void pathsAreThoseOfKubernetes() throws Exception {
        Shared.assumePresent(V2);
        Set<String> wanted = names(parse(Files.readAllBytes(V2)).get("paths"));
        wanted.removeIf(path -> path.contains("/watch/")
                || path.startsWith("/logs")
                || path.startsWith("/.well-known")
                || path.startsWith("/openid"));
        wanted.removeIf(
                path -> path.endsWith("/") || path.endsWith("/proxy/{path}")); // discovery, and what lies behind
        Set<String> has = names(parse(openApi.v2Json().body()).get("paths"));
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(has);
        assertThat(missing).isEmpty();
    }

    /** Not what describes it, but where it is a reference, a wrapped one, a list, a map. */
    @Test
    void version3RefersToTypesAsKubernetesDoes() throws Exception {
        Path theirs = Shared.file("spec/openapi/v3/apis__apps__v1_openapi.json");
        Shared.assumePresent(theirs);
        Map<String, Object> wanted = properties(parse(Files.readAllBytes(theirs)));
        Map<String, Object> has = properties(
                parse(Objects.requireNonNull(openApi.v3("apis/apps/v1")).body()));
        wanted.keySet().retainAll(has.keySet());
        wanted.values() // what any JSON fits is written where it stands
                .removeIf(shape -> Stream.of("RawExtension", "FieldsV1").anyMatch(shape.toString()::contains));
        has.keySet().retainAll(wanted.keySet());
        assertThat(has).hasSizeGreaterThan(500).isEqualTo(wanted);
    }

    /** The shape of each property of a version 3 document, by the names of its type and its own. */
    private static Map<String, Object> properties(Map<?, ?> document) {
        Map<String, Object> found = new TreeMap<>();
        Map<?, ?> schemas = (Map<?, ?>)
                Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(document.get("components"))).get("schemas"));
        schemas.forEach((type, schema) -> {
            if (((Map<?, ?>) schema).get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((name, property) -> found.put(type + "." + name, shape((Map<?, ?>) property)));
            }
        });
        return found;
    }

    private static Map<String, Object> shape(Map<?, ?> schema) {
        Map<String, Object> shape = new TreeMap<>();
        schema.forEach((key, value) -> {
            switch (String.valueOf(key)) {
                case "$ref", "allOf" -> shape.put(String.valueOf(key), value);
                case "items", "additionalProperties" -> shape.put(String.valueOf(key), shape((Map<?, ?>) value));
                default -> {}
            }
        });
        return shape;
    }

    /** Just enough of protobuf's wire format to walk through it. */
    private static final class Wire {
        private final ByteBuffer bytes;

        Wire(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        boolean more() {
            return bytes.hasRemaining();
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes.get();
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        ByteBuffer block() {
            int length = Math.toIntExact(number());
            ByteBuffer block = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            return block;
        }
    }

    /** A definition is field 1 of the document's field 9; its name is field 1, its schema's description field 4 of field 2. */
    @Test
    void protobufHoldsTheSameDefinitions() {
        Map<String, Object> found = new TreeMap<>();
        for (ByteBuffer definitions :
                blocks(ByteBuffer.wrap(openApi.v2Protobuf().body()), 9)) {
            for (ByteBuffer named : blocks(definitions, 1)) {
                ByteBuffer schema = blocks(named, 2).getFirst();
                String description = blocks(schema, 4).stream()
                        .map(OpenApiTest::text)
                        .findFirst()
                        .orElse("");
                found.put(text(blocks(named, 1).getFirst()), description);
            }
        }
        Map<String, Object> wanted = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(parse(openApi.v2Json().body()).get("definitions")))
                .forEach((name, schema) -> {
                    Object description = ((Map<?, ?>) schema).get("description");
                    wanted.put(String.valueOf(name), description == null ? "" : description);
                });
        assertThat(found).isEqualTo(wanted);
    }

    private static List<ByteBuffer> blocks(ByteBuffer message, int field) {
        List<ByteBuffer> found = new ArrayList<>();
        Wire wire = new Wire(message.duplicate());
        while (wire.more()) {
            long tag = wire.number();
            assertThat(tag & 7).isEqualTo(2);
            ByteBuffer block = wire.block();
            if (tag >>> 3 == field) {
                found.add(block);
            }
        }
        return found;
    }

    private static String text(ByteBuffer utf8) {
        return StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
    }
}
