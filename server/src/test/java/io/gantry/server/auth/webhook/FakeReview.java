package io.gantry.server.auth.webhook;

import io.gantry.api.codec.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers every review with the same, and remembers the questions. For one thread. */
final class FakeReview implements RemoteReview {
    final List<Map<String, Object>> questions = new ArrayList<>();
    int status = 200;
    boolean later;
    String answer = "";
    boolean down;

    @Override
    public Answer ask(byte[] json, Duration timeout) throws IOException {
        questions.add(Tree.object(Tree.parseJson(json)));
        if (down) {
            throw new IOException("connection refused");
        }
        return new Answer(status, later, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** A review with this status, of the version {@code v1}. */
    void says(String group, String kind, String reviewStatus) {
        answer = "{\"apiVersion\":\"" + group + "/v1\",\"kind\":\"" + kind + "\",\"status\":" + reviewStatus + "}";
    }

    Map<String, Object> spec(int question) {
        return Tree.object(questions.get(question).get("spec"));
    }
}
