package io.gantry.server.admission.webhook;

import static io.gantry.server.admission.webhook.WebhookFixture.ALLOW;
import static io.gantry.server.admission.webhook.WebhookFixture.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookBuilder;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.core.v1.ConfigMap;
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

/** Which requests a webhook is asked about: rules, selectors and conditions. */
final class WebhookChoiceTest {
    private final WebhookFixture cluster = new WebhookFixture();
    private final HookServer server = cluster.server;

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: ['*'], resources: ['*']}] | 1",
                "rules: [{operations: [UPDATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: ['*/*']}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps/status]}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: ['*'], scope: Cluster}] | 0",
                "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: ['*'], scope: Namespaced}]"
                        + " | 1",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}} | 1",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}} | 0",
                "objectSelector: {matchLabels: {team: red}} | 1",
                "objectSelector: {matchLabels: {team: blue}} | 0",
            })
    void rulesAndSelectorsChoose(String choice, int asked) {
        server.answer("/ask", _ -> ALLOW);
        cluster.hook("Validating", "check", "/ask", choice.startsWith("rules") ? choice : MAPS + ", " + choice);
        cluster.configMap("m", ", labels: {team: red}");
        assertThat(server.questions).hasSize(asked);
    }

    @Test
    void anObjectIsAlsoChosenByWhatItWas() {
        server.answer("/ask", _ -> ALLOW);
        ConfigMap map = cluster.configMap("m", ", labels: {team: red}");
        cluster.hook("Validating", "check", "/ask", MAPS + ", objectSelector: {matchLabels: {team: red}}");
        cluster.update(map, m -> Metas.edit(m, meta -> meta.labels(Map.of())));
        assertThat(server.questions).hasSize(1);
        assertThat(server.questions.getFirst().get("oldObject")).isNotNull();
    }

    @Test
    void hooksDoNotDecideAboutHooks() {
        server.answer("/no", _ -> "\"allowed\": false");
        cluster.hook(
                "Validating",
                "all",
                "/no",
                "rules: [{operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*']}]");
        cluster.hook("Validating", "another", "/no", MAPS);
        assertThat(server.questions).isEmpty();
    }

    private static String conditions(String... expressions) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < expressions.length; i++) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("{name: c")
                    .append(i)
                    .append(", expression: \"")
                    .append(expressions[i])
                    .append("\"}");
        }
        return ", matchConditions: [" + list + "]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "true | 1",
                "false | 0",
                "object.metadata.name == 'm' | 1",
                "object.metadata.labels.team == 'blue' | 0",
                "oldObject == null && request.operation == 'CREATE' | 1",
                "!(request.resource.group == 'coordination.k8s.io' && request.resource.resource == 'leases') | 1",
                "!('system:nodes' in request.userInfo.groups) | 1",
                "request.userInfo.username != 'admin' | 0",
                "authorizer.group('').resource('configmaps').namespace('shop').name('x').check('breakglass').allowed()"
                        + " | 1",
                "authorizer.requestResource.check('create').allowed() | 1",
            })
    void onlyWhatMeetsTheConditionsIsAsked(String expression, int asked) {
        server.answer("/ask", _ -> ALLOW);
        cluster.hook("Validating", "check", "/ask", MAPS + conditions("true", expression));
        cluster.hook("Mutating", "change", "/ask", MAPS + conditions(expression));
        cluster.configMap("m", ", labels: {team: red}");
        assertThat(server.questions).hasSize(2 * asked);
    }

    @Test
    void aConditionThatFailsCountsOnlyWhenNoneIsFalse() {
        server.answer("/ask", _ -> ALLOW);
        cluster.hook("Validating", "one", "/ask", MAPS + conditions("object.data.x == 'y'", "false"));
        cluster.configMap("one", "");
        cluster.hook(
                "Validating", "lax", "/ask", MAPS + conditions("object.data.x == 'y'") + ", failurePolicy: Ignore");
        cluster.configMap("two", "");
        assertThat(server.questions).isEmpty();
        cluster.hook("Validating", "strict", "/ask", MAPS + conditions("true", "object.data.x == 'y'", "1 / 0 == 1"));
        assertThatThrownBy(() -> cluster.configMap("three", ""))
                .hasMessage("configmaps \"three\" is forbidden: [expression 'object.data.x == 'y'' resulted in error: "
                        + "no such key: data, expression '1 / 0 == 1' resulted in error: division by zero]")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(403));
        assertThat(server.questions).isEmpty();
    }

    @Test
    void conditionsThatCostTooMuchFail() {
        server.answer("/ask", _ -> ALLOW);
        String costly = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        String expression = costly + ".all(a, " + costly + ".all(b, " + costly + ".all(c, " + costly + ".all(d, "
                + costly + ".all(e, " + costly + ".all(f, a + b + c + d + e + f > 0))))))";
        cluster.hook("Validating", "strict", "/ask", MAPS + conditions(expression));
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith("resulted in error: operation cancelled: actual cost limit exceeded");
        cluster.hook("Validating", "astrict", "/ask", MAPS + conditions(expression, expression, expression));
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith("validation failed due to running out of cost budget, no further validation rules"
                        + " will be run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{name: c, expression: '1'} | matchConditions[0].expression: Invalid value: \"1\": must evaluate to bool but got int",
                "{name: c, expression: 'params.x == 1'} | matchConditions[0].expression: Invalid value: \"params.x == 1\":"
                        + " compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')",
                "{name: c, expression: ' '} | matchConditions[0].expression: Required value",
                "{name: '', expression: 'true'} | matchConditions[0].name: Required value",
                "{name: '-', expression: 'true'} | matchConditions[0].name: Invalid value: \"-\": name part must consist of",
                "{name: c, expression: 'true'}, {name: c, expression: 'false'} | matchConditions[1].name: Duplicate value: \"c\"",
            })
    void conditionsMustCompile(String conditions, String error) {
        assertThatThrownBy(() -> cluster.hookAt(
                        "Validating", "check", "url: 'https://x/'", MAPS + ", matchConditions: [" + conditions + "]"))
                .hasMessageStartingWith(
                        "ValidatingWebhookConfiguration.admissionregistration.k8s.io \"check\" is invalid: "
                                + "webhooks[0]." + error);
    }

    @Test
    void conditionsThatWereThereBeforeMayStay() {
        String yaml = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: old}
                webhooks:
                - {name: old.example.com, clientConfig: {url: 'https://x/'}, sideEffects: None, admissionReviewVersions: [v1],
                   matchPolicy: Exact, failurePolicy: Ignore, matchConditions: [{name: c, expression: 'gone()'}], %s}
                """.formatted(MAPS);
        cluster.store.write(Op.put(
                StorageKeys.key(ValidatingWebhookConfigurationType.KIND, "", "old"),
                AdmissionFixture.parse(yaml),
                Expect.absent()));
        ValidatingWebhookConfiguration old = cluster.get(ValidatingWebhookConfigurationType.KIND, "old");
        ValidatingWebhookConfiguration next = cluster.update(old, o -> Metas.edit(o, m -> m.labels(Map.of("a", "b"))));
        assertThat(next.metadata().labels()).containsEntry("a", "b");
        assertThatThrownBy(() -> cluster.update(next, n -> {
                    var hook = n.webhooks().getFirst();
                    return new ValidatingWebhookConfiguration(
                            n.metadata(),
                            List.of(ValidatingWebhookBuilder.of(hook)
                                    .matchConditions(List.of(
                                            hook.matchConditions().getFirst(), new MatchCondition("d", "also.gone()")))
                                    .build()));
                }))
                .hasMessageContaining("matchConditions[1].expression: Invalid value: \"also.gone()\"")
                .hasMessageNotContaining("matchConditions[0]");
    }
}
