package io.gantry.server.admission.policy;

import static io.gantry.server.admission.policy.PolicyFixture.DEPLOYMENTS;
import static io.gantry.server.admission.policy.PolicyFixture.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.admissionregistration.v1.ExpressionWarning;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in of policies and bindings, and what is said of it. */
final class PolicyWritesTest {
    private final PolicyFixture cluster = new PolicyFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "validations: [{expression: object.x}] | spec.validations[0].expression: Invalid value: \"object.x\": must"
                        + " evaluate to bool but got dyn",
                "validations: [{expression: 'true', messageExpression: '1'}] | spec.validations[0].messageExpression:"
                        + " Invalid value: \"1\": must evaluate to string but got int",
                "validations: [{expression: 'params.x == 1'}] | spec.validations[0].expression: Invalid value: \"params.x =="
                        + " 1\": compilation failed: ERROR: <input>:1:1: undeclared reference to 'params'",
                "validations: [{expression: 'true', reason: Gone}] | spec.validations[0].reason: Unsupported value: \"Gone\":"
                        + " supported values: \"Forbidden\", \"Invalid\", \"RequestEntityTooLarge\"",
                "auditAnnotations: [] | [spec.validations: Required value: validations or auditAnnotations must contain at"
                        + " least one item, spec.auditAnnotations: Required value",
                "auditAnnotations: [{key: k, valueExpression: '1'}] | spec.auditAnnotations[0].valueExpression: Invalid"
                        + " value: \"1\": must evaluate to one of [string null_type] but got int",
                "variables: [{name: namespace, expression: '1'}], validations: [{expression: 'true'}] |"
                        + " spec.variables[0].name: Invalid value: \"namespace\": name is not a valid CEL identifier",
                "variables: [{name: a, expression: variables.b}], validations: [{expression: 'true'}] |"
                        + " spec.variables[0].expression: Invalid value: \"variables.b\": compilation failed",
                "matchConditions: [{name: c, expression: '1'}], validations: [{expression: 'true'}] |"
                        + " spec.matchConditions[0].expression: Invalid value: \"1\": must evaluate to bool but got int",
                "paramKind: {apiVersion: a/b/c, kind: X}, validations: [{expression: 'true'}] | spec.paramKind.apiVersion:"
                        + " Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c",
            })
    void policiesAreChecked(String spec, String error) {
        assertThatThrownBy(() -> cluster.validating("p", MAPS + ", " + spec))
                .hasMessageStartingWith(
                        "ValidatingAdmissionPolicy.admissionregistration.k8s.io \"p\" is invalid: " + error)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(422));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "validationActions: [Deny, Warn] | spec.validationActions: Invalid value: [\"Deny\",\"Warn\"]: must not contain"
                        + " both Deny and Warn",
                "validationActions: [] | spec.validationActions: Required value: at least one validation action is required",
                "paramRef: {parameterNotFoundAction: Deny} | spec.paramRef: Required value: one of name or selector must be"
                        + " specified",
                "paramRef: {name: x} | spec.paramRef.parameterNotFoundAction: Required value",
                "paramRef: {name: x, selector: {}, parameterNotFoundAction: Deny} | [spec.paramRef.name: Forbidden: name and"
                        + " selector are mutually exclusive",
            })
    void bindingsAreChecked(String rest, String error) {
        assertThatThrownBy(() -> cluster.bindValidating("b", "p", rest))
                .hasMessageStartingWith(
                        "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io \"b\" is invalid: " + error);
    }

    @Test
    void expressionsThatWereThereBeforeMayStay() {
        cluster.store.write(Op.put(
                StorageKeys.key(ValidatingAdmissionPolicyType.KIND, "", "old"),
                AdmissionFixture.parse("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: old, uid: u, generation: 1}
                        spec:
                          failurePolicy: Fail
                          matchConstraints: {matchPolicy: Exact, resourceRules: [{apiGroups: [''], apiVersions: [v1],
                            operations: ['*'], resources: [configmaps]}]}
                          validations: [{expression: gone()}]
                        """),
                Expect.absent()));
        var old = cluster.get(ValidatingAdmissionPolicyType.KIND, "old");
        cluster.update(old, o -> Metas.edit(o, m -> m.labels(Map.of("a", "b"))));
        cluster.bindValidating("b", "old", "");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageContaining(
                        "denied request: compilation error: compilation failed: ERROR: <input>:1:5: undeclared"
                                + " reference to 'gone'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.spec.replicas <= 5",
                "object.metadata.namespace == 'x' && object.metadata.labels['a'] == 'b'",
                "object.spec.template.spec.containers.all(c, c.resources.limits['cpu'] != '1')",
                "!has(object.spec.paused) || !object.spec.paused",
            })
    void typesThatFitGiveNoWarnings(String expression) {
        ValidatingAdmissionPolicy policy =
                cluster.validating("p", DEPLOYMENTS + ", validations: [{expression: \"" + expression + "\"}]");
        assertThat(policy.status().observedGeneration()).isEqualTo(1);
        assertThat(policy.status().typeChecking().expressionWarnings()).isEmpty();
    }

    @Test
    void typesThatDoNotFitAreWarnedOf() {
        ValidatingAdmissionPolicy policy = cluster.validating(
                "p",
                DEPLOYMENTS + ", variables: [{name: spec, expression: object.spec}], validations: [{expression:"
                        + " object.replicas > 1}, {expression: variables.spec.replicas == 'x'}]");
        List<ExpressionWarning> warnings = policy.status().typeChecking().expressionWarnings();
        assertThat(warnings)
                .extracting(ExpressionWarning::fieldRef)
                .containsExactly("spec.validations[0].expression", "spec.validations[1].expression");
        assertThat(warnings.getFirst().warning())
                .startsWith("apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'replicas'\n"
                        + " | object.replicas > 1");
        assertThat(warnings.getLast().warning()).contains("found no matching overload for '_==_'");
    }
}
