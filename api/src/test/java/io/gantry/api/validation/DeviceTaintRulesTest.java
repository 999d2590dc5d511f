package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTaintRulesTest {
    private static String rule(String selector, String taint, String conditions) {
        return "{apiVersion: resource.k8s.io/v1beta2, kind: DeviceTaintRule, metadata: {name: r, resourceVersion: '1'}, spec:"
                + " {deviceSelector: {" + selector + "}, taint: {" + taint + "}}, status: {conditions: [" + conditions
                + "]}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            driver: example.com, pool: a/b, device: d | key: example.com/k, value: v, effect: NoExecute | ~~
            ~~ | key: k, effect: None | ~~
            driver: '' | key: k, effect: None | spec.deviceSelector.driver: Required value
            pool: '' | key: k, effect: None | spec.deviceSelector.pool: Required value
            pool: a_b | key: k, effect: None | spec.deviceSelector.pool: Invalid value: "a_b": FORM
            device: a.b | key: k, effect: None | spec.deviceSelector.device: Invalid value: "a.b": must not contain dots
            ~~ | key: a b, effect: None | spec.taint.key: Invalid value: "a b": FORM
            ~~ | key: k, value: a b, effect: None | spec.taint.value: Invalid value: "a b": FORM
            ~~ | key: k, effect: '' | spec.taint.effect: Required value
            ~~ | key: k, effect: Other | spec.taint.effect: Unsupported value: "Other": supported values: "NoExecute", "NoSchedule", "None"
            """)
    void selectorAndTaint(String selector, String taint, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(rule(selector, taint, "")))
                        .replaceAll("(name part|a DNS-1123|a valid label|a lowercase RFC 1123) .*", "FORM"))
                .startsWith(wrong)
                .matches(text -> wrong.isEmpty() == text.isEmpty());
    }

    @Test
    void anEffectThatStaysIsNotLookedAtAgain() {
        assertThat(Verdict.ofUpdate(rule("", "key: k, effect: Old", ""), rule("", "key: l, effect: Old", "")))
                .isEmpty();
        assertThat(Verdict.ofUpdate(rule("", "key: k, effect: None", ""), rule("", "key: k, effect: New", "")))
                .hasSize(1);
    }

    @Test
    void conditions() {
        String nine = IntStream.range(0, 9)
                .mapToObj(i -> "{type: T" + i + ", status: 'True', reason: R, message: '', lastTransitionTime:"
                        + " '2026-01-01T00:00:00Z'}")
                .collect(Collectors.joining(","));
        String before = rule("", "key: k, effect: None", "");
        assertThat(Verdict.ofStatus(before, rule("", "key: k, effect: None", nine)))
                .containsExactly("status.conditions: Too many: 9: must have at most 8 items");
        assertThat(Verdict.ofStatus(before, rule("", "key: k, effect: None", nine.replace("reason: R", "reason: ''"))))
                .contains("status.conditions[0].reason: Required value: must be set");
    }
}
