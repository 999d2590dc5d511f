package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.coverage.Endpoint.Answer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a run of Kubernetes' conformance tests calls is answered: with what is there, or by saying what is not. */
@ExtendWith(LoopingCluster.class)
class EndpointsTest {
    private static final String NOBODY = "nobody";
    private static final String NONE = "?labelSelector=nobody";

    private static Api api;

    @BeforeAll
    static void open(Api given) {
        api = given;
    }

    static Iterable<String> endpoints() {
        return Resources.lines("conformance-endpoints.txt");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void isAnswered(String endpoint) {
        String action = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{namespace}", api.namespace())
                .replace("{name}", NOBODY)
                .replace("{path}", "some/where");
        boolean named = path.contains("/" + NOBODY);
        switch (action) {
            case "list", "deletecollection" -> {
                String method = action.equals("list") ? "GET" : "DELETE";
                Map<String, Object> list = Trees.tree(send(method, path + NONE, ""), 200, Form.JSON);
                assertThat(Trees.text(list, "kind")).endsWith("List");
                assertThat(Trees.list(list, "items")).isEmpty();
            }
            case "get", "connect", "delete", "patch" -> {
                Answer answer = send(
                        action.equals("connect") ? "GET" : action.toUpperCase(Locale.ROOT),
                        action.equals("connect") ? path + "?command=true&stdout=true" : path,
                        action.equals("patch") ? "{}" : "");
                if (named) {
                    assertNobody(answer);
                } else {
                    assertThat(answer.code()).as(answer::text).isEqualTo(200);
                }
            }
            default -> written(action.toUpperCase(Locale.ROOT), path, named);
        }
    }

    /** The object is not valid, or not there, or would be taken; but it is looked at. */
    private static void written(String method, String path, boolean named) {
        Answer answer =
                send(method, path + "?dryRun=All", "{\"metadata\":{\"name\":\"" + (named ? NOBODY : "new") + "\"}}");
        if (answer.code() == 404) {
            assertNobody(answer);
            return;
        }
        assertThat(answer.code()).as(answer::text).isIn(201, 400, 403, 422);
        assertThat(answer.text()).doesNotContain("could not find the requested resource");
    }

    private static Answer send(String method, String path, String body) {
        String type = body.isEmpty() ? "" : method.equals("PATCH") ? Objects.MERGE_PATCH : "application/json";
        return api.send(method, path, body, type);
    }

    private static void assertNobody(Answer answer) {
        assertThat(Api.refused(404, answer)).endsWith("\"" + NOBODY + "\" not found");
    }
}
