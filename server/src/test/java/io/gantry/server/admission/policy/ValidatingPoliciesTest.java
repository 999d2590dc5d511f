package io.gantry.server.admission.policy;

import static io.gantry.server.admission.policy.PolicyFixture.DEPLOYMENTS;
import static io.gantry.server.admission.policy.PolicyFixture.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingType;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.registry.Metas;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValidatingPoliciesTest {
    private final PolicyFixture cluster = new PolicyFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aPolicyWithABindingDenies() {
        cluster.validating(
                "demo-policy.example.com", DEPLOYMENTS + ", validations: [{expression: object.spec.replicas <= 5}]");
        cluster.deployment("unbound", "shop", 6);
        cluster.bindValidating(
                "demo-binding-test.example.com",
                "demo-policy.example.com",
                "matchResources: {namespaceSelector: {matchLabels: {environment: test}}}");
        cluster.namespace("test", "environment: test");
        cluster.deployment("elsewhere", "shop", 6);
        cluster.deployment("few", "test", 5);
        assertThatThrownBy(() -> cluster.deployment("many", "test", 6))
                .hasMessage(
                        "deployments.apps \"many\" is forbidden: ValidatingAdmissionPolicy 'demo-policy.example.com'"
                                + " with binding 'demo-binding-test.example.com' denied request: failed expression:"
                                + " object.spec.replicas <= 5")
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(422);
                    assertThat(e.reason()).isEqualTo("Invalid");
                    assertThat(e.status().details().causes())
                            .containsExactly(new StatusCause(
                                    null,
                                    "ValidatingAdmissionPolicy 'demo-policy.example.com' with binding"
                                            + " 'demo-binding-test.example.com' denied request: failed expression:"
                                            + " object.spec.replicas <= 5",
                                    null));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "reason: Forbidden, message: nope | 403 | nope",
                "reason: RequestEntityTooLarge, message: ' nope ' | 413 | nope",
                "message: nope, messageExpression: \"'name ' + object.metadata.name\" | 422 | name m",
                "message: nope, messageExpression: \"object.data.x\" | 422 | nope",
                "message: nope, messageExpression: \"'  '\" | 422 | nope",
                "messageExpression: \"'two' + '\\\\n' + 'lines'\" | 422 | failed expression: false",
            })
    void messageAndReasonAreTheValidations(String rest, int code, String message) {
        String spec = rest.contains("object.data.x") ? rest.replace("object.data.x", "string(object.data.x)") : rest;
        cluster.validating("p", MAPS + ", validations: [{expression: 'false', " + spec + "}]");
        cluster.bindValidating("b", "p", "");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessage(
                        "configmaps \"m\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: "
                                + message)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void warnAndAuditDoNotRefuse() {
        cluster.validating("p", MAPS + ", validations: [{expression: 'true'}, {expression: 'false', message: nope}]");
        cluster.bindValidating("b", "p", "validationActions: [Warn, Audit]");
        cluster.configMap("m", "");
        assertThat(cluster.scope.warnings())
                .containsExactly("Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': nope");
        assertThat(cluster.scope.annotations())
                .containsEntry(
                        "validation.policy.admission.k8s.io/validation_failure",
                        "[{\"message\":\"nope\",\"policy\":\"p\",\"binding\":\"b\",\"expressionIndex\":1,"
                                + "\"validationActions\":[\"Warn\",\"Audit\"]}]");
    }

    @Test
    void annotationsAreNotedForTheAudit() {
        cluster.validating(
                "demo-policy.example.com",
                DEPLOYMENTS
                        + ", auditAnnotations: [{key: high-replica-count, valueExpression: \"object.spec.replicas > 50 ?"
                        + " 'Deployment spec.replicas set to ' + string(object.spec.replicas) : ''\"}]");
        cluster.bindValidating("b", "demo-policy.example.com", "validationActions: [Audit]");
        cluster.deployment("few", "shop", 3);
        assertThat(cluster.scope.annotations()).isEmpty();
        cluster.deployment("many", "shop", 128);
        assertThat(cluster.scope.annotations())
                .containsExactly(
                        Map.entry("demo-policy.example.com/high-replica-count", "Deployment spec.replicas set to 128"));
    }

    @Test
    void parametersAreFoundByName() {
        cluster.validating(
                "replicalimit-policy.example.com",
                DEPLOYMENTS + ", paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression:"
                        + " object.spec.replicas <= int(params.data.maxReplicas), messageExpression: \"'at most ' +"
                        + " params.data.maxReplicas\"}]");
        cluster.bindValidating(
                "b",
                "replicalimit-policy.example.com",
                "paramRef: {name: limit, namespace: shop, parameterNotFoundAction: Deny}");
        assertThatThrownBy(() -> cluster.deployment("d", "shop", 1))
                .hasMessageEndingWith(
                        "ValidatingAdmissionPolicy 'replicalimit-policy.example.com' with binding 'b' denied"
                                + " request: failed to configure binding: no params found for policy binding with `Deny`"
                                + " parameterNotFoundAction");
        cluster.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: limit, namespace: shop},"
                + " data: {maxReplicas: '3'}}");
        cluster.deployment("d", "shop", 3);
        assertThatThrownBy(() -> cluster.deployment("e", "shop", 4)).hasMessageEndingWith("denied request: at most 3");
    }

    @Test
    void parametersAreFoundByLabelsInTheNamespaceOfTheRequest() {
        cluster.validating(
                "p",
                DEPLOYMENTS + ", paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression:"
                        + " params == null || object.spec.replicas <= int(params.data.max)}]");
        cluster.bindValidating(
                "b", "p", "paramRef: {selector: {matchLabels: {limit: 'yes'}}, parameterNotFoundAction: Allow}");
        cluster.deployment("none", "shop", 9);
        for (int max : List.of(5, 3)) {
            cluster.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: max%d, namespace: shop,".formatted(max)
                    + " labels: {limit: 'yes'}}, data: {max: '%d'}}".formatted(max));
        }
        cluster.deployment("three", "shop", 3);
        assertThatThrownBy(() -> cluster.deployment("four", "shop", 4)).hasMessageContaining("denied request");
        cluster.namespace("other", "a: b");
        cluster.deployment("four", "other", 4);
    }

    @Test
    void aBindingWithoutParametersEvaluatesWithNull() {
        cluster.validating(
                "p",
                MAPS + ", paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: params == null}]");
        cluster.bindValidating("b", "p", "");
        cluster.configMap("m", "");
    }

    @Test
    void parametersOfAnUnknownKindAreAFailure() {
        String spec = MAPS + ", paramKind: {apiVersion: example.com/v1, kind: Limit}, validations: [{expression:"
                + " params.x}]";
        cluster.validating("lax", spec.replace("params.x", "params.x == 1") + ", failurePolicy: Ignore");
        cluster.bindValidating("lax", "lax", "paramRef: {name: x, parameterNotFoundAction: Allow}");
        cluster.configMap("one", "");
        cluster.validating("strict", spec.replace("params.x", "params.x == 1"));
        cluster.bindValidating("strict", "strict", "paramRef: {name: x, parameterNotFoundAction: Allow}");
        assertThatThrownBy(() -> cluster.configMap("two", ""))
                .hasMessage(
                        "configmaps \"two\" is forbidden: ValidatingAdmissionPolicy 'strict' denied request: failed to"
                                + " configure policy: failed to find resource referenced by paramKind: 'example.com/v1, Kind=Limit'");
    }

    @Test
    void variablesAreComposedAndOnlyLookedAtWhenNeeded() {
        cluster.validating("image-matches-namespace-environment.policy.example.com", DEPLOYMENTS + """
                        , variables: [
                          {name: environment, expression: "'environment' in namespaceObject.metadata.labels ?
                             namespaceObject.metadata.labels['environment'] : 'prod'"},
                          {name: exempt, expression: "'exempt' in object.metadata.?labels.orValue({})"},
                          {name: containers, expression: "object.spec.template.spec.containers"},
                          {name: containersToCheck, expression: "variables.containers.filter(c, c.image.contains('example.com/'))"},
                          {name: never, expression: "object.spec.nothing.here"}
                        ], validations: [{
                          expression: "variables.exempt || variables.containersToCheck.all(c, c.image.startsWith(variables.environment + '.')) || (false && variables.never)",
                          messageExpression: "'only ' + variables.environment + ' images are allowed in namespace ' + namespaceObject.metadata.name"
                        }]""");
        cluster.bindValidating("b", "image-matches-namespace-environment.policy.example.com", "");
        assertThatThrownBy(() -> cluster.deployment("d", "shop", 1))
                .hasMessageEndingWith("denied request: only prod images are allowed in namespace shop");
    }

    @Test
    void aVariableThatFailsFailsWhatLooksAtIt() {
        cluster.validating(
                "p",
                MAPS + ", variables: [{name: bad, expression: object.data.x == 'y'}], validations: [{expression:"
                        + " variables.bad}]");
        cluster.bindValidating("b", "p", "");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith(
                        "denied request: expression 'variables.bad' resulted in error: composited variable"
                                + " \"bad\" fails to evaluate: no such key: data");
    }

    @Test
    void failuresCountByTheFailurePolicy() {
        cluster.validating("p", MAPS + ", failurePolicy: Ignore, validations: [{expression: object.data.x == 'y'}]");
        cluster.bindValidating("b", "p", "");
        cluster.configMap("one", "");
        cluster.validating("q", MAPS + ", validations: [{expression: object.data.x == 'y'}]");
        cluster.bindValidating("c", "q", "");
        assertThatThrownBy(() -> cluster.configMap("two", ""))
                .hasMessageEndingWith(
                        "'q' with binding 'c' denied request: expression 'object.data.x == 'y'' resulted in"
                                + " error: no such key: data");
    }

    @Test
    void conditionsLeaveRequestsOut() {
        cluster.validating(
                "p",
                MAPS + ", matchConditions: [{name: exclude-kubelet-requests, expression: \"!('system:nodes' in"
                        + " request.userInfo.groups)\"}], validations: [{expression: 'false'}]");
        cluster.bindValidating("b", "p", "");
        assertThatThrownBy(() -> cluster.configMap("m", "")).hasMessageContaining("denied request");
        cluster.create(
                AdmissionFixture.parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: shop}}"),
                UserInfo.of("someone", "system:nodes"),
                WriteOptions.DEFAULT);
    }

    @Test
    void theAuthorizerIsAsked() {
        cluster.validating(
                "p",
                MAPS + ", validations: [{expression: \"authorizer.group('').resource('configmaps').namespace('shop')"
                        + ".check('delete').allowed() && authorizer.requestResource.check('create').allowed()\"}]");
        cluster.bindValidating("b", "p", "");
        cluster.configMap("one", "");
        assertThatThrownBy(() -> cluster.create(
                        AdmissionFixture.parse(
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: shop}}"),
                        UserInfo.of("nobody"),
                        WriteOptions.DEFAULT))
                .hasMessageContaining("denied request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps],"
                        + " resourceNames: [m]}] | true",
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps],"
                        + " resourceNames: [other]}] | false",
                "resourceRules: [{apiGroups: [''], apiVersions: ['*'], operations: [CREATE], resources: ['*']}],"
                        + " excludeResourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'],"
                        + " resources: [configmaps]}] | false",
                "resourceRules: [{apiGroups: [''], apiVersions: ['*'], operations: [CREATE], resources: ['*']}],"
                        + " excludeResourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'],"
                        + " resources: [configmaps], resourceNames: [other]}] | true",
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [UPDATE], resources: [configmaps]}] | false",
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [configmaps]}],"
                        + " objectSelector: {matchLabels: {team: red}} | true",
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [configmaps]}],"
                        + " objectSelector: {matchLabels: {team: blue}} | false",
                "resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [configmaps]}],"
                        + " namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn,"
                        + " values: [shop]}]} | false",
            })
    void constraintsChoose(String constraints, boolean chosen) {
        cluster.validating("p", "matchConstraints: {" + constraints + "}, validations: [{expression: 'false'}]");
        cluster.bindValidating("b", "p", "");
        if (chosen) {
            assertThatThrownBy(() -> cluster.configMap("m", ", labels: {team: red}"))
                    .hasMessageContaining("denied request");
        } else {
            cluster.configMap("m", ", labels: {team: red}");
        }
    }

    @Test
    void updatesAndDeletesSeeWhatWas() {
        cluster.validating(
                "p",
                MAPS
                        + ", validations: [{expression: \"request.operation != 'DELETE' || !has(oldObject.metadata.labels)\","
                        + " message: labelled}, {expression: \"request.operation != 'UPDATE' || object.metadata.?labels =="
                        + " oldObject.metadata.?labels\", message: labels changed}]");
        ConfigMap labelled = cluster.configMap("labelled", ", labels: {a: b}");
        ConfigMap plain = cluster.configMap("plain", "");
        cluster.bindValidating("b", "p", "");
        assertThatThrownBy(() -> cluster.update(plain, p -> Metas.edit(p, m -> m.labels(Map.of("a", "b")))))
                .hasMessageEndingWith("denied request: labels changed");
        var maps = cluster.registries.registry(ConfigMapType.KIND);
        assertThatThrownBy(() -> cluster.as(
                        AdmissionFixture.ADMIN, () -> maps.delete("shop", labelled.name(), DeleteOptionsType.EMPTY)))
                .hasMessageEndingWith("denied request: labelled");
        cluster.as(AdmissionFixture.ADMIN, () -> maps.delete("shop", plain.name(), DeleteOptionsType.EMPTY));
    }

    @Test
    void policiesDoNotDecideAboutPolicies() {
        cluster.validating(
                "p",
                "matchConstraints: {resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'],"
                        + " resources: ['*/*']}, {apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources:"
                        + " ['*']}]}, validations: [{expression: 'false'}]");
        cluster.bindValidating("b", "p", "");
        cluster.bindValidating("c", "p", "");
        assertThatThrownBy(() -> cluster.configMap("m", "")).hasMessageContaining("denied request");
        var bindings = cluster.registries.registry(ValidatingAdmissionPolicyBindingType.KIND);
        for (String name : List.of("b", "c")) {
            cluster.as(AdmissionFixture.ADMIN, () -> bindings.delete("", name, DeleteOptionsType.EMPTY));
        }
        cluster.configMap("m", "");
    }

    @Test
    void aPolicyThatIsEditedCountsAtOnce() {
        ValidatingAdmissionPolicy first = cluster.validating("p", MAPS + ", validations: [{expression: 'false'}]");
        cluster.bindValidating("b", "p", "");
        assertThatThrownBy(() -> cluster.configMap("m", "")).hasMessageContaining("denied request");
        cluster.update(
                first,
                p -> new ValidatingAdmissionPolicy(
                        p.metadata(),
                        ((ValidatingAdmissionPolicy) AdmissionFixture.parse("""
                                apiVersion: admissionregistration.k8s.io/v1
                                kind: ValidatingAdmissionPolicy
                                metadata: {name: p}
                                spec: {%s, failurePolicy: Fail, validations: [{expression: 'true'}]}
                                """.formatted(MAPS))).spec(),
                        p.status()));
        cluster.configMap("m", "");
    }
}
