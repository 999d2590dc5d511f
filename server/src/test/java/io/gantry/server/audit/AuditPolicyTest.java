package io.gantry.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditPolicyTest {
    private static final UserInfo JANE = UserInfo.of("jane", "dev", "system:authenticated");

    private static AuditPolicy policy(String rest) throws IOException {
        return AuditPolicyFile.parse(
                ("apiVersion: audit.k8s.io/v1\nkind: Policy\n" + rest).getBytes(StandardCharsets.UTF_8));
    }

    private static RequestInfo info(String method, String path) {
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        return RequestInfo.of(method, path, parts, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | GET | /api/v1/pods | yes",
                "{} | GET | /livez | yes",
                "{users: [jane]} | GET | /livez | yes",
                "{users: [joe]} | GET | /livez | no",
                "{userGroups: [ops, dev]} | GET | /livez | yes",
                "{userGroups: [ops]} | GET | /livez | no",
                "{verbs: [list]} | GET | /api/v1/pods | yes",
                "{verbs: [list]} | GET | /api/v1/namespaces/a/pods/b | no",
                "{namespaces: [a]} | GET | /api/v1/namespaces/a/pods/b | yes",
                "{namespaces: [a]} | GET | /api/v1/namespaces/b/pods/b | no",
                "{namespaces: ['']} | GET | /api/v1/nodes | yes",
                "{namespaces: [a]} | GET | /livez | no",
                "{resources: [{}]} | GET | /api/v1/nodes | yes",
                "{resources: [{group: apps}]} | GET | /api/v1/nodes | no",
                "{resources: [{group: apps}]} | GET | /apis/apps/v1/deployments | yes",
                "{resources: [{resources: [pods]}]} | GET | /api/v1/namespaces/a/pods/b | yes",
                "{resources: [{resources: [pods]}]} | GET | /api/v1/namespaces/a/pods/b/log | no",
                "{resources: [{resources: [pods/log]}]} | GET | /api/v1/namespaces/a/pods/b/log | yes",
                "{resources: [{resources: [pods/*]}]} | GET | /api/v1/namespaces/a/pods/b/log | yes",
                "{resources: [{resources: [pods/*]}]} | GET | /api/v1/namespaces/a/pods/b | yes",
                "{resources: [{resources: ['*/status']}]} | GET | /api/v1/namespaces/a/pods/b/status | yes",
                "{resources: [{resources: ['*/status']}]} | GET | /api/v1/namespaces/a/pods/b/log | no",
                "{resources: [{resources: ['*']}]} | GET | /api/v1/namespaces/a/pods/b/log | yes",
                "{resources: [{resources: [pods], resourceNames: [b]}]} | GET | /api/v1/namespaces/a/pods/b | yes",
                "{resources: [{resources: [pods], resourceNames: [c]}]} | GET | /api/v1/namespaces/a/pods/b | no",
                "{resources: [{}]} | GET | /livez | no",
                "{nonResourceURLs: [/livez]} | GET | /livez | yes",
                "{nonResourceURLs: [/livez]} | GET | /livez/etcd | no",
                "{nonResourceURLs: ['/livez*']} | GET | /livez/etcd | yes",
                "{nonResourceURLs: ['*']} | GET | /livez | yes",
                "{nonResourceURLs: ['*']} | GET | /api/v1/nodes | no",
            })
    void aRuleMatchesAsInKubernetes(String rule, String method, String path, String matches) throws Exception {
        String body = rule.equals("{}") ? "" : ", " + rule.substring(1, rule.length() - 1);

        AuditPolicy policy = policy("rules: [{level: Request" + body + "}]");

        assertThat(policy.decide(JANE, info(method, path)).level())
                .isEqualTo(matches.equals("yes") ? AuditLevel.REQUEST : AuditLevel.NONE);
    }

    @Test
    void whoIsNotKnownMatchesNoRuleForSomebody() throws Exception {
        AuditPolicy policy = policy("rules: [{level: Request, users: [jane]}, {level: Metadata}]");

        assertThat(policy.decide(null, info("GET", "/livez")).level()).isEqualTo(AuditLevel.METADATA);
    }

    @Test
    void theFirstRuleDecidesAndOmissionsAddUp() throws Exception {
        AuditPolicy policy = policy("""
                omitStages: [RequestReceived]
                omitManagedFields: true
                rules:
                - {level: Metadata, verbs: [get], omitStages: [Panic], omitManagedFields: false}
                - {level: None}
                - {level: Request}
                """);

        AuditPolicy.Decision decision = policy.decide(JANE, info("GET", "/livez"));
        assertThat(decision.records(AuditStage.REQUEST_RECEIVED)).isFalse();
        assertThat(decision.records(AuditStage.PANIC)).isFalse();
        assertThat(decision.records(AuditStage.RESPONSE_COMPLETE)).isTrue();
        assertThat(decision.omitManagedFields()).isFalse();
        assertThat(policy.decide(JANE, info("POST", "/livez")).level()).isEqualTo(AuditLevel.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [] | rules: Required value: a policy without rules records nothing",
                "rules: [{}] | rules[0].level: Required value",
                "rules: [{level: All}] | rules[0].level: Unsupported value: \"All\": supported values: \"None\", \"Metadata\", \"Request\", \"RequestResponse\"",
                "rules: [{level: None, user: [a]}] | rules[0].user: Forbidden: there is no such field; known are level,",
                "rules: [{level: None, users: a}] | rules[0].users: Invalid value: \"a\": must be a list",
                "rules: [{level: None, users: [1]}] | rules[0].users[0]: Invalid value: 1: must be a string",
                "rules: [{level: None, omitStages: [End]}] | rules[0].omitStages[0]: Unsupported value: \"End\": supported values: \"RequestReceived\"",
                "rules: [{level: None, nonResourceURLs: [livez]}] | rules[0].nonResourceURLs[0]: Invalid value: \"livez\": non-resource URL rules must begin with a '/' character",
                "rules: [{level: None, nonResourceURLs: ['/a*b']}] | rules[0].nonResourceURLs[0]: Invalid value: \"/a*b\": non-resource URL wildcards '*' must be the final character of the rule",
                "rules: [{level: None, nonResourceURLs: [/a], namespaces: [b]}] | rules[0].nonResourceURLs: Invalid value: \"[/a]\": rules cannot apply to both regular resources and non-resource URLs",
                "rules: [{level: None, resources: [{group: apps/v1}]}] | rules[0].resources[0].group: Invalid value: \"apps/v1\": must be a group alone, without a version",
                "rules: [{level: None, resources: [{resourceNames: [a]}]}] | rules[0].resources[0].resourceNames: Invalid value: \"[a]\": using resourceNames requires at least one resource",
                "rules: [{level: None, level: All}] | level",
                "rules: [ | ",
            })
    void whatIsWrongIsSaid(String yaml, String message) {
        assertThatThrownBy(() -> policy(yaml))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message == null ? "" : message);
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> AuditPolicyFile.parse(
                        "apiVersion: audit.k8s.io/v1beta1\nkind: Policy".getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "apiVersion and kind must be audit.k8s.io/v1 and Policy, are audit.k8s.io/v1beta1 and Policy");
    }
}
