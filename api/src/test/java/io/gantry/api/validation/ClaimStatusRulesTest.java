package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimStatusRulesTest {
    private static final String GIVEN =
            "allocation: {devices: {results: [{request: r, driver: d, pool: p, device: one}]}}";
    private static final String USER = "{resource: pods, name: a, uid: u1}";

    private static String claim(String metadata, String status) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c, namespace: ns, resourceVersion:"
                + " '1'" + metadata
                + "}, spec: {devices: {requests: [{name: r, exactly: {deviceClassName: d}}]}}, status: {"
                + status + "}}";
    }

    private static List<String> wrong(String before, String after) {
        return Verdict.ofStatus(claim("", before), claim("", after));
    }

    private static String reserved(String... users) {
        return GIVEN + ", reservedFor: [" + String.join(", ", users) + "]";
    }

    @Test
    void whoUsesIt() {
        assertThat(wrong("", reserved(USER))).isEmpty();
        assertThat(wrong("", "reservedFor: [" + USER + "]"))
                .containsExactly("status.reservedFor: Forbidden: may not be specified when `allocated` is not set");
        assertThat(wrong("", reserved("{resource: '', name: '', uid: ''}")))
                .containsExactly(
                        "status.reservedFor[0].resource: Required value",
                        "status.reservedFor[0].name: Required value",
                        "status.reservedFor[0].uid: Required value");
        assertThat(wrong("", reserved(USER, USER.replace("name: a", "name: b"))))
                .containsExactly("status.reservedFor[1]: Duplicate value: \"u1\"");
        assertThat(wrong(
                        "",
                        reserved(IntStream.range(0, 257)
                                .mapToObj(i -> "{resource: pods, name: a, uid: u" + i + "}")
                                .collect(Collectors.joining(", ")))))
                .containsExactly("status.reservedFor: Too many: 257: must have at most 256 items");
    }

    @Test
    void nobodyComesToAClaimThatGoes() {
        String going = ", deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [example.com/f]";
        assertThat(Verdict.ofStatus(claim(going, reserved(USER)), claim(going, GIVEN)))
                .isEmpty();
        assertThat(Verdict.ofStatus(claim(going, GIVEN), claim(going, reserved(USER))))
                .containsExactly("status.reservedFor: Forbidden: new entries may not be added while"
                        + " `deallocationRequested` or `deletionTimestamp` are set");
    }

    @Test
    void whatWasGivenStays() {
        assertThat(wrong(GIVEN, "")).isEmpty();
        assertThat(wrong(GIVEN, GIVEN.replace("one", "two")))
                .singleElement()
                .asString()
                .startsWith("status.allocation: Invalid value: ")
                .endsWith(": field is immutable");
    }
}
