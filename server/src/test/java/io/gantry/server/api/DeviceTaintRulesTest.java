package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Device taint rules in both versions that serve them. */
class DeviceTaintRulesTest {
    private static final String RULES = "/apis/resource.k8s.io/v1beta2/devicetaintrules";
    private static final String OLDER = "/apis/resource.k8s.io/v1alpha3/devicetaintrules";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};
    private static final String[] MERGE = {"content-type", "application/merge-patch+json"};
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String rule(String name, String taint) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"taint\":{" + taint + "}}}";
    }

    private static Answer patch(String name, String taint) throws Exception {
        return http.send("PATCH", RULES + "/" + name, "{\"spec\":{\"taint\":{" + taint + "}}}", MERGE);
    }

    @Test
    void theTimeIsThatOfTheEffect() throws Exception {
        Answer created = http.send("POST", RULES, rule("a", "\"key\":\"k\",\"effect\":\"None\""), AS_JSON);
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.at("spec.taint.timeAdded").toString())
                .startsWith("20")
                .isNotEqualTo(LONG_AGO);

        Answer own = patch("a", "\"timeAdded\":\"" + LONG_AGO + "\",\"effect\":\"NoSchedule\"");
        Answer kept = patch("a", "\"value\":\"v\"");
        Answer moved = patch("a", "\"effect\":\"NoExecute\"");

        assertThat(own.at("spec.taint.timeAdded")).isEqualTo(LONG_AGO);
        assertThat(kept.at("spec.taint.timeAdded")).isEqualTo(LONG_AGO);
        assertThat(moved.at("spec.taint.timeAdded").toString()).startsWith("20").isNotEqualTo(LONG_AGO);
    }

    @Test
    void bothVersionsHaveTheRules() throws Exception {
        for (String path : new String[] {RULES, OLDER}) {
            Answer refused = http.send("POST", path, rule("b", "\"key\":\"k\",\"effect\":\"Other\""), AS_JSON);
            assertThat(refused.code()).isEqualTo(422);
            assertThat(refused.at("message"))
                    .isEqualTo("DeviceTaintRule.resource.k8s.io \"b\" is invalid: spec.taint.effect: Unsupported value:"
                            + " \"Other\": supported values: \"NoExecute\", \"NoSchedule\", \"None\"");
        }
    }
}
