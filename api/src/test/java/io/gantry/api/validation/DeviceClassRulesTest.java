package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClassRulesTest {
    private static String deviceClass(String spec) {
        return "{apiVersion: resource.k8s.io/v1, kind: DeviceClass, metadata: {name: c, resourceVersion: '1'}, spec: {"
                + spec + "}}";
    }

    private static String claim(String devices) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c, namespace: ns}, spec: {devices: {"
                + devices + "}}}";
    }

    @Test
    void whatIsRight() {
        assertThat(Verdict.ofNew(
                        deviceClass("selectors: [{cel: {expression: 'true'}}], extendedResourceName: example.com/gpu,"
                                + " config: [{opaque: {driver: d.example.com, parameters: {a: 1}}}]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            selectors: [{}] | spec.selectors[0].cel: Required value
            extendedResourceName: cpu | spec.extendedResourceName: Invalid value: "cpu": must be a valid extended resource name
            extendedResourceName: kubernetes.io/a | spec.extendedResourceName: Invalid value: "kubernetes.io/a": must be a valid extended resource name
            config: [{}] | spec.config[0].opaque: Required value
            config: [{opaque: {driver: d, parameters: [1]}}] | spec.config[0].opaque.parameters: Invalid value: "<value omitted>": must be a valid JSON object
            config: [{opaque: {driver: d}}] | spec.config[0].opaque.parameters: Required value
            """)
    void classes(String spec, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(deviceClass(spec)))).isEqualTo(wrong);
    }

    @Test
    void parametersThatWereLetInMayStay() {
        String large = deviceClass("config: [{opaque: {driver: d, parameters: {a: " + "x".repeat(11 * 1024) + "}}}]");

        assertThat(Verdict.ofNew(large))
                .containsExactly("spec.config[0].opaque.parameters: Too long: may not be more than 10240 bytes");
        assertThat(Verdict.ofUpdate(large, large)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            requests: [{name: r, exactly: {deviceClassName: c, selectors: [{}]}}] | spec.devices.requests[0].exactly.selectors[0].cel: Required value
            requests: [{name: r, exactly: {deviceClassName: c, tolerations: [{operator: Some}]}}] | spec.devices.requests[0].exactly.tolerations[0].operator: Unsupported value: "Some": supported values: "Equal", "Exists"
            requests: [{name: r, exactly: {deviceClassName: c, tolerations: [{operator: Exists, value: v}]}}] | spec.devices.requests[0].exactly.tolerations[0].value: Invalid value: "v": must be empty for operator `Exists`
            requests: [{name: r, exactly: {deviceClassName: c}}], constraints: [{}] | spec.devices.constraints[0]: Required value: exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set
            requests: [{name: r, exactly: {deviceClassName: c}}], constraints: [{matchAttribute: a}] | spec.devices.constraints[0].matchAttribute: Invalid value: "a": a fully qualified name must be a domain and a name separated by a slash
            requests: [{name: r, exactly: {deviceClassName: c}}], config: [{requests: [r]}] | spec.devices.config[0].opaque: Required value
            """)
    void claims(String devices, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(claim(devices)))).isEqualTo(wrong);
    }
}
