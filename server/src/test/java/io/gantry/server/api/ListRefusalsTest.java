package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and watches that cannot be had. */
class ListRefusalsTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "limit=x | strconv.ParseInt: parsing \"x\": invalid syntax",
                "continue=%23 | invalid continue token: continue key is not valid: illegal base64 data at input byte 0",
                // {"v":"v0"}
                "continue=eyJ2IjoidjAifQ | invalid continue token: continue key is not valid: server does not recognize this"
                        + " encoded version v0",
                // {"v":"meta.k8s.io/v1"}
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ | invalid continue token: continue key is not valid: incorrect"
                        + " encoded start resourceVersion (version meta.k8s.io/v1)",
                // {"v":"meta.k8s.io/v1","rv":1,"start":"../x"}
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIuLi94In0 | invalid continue token: continue key"
                        + " is not valid: ../x",
                // {"v":1
                "continue=eyJ2IjoxCg | invalid continue token: continue key is not valid: unexpected end of JSON input",
                // {"v":1}
                "continue=eyJ2IjoxfQ | invalid continue token: continue key is not valid: json: cannot unmarshal number into"
                        + " Go struct field continueToken.v of type string",
                "resourceVersion=x | invalid resource version: resourceVersion: Invalid value: \"x\": strconv.ParseUint:"
                        + " parsing \"x\": invalid syntax",
                "labelSelector=a+in+b | unable to parse requirement: found 'b' expected: '('",
                "fieldSelector=x%3Dy | \"x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
                "fieldSelector=x | invalid selector: 'x'; can't understand 'x'",
            })
    void listsThatCannotBeMade(String query, String message) throws Exception {
        assertRefused(http.get(MAPS + "?" + query), 400, "BadRequest", message);
    }

    /** Kubernetes says what etcd says. */
    @Test
    void listsThatGoOnInTheFuture() throws Exception {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"v\":\"meta.k8s.io/v1\",\"rv\":99999999999,\"start\":\"a\\u0000\"}"
                        .getBytes(StandardCharsets.UTF_8));

        Answer answer = http.get(MAPS + "?continue=" + token);

        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.at("message")).isEqualTo("etcdserver: mvcc: required revision is a future revision");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                        + " resourceVersion is provided",
                "resourceVersionMatch=Maybe&resourceVersion=1 | resourceVersionMatch: Unsupported value: \"Maybe\": supported"
                        + " values: \"Exact\", \"NotOlderThan\", \"\"",
                "sendInitialEvents=true | sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list",
                "watch=1&resourceVersionMatch=NotOlderThan | resourceVersionMatch: Forbidden: resourceVersionMatch is"
                        + " forbidden for watch unless sendInitialEvents is provided",
                "watch=1&sendInitialEvents=true&resourceVersionMatch=Exact | [resourceVersionMatch: Forbidden:"
                        + " sendInitialEvents requires setting resourceVersionMatch to NotOlderThan,"
                        + " resourceVersionMatch: Unsupported value: \"Exact\": supported values: \"NotOlderThan\"]",
            })
    void listOptionsThatContradictEachOther(String query, String why) throws Exception {
        assertRefused(http.get(MAPS + "?" + query), 422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: " + why);
    }

    @Test
    void watchesFromNowhere() throws Exception {
        assertRefused(
                http.get(MAPS + "?watch=1&resourceVersion=x"),
                422,
                "Invalid",
                "configmaps \"\" is invalid: resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid"
                        + " syntax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tailLines=-1 | tailLines: Invalid value: -1: must be greater than or equal to 0",
                "limitBytes=0 | limitBytes: Invalid value: 0: must be greater than 0",
                "sinceSeconds=0 | sinceSeconds: Invalid value: 0: must be greater than 0",
                "sinceSeconds=5&sinceTime=2026-01-01T00:00:00Z"
                        + " | : Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified",
                "stream=Stdin | stream: Unsupported value: \"Stdin\": supported values: \"All\", \"Stderr\", \"Stdout\"",
                "stream=Stdout&tailLines=1"
                        + " | : Forbidden: `tailLines` and specific `stream` are mutually exclusive for now",
            })
    void partsOfALogThatThereAreNot(String query, String message) throws Exception {
        String pods = "/api/v1/namespaces/default/pods";
        http.send("POST", pods, """
                {"metadata":{"name":"says"},"spec":{"containers":[{"name":"c","image":"i"}]}}""");
        assertRefused(
                http.get(pods + "/says/log?" + query), 422, "Invalid", "PodLogOptions \"says\" is invalid: " + message);
    }
}
