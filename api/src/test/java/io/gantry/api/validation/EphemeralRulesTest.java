package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EphemeralRulesTest {
    private static Pod pod(String ephemeral) {
        return (Pod) Verdict.object(
                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns, resourceVersion: '1'}, spec:"
                        + " {volumes: [{name: v, emptyDir: {}}], containers: [{name: c, image: i}], ephemeralContainers: ["
                        + ephemeral + "]}}");
    }

    private static List<String> wrong(String before, String after) {
        return Verdict.texts(Validation.validateEphemeralContainers(pod(after), pod(before)));
    }

    @Test
    void oneMayCome() {
        assertThat(wrong(
                        "",
                        "{name: debug, image: i, targetContainerName: c, stdin: true, tty: true, volumeMounts: [{name: v,"
                                + " mountPath: /v}]}"))
                .isEmpty();
        assertThat(wrong("{name: a, image: i}", "{name: b, image: i}, {name: a, image: i}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {name: d} | [0].image: Required value
            {name: c, image: i} | [0].name: Duplicate value: "c"
            {name: d, image: i, targetContainerName: e} | [0].targetContainerName: Not found: "e"
            {name: d, image: i, ports: [{containerPort: 1}]} | [0].ports: Forbidden: cannot be set for an Ephemeral Container
            {name: d, image: i, resources: {limits: {cpu: 1}}} | [0].resources: Forbidden: cannot be set for an Ephemeral Container
            {name: d, image: i, livenessProbe: {exec: {command: [a]}}} | [0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container
            {name: d, image: i, restartPolicy: Always} | [0].restartPolicy: Forbidden: cannot be set for an Ephemeral Container
            {name: d, image: i, volumeMounts: [{name: v, mountPath: /v, subPath: s}]} | [0].volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container
            {name: d, image: i, volumeMounts: [{name: w, mountPath: /v}]} | [0].volumeMounts[0].name: Not found: "w"
            """)
    void whatItMayNotHave(String container, String error) {
        assertThat(wrong("", container)).containsExactly("spec.ephemeralContainers" + error);
    }

    @Test
    void itStaysAsItIs() {
        assertThat(wrong("{name: a, image: i}", ""))
                .containsExactly("spec.ephemeralContainers: Forbidden: existing ephemeral containers \"a\" may not be"
                        + " removed\n");
        assertThat(wrong("{name: a, image: i}", "{name: a, image: j}"))
                .containsExactly("spec.ephemeralContainers: Forbidden: existing ephemeral containers \"a\" may not be"
                        + " changed\n");
    }
}
