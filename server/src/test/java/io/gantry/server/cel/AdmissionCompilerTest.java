package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.Kinds;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdmissionCompilerTest {
    private static final Map<String, Object> OBJECT = Map.of(
            "metadata",
            Map.of("name", "web", "namespace", "shop", "labels", Map.of("app.kubernetes.io/name", "web")),
            "spec",
            Map.of("replicas", 3L, "ratio", 0.5, "containers", List.of(Map.of("name", "a", "image", "x:1"))));

    private static final Variables VARIABLES = name -> switch (name) {
        case "object" -> DynamicValues.of(OBJECT);
        case "oldObject" -> DynamicValues.of(null);
        case "request" -> DynamicValues.of(Map.of("operation", "CREATE", "userInfo", Map.of("username", "jane")));
        case "authorizer" ->
            Authorizations.of(
                    UserInfo.of("jane"),
                    asked -> asked.name().equals("secret") || asked.path().equals("/metrics")
                            ? Decision.deny("not for " + asked.user().name())
                            : Decision.allow("everybody may " + asked.verb()));
        case "authorizer.requestResource" ->
            Authorizations.ofResource(
                    UserInfo.of("jane"),
                    asked -> Decision.allow(asked.toString()),
                    "apps",
                    "deployments",
                    "",
                    "s",
                    "d");
        default -> null;
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.spec.replicas <= 5",
                "object.spec.ratio < 1",
                "object.metadata.namespace == 'shop'",
                "object.metadata.labels['app.kubernetes.io/name'] == 'web'",
                "has(object.spec.replicas) && !has(object.spec.paused)",
                "object.spec.containers.all(c, c.image.startsWith('x'))",
                "oldObject == null",
                "request.operation == 'CREATE' && request.userInfo.username == 'jane'",
                "!has(request.namespace)",
                "authorizer.group('apps').resource('deployments').namespace('test').name('d').check('create').allowed()",
                "!authorizer.group('').resource('secrets').subresource('s').name('secret').check('get').allowed()",
                "authorizer.group('').resource('pods').name('secret').check('get').reason() == 'not for jane'",
                "!authorizer.path('/metrics').check('get').allowed() && authorizer.path('/healthz').check('get').allowed()",
                "!authorizer.path('/healthz').check('get').errored()",
                "authorizer.path('/healthz').check('get').error() == ''",
                "authorizer.serviceAccount('shop', 'bot').group('').resource('pods').name('secret').check('get')"
                        + ".reason() == 'not for system:serviceaccount:shop:bot'",
                "authorizer.requestResource.check('update').reason().contains('resource=deployments')",
                "authorizer.group('').resource('pods').fieldSelector('spec.nodeName=n').labelSelector('a=b')"
                        + ".check('list').allowed()",
            })
    void conditionsSeeWhatKubernetesShowsThem(String text) throws Exception {
        assertThat(new AdmissionCompiler(false).condition(text).evaluate(VARIABLES, new CostBudget()))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "object.spec.x == 1 | no such key: x",
                "object.spec.replicas == 1 / 0 | division by zero",
                "authorizer.path(' ').check('get').allowed() | path must not be empty",
                "authorizer.group('').resource('').check('get').allowed() | resource must not be empty",
                "authorizer.serviceAccount('a', '%').path('/x').check('get').allowed() | Invalid service account name",
            })
    void whatGoesWrongSaysSo(String text, String message) {
        assertThatThrownBy(() -> new AdmissionCompiler(false).condition(text).evaluate(VARIABLES, new CostBudget()))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'text' | must evaluate to bool but got string",
                "object.spec | must evaluate to bool but got dyn",
                "[1] | must evaluate to bool but got list(int)",
                "{'a': 1.0} | must evaluate to bool but got map(string, double)",
                "null | must evaluate to bool but got null_type",
                "request | must evaluate to bool but got kubernetes.AdmissionRequest",
                "timestamp('2020-01-01T00:00:00Z') | must evaluate to bool but got google.protobuf.Timestamp",
                "[duration('1h')] | must evaluate to bool but got list(google.protobuf.Duration)",
            })
    void conditionsAreTrueOrFalse(String text, String message) {
        assertThatThrownBy(() -> new AdmissionCompiler(false).condition(text))
                .isInstanceOf(CompileException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNotThereDoesNotCompile() throws CompileException {
        assertThatThrownBy(() -> new AdmissionCompiler(false).condition("params.x == 1"))
                .hasMessageStartingWith("compilation failed: ERROR: <input>:1:1: undeclared reference to 'params'");
        assertThat(new AdmissionCompiler(true).condition("params.x == 1")).isNotNull();
        assertThatThrownBy(() -> new AdmissionCompiler(false).condition("request.foo == ''"))
                .hasMessageContaining("undefined field 'foo'");
        assertThatThrownBy(() -> new AdmissionCompiler(false).message("authorizer.path('/x').check('get').reason()"))
                .hasMessageContaining("undeclared reference to 'authorizer'");
        assertThatThrownBy(() -> new AdmissionCompiler(false).annotation("1"))
                .hasMessage("must evaluate to one of [string null_type] but got int");
        assertThat(new AdmissionCompiler(false).annotation("null")).isNotNull();
    }

    @Test
    void typesOfKindsAreNamedByTheirPaths() {
        AdmissionCompiler typed =
                AdmissionCompiler.typed(false, Objects.requireNonNull(Kinds.findResource("apps", "v1", "deployments")));
        assertThatThrownBy(() -> typed.any("object.spec == 1"))
                .hasMessageContaining("found no matching overload for '_==_' applied to '(Deployment.spec, int)'");
        assertThatThrownBy(() -> typed.any("object.spec.template.spec.containers == 1"))
                .hasMessageContaining("'(list(Deployment.spec.template.spec.containers.@idx), int)'");
    }

    @Test
    void variablesHaveTypesAndMaySeeEarlierOnes() throws Exception {
        AdmissionCompiler compiler = new AdmissionCompiler(false);
        compiler.variable("count", "object.spec.containers.size()");
        compiler.variable("many", "variables.count > 5");
        assertThatThrownBy(() -> compiler.condition("variables.count")).hasMessage("must evaluate to bool but got int");
        assertThatThrownBy(() -> compiler.condition("variables.other")).hasMessageContaining("undefined field 'other'");
        assertThat(compiler.condition("variables.many || variables.count == 1")
                        .evaluate(
                                name -> name.equals("variables") ? Map.of("many", false, "count", 1L) : null,
                                new CostBudget()))
                .isEqualTo(true);
    }
}
