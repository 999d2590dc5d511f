package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.codec.Tree;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Makes the example objects of one resource and removes them again, whatever holds them. */
final class Objects {
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final int ATTEMPTS = 5;

    private final Endpoint endpoint;
    private final Examples examples;
    private final Served resource;
    private final Kind<?> kind;
    private final String collection;

    Objects(Endpoint endpoint, Examples examples, Served resource, String namespace) {
        this.endpoint = endpoint;
        this.examples = examples;
        this.resource = resource;
        this.kind = kind(resource.groupVersion(), resource.kind());
        this.collection = resource.collection(namespace);
    }

    static Kind<?> kind(String groupVersion, String name) {
        Kind<?> kind = Kinds.find(groupVersion, name);
        if (kind == null) {
            throw new AssertionError("there is no kind " + name + " in " + groupVersion);
        }
        return kind;
    }

    Kind<?> kind() {
        return kind;
    }

    String collection() {
        return collection;
    }

    /** The path of the example. */
    String path() {
        return collection + "/" + Trees.text(example(), "metadata.name");
    }

    Map<String, Object> example() {
        return examples.object(resource);
    }

    /** Creates the example by a body of this form; returns the answer, which came in the same form. */
    Map<String, Object> create(Form form) {
        Map<String, Object> example = example();
        Answer answer = endpoint.send(
                "POST",
                collection + "?fieldValidation=Strict",
                form.body(example, kind),
                form.mediaType(),
                form.mediaType());
        Map<String, Object> created = Trees.tree(answer, 201, form);
        Trees.assertHolds(created, example);
        assertThat(Trees.text(created, "metadata.uid")).hasSize(36);
        return created;
    }

    Map<String, Object> get() {
        return Trees.tree(endpoint.get(path(), Form.JSON.mediaType()), 200, Form.JSON);
    }

    /**
     * Takes a step with the object as it is; takes it again when it failed and the object has changed meanwhile, since the
     * server itself writes to some that are new.
     */
    void steadily(Consumer<Map<String, Object>> step) {
        for (int left = ATTEMPTS; ; left--) {
            Map<String, Object> object = get();
            try {
                step.accept(object);
                return;
            } catch (AssertionError e) {
                if (left == 0 || Tree.same(object, get())) {
                    throw e;
                }
            }
        }
    }

    boolean exists() {
        return endpoint.get(path(), Form.JSON.mediaType()).code() == 200;
    }

    /** Deletes the example, with the options in a body of this form. */
    void delete(Form form) {
        String uid = Trees.text(letGo(), "metadata.uid");
        Map<String, Object> options = Tree.object(Tree.parseJson("""
                {"apiVersion": "v1", "kind": "DeleteOptions", "gracePeriodSeconds": 0,
                 "propagationPolicy": "Background"}""".getBytes(StandardCharsets.UTF_8)));
        Answer answer = endpoint.send(
                "DELETE", path(), form.body(options, kind("v1", "DeleteOptions")), form.mediaType(), form.mediaType());
        Map<String, Object> deleted = Trees.tree(answer, 200, form);
        if (deleted.get("kind").equals("Status")) {
            assertThat(deleted).containsEntry("status", "Success");
            assertThat(Trees.text(deleted, "details.uid")).isEqualTo(uid);
        } else {
            assertThat(deleted).containsEntry("kind", resource.kind());
            assertThat(Trees.text(deleted, "metadata.uid")).isEqualTo(uid);
        }
        awaitGone();
    }

    /** Takes away what would hold the object, and returns it. */
    Map<String, Object> letGo() {
        Map<String, Object> object = get();
        if (Trees.list(object, "metadata.finalizers").isEmpty()) {
            return object;
        }
        byte[] none = "{\"metadata\":{\"finalizers\":null}}".getBytes(StandardCharsets.UTF_8);
        return Trees.tree(endpoint.send("PATCH", path(), none, MERGE_PATCH, Form.JSON.mediaType()), 200, Form.JSON);
    }

    /** Waits until the deleted example is gone; of a namespace it says that it is empty. */
    void awaitGone() {
        if (resource.name().equals("namespaces")) {
            Map<String, Object> namespace = get();
            Tree.object(namespace.get("spec")).put("finalizers", List.of());
            Trees.tree(
                    endpoint.send(
                            "PUT",
                            path() + "/finalize",
                            Form.JSON.body(namespace, kind),
                            Form.JSON.mediaType(),
                            Form.JSON.mediaType()),
                    200,
                    Form.JSON);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !exists());
    }
}
