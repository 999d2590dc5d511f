package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.DEPLOYMENTS;
import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Patches that cannot be read, or do not fit. */
class PatchRefusalsTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @Test
    void patchesThatAreNoJson() throws Exception {
        assertRefused(
                http.send("PATCH", MAPS + "/here", "{\"data\":nope}", "content-type", "application/merge-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: invalid character 'o' in literal null (expecting 'u')");
    }

    @Test
    void patchesThatDoNotFit() throws Exception {
        String path = DEPLOYMENTS + "/web";
        String text = "{\"spec\":{\"replicas\":\"three\"}}";
        String[] strategic = {"content-type", "application/strategic-merge-patch+json"};
        assertRefused(
                http.send("PATCH", path, text, strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[replicas:three]]\": unrecognized type: int32");
        assertRefused(
                http.send("PATCH", path, "{\"spec\":{\"paused\":1,\"template\":7}}", strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[paused:1 template:7]]\": cannot restore struct from: int64");
        assertRefused(
                http.send("PATCH", path + "?fieldValidation=Strict", "{\"spec\":{\"bogus\":[1,{}]}}", strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[bogus:[1 map[]]]]\": strict decoding error: unknown"
                        + " field \"spec.bogus\"");
        Answer merged = http.send("PATCH", path, text, "content-type", "application/merge-patch+json");
        assertThat((String) merged.at("message"))
                .startsWith(" \"\" is invalid: patch: Invalid value: \"{\\\"")
                .contains("\\\"replicas\\\":\\\"three\\\"")
                .endsWith(
                        "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32");
        assertThat(merged.at("details.causes.0.field")).isEqualTo("patch");
        assertRefused(
                http.send(
                        "PATCH",
                        path,
                        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":7}]",
                        "content-type",
                        "application/json-patch+json"),
                422,
                "Invalid",
                "the server rejected our request due to an error in our request");
        assertRefused(
                http.send("PATCH", path, "{}", "content-type", "application/json-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        assertRefused(
                http.send("PATCH", path, "[]", "content-type", "application/merge-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    @Test
    void whatAPatchGivesTwice() throws Exception {
        String twice = "{\"data\":{\"k\":\"1\",\"k\":\"2\"},\"bogus\":1}";
        for (String type : List.of("merge-patch", "strategic-merge-patch")) {
            String[] as = {"content-type", "application/" + type + "+json"};
            Answer refused = http.send("PATCH", MAPS + "/here?fieldValidation=Strict&dryRun=All", twice, as);
            assertThat(refused.code()).isEqualTo(422);
            assertThat((String) refused.at("message"))
                    .endsWith("strict decoding error: duplicate field \"data.k\", unknown field \"bogus\"");
            Answer warned = http.send("PATCH", MAPS + "/here?dryRun=All", twice, as);
            assertThat(warned.code()).isEqualTo(200);
            assertThat(warned.headers().get("warning"))
                    .containsExactly(
                            "299 - \"duplicate field \\\"data.k\\\"\"", "299 - \"unknown field \\\"bogus\\\"\"");
        }
        Answer refused = http.send(
                "PATCH",
                MAPS + "/here?fieldValidation=Strict&dryRun=All",
                "[{\"op\":\"add\",\"path\":\"/data/x\",\"value\":\"1\",\"bogus\":1}]",
                "content-type",
                "application/json-patch+json");
        assertThat((String) refused.at("message")).endsWith("strict decoding error: unknown field \"[0].bogus\"");
    }
}
