package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims for devices and their templates. */
class DeviceRulesTest {
    private static final String R = "{name: r, exactly: {deviceClassName: c}}";

    private static String claim(String devices) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c, namespace: ns}, spec: {devices: {"
                + devices + "}}}";
    }

    private static String template(String metadata) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceClaimTemplate, metadata: {name: c, namespace: ns}, spec:"
                + " {metadata: {" + metadata + "}, spec: {devices: {requests: [" + R + "]}}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            requests: [R, R] | requests[1]: Duplicate value: "r"
            requests: [{name: r, exactly: {deviceClassName: c}, firstAvailable: [{name: A, deviceClassName: ''}]}] | requests[0]: Invalid value: null: exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set
            requests: [{name: r, firstAvailable: [{name: a, deviceClassName: c}, {name: a, deviceClassName: c}]}] | requests[0].firstAvailable[1]: Duplicate value: "a"
            requests: [R], constraints: [{requests: [r, r], matchAttribute: d/a}] | constraints[0].requests[1]: Duplicate value: "r"
            requests: [R], constraints: [{requests: [r/a], matchAttribute: d/a}] | constraints[0].requests[0]: Invalid value: "r/a": must be the name of a request in the claim or the name of a request and a subrequest separated by '/'
            """)
    void claims(String devices, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(claim(devices.replace("R", R)))))
                .isEqualTo("spec.devices." + wrong);
    }

    @Test
    void aListThatIsTooLongIsNotLookedInto() {
        String long33 = IntStream.range(0, 33).mapToObj(i -> "{}").collect(Collectors.joining(", "));
        String long9 = IntStream.range(0, 9).mapToObj(i -> "{name: A}").collect(Collectors.joining(", "));

        assertThat(Verdict.ofNew(
                        claim("requests: [" + long33 + "], constraints: [" + long33 + "], config: [" + long33 + "]")))
                .containsExactly(
                        "spec.devices.requests: Too many: 33: must have at most 32 items",
                        "spec.devices.constraints: Too many: 33: must have at most 32 items",
                        "spec.devices.config: Too many: 33: must have at most 32 items");
        assertThat(Verdict.ofNew(claim("requests: [{name: r, firstAvailable: [" + long9 + "]}]")))
                .containsExactly("spec.devices.requests[0].firstAvailable: Too many: 9: must have at most 8 items");
    }

    @Test
    void claimsGetLabelsAndAnnotations() {
        assertThat(Verdict.ofNew(template("labels: {a: b}, annotations: {c: d e}")))
                .isEmpty();
        assertThat(Verdict.ofNew(template("name: one, uid: u, finalizers: [example.com/f], labels: {a: 'b c'}")))
                .hasSize(4)
                .contains(
                        "spec.metadata.name: Forbidden: cannot be set",
                        "spec.metadata.uID: Forbidden: cannot be set",
                        "spec.metadata.finalizers: Forbidden: cannot be set");
    }

    @Test
    void soDoClaimsOfPods() {
        String pod =
                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns}, spec: {containers: [{name: c, image:"
                        + " i}], volumes: [{name: v, ephemeral: {volumeClaimTemplate: {metadata: {name: one}, spec: {accessModes:"
                        + " [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]}}";

        assertThat(Verdict.ofNew(pod))
                .containsExactly(
                        "spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set");
    }
}
