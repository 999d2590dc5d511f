package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceSliceRulesTest {
    private static final String ID =
            " a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric"
                    + " characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is"
                    + " '[A-Za-z_][A-Za-z0-9_]*')";

    private static String slice(String spec) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceSlice, metadata: {name: s, resourceVersion: '1'}, spec: {"
                + spec + "}}";
    }

    private static String of(String fields) {
        return slice("driver: d.example.com, pool: {name: p, generation: 1, resourceSliceCount: 1}, " + fields);
    }

    private static String device(String fields) {
        return of("nodeName: one, devices: [{name: a, " + fields + "}]");
    }

    @Test
    void whatIsRight() {
        assertThat(Verdict.ofNew(
                        device("attributes: {size: {int: 1}, example.com/model: {string: x}, v: {version: 1.2.3}},"
                                + " capacity: {memory: {value: 1Gi}}, taints: [{key: k, effect: NoSchedule}],"
                                + " consumesCounters: [{counterSet: c, counters: {m: {value: 1}}}],"
                                + " bindingConditions: [a], bindingFailureConditions: [b]")))
                .isEmpty();
        assertThat(Verdict.ofNew(of("allNodes: true, sharedCounters: [{name: c, counters: {m: {value: 1}}}]")))
                .isEmpty();
        assertThat(Verdict.ofNew(of("perDeviceNodeSelection: true, devices: [{name: a, nodeName: one}]")))
                .isEmpty();
        assertThat(Verdict.ofNew(
                        device("allowMultipleAllocations: true, capacity: {m: {value: 10, requestPolicy: {default:"
                                + " 4, validRange: {min: 2, max: 10, step: 2}}}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            driver: '', nodeName: one, pool: {name: p, generation: 1, resourceSliceCount: 1} | spec.driver: Required value; spec.driver: Invalid value: "": DNS
            driver: d, nodeName: one, pool: {name: '', generation: -1, resourceSliceCount: 0} | spec.pool.name: Required value; spec.pool.resourceSliceCount: Invalid value: 0: must be greater than zero; spec.pool.generation: Invalid value: -1: must be greater than or equal to zero
            driver: d, nodeName: one, pool: {name: 'a/B', generation: 1, resourceSliceCount: 1} | spec.pool.name: Invalid value: "B": DNS
            """)
    void driversAndPools(String spec, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(slice(spec)))
                        .replaceAll("a lowercase RFC 1123 subdomain [^;]*", "DNS"))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            devices: [] | spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required
            nodeName: '' | spec.nodeName: Invalid value: "": must be either unset or set to a non-empty string; spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required
            allNodes: false, nodeName: one | spec.allNodes: Invalid value: false: must be either unset or set to true
            allNodes: true, nodeName: one | spec: Invalid value: "{`nodeName`, `allNodes`}": exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required, but multiple fields are set
            nodeSelector: {nodeSelectorTerms: [{}, {}]} | spec.nodeSelector.nodeSelectorTerms: Invalid value: [{"MatchExpressions":null,"MatchFields":null},{"MatchExpressions":null,"MatchFields":null}]: must have exactly one node selector term
            nodeName: one, devices: [{name: a}], sharedCounters: [{name: c, counters: {m: {value: 1}}}] | spec: Invalid value: "": only one of `sharedCounters` or `devices` is allowed
            nodeName: one, devices: [{name: a}, {name: a}] | spec.devices[1]: Duplicate value: "a"
            nodeName: one, sharedCounters: [{name: '', counters: {}}] | spec.sharedCounters[0].name: Required value; spec.sharedCounters[0].counters: Required value
            nodeName: one, devices: [{name: a, nodeName: one}] | spec.devices[0]: Invalid value: null: `nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to true in the ResourceSlice spec
            perDeviceNodeSelection: true, devices: [{name: a}] | spec.devices[0]: Required value: exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when `perDeviceNodeSelection` is set to true in the ResourceSlice spec
            """)
    void ways(String spec, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(of(spec)))).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            attributes: {'1a': {int: 1}} | spec.devices[0].attributes: Invalid value: "1a":ID
            attributes: {/a: {int: 1}} | spec.devices[0].attributes: Invalid value: "": the domain must not be empty
            attributes: {a/: {int: 1}} | spec.devices[0].attributes: Invalid value: "": the name must not be empty
            attributes: {a: {}} | spec.devices[0].attributes[a]: Invalid value: "": exactly one value must be specified
            attributes: {a: {int: 1, bool: true}} | spec.devices[0].attributes[a]: Invalid value: {"IntValue":1,"BoolValue":true,"StringValue":null,"VersionValue":null,"IntValues":null,"BoolValues":null,"StringValues":null,"VersionValues":null}: exactly one value must be specified
            attributes: {a: {version: '1.2'}} | spec.devices[0].attributes[a].version: Invalid value: "1.2": must be a string compatible with semver.org spec 2.0.0
            capacity: {m: {value: 1, requestPolicy: {}}} | spec.devices[0].capacity[m].requestPolicy: Forbidden: allowMultipleAllocations must be true
            taints: [{key: 'a b', effect: ''}] | spec.devices[0].taints[0].key: Invalid value: "a b": NAME; spec.devices[0].taints[0].effect: Required value
            taints: [{key: a, effect: PreferNoSchedule}] | spec.devices[0].taints[0].effect: Unsupported value: "PreferNoSchedule": supported values: "NoExecute", "NoSchedule", "None"
            consumesCounters: [{counterSet: '', counters: {}}] | spec.devices[0].consumesCounters[0].counterSet: Required value; spec.devices[0].consumesCounters[0].counters: Required value
            bindingConditions: [a] | spec.devices[0].bindingFailureConditions: Invalid value: null: bindingFailureConditions are required to use bindingConditions
            bindingConditions: [a], bindingFailureConditions: [a] | spec.devices[0].bindingFailureConditions[0]: Invalid value: "a": bindingFailureConditions must not overlap with bindingConditions
            """)
    void devices(String fields, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(device(fields))).replaceAll("name part must [^;]*", "NAME"))
                .isEqualTo(wrong.replace("ID", ID));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            validValues: [1], validRange: {min: 1} | Forbidden: exactly one policy can be specified, cannot specify "validValues" and "validRange" at the same time
            validValues: [1] | .default: Required value: required when validValues is defined
            default: 3, validValues: [2, 1] | .validValues[1]: Invalid value: "1": values must be sorted in ascending order; .validValues: Invalid value: "3": default value is not valid according to the requestPolicy
            default: 20, validValues: [20, 20] | .validValues[0]: Invalid value: "20": option is larger than capacity value: 10; .validValues[1]: Invalid value: "20": option is larger than capacity value: 10; .validValues[1]: Duplicate value: "20"
            default: 4, validRange: {min: 1, max: 9, step: 2} | .validRange.step: Invalid value: "4": value is not a multiple of a given step (2) from (1)
            default: 4, validRange: {min: 1, step: 0} | .validRange.step: Invalid value: "0": must be greater than zero
            default: 4, validRange: {min: 4, step: 7} | .validRange.step: Invalid value: "7": one step 11 is larger than capacity value: 10
            default: 4, validRange: {min: 5, max: 3} | .validRange.min: Invalid value: "4": default is less than min: 5; .validRange.max: Invalid value: "5": min is larger than max: 3; .validRange.max: Invalid value: "4": default is more than max: 3
            """)
    void sharedCapacities(String policy, String wrong) {
        assertThat(String.join(
                                "; ",
                                Verdict.ofNew(device("allowMultipleAllocations: true, capacity: {m: {value: 10,"
                                        + " requestPolicy: {" + policy + "}}}")))
                        .replace("spec.devices[0].capacity[m].requestPolicy: ", "")
                        .replace("spec.devices[0].capacity[m].requestPolicy", ""))
                .isEqualTo(wrong);
    }

    @Test
    void taintsMakeItFewerDevices() {
        String plain =
                IntStream.range(0, 100).mapToObj(i -> "{name: d" + i + "}").collect(Collectors.joining(", "));

        assertThat(Verdict.ofNew(of("nodeName: one, devices: [" + plain + "]"))).isEmpty();
        assertThat(Verdict.ofNew(
                        of("nodeName: one, devices: [{name: t, taints: [{key: k, effect: None}]}, " + plain + "]")))
                .containsExactly("spec.devices: Too many: 101: must have at most 64 items");
    }

    @Test
    void whereItBelongsStays() {
        String other =
                slice("driver: e.example.com, pool: {name: q, generation: 1, resourceSliceCount: 1}, nodeName: m");

        assertThat(Verdict.ofUpdate(of("nodeName: one"), other))
                .containsExactly(
                        "spec.pool.name: Invalid value: \"q\": field is immutable",
                        "spec.driver: Invalid value: \"e.example.com\": field is immutable",
                        "spec.nodeName: Invalid value: \"m\": field is immutable");
        assertThat(Verdict.ofUpdate(of("nodeName: one"), of("nodeName: one, devices: [{name: a}]")))
                .isEmpty();
    }
}
