package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Kubernetes does not name the element that is wrong, or names the record instead of its field. */
class PodFieldPathsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            envFrom: [{}] | containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`
            envFrom: [{configMapRef: {name: a}, secretRef: {name: b}}] | containers[0].envFrom: Invalid value: "": may not have more than one field specified at a time
            volumeMounts: [{name: v, mountPath: /a, mountPropagation: Bidirectional}] | containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers
            volumeMounts: [{name: v, mountPath: /a, mountPropagation: Both}] | containers[0].volumeMounts.mountPropagation: Unsupported value: "Both": supported values: "Bidirectional", "HostToContainer", "None"
            volumeMounts: [{name: v, mountPath: /a, recursiveReadOnly: Enabled}] | containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true
            volumeMounts: [{name: v, mountPath: /a, recursiveReadOnly: Maybe}] | containers[0].volumeMounts.recursiveReadOnly: Unsupported value: "Maybe": supported values: "Disabled", "Enabled", "IfPossible"
            volumeMounts: [{name: v, mountPath: /a, readOnly: true, recursiveReadOnly: IfPossible, mountPropagation: HostToContainer}] | containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified
            resizePolicy: [{resourceName: disk, restartPolicy: NotRequired}] | containers[0].resizePolicy: Unsupported value: "disk": supported values: "cpu", "memory"
            resizePolicy: [{resourceName: cpu, restartPolicy: Maybe}] | containers[0].resizePolicy: Unsupported value: "Maybe": supported values: "NotRequired", "RestartContainer"
            resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}] | containers[0].resizePolicy[1]: Duplicate value: "cpu"
            securityContext: {procMount: Unmasked} | containers[0].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`
            """)
    void containers(String fields, String error) {
        String spec = "volumes: [{name: v, emptyDir: {}}], containers: [{name: c, image: i, " + fields + "}]";

        assertThat(Verdict.ofNew(pod(spec))).containsExactly("spec." + error);
        assertThat(Verdict.ofNew(
                        pod(spec.replace("containers", "initContainers") + ", containers: [{name: d, image: i}]")))
                .containsExactly("spec." + error.replace("containers[0]", "initContainers[0]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            os: {name: ''} | spec.os.name: Required value: cannot be empty
            os: {name: plan9} | spec.os: Unsupported value: "plan9": supported values: "linux", "windows"
            restartPolicy: Never, containers: [{name: c, image: i, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}] | spec.containers[0].resizePolicy: Invalid value: "RestartContainer": must be 'NotRequired' when `restartPolicy` is 'Never'
            hostUsers: false, containers: [{name: c, image: i, securityContext: {procMount: Unmasked}}] | ~~
            """)
    void pods(String fields, String errors) {
        String spec = fields.contains("containers") ? fields : fields + ", containers: [{name: c, image: i}]";

        assertThat(String.join("; ", Verdict.ofNew(pod(spec)))).isEqualTo(errors);
    }

    private static String pod(String spec) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns}, spec: {" + spec + "}}";
    }
}
