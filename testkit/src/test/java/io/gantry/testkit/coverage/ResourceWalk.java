package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The life of a resource's example object by every verb, in every form; each answer and each event of a watch is compared. */
final class ResourceWalk {
    /** Of what a watch shows; it ends by itself when an event is missing. */
    private static final String WATCH = "?watch=true&timeoutSeconds=60&resourceVersion=";

    private static final String SELECTED = "labelSelector=" + Examples.LABEL + "%3Dcoverage";

    private final Endpoint endpoint;
    private final Served resource;
    private final Objects objects;
    private final Findings findings;
    private final List<Written> written = new ArrayList<>();

    /** What a watch must show of a write; the resourceVersion of a deletion is not known. */
    private record Written(String type, String resourceVersion) {}

    ResourceWalk(Endpoint endpoint, Served resource, Objects objects, Findings findings) {
        this.endpoint = endpoint;
        this.resource = resource;
        this.objects = objects;
        this.findings = findings;
    }

    private void check(String verb, String sign, Findings.Step step) {
        findings.check(resource, verb, sign, step);
    }

    private static String sign(Form form) {
        return form.name().substring(0, 1);
    }

    void run() {
        List<Frames> watches = new ArrayList<>();
        String start = version(listed(Form.JSON, Form.JSON.mediaType()));
        check("watch", "", () -> watches.add(watch(start, Form.JSON, Form.JSON.mediaType())));
        for (Form form : Form.values()) {
            check("create", sign(form), () -> written("ADDED", objects.create(form)));
            if (form == Form.PROTOBUF && objects.exists()) {
                reads();
                lists();
                updates();
                patches();
            }
            check("delete", sign(form), () -> {
                Map<String, Object> held = objects.get();
                Map<String, Object> free = objects.letGo();
                if (!version(held).equals(version(free))) {
                    written("MODIFIED", free);
                }
                objects.delete(form);
                written.add(new Written("DELETED", ""));
            });
        }
        if (resource.verbs().contains("deletecollection")) {
            deleteCollections();
        } else {
            check(
                    "deletecollection",
                    "",
                    () -> assertThat(endpoint.send(
                                            "DELETE", objects.collection(), new byte[0], "", Form.JSON.mediaType())
                                    .code())
                            .isEqualTo(405));
        }
        watches(watches, start);
    }

    private void written(String type, Map<String, Object> object) {
        written.add(new Written(type, version(object)));
    }

    private static String version(Map<String, Object> object) {
        return Trees.text(object, "metadata.resourceVersion");
    }

    private void reads() {
        String path = objects.path();
        for (Form form : Form.values()) {
            checkRead(
                    "get",
                    sign(form),
                    object -> Trees.assertSame(Trees.tree(endpoint.get(path, form.mediaType()), 200, form), object));
        }
        checkRead("get", "T", object -> {
            assertTable(Trees.tree(endpoint.get(path, Form.JSON.table()), 200, Form.JSON), object);
            assertTable(Trees.tree(endpoint.get(path, Form.YAML.table()), 200, Form.YAML), object);
            assertTable(Trees.tree(endpoint.get(path, Form.CBOR.table()), 200, Form.CBOR), object);
            assertThat(endpoint.get(path, Form.PROTOBUF.table()).code()).isEqualTo(406);
        });
        checkRead("get", "M", object -> {
            for (Form form : Form.values()) {
                assertPartial(Trees.tree(endpoint.get(path, form.metadata()), 200, form), object);
            }
        });
    }

    private void checkRead(String verb, String sign, Consumer<Map<String, Object>> step) {
        check(verb, sign, () -> objects.steadily(step));
    }

    private static void assertTable(Map<String, Object> table, Map<String, Object> object) {
        assertThat(table).containsEntry("apiVersion", "meta.k8s.io/v1").containsEntry("kind", "Table");
        assertThat(Trees.list(table, "rows")).hasSize(1);
        assertThat(Trees.list(table, "rows.0.cells")).isNotEmpty();
        Trees.assertSame(Trees.at(table, "rows.0.object.metadata"), object.get("metadata"));
    }

    private static void assertPartial(Map<String, Object> partial, Map<String, Object> object) {
        assertThat(partial)
                .containsEntry("apiVersion", "meta.k8s.io/v1")
                .containsEntry("kind", "PartialObjectMetadata");
        Trees.assertSame(partial.get("metadata"), object.get("metadata"));
        assertThat(partial).doesNotContainKeys("spec", "status", "data");
    }

    private Map<String, Object> listed(Form form, String accept) {
        return Trees.tree(endpoint.get(objects.collection() + "?" + SELECTED, accept), 200, form);
    }

    private void lists() {
        for (Form form : Form.values()) {
            checkRead("list", sign(form), object -> {
                Map<String, Object> item = new LinkedHashMap<>(object);
                item.remove("apiVersion");
                item.remove("kind");
                Map<String, Object> list = listed(form, form.mediaType());
                assertThat(list)
                        .containsEntry("apiVersion", resource.groupVersion())
                        .containsEntry("kind", resource.kind() + "List");
                Trees.assertSame(list.get("items"), List.of(item));
                if (resource.namespaced()) {
                    String everywhere = resource.collection("").replace("/namespaces/", "");
                    Map<String, Object> all =
                            Trees.tree(endpoint.get(everywhere + "?" + SELECTED, form.mediaType()), 200, form);
                    Trees.assertSame(all.get("items"), List.of(item));
                }
            });
        }
        checkRead("list", "T", object -> {
            for (Form form : List.of(Form.JSON, Form.CBOR)) {
                Map<String, Object> table = listed(form, form.table());
                assertTable(table, object);
                assertThat(Trees.list(table, "columnDefinitions")).hasSameSizeAs(Trees.list(table, "rows.0.cells"));
            }
        });
        checkRead("list", "M", object -> {
            for (Form form : Form.values()) {
                Map<String, Object> list = listed(form, form.metadataList());
                assertThat(list).containsEntry("kind", "PartialObjectMetadataList");
                assertThat(Trees.list(list, "items")).hasSize(1);
                assertPartial(Tree.object(Trees.at(list, "items.0")), object);
            }
        });
    }

    private void updates() {
        for (Form form : Form.values()) {
            checkRead("update", sign(form), object -> {
                String before = version(object);
                Tree.object(Trees.metadata(object).get("labels")).put("written-in", sign(form));
                Answer answer = endpoint.send(
                        "PUT",
                        objects.path() + "?fieldValidation=Strict",
                        form.body(object, objects.kind()),
                        form.mediaType(),
                        form.mediaType());
                Map<String, Object> updated = Trees.tree(answer, 200, form);
                assertThat(version(updated)).isNotEqualTo(before);
                Trees.metadata(object).remove("resourceVersion");
                Trees.metadata(object).remove("managedFields");
                Trees.assertHolds(updated, object);
                written("MODIFIED", updated);
            });
        }
    }

    private void patches() {
        for (Patches type : Patches.values()) {
            check("patch", type.sign(), () -> {
                Map<String, Object> object = objects.get();
                Map<String, Object> change = Trees.map(
                        "metadata", Trees.map("annotations", Trees.map("example.com/patched", type.mediaType())));
                Answer answer = endpoint.send(
                        "PATCH",
                        objects.path() + type.query(),
                        type.of(object, change),
                        type.mediaType(),
                        Form.JSON.mediaType());
                Map<String, Object> patched = Trees.tree(answer, 200, Form.JSON);
                Trees.assertHolds(patched, change);
                assertThat(Trees.text(patched, "metadata.uid")).isEqualTo(Trees.text(object, "metadata.uid"));
                written("MODIFIED", patched);
            });
        }
    }

    /** A collection is deleted, and the answer names what was in it, in each form; the second is brought about by an apply. */
    private void deleteCollections() {
        for (Form form : Form.values()) {
            check("deletecollection", sign(form), () -> {
                if (form == Form.YAML) {
                    applied();
                } else {
                    written("ADDED", objects.create(Form.JSON));
                }
                Map<String, Object> held = objects.get();
                Map<String, Object> free = objects.letGo();
                if (!version(held).equals(version(free))) {
                    written("MODIFIED", free);
                }
                String query = SELECTED + "&gracePeriodSeconds=0&propagationPolicy=Background";
                Answer answer =
                        endpoint.send("DELETE", objects.collection() + "?" + query, new byte[0], "", form.mediaType());
                Map<String, Object> deleted = Trees.tree(answer, 200, form);
                assertThat(deleted).containsEntry("kind", resource.kind() + "List");
                assertThat(Trees.text(deleted, "items.0.metadata.uid")).isEqualTo(Trees.text(free, "metadata.uid"));
                objects.awaitGone();
                written.add(new Written("DELETED", ""));
            });
        }
    }

    private void applied() {
        Map<String, Object> example = objects.example();
        Answer answer = endpoint.send(
                "PATCH",
                objects.path() + Patches.APPLY.query() + "&fieldValidation=Strict",
                Tree.toJson(example),
                Patches.APPLY.mediaType(),
                Form.JSON.mediaType());
        Map<String, Object> created = Trees.tree(answer, 201, Form.JSON);
        Trees.assertHolds(created, example);
        written("ADDED", created);
    }

    private Frames watch(String from, Form form, String accept) {
        String name = objects.path().substring(objects.collection().length() + 1);
        return Frames.open(
                endpoint, objects.collection() + WATCH + from + "&fieldSelector=metadata.name%3D" + name, form, accept);
    }

    /** The watch that was there all the time, and others that begin where it began, must show the same. */
    private void watches(List<Frames> open, String start) {
        if (!open.isEmpty()) {
            check("watch", "J", () -> assertShows(open.getFirst(), "metadata"));
        }
        for (Form form : List.of(Form.PROTOBUF, Form.CBOR)) {
            check("watch", sign(form), () -> {
                try (Frames frames = watch(start, form, form.mediaType())) {
                    assertShows(frames, "metadata");
                }
            });
        }
        check("watch", "T", () -> {
            for (Form form : List.of(Form.JSON, Form.CBOR)) {
                try (Frames frames = watch(start, form, form.table())) {
                    assertShows(frames, "rows.0.object.metadata");
                }
            }
        });
        check("watch", "M", () -> {
            for (Form form : List.of(Form.JSON, Form.PROTOBUF, Form.CBOR)) {
                try (Frames frames = watch(start, form, form.metadata())) {
                    assertShows(frames, "metadata");
                }
            }
        });
        check(
                "watch",
                "",
                () -> assertThat(endpoint.get(objects.collection() + WATCH + start, Form.YAML.mediaType())
                                .code())
                        .isEqualTo(406));
    }

    /** All that was written, in its order; what else the server itself wrote meanwhile lies between. */
    private void assertShows(Frames frames, String metadata) throws IOException {
        List<Frames.Event> seen = new ArrayList<>();
        for (Written each : written) {
            Frames.Event event;
            do {
                event = frames.next();
                seen.add(event);
                assertThat(event.type()).as("of %s", seen).isIn("ADDED", "MODIFIED", "DELETED");
            } while (!isOf(event, metadata, each));
        }
    }

    private static boolean isOf(Frames.Event event, String metadata, Written each) {
        String version = Trees.text(event.object(), metadata + ".resourceVersion");
        return event.type().equals(each.type())
                && (each.resourceVersion().isEmpty() || each.resourceVersion().equals(version));
    }
}
