package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookRulesTest {
    private static final String WHERE = "clientConfig: {url: 'https://example.com/a'}";
    private static final String REST =
            "sideEffects: None, admissionReviewVersions: [v1], rules: [{operations: ['*'], apiGroups: [''],"
                    + " apiVersions: [v1], resources: [pods]}]";

    private static ValidatingWebhookConfiguration parse(String hooks) {
        String yaml = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: c, resourceVersion: '1'}
                webhooks: [%s]
                """.formatted(hooks);
        Object parsed = Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
        return Defaults.apply((ValidatingWebhookConfiguration) parsed);
    }

    private static List<String> wrong(String hooks) {
        return Validation.validate(ValidatingWebhookConfigurationType.KIND, parse(hooks)).stream()
                .map(FieldError::toString)
                .toList();
    }

    @Test
    void whatIsCompleteIsRight() {
        assertThat(wrong("{name: a.example.com, " + WHERE + ", " + REST + "}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name: a.com | webhooks[0].name: Invalid value: \"a.com\": should be a domain with at least three segments"
                        + " separated by dots",
                "name: '' | webhooks[0].name: Required value",
                "sideEffects: Some | webhooks[0].sideEffects: Unsupported value: \"Some\": supported values: \"None\","
                        + " \"NoneOnDryRun\"",
                "sideEffects: null | webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun",
                "timeoutSeconds: 31 | webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1"
                        + " and 30 seconds",
                "admissionReviewVersions: [] | webhooks[0].admissionReviewVersions: Required value: must specify one of v1,"
                        + " v1beta1",
                "admissionReviewVersions: [v2] | webhooks[0].admissionReviewVersions: Invalid value: [\"v2\"]: must include"
                        + " at least one of v1, v1beta1",
                "admissionReviewVersions: [v1, v1] | webhooks[0].admissionReviewVersions[1]: Invalid value: \"v1\":"
                        + " duplicate version",
                "failurePolicy: Maybe | webhooks[0].failurePolicy: Unsupported value: \"Maybe\": supported values: \"Fail\","
                        + " \"Ignore\"",
                "clientConfig: {} | webhooks[0].clientConfig: Required value: exactly one of url or service is required",
                "clientConfig: {url: 'http://example.com'} | webhooks[0].clientConfig.url: Invalid value: \"http\": 'https'"
                        + " is the only allowed URL scheme; desired format: https://host[/path]",
                "clientConfig: {url: 'https://example.com?a=b'} | webhooks[0].clientConfig.url: Invalid value: \"a=b\": query"
                        + " parameters are not permitted in the URL",
                "clientConfig: {service: {name: hook, namespace: shop, path: ab}} | webhooks[0].clientConfig.service.path: Invalid"
                        + " value: \"ab\": must start with a '/'",
                "clientConfig: {service: {name: hook, namespace: shop, port: 0}} | webhooks[0].clientConfig.service.port: Invalid"
                        + " value: 0: port is not valid: must be between 1 and 65535, inclusive",
                "rules: [{operations: [PATCH], apiGroups: [''], apiVersions: [v1], resources: [pods]}] |"
                        + " webhooks[0].rules[0].operations[0]: Unsupported value: \"PATCH\": supported values: \"*\","
                        + " \"CONNECT\", \"CREATE\", \"DELETE\", \"UPDATE\"",
                "rules: [{operations: ['*'], apiGroups: ['', '*'], apiVersions: [v1], resources: [pods]}] |"
                        + " webhooks[0].rules[0].apiGroups: Invalid value: [\"\",\"*\"]: if '*' is present, must not specify"
                        + " other API groups",
                "rules: [{operations: ['*'], apiGroups: [''], apiVersions: [v1], resources: ['*', pods]}] |"
                        + " webhooks[0].rules[0].resources: Invalid value: [\"*\",\"pods\"]: if '*' is present, must not"
                        + " specify other resources without subresources",
                "rules: [{operations: ['*'], apiGroups: [''], apiVersions: [v1], resources: ['pods/*', pods/status]}] |"
                        + " webhooks[0].rules[0].resources[1]: Invalid value: \"pods/status\": if 'pods/*' is present, must"
                        + " not specify pods/status",
            })
    void whatIsWrongIsSaid(String given, String error) {
        String name = given.substring(0, given.indexOf(':'));
        StringBuilder hook = new StringBuilder("{").append(given);
        for (String each :
                List.of("name: a.example.com", WHERE, "sideEffects: None", "admissionReviewVersions: [v1]")) {
            hook.append(each.startsWith(name + ":") ? "" : ", " + each);
        }
        assertThat(wrong(hook + "}")).containsExactly(error);
    }

    @Test
    void whatAnOlderRuleLetInMayStay() {
        String some = "{name: a.example.com, " + WHERE + ", " + REST.replace("None", "Some") + "}";
        ValidatingWebhookConfiguration old = parse(some);
        assertThat(Validation.validateUpdate(ValidatingWebhookConfigurationType.KIND, old, parse(some)))
                .isEmpty();
        ValidatingWebhookConfiguration harmless = parse(some.replace("Some", "None"));
        assertThat(Validation.validateUpdate(ValidatingWebhookConfigurationType.KIND, harmless, parse(some)))
                .extracting(FieldError::path)
                .contains("webhooks[0].sideEffects");
    }
}
