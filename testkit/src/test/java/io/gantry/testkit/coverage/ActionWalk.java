package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.util.Map;
import java.util.function.Consumer;

/** What is only created and never kept: reviews, bindings, evictions and tokens, in every form. */
final class ActionWalk {
    private final Endpoint endpoint;
    private final Findings findings;

    ActionWalk(Endpoint endpoint, Findings findings) {
        this.endpoint = endpoint;
        this.findings = findings;
    }

    /**
     * @param object what is sent
     * @param before makes what the action is about
     * @param after looks at what came of it
     */
    void run(
            Served action,
            Kind<?> kind,
            String path,
            Map<String, Object> object,
            Runnable before,
            Consumer<Map<String, Object>> after) {
        for (Form form : Form.values()) {
            findings.check(action, "create", form.name().substring(0, 1), () -> {
                before.run();
                Answer answer = endpoint.send(
                        "POST",
                        path + "?fieldValidation=Strict",
                        form.body(object, kind),
                        form.mediaType(),
                        form.mediaType());
                after.accept(Trees.tree(answer, 201, form));
            });
        }
        findings.check(
                action,
                "create",
                "",
                () -> assertThat(endpoint.send("PUT", path, new byte[0], "", Form.JSON.mediaType())
                                .code())
                        .isEqualTo(405));
    }
}
