package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One event, two versions: the newer one demands more. */
class StrictEventsTest {
    private static final String NEWER = "/apis/events.k8s.io/v1/namespaces/default/events";
    private static final String OLDER = "/api/v1/namespaces/default/events";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String event(String name, String fields) {
        return "{\"metadata\":{\"name\":\"" + name + "\"}," + fields + "}";
    }

    private static final String FULL = "\"eventTime\":\"2026-01-01T00:00:00.000000Z\",\"reportingController\":\"c\","
            + "\"reportingInstance\":\"i\",\"action\":\"A\",\"reason\":\"R\",\"type\":\"Normal\","
            + "\"regarding\":{\"namespace\":\"default\",\"name\":\"x\"}";

    @Test
    void theOlderVersionTakesWhatTheNewerRefuses() throws Exception {
        Answer refused = http.send(
                "POST", NEWER, event("a", "\"regarding\":{\"namespace\":\"default\"},\"deprecatedCount\":2"), AS_JSON);

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.at("message"))
                .isEqualTo("Event \"a\" is invalid: [eventTime: Required value, type: Invalid value: \"\": has invalid"
                        + " value: , count: Invalid value: \"\": needs to be unset]");
        assertThat(http.send(
                                "POST",
                                OLDER,
                                event("a", "\"involvedObject\":{\"namespace\":\"default\"},\"count\":2"),
                                AS_JSON)
                        .code())
                .isEqualTo(201);
    }

    @Test
    void onlyTheSeriesGoesOn() throws Exception {
        assertThat(http.send("POST", NEWER, event("b", FULL), AS_JSON).code()).isEqualTo(201);
        String[] merge = {"content-type", "application/merge-patch+json"};

        Answer refused = http.send("PATCH", NEWER + "/b", "{\"reason\":\"S\"}", merge);
        Answer counted = http.send(
                "PATCH",
                NEWER + "/b",
                "{\"series\":{\"count\":2,\"lastObservedTime\":\"2026-01-01T00:01:00.000000Z\"}}",
                merge);
        Answer older = http.send("PATCH", OLDER + "/b", "{\"reason\":\"S\"}", merge);

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.at("message"))
                .isEqualTo("Event \"b\" is invalid: reason: Invalid value: \"S\": field is immutable");
        assertThat(counted.code()).isEqualTo(200);
        assertThat(older.code()).isEqualTo(200);
    }

    @Test
    void eachVersionNamesItsOwnFieldForWhoReports() throws Exception {
        String fields = FULL.replace("\"c\"", "\"a b\"");

        Answer newer = http.send("POST", NEWER, event("c", fields), AS_JSON);
        Answer older = http.send(
                "POST",
                OLDER,
                event("c", fields.replace("Controller", "Component").replace("regarding", "involvedObject")),
                AS_JSON);

        assertThat(newer.code()).isEqualTo(422);
        assertThat(newer.at("details.causes.0.field")).isEqualTo("reportingController");
        assertThat(older.code()).isEqualTo(422);
        assertThat(older.at("details.causes.0.field")).isEqualTo("reportingComponent");
    }
}
