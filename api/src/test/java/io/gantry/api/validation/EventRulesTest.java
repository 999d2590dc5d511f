package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRulesTest {
    private static final String NEWER = "eventTime: 2026-01-01T00:00:00.000000Z, reportingComponent: example.com/c,"
            + " reportingInstance: i, action: Act, reason: Why, type: Normal";

    private static String event(String namespace, String about, String fields) {
        return "{apiVersion: v1, kind: Event, metadata: {name: e, namespace: " + namespace
                + ", resourceVersion: '1'}, involvedObject: {" + about + "}, " + fields + "}";
    }

    private static Event read(String fields) {
        return (Event) Verdict.object(event("ns", "namespace: ns", fields));
    }

    private static List<String> strict(String fields) {
        return Verdict.texts(Validation.validateEvent(read(fields), null, true));
    }

    private static List<String> ofNew(String yaml) {
        return Verdict.texts(Validation.validateEvent((Event) Verdict.object(yaml), null, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ns | namespace: ns | reason: R | ~~
            default | {} | reason: R | ~~
            kube-system | {} | reason: R | involvedObject.namespace: Invalid value: "": does not match event.namespace
            ns | namespace: other | reason: R | involvedObject.namespace: Invalid value: "other": does not match event.namespace
            ns | namespace: other | NEWER | ~~
            kube-system | {} | NEWER | ~~
            ns | {} | NEWER | involvedObject.namespace: Invalid value: "": does not match event.namespace
            default | {} | eventTime: 2026-01-01T00:00:00.000000Z, reportingComponent: c, reason: R, action: A | reportingInstance: Required value
            default | {} | eventTime: 2026-01-01T00:00:00.000000Z, reportingComponent: 'a b', reportingInstance: i | reportingComponent: Invalid value: "a b": NAME; action: Required value; reason: Required value
            """)
    void allEvents(String namespace, String about, String fields, String wrong) {
        String yaml = event(namespace, about.equals("{}") ? "" : about, fields.equals("NEWER") ? NEWER : fields);
        assertThat(String.join("; ", ofNew(yaml)).replaceAll("name part must [^;]*", "NAME"))
                .isEqualTo(wrong);
    }

    @Test
    void wordsAreShort() {
        String long129 = "x".repeat(129);
        assertThat(ofNew(event(
                        "default",
                        "",
                        "eventTime: 2026-01-01T00:00:00.000000Z, reportingComponent: c, reportingInstance: " + long129
                                + ", action: " + long129 + ", reason: " + long129 + ", message: " + "x".repeat(1025))))
                .containsExactly(
                        "reportingInstance: Invalid value: \"\": can have at most 128 characters",
                        "action: Invalid value: \"\": can have at most 128 characters",
                        "reason: Invalid value: \"\": can have at most 128 characters",
                        "message: Invalid value: \"\": can have at most 1024 characters");
    }

    @Test
    void whoReportsIsCalledAsTheVersionCallsIt() {
        String unreported =
                "eventTime: 2026-01-01T00:00:00.000000Z, reportingInstance: i, action: A, reason: R, type: Normal";
        assertThat(ofNew(event("ns", "namespace: ns", unreported)))
                .startsWith("reportingComponent: Required value")
                .hasSize(3);
        assertThat(strict(unreported))
                .startsWith("reportingController: Required value")
                .hasSize(3);
    }

    @Test
    void theNewerVersionIsStrict() {
        assertThat(strict(NEWER)).isEmpty();
        assertThat(strict(
                        "type: Some, firstTimestamp: 2026-01-01T00:00:00Z, lastTimestamp: 2026-01-01T00:00:00Z, count: 1,"
                                + " source: {component: c}, series: {count: 1}"))
                .containsExactly(
                        "series.count: Invalid value: \"\": should be at least 2",
                        "series.lastObservedTime: Required value",
                        "eventTime: Required value",
                        "type: Invalid value: \"\": has invalid value: Some",
                        "firstTimestamp: Invalid value: \"\": needs to be unset",
                        "lastTimestamp: Invalid value: \"\": needs to be unset",
                        "count: Invalid value: \"\": needs to be unset",
                        "source: Invalid value: \"\": needs to be unset");
    }

    @Test
    void onlyTheSeriesGoesOn() {
        Event old = read(NEWER);
        assertThat(Validation.validateEvent(
                        read(NEWER + ", series: {count: 2, lastObservedTime: 2026-01-01T00:00:01.000000Z}"), old, true))
                .isEmpty();
        assertThat(Verdict.texts(Validation.validateEvent(
                        read(NEWER.replace("Act", "Other")
                                        .replace("Normal", "Warning")
                                        .replace(":00.0", ":05.0") + ", message: m, count: 3"),
                        old,
                        true)))
                .containsExactly(
                        "message: Invalid value: \"m\": field is immutable",
                        "count: Invalid value: 3: field is immutable",
                        "type: Invalid value: \"Warning\": field is immutable",
                        "eventTime: Invalid value: \"2026-01-01T00:00:05Z\": field is immutable",
                        "action: Invalid value: \"Other\": field is immutable");
    }
}
