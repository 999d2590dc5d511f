package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.coverage.Endpoint.Answer;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Admission policies judge and change Deployments. */
@ExtendWith(LoopingCluster.class)
class PolicyConformanceTest {
    private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/";

    private static String deployment(String name, int replicas) {
        return "{metadata: {name: " + name + "}, spec: {replicas: " + replicas
                + ", selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},"
                + " spec: {containers: [{name: c, image: i}]}}}}";
    }

    /** Makes a policy for the Deployments of the test's namespace, and binds it. */
    private static void policy(Api api, String kind, String spec, String binding) {
        String plural = POLICIES + kind.toLowerCase(Locale.ROOT);
        api.create(
                plural + "policies",
                "metadata: {name: p-" + api.namespace() + "}\nspec:\n  matchConstraints:\n"
                        + "    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: " + api.namespace()
                        + "}}\n"
                        + "    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE],"
                        + " resources: [deployments]}]\n"
                        + spec.indent(2));
        api.create(
                plural + "policybindings",
                "{metadata: {name: p-" + api.namespace() + "}, spec: {policyName: p-" + api.namespace() + binding
                        + "}}");
    }

    private static void assertRefused(Api api, String message) {
        Awaitility.await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            Answer answer = api.send(
                    "POST", api.path("apps/v1/deployments?dryRun=All"), deployment("few", 1), "application/yaml");
            assertThat(Api.refused(422, answer)).contains(message);
        });
        assertThat(Trees.text(api.create(api.path("apps/v1/deployments"), deployment("many", 2)), "metadata.name"))
                .isEqualTo("many");
    }

    @Test
    @Conformance("[sig-api-machinery] ValidatingAdmissionPolicy [Privileged:ClusterAdmin] should validate against a"
            + " Deployment")
    void aDeploymentIsJudged(Api api) {
        policy(
                api,
                "ValidatingAdmission",
                "validations: [{expression: object.spec.replicas > 1, message: too few}]",
                ", validationActions: [Deny]");
        assertRefused(api, "denied request: too few");
    }

    @Test
    @Conformance(
            "[sig-api-machinery] ValidatingAdmissionPolicy [Privileged:ClusterAdmin] should allow expressions to refer"
                    + " variables.")
    void expressionsReferToVariables(Api api) {
        policy(api, "ValidatingAdmission", """
                variables:
                - {name: replicas, expression: object.spec.replicas}
                - {name: enough, expression: variables.replicas > 1}
                validations:
                - {expression: variables.enough, messageExpression: "'has ' + string(variables.replicas)"}
                """, ", validationActions: [Deny]");
        assertRefused(api, "denied request: has 1");
    }

    @Test
    @Conformance({
        "[sig-api-machinery] MutatingAdmissionPolicy [Privileged:ClusterAdmin] should mutate a Deployment",
        "[sig-api-machinery] MutatingAdmissionPolicy [Privileged:ClusterAdmin] should mutate a Deployment with annotations"
    })
    void aDeploymentIsChanged(Api api) {
        policy(api, "MutatingAdmission", """
                reinvocationPolicy: Never
                mutations:
                - patchType: ApplyConfiguration
                  applyConfiguration:
                    expression: >
                      Object{spec: Object.spec{replicas: object.spec.replicas + 1},
                        metadata: Object.metadata{annotations: {'by': 'policy'}}}
                """, "");
        Awaitility.await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            Answer answer = api.send(
                    "POST", api.path("apps/v1/deployments?dryRun=All"), deployment("few", 1), "application/yaml");
            Trees.assertHolds(
                    Trees.tree(answer, 201, Form.JSON),
                    Api.yaml("{spec: {replicas: 2}, metadata: {annotations: {by: policy}}}"));
        });
    }
}
