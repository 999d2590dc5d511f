package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeRulesTest {
    private static final String SMALL = "requests: {cpu: 1, memory: 1Gi}";
    private static final String ONLY = "spec: Forbidden: only cpu and memory resources are mutable";

    private static Pod pod(String spec, String status) {
        return (Pod)
                Verdict.object("{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns, resourceVersion: '1'},"
                        + " spec: {" + spec + "}, status: {" + status + "}}");
    }

    private static String main(String resources) {
        return "containers: [{name: c, image: i, resources: {" + resources + "}}]";
    }

    private static String withInit(String policy, String resources) {
        return main(SMALL) + ", initContainers: [{name: s, image: i, " + policy + "resources: {" + resources + "}}]";
    }

    private static List<String> wrong(String before, String after) {
        return Verdict.texts(Validation.validateResize(pod(after, ""), pod(before, "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            requests: {cpu: 1} | requests: {cpu: 2}
            requests: {cpu: 2}, limits: {memory: 2Gi} | requests: {cpu: 500m}, limits: {memory: 1Gi}
            requests: {cpu: 1} | requests: {cpu: 1, memory: 1Gi}, limits: {memory: 2Gi}
            limits: {cpu: 1, memory: 1Gi} | limits: {cpu: 2, memory: 500Mi}
            requests: {cpu: 1, example.com/a: 1}, limits: {example.com/a: 1} | requests: {cpu: 2, example.com/a: 1}, limits: {example.com/a: 1}
            """)
    void processorsAndMemoryMayChange(String before, String after) {
        assertThat(wrong(main(before), main(after))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            requests: {cpu: 1, memory: 1Gi} | requests: {cpu: 1} | spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed
            requests: {cpu: 1}, limits: {cpu: 2} | requests: {cpu: 1} | spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed
            requests: {cpu: 1} | requests: {cpu: 2}, limits: {cpu: 1} | spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
            requests: {cpu: 1, ephemeral-storage: 1Gi} | requests: {cpu: 1, ephemeral-storage: 2Gi} | spec: Forbidden: only cpu and memory resources are mutable
            requests: {cpu: 1} | limits: {cpu: 1, memory: 1Gi} | spec: Invalid value: "": Pod QOS Class may not change as a result of resizing
            ~~ | requests: {cpu: 1} | spec: Invalid value: "": Pod QOS Class may not change as a result of resizing
            """)
    void whatMayNotChange(String before, String after, String error) {
        assertThat(wrong(main(before), main(after))).containsExactly(error);
    }

    @Test
    void theQualityIsTheOneInTheStatus() {
        assertThat(Verdict.texts(Validation.validateResize(
                        pod(main("requests: {cpu: 2}"), ""), pod(main("requests: {cpu: 1}"), "qosClass: Guaranteed"))))
                .containsExactly(
                        "spec: Invalid value: \"Guaranteed\": Pod QOS Class may not change as a result of resizing");
    }

    @Test
    void thePolicyStays() {
        String policy = ", resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}]";
        assertThat(wrong(main(SMALL), main(SMALL).replace("}]", policy))).containsExactly(ONLY);
    }

    @Test
    void theContainersStay() {
        String two = "containers: [{name: a, image: i}, {name: b, image: i}]";
        assertThat(wrong(two, "containers: [{name: a, image: i}]"))
                .containsExactly("spec.containers: Forbidden: containers may not be added or removed on resize");
        assertThat(wrong(two, "containers: [{name: b, image: i}, {name: a, image: i}]"))
                .containsExactly(
                        "spec.containers[0].name: Forbidden: containers may not be renamed or reordered on resize",
                        "spec.containers[1].name: Forbidden: containers may not be renamed or reordered on resize");
        assertThat(wrong(withInit("", SMALL), withInit("", SMALL).replace("name: s", "name: t")))
                .containsExactly("spec.initContainers[0].name: Forbidden: initContainers may not be renamed or"
                        + " reordered on resize");
    }

    @Test
    void amongInitContainersOnlySidecarsGetOtherResources() {
        String always = "restartPolicy: Always, ";
        assertThat(wrong(withInit(always, SMALL), withInit(always, "requests: {cpu: 2, memory: 1Gi}")))
                .isEmpty();
        assertThat(wrong(withInit(always, SMALL), withInit(always, "requests: {cpu: 2}")))
                .containsExactly(
                        "spec.initContainers[0].resources.requests: Forbidden: resource requests cannot be removed");
        assertThat(wrong(withInit(always, SMALL), withInit(always, SMALL + ", limits: {ephemeral-storage: 1Gi}")))
                .containsExactly("spec.initContainers[0]: Forbidden: only cpu and memory resources for init or sidecar"
                        + " containers are mutable");
        assertThat(wrong(withInit("", SMALL), withInit("", "requests: {cpu: 2, memory: 1Gi}")))
                .containsExactly("spec: Forbidden: resources for non-sidecar init containers are immutable");
    }

    @Test
    void thePodAsAWhole() {
        String small = main("requests: {cpu: 1}") + ", resources: {requests: {cpu: 2}}";
        assertThat(wrong(small, small.replace("cpu: 2", "cpu: 3"))).isEmpty();
        assertThat(wrong(main("requests: {cpu: 1}"), small)).isEmpty();
        assertThat(wrong(small, main("requests: {cpu: 1}")))
                .containsExactly("spec.resources: Forbidden: pod-level resources cannot be removed");
        assertThat(wrong(small.replace("cpu: 2}", "cpu: 2}, limits: {cpu: 4}"), small))
                .containsExactly("spec.resources.limits: Forbidden: pod-level resource limits cannot be removed");
    }

    @Test
    void podsThatCannotBeResized() {
        Pod larger = pod(main("requests: {cpu: 2}"), "");
        Pod mirror = (Pod) Verdict.object("{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns, annotations:"
                + " {kubernetes.io/config.mirror: x}}, spec: {" + main("requests: {cpu: 1}") + "}}");
        assertThat(Verdict.texts(Validation.validateResize(larger, mirror)))
                .containsExactly(": Forbidden: static pods cannot be resized");
        assertThat(wrong("os: {name: windows}, " + main("requests: {cpu: 1}"), main("requests: {cpu: 2}")))
                .containsExactly(": Forbidden: windows pods cannot be resized");
        String running = "containerStatuses: [{name: c, image: i, imageID: i, ready: true, restartCount: 0, state:"
                + " {running: {}}";
        assertThat(Verdict.texts(Validation.validateResize(larger, pod(main("requests: {cpu: 1}"), running + "}]"))))
                .containsExactly("spec: Forbidden: Pod running on node without support for resize");
        assertThat(Verdict.texts(Validation.validateResize(
                        larger, pod(main("requests: {cpu: 1}"), running + ", resources: {}}]"))))
                .isEmpty();
    }
}
