package io.gantry.server.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.base.VirtualTime;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewConditionsTest {
    private static final UserInfo ANN = new UserInfo("ann", "7", List.of("devs"), Map.of("team", List.of("a")));
    private static final Attributes PODS =
            Attributes.resource(ANN, "list", "shop", "", "pods", "", "", "spec.nodeName=n1", "app in (web)");
    private static final Attributes PATH = Attributes.path(ANN, "get", "/metrics");

    private final FakeReview remote = new FakeReview();

    private WebhookAuthorizer authorizer(boolean denies, String... conditions) {
        FieldErrors errors = new FieldErrors();
        var compiled = ReviewConditions.compile(List.of(conditions), FieldPath.of("matchConditions"), errors);
        assertThat(errors.list()).isEmpty();
        remote.says("authorization.k8s.io", "SubjectAccessReview", "{\"allowed\":true}");
        return new WebhookAuthorizer(
                new AccessWebhook(
                        "a",
                        remote,
                        "v1",
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        denies,
                        compiled),
                new VirtualTime());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "request.user == 'ann' && request.uid == '7' && 'devs' in request.groups ; true ; true",
                "request.extra.team.exists(team, team == 'a')                            ; true ; true",
                "has(request.resourceAttributes)                                         ; true ; false",
                "has(request.nonResourceAttributes)                                      ; false ; true",
                "request.?resourceAttributes.namespace.orValue('') == 'shop'             ; true ; false",
                "!has(request.resourceAttributes) || request.resourceAttributes.name == '' ; true ; true",
                "!has(request.resourceAttributes) || has(request.resourceAttributes.fieldSelector) ; true ; true",
                "!has(request.resourceAttributes) || has(request.resourceAttributes.labelSelector) ; true ; true",
                "has(request.nonResourceAttributes) || request.resourceAttributes.fieldSelector.requirements"
                        + ".all(r, r.key == 'spec.nodeName' && r.operator == 'In' && r.values == ['n1']) ; true ; true",
                "has(request.nonResourceAttributes) || request.resourceAttributes.labelSelector.requirements"
                        + ".exists(r, r.key == 'app' && r.operator == 'In' && r.values == ['web']) ; true ; true",
            })
    void aServerIsAskedWhereItsConditionsHold(String condition, boolean ofPods, boolean ofPath) {
        WebhookAuthorizer authorizer = authorizer(false, condition);

        assertThat(authorizer.authorize(PODS).allowed()).isEqualTo(ofPods);
        assertThat(authorizer.authorize(PATH).allowed()).isEqualTo(ofPath);
        assertThat(remote.questions).hasSize((ofPods ? 1 : 0) + (ofPath ? 1 : 0));
    }

    @Test
    void whereOneIsFalseNobodyIsAsked() {
        String fails = "request.resourceAttributes.verb == 'get'";

        assertThat(authorizer(true, fails, "request.user == 'bob'").authorize(PATH))
                .isEqualTo(Decision.noOpinion(""));
        assertThat(remote.questions).isEmpty();
    }

    @Test
    void whatCannotBeEvaluatedIsAFailure() {
        String fails = "request.resourceAttributes.verb == 'get'";
        String error = "cel evaluation error: expression 'request.resourceAttributes.verb == 'get'' resulted in error:"
                + " no such key: resourceAttributes";

        assertThat(authorizer(false, fails, "true").authorize(PATH)).isEqualTo(new Decision(false, false, "", error));
        assertThat(authorizer(true, "true", fails).authorize(PATH)).isEqualTo(new Decision(false, true, "", error));
        assertThat(remote.questions).isEmpty();
    }

    @Test
    void theFailurePolicyHoldsForTheServerToo() {
        remote.down = true;

        assertThat(authorizer(true).authorize(PODS).denied()).isTrue();
        assertThat(authorizer(true).authorize(PODS).error()).contains("connection refused");
        assertThat(authorizer(false).authorize(PODS).denied()).isFalse();
    }
}
