package io.gantry.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.resource.v1.DeviceClass;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.validation.FieldError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeviceSelectorRulesTest {
    private static final String NESTED = "[1,2,3,4,5,6,7,8,9,10].all(x, ".repeat(7) + "x > 0" + ")".repeat(7);

    private static Object read(String yaml) {
        return Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
    }

    private static DeviceClass of(String expression) {
        return (DeviceClass) read("{apiVersion: resource.k8s.io/v1, kind: DeviceClass, metadata: {name: c}, spec:"
                + " {selectors: [{cel: {expression: '" + expression + "'}}]}}");
    }

    @Test
    void selectorsOfClasses() {
        assertThat(DeviceSelectorRules.deviceClass(of("device.driver == \"d\""), null))
                .isEmpty();
        assertThat(DeviceSelectorRules.deviceClass(of("1"), null))
                .extracting(FieldError::toString)
                .containsExactly("spec.selectors[0].cel.expression: Invalid value: \"1\": must evaluate to bool or the"
                        + " unknown type, not int");
        assertThat(DeviceSelectorRules.deviceClass(of(NESTED), null))
                .extracting(FieldError::toString)
                .containsExactly("spec.selectors[0].cel.expression: Forbidden: too complex, exceeds cost limit");
        assertThat(DeviceSelectorRules.deviceClass(of("x".repeat(10241)), null))
                .extracting(FieldError::toString)
                .containsExactly("spec.selectors[0].cel.expression: Too long: may not be more than 10240 bytes");
    }

    @Test
    void whatWasLetInMayStay() {
        assertThat(DeviceSelectorRules.deviceClass(of("1"), of("1"))).isEmpty();
        assertThat(DeviceSelectorRules.deviceClass(of("2"), of("1"))).hasSize(1);
    }

    @Test
    void selectorsOfClaims() {
        ResourceClaim claim =
                (ResourceClaim) read("{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c},"
                        + " spec: {devices: {requests: [{name: a, exactly: {deviceClassName: c, selectors: [{cel: {expression:"
                        + " '1'}}]}}, {name: b, firstAvailable: [{name: s, deviceClassName: c, selectors: [{cel: {expression:"
                        + " '2'}}]}]}]}}}");

        assertThat(DeviceSelectorRules.claim(claim, null))
                .extracting(FieldError::path)
                .containsExactly(
                        "spec.devices.requests[0].exactly.selectors[0].cel.expression",
                        "spec.devices.requests[1].firstAvailable[0].selectors[0].cel.expression");
        assertThat(DeviceSelectorRules.claim(claim, claim)).isEmpty();
    }
}
