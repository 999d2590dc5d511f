package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A subresource that is a part of its object, by every verb and form: {@code status}, {@code scale}, {@code approval} and
 * the like. Each write is made to an object of its own, is found in the answer and in the object.
 */
final class SubresourceWalk {
    private final Endpoint endpoint;
    private final Served subresource;
    private final Objects objects;
    private final Findings findings;
    private final Map<String, Object> change;
    private final Map<String, Object> effect;
    private final Kind<?> kind;

    /**
     * @param change the fields that a write sets
     * @param effect what the object itself then holds
     */
    SubresourceWalk(
            Endpoint endpoint,
            Served subresource,
            Objects objects,
            Findings findings,
            Map<String, Object> change,
            Map<String, Object> effect) {
        this.endpoint = endpoint;
        this.subresource = subresource;
        this.objects = objects;
        this.findings = findings;
        this.change = change;
        this.effect = effect;
        String[] words = subresource.kind().split("/", -1);
        this.kind = words.length == 1
                ? Objects.kind(subresource.groupVersion(), subresource.kind())
                : Objects.kind(
                        subresource.kind().substring(0, subresource.kind().lastIndexOf('/')), words[words.length - 1]);
    }

    /** A tree that is written as YAML. */
    static Map<String, Object> yaml(String text) {
        return Tree.object(Yaml.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    void run() {
        for (String verb : subresource.verbs()) {
            switch (verb) {
                case "get" -> reads();
                case "update" -> updates();
                case "patch" -> patches();
                default ->
                    findings.check(subresource, verb, "", () -> {
                        throw new AssertionError("nothing here knows how to ask for it");
                    });
            }
        }
    }

    private String path() {
        return objects.path() + "/" + subresource.subresource();
    }

    private void reads() {
        for (Form form : Form.values()) {
            check("get", form.name().substring(0, 1), object -> {
                Map<String, Object> read = read(form);
                assertThat(read).containsEntry("kind", kind.name()).containsEntry("apiVersion", kind.apiVersion());
                Trees.assertSame(read, read(Form.JSON));
                assertThat(Trees.text(read, "metadata.uid")).isEqualTo(Trees.text(object, "metadata.uid"));
            });
        }
    }

    private Map<String, Object> read(Form form) {
        return Trees.tree(endpoint.get(path(), form.mediaType()), 200, form);
    }

    private void updates() {
        for (Form form : Form.values()) {
            check("update", form.name().substring(0, 1), object -> {
                Map<String, Object> sent = subresource.verbs().contains("get") ? read(Form.JSON) : object;
                merge(sent, change);
                Answer answer = endpoint.send("PUT", path(), form.body(sent, kind), form.mediaType(), form.mediaType());
                assertWritten(Trees.tree(answer, 200, form));
            });
        }
    }

    private void patches() {
        for (Patches type : Patches.values()) {
            check("patch", type.sign(), object -> {
                byte[] patch = type.of(read(Form.JSON), change);
                Answer answer =
                        endpoint.send("PATCH", path() + type.query(), patch, type.mediaType(), Form.JSON.mediaType());
                assertWritten(Trees.tree(answer, 200, Form.JSON));
            });
        }
    }

    private void assertWritten(Map<String, Object> answer) {
        assertThat(answer).containsEntry("kind", kind.name()).containsEntry("apiVersion", kind.apiVersion());
        Trees.assertHolds(answer, change);
        Trees.assertHolds(objects.get(), effect);
    }

    /** Takes the step with an object of its own. */
    private void check(String verb, String sign, Consumer<Map<String, Object>> step) {
        findings.check(subresource, verb, sign, () -> {
            objects.create(Form.JSON);
            try {
                objects.steadily(step);
            } finally {
                objects.delete(Form.JSON);
            }
        });
    }

    private static void merge(Map<String, Object> into, Map<String, Object> change) {
        change.forEach((field, value) -> {
            if (value instanceof Map<?, ?> fields && into.get(field) instanceof Map<?, ?> has) {
                merge(Tree.object(has), Tree.object(fields));
            } else {
                into.put(field, Tree.copy(value));
            }
        });
    }
}
