package io.gantry.server.admission.policy;

import static io.gantry.server.admission.policy.PolicyFixture.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.server.registry.Metas;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MutatingPoliciesTest {
    private static final String PODS = "matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1],"
            + " operations: [CREATE], resources: [pods]}]}";

    private final PolicyFixture cluster = new PolicyFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void bound(String name, String spec) {
        cluster.mutating(name, spec);
        cluster.bindMutating(name, name, "");
    }

    private static String apply(String expression) {
        return ", mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: '"
                + expression.replace("'", "''") + "'}}]";
    }

    private static String patch(String expression) {
        return ", mutations: [{patchType: JSONPatch, jsonPatch: {expression: '" + expression.replace("'", "''")
                + "'}}]";
    }

    private ConfigMap withData(String name, String data) {
        return (ConfigMap)
                cluster.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop}, data: {%s}}"
                        .formatted(name, data));
    }

    private Pod pod(String name) {
        return cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop}
                spec:
                  initContainers: [{name: first, image: x}]
                  containers: [{name: a, image: x}]
                """.formatted(name));
    }

    @Test
    void aConfigurationIsApplied() {
        cluster.create("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: l, namespace: shop}
                spec: {limits: [{type: Container, default: {cpu: 100m}}]}
                """);
        bound("sidecar-policy.example.com", PODS + """
                , matchConditions: [{name: does-not-already-have-sidecar,
                    expression: '!object.spec.initContainers.exists(ic, ic.name == "mesh-proxy")'}]
                """ + apply("""
                Object{
                  spec: Object.spec{
                    initContainers: [
                      Object.spec.initContainers{
                        name: "mesh-proxy",
                        image: "mesh/proxy:v1.0.0",
                        restartPolicy: "Always"
                      }
                    ]
                  }
                }
                """).replace("\n", " "));
        Pod pod = pod("p");
        assertThat(pod.spec().initContainers())
                .extracting(Container::name)
                .containsExactlyInAnyOrder("first", "mesh-proxy");
        Container proxy = pod.spec().initContainers().stream()
                .filter(each -> each.name().equals("mesh-proxy"))
                .findFirst()
                .orElseThrow();
        assertThat(proxy.restartPolicy()).isEqualTo("Always");
        assertThat(proxy.imagePullPolicy()).isEqualTo("IfNotPresent"); // a default
        assertThat(proxy.resources().limits())
                .hasToString("{cpu=100m}"); // by the steps before, which went over it again
    }

    @Test
    void aJsonPatchIsApplied() {
        bound(
                "p",
                PODS
                        + patch("[JSONPatch{op: \"add\", path: \"/spec/initContainers/-\", value:"
                                + " Object.spec.initContainers{name: \"mesh-proxy\", image: \"mesh/proxy:v1.0.0\"}},"
                                + " JSONPatch{op: \"add\", path: \"/metadata/labels\", value: {}},"
                                + " JSONPatch{op: \"add\", path: \"/metadata/labels/\" +"
                                + " jsonpatch.escapeKey(\"example.com/environment\"), value: \"test\"}]"));
        Pod pod = pod("p");
        assertThat(pod.spec().initContainers()).extracting(Container::name).containsExactly("first", "mesh-proxy");
        assertThat(pod.metadata().labels()).isEqualTo(Map.of("example.com/environment", "test"));
    }

    @Test
    void aPatchWhoseTestFailsChangesNothing() {
        bound(
                "p",
                MAPS
                        + patch("[JSONPatch{op: \"test\", path: \"/data/a\", value: \"b\"},"
                                + " JSONPatch{op: \"replace\", path: \"/data/a\", value: \"c\"}]"));
        assertThat(withData("one", "a: b").data()).isEqualTo(Map.of("a", "c"));
        assertThat(withData("two", "a: x").data()).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void changesFollowEachOtherAndSeeWhatTheEarlierDid() {
        bound(
                "a",
                MAPS
                        + ", mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{data:"
                        + " {\"one\": \"1\"}}'}}, {patchType: JSONPatch, jsonPatch: {expression: '[JSONPatch{op: \"add\","
                        + " path: \"/data/two\", value: object.data.one + \"2\"}]'}}]");
        bound("b", MAPS + apply("Object{data: {\"three\": object.data.two + \"3\"}}"));
        assertThat(cluster.configMap("m", "").data()).isEqualTo(Map.of("one", "1", "two", "12", "three", "123"));
    }

    @Test
    void updatesAreChangedToo() {
        ConfigMap map = cluster.configMap("m", "");
        bound("p", MAPS + apply("Object{metadata: Object.metadata{annotations: {\"by\": request.userInfo.username}}}"));
        ConfigMap next = cluster.update(map, m -> Metas.edit(m, meta -> meta.labels(Map.of("a", "b"))));
        assertThat(next.metadata().annotations()).isEqualTo(Map.of("by", "admin"));
    }

    @Test
    void variablesParametersAndConditionsAreThere() {
        cluster.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop},"
                + " data: {colour: blue}}");
        cluster.mutating(
                "p",
                MAPS
                        + ", paramKind: {apiVersion: v1, kind: ConfigMap}, variables: [{name: colour, expression:"
                        + " params.data.colour}, {name: labels, expression: \"Object.metadata{labels: {'colour':"
                        + " string(variables.colour), 'in': namespaceObject.metadata.name}}\"}], matchConditions: [{name: c,"
                        + " expression: \"object.metadata.name != 'plain'\"}]"
                        + apply("Object{metadata: variables.labels}"));
        cluster.bindMutating("b", "p", "paramRef: {name: settings, namespace: shop, parameterNotFoundAction: Deny}");
        assertThat(cluster.configMap("m", "").metadata().labels()).isEqualTo(Map.of("colour", "blue", "in", "shop"));
        assertThat(cluster.configMap("plain", "").metadata().labels()).isEmpty();
    }

    @Test
    void aPolicyIsInvokedAgainIfItWishesSo() {
        bound(
                "a",
                MAPS + ", reinvocationPolicy: IfNeeded"
                        + apply("Object{data: {\"a\": \"b\" in object.?data.orValue({}) ? \"again\" : \"first\"}}"));
        bound(
                "a-never",
                MAPS + apply("Object{data: {\"never\": \"b\" in object.?data.orValue({}) ? \"again\" : \"first\"}}"));
        bound("b", MAPS + apply("Object{data: {\"b\": \"x\"}}"));
        assertThat(cluster.configMap("m", "").data()).isEqualTo(Map.of("a", "again", "never", "first", "b", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Object{data: {\"a\": string(object.data.x)}} | expression 'Object{data: {\"a\": string(object.data.x)}}'"
                        + " resulted in error: no such key: data",
                "Object{datax: {\"a\": \"b\"}} | error applying patch: failed to convert patch object to typed object: .datax:"
                        + " field not declared in schema",
                "Object{metadata: Object.spec{}} | type mismatch: unexpected type name \"Object.spec\", expected"
                        + " \"Object.metadata\", which matches field name path from root Object type",
                "Object{metadata: Object.metadata{finalizers: [\"a/b\"], managedFields: [{\"manager\": \"x\"}]}} | error"
                        + " applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs:"
                        + " .metadata.managedFields",
            })
    void whatCannotBeDoneIsRefused(String expression, String why) {
        bound("p", MAPS + apply(expression));
        String message = "policy 'p' with binding 'p' denied request: " + why;
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessage(message)
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(403);
                    assertThat(e.reason()).isEqualTo("Invalid");
                    assertThat(e.status().details().causes()).containsExactly(new StatusCause(null, message, null));
                });
    }

    @Test
    void failuresAreIgnoredIfThePolicySaysSo() {
        bound("p", MAPS + ", failurePolicy: Ignore" + apply("Object{data: {\"a\": string(object.data.x)}}"));
        assertThat(cluster.configMap("m", "").data()).isEmpty();
    }

    @Test
    void aPatchThatDoesNotApplyIsRefused() {
        bound("p", MAPS + patch("[JSONPatch{op: \"replace\", path: \"/data/a\", value: \"c\"}]"));
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessage("policy 'p' with binding 'p' denied request: JSON Patch: doc is missing path: \"/data/a\":"
                        + " missing value");
    }

    @Test
    void whatAPolicyMakesIsValidated() {
        bound("p", PODS + patch("[JSONPatch{op: \"replace\", path: \"/spec/restartPolicy\", value: \"Sometimes\"}]"));
        assertThatThrownBy(() -> pod("p")).hasMessageContaining("spec.restartPolicy: Unsupported value: \"Sometimes\"");
    }

    @Test
    void policiesThatCannotBeSetUpRefuse() {
        cluster.mutating(
                "p",
                MAPS + ", paramKind: {apiVersion: v1, kind: ConfigMap}"
                        + apply("Object{data: {\"a\": params.data.x}}"));
        cluster.bindMutating("b", "p", "paramRef: {name: none, parameterNotFoundAction: Deny}");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessage(
                        "policy 'p' with binding 'b' denied request: failed to configure binding: no params found for"
                                + " policy binding with `Deny` parameterNotFoundAction")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.reason()).isEqualTo("Forbidden"));
    }

    @Test
    void validatingPoliciesSeeWhatMutatingOnesMade() {
        bound("p", MAPS + apply("Object{data: {\"a\": \"b\"}}"));
        cluster.validating("v", MAPS + ", validations: [{expression: \"object.data.a != 'b'\"}]");
        cluster.bindValidating("v", "v", "validationActions: [Warn]");
        cluster.configMap("m", "");
        assertThat(cluster.scope.warnings())
                .containsExactly(
                        "Validation failed for ValidatingAdmissionPolicy 'v' with binding 'v': failed expression:"
                                + " object.data.a != 'b'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mutations: [] | spec.mutations: Required value: mutations must contain at least one item",
                "mutations: [{patchType: ApplyConfiguration}] | spec.mutations[0].applyConfiguration: Required value: must be"
                        + " specified when patchType is ApplyConfiguration",
                "mutations: [{patchType: Other}] | spec.mutations[0].patchType: Unsupported value: \"Other\": supported"
                        + " values: \"ApplyConfiguration\", \"JSONPatch\"",
                "mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[]'}, applyConfiguration: {expression:"
                        + " 'Object{}'}}] | [spec.mutations[0].applyConfiguration: Invalid value: \"{applyConfiguration}\":"
                        + " must not be specified when patchType is JSONPatch",
                "mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: '\"teapot\"'}}] |"
                        + " spec.mutations[0].applyConfiguration.expression: Invalid value: \"\\\"teapot\\\"\": must evaluate"
                        + " to Object but got string",
                "mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object.spec.metadata{}'}}] |"
                        + " spec.mutations[0].applyConfiguration.expression: Invalid value: \"Object.spec.metadata{}\": must"
                        + " evaluate to Object but got Object.spec.metadata",
                "mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[1]'}}] | spec.mutations[0].jsonPatch.expression:"
                        + " Invalid value: \"[1]\": must evaluate to list(JSONPatch) but got list(int)",
                "mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[JSONPatch{op: 1}]'}}] |"
                        + " spec.mutations[0].jsonPatch.expression: Invalid value: \"[JSONPatch{op: 1}]\": compilation failed",
                "mutations: [{patchType: JSONPatch, jsonPatch: {expression: '[JSONPatch{oper: \"add\"}]'}}] |"
                        + " spec.mutations[0].jsonPatch.expression: Invalid value: \"[JSONPatch{oper: \\\"add\\\"}]\":"
                        + " compilation failed",
            })
    void policiesAreChecked(String rest, String error) {
        assertThatThrownBy(() -> cluster.mutating("p", MAPS + ", " + rest))
                .hasMessageStartingWith(
                        "MutatingAdmissionPolicy.admissionregistration.k8s.io \"p\" is invalid: " + error);
    }

    @Test
    void deletesAreNothingToChange() {
        assertThatThrownBy(() -> cluster.mutating("p", MAPS.replace("'*'", "DELETE") + apply("Object{}")))
                .hasMessageContaining("spec.matchConstraints.resourceRules.operations: Unsupported value: \"DELETE\":"
                        + " supported values: \"*\", \"CONNECT\", \"CREATE\", \"UPDATE\"");
    }
}
