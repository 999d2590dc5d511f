package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.AS_JSON;
import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.assertRefused;
import static io.gantry.server.api.RefusalsFixture.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are refused: what they are in, how large they are, and what they say of themselves. */
class BodyRefusalsTest {
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
                "json | {\"kind\": | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind;"
                        + " json parse error: unexpected end of JSON input ({\"kind\":)",
                "json | ~~ | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind;"
                        + " json parse error: unexpected end of JSON input (<empty>)",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"Pod\"} | Pod in version \"v1\" cannot be handled as a ConfigMap:"
                        + " converting (v1.Pod) to (core.ConfigMap): unknown conversion",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[]} | PodList in version \"v1\" cannot be handled"
                        + " as a ConfigMap: converting (v1.PodList) to (core.ConfigMap): unknown conversion",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"Gadget\"} | Gadget in version \"v1\" cannot be handled as a ConfigMap:"
                        + " no kind \"Gadget\" is registered for version \"v1\" in scheme"
                        + " \"pkg/api/legacyscheme/scheme.go:30\"",
                "json | {\"apiVersion\":\"a/v2\",\"kind\":\"ConfigMap\"} | ConfigMap in version \"v2\" cannot be handled as a"
                        + " ConfigMap: no kind \"ConfigMap\" is registered for version \"a/v2\" in scheme"
                        + " \"pkg/api/legacyscheme/scheme.go:30\"",
                "json | {\"data\":{\"a\":1}} | ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot"
                        + " unmarshal number into Go struct field ConfigMap.data of type string",
                "vnd.kubernetes.protobuf | nonsense | the object provided is unrecognized (must be of type ConfigMap): provided"
                        + " data does not appear to be a protobuf message, expected prefix [107 56 115 0]"
                        + " (6e6f6e73656e7365)",
            })
    void bodiesThatCannotBeRead(String type, String body, String message) throws Exception {
        assertRefused(http.send("POST", MAPS, body, "content-type", "application/" + type), 400, "BadRequest", message);
    }

    @Test
    void brokenYamlNamesItsBytes() throws Exception {
        Answer answer = http.send("POST", MAPS, "a: [", "content-type", "application/yaml");

        assertThat(answer.code()).isEqualTo(400);
        assertThat((String) answer.at("message"))
                .startsWith("the object provided is unrecognized (must be of type ConfigMap): yaml: ")
                .endsWith(" (613a205b)");
    }

    @Test
    void formsThatAreNotOffered() throws Exception {
        String types = "application/json, application/yaml, application/vnd.kubernetes.protobuf, application/cbor";
        assertRefused(
                http.send("POST", MAPS, "{}", "content-type", "text/plain"),
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + types);
        assertRefused(
                http.send("PATCH", MAPS + "/here", "{}", AS_JSON),
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json,"
                        + " application/strategic-merge-patch+json, application/apply-patch+yaml,"
                        + " application/apply-patch+cbor");
        assertRefused(
                http.get(MAPS, "accept", "text/html"),
                406,
                "NotAcceptable",
                "only the following media types are accepted: " + types);
        Answer watch = http.get(MAPS + "?watch=true", "accept", "application/yaml, application/json");
        assertThat(watch.code()).isEqualTo(406);
        assertThat(watch.text())
                .contains("only the following media types are accepted: application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch, application/cbor-seq");
    }

    @Test
    void bodiesBeyondTheLimit() throws Exception {
        byte[] body = new byte[Bodies.MAX_BYTES + 1];
        assertRefused(
                http.send("admin", "POST", MAPS, body, AS_JSON),
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is 3145728");
    }

    @Test
    void registriesPasswordsThatAreNoJson() throws Exception {
        String body = "{\"metadata\":{\"name\":\"s\"},\"type\":\"kubernetes.io/dockerconfigjson\",\"stringData\":"
                + "{\".dockerconfigjson\":\"%s\"}}";
        String secrets = "/api/v1/namespaces/default/secrets";
        String invalid =
                "Secret \"s\" is invalid: data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": ";

        assertRefused(
                http.send("POST", secrets, body.formatted("{a}"), AS_JSON),
                422,
                "Invalid",
                invalid + "invalid character 'a' looking for beginning of object key string");
        assertRefused(
                http.send("POST", secrets, body.formatted("[1]"), AS_JSON),
                422,
                "Invalid",
                invalid + "json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    @Test
    void namesThatDoNotFit() throws Exception {
        assertRefused(
                http.send("PUT", MAPS + "/here", map("there"), AS_JSON),
                400,
                "BadRequest",
                "the name of the object (there) does not match the name on the URL (here)");
        assertRefused(
                http.send("PUT", MAPS + "/here", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}", AS_JSON),
                400,
                "BadRequest",
                "the name of the object (here based on URL) was undeterminable: name must be provided");
        assertRefused(
                http.send("POST", MAPS, map("x\",\"namespace\":\"other"), AS_JSON),
                400,
                "BadRequest",
                "the namespace of the provided object does not match the namespace sent on the request");
        assertRefused(
                http.send(
                        "PATCH",
                        MAPS + "/here",
                        "{\"metadata\":{\"name\":null}}",
                        "content-type",
                        "application/merge-patch+json"),
                400,
                "BadRequest",
                "the name of the object (here based on URL) was undeterminable: name must be provided");
        Answer exists = http.send("POST", MAPS, map("here"), AS_JSON);
        assertRefused(exists, 409, "AlreadyExists", "configmaps \"here\" already exists");
        assertThat(exists.at("details")).isEqualTo(Map.of("name", "here", "kind", "configmaps"));
    }
}
