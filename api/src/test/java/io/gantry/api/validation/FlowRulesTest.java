package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are Kubernetes'. */
final class FlowRulesTest {
    private static final String RULE =
            "{subjects: [{kind: User, user: {name: a}}], nonResourceRules: [{verbs: ['*'], nonResourceURLs: ['*']}]}";

    private static List<String> wrong(String kind, String name, String spec) {
        String yaml = """
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: %s
                metadata: {name: %s, resourceVersion: '1'}
                spec: %s
                """.formatted(kind, name, spec);
        KubeObject parsed = Defaults.apply(
                (KubeObject) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT));
        List<FieldError> errors = switch (parsed) {
            case FlowSchema schema -> Validation.validate(FlowSchemaType.KIND, schema);
            case PriorityLevelConfiguration level -> Validation.validate(PriorityLevelConfigurationType.KIND, level);
            default -> throw new AssertionError(parsed);
        };
        return errors.stream().map(FieldError::toString).toList();
    }

    private static List<String> level(String spec) {
        return wrong("PriorityLevelConfiguration", "p", spec);
    }

    @Test
    void what_is_complete_is_right() {
        assertThat(wrong(
                        "FlowSchema",
                        "s",
                        "{priorityLevelConfiguration: {name: p}, distinguisherMethod: {type: ByUser}, rules: [" + RULE
                                + "]}"))
                .isEmpty();
        assertThat(level("{type: Limited, limited: {limitResponse: {type: Reject}}}"))
                .isEmpty();
        assertThat(level("{type: Limited, limited: {nominalConcurrencyShares: 0, lendablePercent: 100,"
                        + " borrowingLimitPercent: 500, limitResponse: {type: Queue, queuing: {}}}}"))
                .isEmpty();
        assertThat(wrong("PriorityLevelConfiguration", "exempt", "{type: Exempt}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "matchingPrecedence: -1 | spec.matchingPrecedence: Invalid value: -1: must be a positive value",
                "matchingPrecedence: 10001 | spec.matchingPrecedence: Invalid value: 10001: must not be greater than 10000",
                "matchingPrecedence: 1 | spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have"
                        + " matchingPrecedence 1",
                "distinguisherMethod: {type: ByDay} | spec.distinguisherMethod.type: Unsupported value: \"ByDay\": supported"
                        + " values: \"ByNamespace\", \"ByUser\"",
                "priorityLevelConfiguration: {name: ''} | spec.priorityLevelConfiguration.name: Required value: must reference"
                        + " a priority level",
                "rules: [{subjects: []}] | spec.rules[0].subjects: Required value: subjects must contain at least one value",
                "rules: [{subjects: []}] | spec.rules[0]: Required value: at least one of resourceRules and nonResourceRules"
                        + " has to be non-empty",
                "rules: [{subjects: [{kind: Cat}]}] | spec.rules[0].subjects[0].kind: Unsupported value: \"Cat\": supported"
                        + " values: \"Group\", \"ServiceAccount\", \"User\"",
                "rules: [{subjects: [{kind: User}]}] | spec.rules[0].subjects[0].user: Required value: user is required when"
                        + " subject kind is 'User'",
                "rules: [{subjects: [{kind: User, user: {name: a}, group: {name: b}}]}] | spec.rules[0].subjects[0].group:"
                        + " Forbidden: group is forbidden when subject kind is not 'Group'",
                "rules: [{subjects: [{kind: ServiceAccount, serviceAccount: {name: a, namespace: ''}}]}] |"
                        + " spec.rules[0].subjects[0].serviceAccount.namespace: Required value: must specify namespace for"
                        + " service account",
                "rules: [{resourceRules: [{verbs: [run]}]}] | spec.rules[0].resourceRules[0].verbs: Unsupported value:"
                        + " [\"run\"]: supported values: \"create\", \"delete\", \"deletecollection\", \"get\", \"list\","
                        + " \"patch\", \"proxy\", \"update\", \"watch\"",
                "rules: [{resourceRules: [{verbs: ['*', get]}]}] | spec.rules[0].resourceRules[0].verbs: Invalid value:"
                        + " [\"*\",\"get\"]: if '*' is present, must not specify other verbs",
                "rules: [{resourceRules: [{resources: []}]}] | spec.rules[0].resourceRules[0].resources: Required value:"
                        + " resource rules must supply at least one resource",
                "rules: [{resourceRules: [{namespaces: []}]}] | spec.rules[0].resourceRules[0].namespaces: Required value:"
                        + " resource rules that are not cluster scoped must supply at least one namespace",
                "rules: [{nonResourceRules: [{nonResourceURLs: [a]}]}] | spec.rules[0].nonResourceRules[0].nonResourceURLs[0]:"
                        + " Invalid value: \"a\": must start with slash",
                "rules: [{nonResourceRules: [{nonResourceURLs: ['/a*']}]}] |"
                        + " spec.rules[0].nonResourceRules[0].nonResourceURLs[0]: Invalid value: \"/a*\": wildcard can only do"
                        + " suffix matching",
            })
    void what_is_wrong_with_a_schema_is_named(String change, String message) {
        String level = change.startsWith("priorityLevel") ? "" : "priorityLevelConfiguration: {name: p}, ";
        String rules = change.startsWith("rules") ? "" : "rules: [" + RULE + "], ";
        assertThat(wrong("FlowSchema", "s", "{" + level + rules + change + "}")).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{type: Exempt} | spec.type: Invalid value: \"Exempt\": type must be 'Exempt' if and only if name is 'exempt'",
                "{type: Free} | spec.type: Unsupported value: \"Free\": supported values: \"Exempt\", \"Limited\"",
                "{type: Limited} | spec.limited: Required value: must not be empty when type is Limited",
                "{type: Limited, exempt: {}} | spec.exempt: Forbidden: must be nil if the type is Limited",
                "{type: Limited, limited: {nominalConcurrencyShares: -1}} | spec.limited.nominalConcurrencyShares: Invalid"
                        + " value: -1: must be a non-negative integer",
                "{type: Limited, limited: {lendablePercent: 101}} | spec.limited.lendablePercent: Invalid value: 101: must be"
                        + " between 0 and 100, inclusive",
                "{type: Limited, limited: {borrowingLimitPercent: -1}} | spec.limited.borrowingLimitPercent: Invalid value:"
                        + " -1: if specified, must be a non-negative integer",
                "{type: Limited, limited: {limitResponse: {type: Queue}}} | spec.limited.limitResponse.queuing: Required"
                        + " value: must not be empty if limited.limitResponse.type is Limited",
                "{type: Limited, limited: {limitResponse: {type: Reject, queuing: {}}}} | spec.limited.limitResponse.queuing:"
                        + " Forbidden: must be nil if limited.limitResponse.type is not Limited",
                "{type: Limited, limited: {limitResponse: {type: Queue, queuing: {queues: 4, handSize: 5}}}} |"
                        + " spec.limited.limitResponse.queuing.handSize: Invalid value: 5: should not be greater than queues"
                        + " (4)",
                "{type: Limited, limited: {limitResponse: {type: Queue, queuing: {queues: 512, handSize: 7}}}} |"
                        + " spec.limited.limitResponse.queuing.handSize: Invalid value: 7: required entropy bits of deckSize"
                        + " 512 and handSize 7 should not be greater than 60",
                "{type: Limited, limited: {limitResponse: {type: Queue, queuing: {queueLengthLimit: -1}}}} |"
                        + " spec.limited.limitResponse.queuing.queueLengthLimit: Invalid value: -1: must be positive",
            })
    void what_is_wrong_with_a_level_is_named(String spec, String message) {
        assertThat(level(spec)).contains(message);
    }
}
