package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices of devices and claims for them, over the API. */
class DynamicResourcesTest {
    private static final String GROUP = "/apis/resource.k8s.io/v1";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};
    private static final String[] MERGE = {"content-type", "application/merge-patch+json"};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String slice(String name, String driver, String taint) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"driver\":\"" + driver
                + "\",\"nodeName\":\"one\",\"pool\":{\"name\":\"p\",\"resourceSliceCount\":1},\"devices\":["
                + "{\"name\":\"a\"},{\"name\":\"b\",\"taints\":[{\"key\":\"k\",\"effect\":\"NoSchedule\"" + taint
                + "}]}]}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"timeAdded\":\"2020-01-01T00:00:00Z\""})
    void aTaintIsThereSinceItWasWrittenUnlessItSaysOtherwise(String time) throws Exception {
        String name = "s" + time.length();

        Answer created = http.send("POST", GROUP + "/resourceslices", slice(name, "d", time), AS_JSON);
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        Answer updated = http.send("PUT", GROUP + "/resourceslices/" + name, slice(name, "d", time), AS_JSON);

        for (Answer answer : new Answer[] {created, updated}) {
            String added = answer.text().replaceAll("(?s).*\"timeAdded\":\\s*\"([^\"]*)\".*", "$1");
            assertThat(added).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(added.equals("2020-01-01T00:00:00Z")).isEqualTo(!time.isEmpty());
        }
    }

    @Test
    void aDriverWithCapitalLettersIsWarnedOf() throws Exception {
        Answer created = http.send("POST", GROUP + "/resourceslices", slice("w", "D", ""), AS_JSON);

        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.header("Warning"))
                .isEqualTo("299 - \"spec.driver: driver names should be lowercase; \\\"D\\\" contains uppercase"
                        + " characters\"");
    }

    @Test
    void whatWasReportedOfADeviceGoesWithIt() throws Exception {
        String claims = GROUP + "/namespaces/default/resourceclaims";
        http.send(
                "POST",
                claims,
                "{\"metadata\":{\"name\":\"c\"},\"spec\":{\"devices\":{\"requests\":[{\"name\":\"r\",\"exactly\":"
                        + "{\"deviceClassName\":\"d\"}}]}}}",
                AS_JSON);
        Answer given = http.send(
                "PATCH",
                claims + "/c/status",
                "{\"status\":{\"allocation\":{\"devices\":{\"results\":[{\"request\":\"r\",\"driver\":\"d\",\"pool\":\"p\","
                        + "\"device\":\"one\"}]}},\"devices\":[{\"driver\":\"d\",\"pool\":\"p\",\"device\":\"one\"}]}}",
                MERGE);
        assertThat(given.code()).as(given.text()).isEqualTo(200);
        assertThat(given.at("status.devices").toString()).contains("one");

        Answer back = http.send("PATCH", claims + "/c/status", "{\"status\":{\"allocation\":null}}", MERGE);

        assertThat(back.code()).as(back.text()).isEqualTo(200);
        assertThat(back.at("status.devices")).isEqualTo("");
    }
}
