package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Admission policies as clients see them over HTTP, with custom resources as parameters and as what they are about. */
class PoliciesTest {
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";
    private static final String LIMITS = "/apis/rules.example.com/v1/namespaces/default/replicalimits";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String YAML = "application/yaml";

    private HttpFixture http;

    @BeforeEach
    void open() throws Exception {
        http = new HttpFixture();
    }

    @AfterEach
    void close() {
        http.close();
    }

    private Answer post(String path, String yaml) throws Exception {
        return http.send("POST", path, yaml, "content-type", YAML);
    }

    private Answer create(String path, String yaml) throws Exception {
        Answer answer = post(path, yaml);
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Answer policy(String sort, String name, String spec) throws Exception {
        return create(
                ADMISSION + sort.toLowerCase(java.util.Locale.ROOT) + "admissionpolicies",
                "{apiVersion: admissionregistration.k8s.io/v1, kind: " + sort + "AdmissionPolicy, metadata: {name: "
                        + name + "}, spec: {" + spec + "}}");
    }

    private void binding(String sort, String name, String rest) throws Exception {
        create(
                ADMISSION + sort.toLowerCase(java.util.Locale.ROOT) + "admissionpolicybindings",
                "{apiVersion: admissionregistration.k8s.io/v1, kind: " + sort
                        + "AdmissionPolicyBinding, metadata: {name: " + name + "}, spec: {policyName: " + name + rest
                        + "}}");
    }

    private static String constraints(String group, String operation, String resource) {
        return "matchConstraints: {resourceRules: [{apiGroups: ['" + group + "'], apiVersions: [v1], operations: ["
                + operation + "], resources: [" + resource + "]}]}";
    }

    private void define() throws Exception {
        create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: replicalimits.rules.example.com}
                spec:
                  group: rules.example.com
                  scope: Namespaced
                  names: {plural: replicalimits, kind: ReplicaLimit}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, properties: {maxReplicas: {type: integer}}}}
                """);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        http.get("/apis/rules.example.com/v1/replicalimits").code() == 200);
    }

    private static String deployment(String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: a}}
                  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: x}]}}
                """.formatted(name, replicas);
    }

    @Test
    void parametersMayBeCustomResources() throws Exception {
        define();
        create(
                LIMITS,
                "{apiVersion: rules.example.com/v1, kind: ReplicaLimit, metadata: {name: limit}, maxReplicas: 3}");
        policy(
                "Validating",
                "replicalimit-policy.example.com",
                "failurePolicy: Fail, paramKind: {apiVersion: rules.example.com/v1, kind: ReplicaLimit}, "
                        + constraints("apps", "CREATE, UPDATE", "deployments")
                        + ", validations: [{expression: object.spec.replicas <= params.maxReplicas, reason: Invalid}]");
        binding(
                "Validating",
                "replicalimit-policy.example.com",
                ", validationActions: [Deny], paramRef: {name: limit, parameterNotFoundAction: Deny}");
        create(DEPLOYMENTS, deployment("few", 3));
        Answer refused = post(DEPLOYMENTS, deployment("many", 4));
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.at("reason")).isEqualTo("Invalid");
        assertThat(refused.at("message"))
                .isEqualTo("deployments.apps \"many\" is forbidden: ValidatingAdmissionPolicy"
                        + " 'replicalimit-policy.example.com' with binding 'replicalimit-policy.example.com' denied request:"
                        + " failed expression: object.spec.replicas <= params.maxReplicas");
        assertThat(refused.at("details.causes.0.message")).asString().startsWith("ValidatingAdmissionPolicy '");
    }

    @Test
    void whoSomebodyIsAndWhatTheyMayDoIsNoMatterForPolicies() throws Exception {
        policy(
                "Validating",
                "nothing",
                constraints("*", "'*'", "'*/*'").replace("apiVersions: [v1]", "apiVersions: ['*']")
                        + ", validations: [{expression: 'false'}]");
        binding("Validating", "nothing", ", validationActions: [Deny]");
        assertThat(post(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}")
                        .code())
                .isEqualTo(422);
        String may = "spec: {resourceAttributes: {namespace: default, verb: get, resource: pods}";
        String access = "/apis/authorization.k8s.io/v1/";
        create(access + "selfsubjectaccessreviews", question("authorization", "SelfSubjectAccessReview", may + "}"));
        create(access + "subjectaccessreviews", question("authorization", "SubjectAccessReview", may + ", user: a}"));
        create(
                access + "namespaces/default/localsubjectaccessreviews",
                question("authorization", "LocalSubjectAccessReview", may + ", user: a}"));
        create(
                access + "selfsubjectrulesreviews",
                question("authorization", "SelfSubjectRulesReview", "spec: {namespace: default}"));
        String identity = "/apis/authentication.k8s.io/v1/";
        create(identity + "tokenreviews", question("authentication", "TokenReview", "spec: {token: t}"));
        create(identity + "selfsubjectreviews", question("authentication", "SelfSubjectReview", "metadata: {}"));
    }

    private static String question(String group, String kind, String rest) {
        return "{apiVersion: " + group + ".k8s.io/v1, kind: " + kind + ", " + rest + "}";
    }

    @Test
    void customResourcesAreCheckedChangedAndTyped() throws Exception {
        define();
        Answer policy = policy(
                "Validating",
                "small",
                constraints("rules.example.com", "'*'", "replicalimits")
                        + ", validations: [{expression: object.maxReplicas < 10}, {expression: object.spec.x == 1}]");
        assertThat(policy.at("status.observedGeneration")).isEqualTo(1L);
        assertThat(policy.at("status.typeChecking.expressionWarnings.0.fieldRef"))
                .isEqualTo("spec.validations[1].expression");
        assertThat(policy.at("status.typeChecking.expressionWarnings.0.warning"))
                .asString()
                .startsWith("rules.example.com/v1, Kind=ReplicaLimit: ERROR: <input>:1:7: undefined field 'spec'");
        binding("Validating", "small", ", validationActions: [Warn]");
        policy(
                "Mutating",
                "default",
                constraints("rules.example.com", "CREATE", "replicalimits")
                        + ", reinvocationPolicy: Never, matchConditions: [{name: unset, expression:"
                        + " '!has(object.maxReplicas)'}], mutations: [{patchType: ApplyConfiguration, applyConfiguration:"
                        + " {expression: 'Object{maxReplicas: 50}'}}]");
        binding("Mutating", "default", "");
        Answer created = create(LIMITS, "{apiVersion: rules.example.com/v1, kind: ReplicaLimit, metadata: {name: l}}");
        assertThat(created.at("maxReplicas")).isEqualTo(50L);
        assertThat(created.header("warning"))
                .contains(
                        "Validation failed for ValidatingAdmissionPolicy 'small' with binding 'small': failed expression:"
                                + " object.maxReplicas < 10");
    }

    @Test
    void mutatingPoliciesAreServedInBetaToo() throws Exception {
        String beta = "/apis/admissionregistration.k8s.io/v1beta1/";
        create(
                beta + "mutatingadmissionpolicies",
                "{apiVersion: admissionregistration.k8s.io/v1beta1, kind: MutatingAdmissionPolicy, metadata: {name: p}, spec:"
                        + " {" + constraints("", "CREATE", "configmaps") + ", reinvocationPolicy: Never, mutations:"
                        + " [{patchType: JSONPatch, jsonPatch: {expression: '[JSONPatch{op: \"add\", path: \"/data\", value:"
                        + " {\"a\": \"b\"}}]'}}]}}");
        create(
                beta + "mutatingadmissionpolicybindings",
                "{apiVersion: admissionregistration.k8s.io/v1beta1, kind: MutatingAdmissionPolicyBinding, metadata: {name:"
                        + " p}, spec: {policyName: p}}");
        assertThat(http.get(ADMISSION + "mutatingadmissionpolicies/p").at("spec.mutations.0.patchType"))
                .isEqualTo("JSONPatch");
        assertThat(create(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}")
                        .at("data.a"))
                .isEqualTo("b");
    }

    @Test
    void theAuthorizerKnowsNodesToo() throws Exception {
        policy(
                "Validating",
                "p",
                constraints("", "CREATE", "nodes")
                        + ", validations: [{expression: \"authorizer.group('').resource('nodes')"
                        + ".name('n1').check('get').allowed() && request.userInfo.username.startsWith('system:node')\","
                        + " messageExpression: \"'not for ' + request.userInfo.username\"}]");
        binding("Validating", "p", ", validationActions: [Deny]");
        byte[] node = "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"}}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("admin", "POST", "/api/v1/nodes", node, "content-type", "application/json")
                        .at("message"))
                .asString()
                .endsWith("denied request: not for admin");
        Answer own = http.send("n1", "POST", "/api/v1/nodes", node, "content-type", "application/json");
        assertThat(own.code()).as(own.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "apps | deployments/scale | UPDATE | object.kind == 'Scale' && object.spec.replicas == 9 &&"
                        + " oldObject.spec.replicas == 1 && request.kind.group == 'autoscaling' &&"
                        + " request.resource.resource == 'deployments' && request.subResource == 'scale'",
                "~~ | pods/binding | CREATE | object.kind == 'Binding' && object.target.name == 'n9' && oldObject == null",
                "~~ | pods/eviction | CREATE | object.kind == 'Eviction' && oldObject == null && request.name == 'p'",
                "~~ | serviceaccounts/token | CREATE | object.kind == 'TokenRequest' && request.kind.group =="
                        + " 'authentication.k8s.io' && object.spec.expirationSeconds == 3600",
            })
    void subresourcesAreShownAsWhatTheyAre(String group, String resource, String operation, String expression)
            throws Exception {
        create(DEPLOYMENTS, deployment("d", 1));
        create(
                "/api/v1/namespaces/default/pods",
                "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: x}]}}");
        policy(
                "Validating",
                "p",
                constraints(group, operation, resource) + ", validations: [{expression: \"!(" + expression
                        + ")\", message: seen}]");
        binding("Validating", "p", ", validationActions: [Deny]");
        Answer answer = switch (resource) {
            case "deployments/scale" ->
                http.send(
                        "PUT",
                        DEPLOYMENTS + "/d/scale",
                        "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: d, namespace: default}, spec: {replicas:"
                                + " 9}}",
                        "content-type",
                        YAML);
            case "pods/binding" ->
                post(
                        "/api/v1/namespaces/default/pods/p/binding",
                        "{apiVersion: v1, kind: Binding, metadata: {name: p}, target: {kind: Node, name: n9}}");
            case "pods/eviction" ->
                post(
                        "/api/v1/namespaces/default/pods/p/eviction",
                        "{apiVersion: policy/v1, kind: Eviction, metadata: {name: p}}");
            default ->
                post(
                        "/api/v1/namespaces/default/serviceaccounts/default/token",
                        "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {expirationSeconds: 3600}}");
        };
        assertThat(answer.at("message")).asString().endsWith("denied request: seen");
    }

    @Test
    void aScaleIsChangedByPolicies() throws Exception {
        create(DEPLOYMENTS, deployment("d", 1));
        policy(
                "Mutating",
                "p",
                constraints("apps", "UPDATE", "deployments/scale")
                        + ", reinvocationPolicy: Never, mutations: [{patchType:"
                        + " ApplyConfiguration, applyConfiguration: {expression: 'Object{spec: Object.spec{replicas: 2}}'}}]");
        binding("Mutating", "p", "");
        Answer scaled = http.send(
                "PUT",
                DEPLOYMENTS + "/d/scale",
                "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: d, namespace: default}, spec: {replicas: 9}}",
                "content-type",
                YAML);
        assertThat(scaled.at("spec.replicas")).as(scaled.text()).isEqualTo(2L);
        assertThat(http.get(DEPLOYMENTS + "/d").at("spec.replicas")).isEqualTo(2L);
    }

    @Test
    void whoConnectsIsJudgedBeforeAnythingIsLookedUp() throws Exception {
        policy(
                "Validating",
                "no-shells",
                constraints("", "CONNECT", "pods/exec, pods/attach, pods/portforward, pods/proxy, services/proxy")
                        + ", validations: [{expression: \"request.subResource == 'exec' && object.command[0] != 'sh'\"}]");
        binding("Validating", "no-shells", ", validationActions: [Deny]");
        String pod = "/api/v1/namespaces/default/pods/none/";
        for (String path : List.of(
                pod + "exec?command=sh&stdout=true",
                pod + "attach?stdout=true",
                pod + "portforward?ports=80",
                pod + "proxy/path",
                "/api/v1/namespaces/default/services/none/proxy/")) {
            Answer refused = http.get(path);
            assertThat(refused.code()).as(path).isEqualTo(422);
            assertThat(refused.at("message"))
                    .asString()
                    .contains("'no-shells' with binding 'no-shells' denied request");
        }
        assertThat(http.get(pod + "exec?command=ls&stdout=true").at("message")).isEqualTo("pods \"none\" not found");
        assertThat(http.get("/api/v1/nodes/none/proxy/").code()).isEqualTo(404);
    }
}
