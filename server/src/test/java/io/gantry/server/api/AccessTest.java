package io.gantry.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.StaticTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may in, and what they may, over HTTP. */
class AccessTest {
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/";

    private static HttpFixture http;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var tokens = StaticTokens.read(Files.writeString(directory.resolve("t"), "secret,ann,7,\"devs,ops\"\n"));
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                new AccessOptions(tokens, true, null, null, null, AnonymousAccess.EVERYWHERE, null));
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static Answer as(String token, String method, String path, String body) throws Exception {
        return http.send(token, method, path, body.getBytes(UTF_8), AS_JSON);
    }

    private static Answer whoAmI(String token) throws Exception {
        return as(
                token,
                "POST",
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}");
    }

    @Test
    void theTokenFilesUsersAreLetIn() throws Exception {
        Answer ann = whoAmI("secret");

        assertThat(ann.code()).as(ann.text()).isEqualTo(201);
        assertThat(ann.at("status.userInfo.username")).isEqualTo("ann");
        assertThat(ann.at("status.userInfo.uid")).isEqualTo("7");
        assertThat(ann.at("status.userInfo.groups")).isEqualTo(List.of("devs", "ops", "system:authenticated"));
    }

    @Test
    void aBootstrapTokenIsGoodAsLongAsItsSecretIs() throws Exception {
        String token = "abcdef.0123456789abcdef";
        assertThat(whoAmI(token).code()).isEqualTo(401);

        Answer secret = as(
                "admin",
                "POST",
                "/api/v1/namespaces/kube-system/secrets",
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"bootstrap-token-abcdef\"},"
                        + "\"type\":\"bootstrap.kubernetes.io/token\",\"stringData\":{\"token-id\":\"abcdef\","
                        + "\"token-secret\":\"0123456789abcdef\",\"usage-bootstrap-authentication\":\"true\"}}");
        assertThat(secret.code()).as(secret.text()).isEqualTo(201);
        assertThat(whoAmI(token).at("status.userInfo.username")).isEqualTo("system:bootstrap:abcdef");

        as("admin", "DELETE", "/api/v1/namespaces/kube-system/secrets/bootstrap-token-abcdef", "");
        assertThat(whoAmI(token).code()).isEqualTo(401);
    }

    @Test
    void aNodeReadsTheSecretsOfItsPods() throws Exception {
        String secrets = "/api/v1/namespaces/default/secrets";
        as(
                "admin",
                "POST",
                secrets,
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"of-a-pod\"}}");
        Answer refused = as("n1", "GET", secrets + "/of-a-pod", "");
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo("secrets \"of-a-pod\" is forbidden: User \"system:node:n1\" cannot get resource \"secrets\""
                        + " in API group \"\" in the namespace \"default\": no relationship found between node 'n1' and"
                        + " this object");

        Answer pod = as(
                "admin",
                "POST",
                "/api/v1/namespaces/default/pods",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"nodeName\":\"n1\","
                        + "\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"envFrom\":[{\"secretRef\":{\"name\":"
                        + "\"of-a-pod\"}}]}]}}");
        assertThat(pod.code()).as(pod.text()).isEqualTo(201);

        assertThat(as("n1", "GET", secrets + "/of-a-pod", "").code()).isEqualTo(200);
        assertThat(as("n1", "GET", "/api/v1/pods?fieldSelector=spec.nodeName%3Dn1", "")
                        .code())
                .isEqualTo(200);
        assertThat(as("n1", "GET", "/api/v1/pods", "").code()).isEqualTo(403);
        assertThat(as("jane", "GET", secrets + "/of-a-pod", "").code()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "self    | {}                 | 422 | spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified",
                "self    | {\"resourceAttributes\":{},\"nonResourceAttributes\":{\"path\":\"/x\"}} | 422 | cannot be specified in combination with resourceAttributes",
                "self    | {\"resourceAttributes\":{\"fieldSelector\":{\"rawSelector\":\"a=b\",\"requirements\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}}} | 422 | spec.resourceAttributes.fieldSelector.rawSelector: Invalid value: \"a=b\": may not specified at the same time as requirements",
                "self    | {\"resourceAttributes\":{\"labelSelector\":{}}} | 422 | spec.resourceAttributes.labelSelector.requirements: Required value: when spec.resourceAttributes.labelSelector is specified, requirements or rawSelector is required",
                "self    | {\"resourceAttributes\":{\"labelSelector\":{\"requirements\":[{\"key\":\"a\",\"operator\":\"In\"}]}}} | 422 | spec.resourceAttributes.labelSelector.requirements[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
                "''      | {\"resourceAttributes\":{\"verb\":\"get\"}} | 422 | spec.user: Invalid value: \"\": at least one of user or group must be specified",
            })
    void aReviewThatAsksNothingIsInvalid(String self, String spec, int code, String message) throws Exception {
        String kind = self.isEmpty() ? "SubjectAccessReview" : "SelfSubjectAccessReview";

        Answer answer = as(
                "admin",
                "POST",
                REVIEWS + self + "subjectaccessreviews",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"" + kind + "\",\"spec\":" + spec + "}");

        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.at("message").toString())
                .startsWith(kind + ".authorization.k8s.io \"\" is invalid: ")
                .contains(message);
    }

    @Test
    void aReviewKnowsNodesAndFieldSelectors() throws Exception {
        Answer answer = as(
                "n1",
                "POST",
                REVIEWS + "subjectaccessreviews",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{"
                        + "\"user\":\"system:node:n2\",\"groups\":[\"system:nodes\"],\"resourceAttributes\":{"
                        + "\"verb\":\"list\",\"resource\":\"pods\",\"fieldSelector\":{\"requirements\":[{"
                        + "\"key\":\"spec.nodeName\",\"operator\":\"In\",\"values\":[\"n2\"]}]}}}}");
        assertThat(answer.at("status.allowed")).as(answer.text()).isEqualTo(true);
        assertThat(answer.at("status.evaluationError")).isEqualTo("");

        Answer rules = as(
                "n1",
                "POST",
                REVIEWS + "selfsubjectrulesreviews",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectRulesReview\","
                        + "\"spec\":{\"namespace\":\"default\"}}");
        assertThat(rules.at("status.incomplete")).as(rules.text()).isEqualTo(true);
        assertThat(rules.at("status.evaluationError"))
                .isEqualTo("node authorizer does not support user rule resolution");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fieldSelector | {\"rawSelector\":\"a\"}                                                        | ignored",
                "fieldSelector | {\"requirements\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}                     | ignored",
                "fieldSelector | {\"requirements\":[{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"b\",\"c\"]},{\"key\":\"d\",\"operator\":\"NotIn\",\"values\":[\"e\"]}]} | partially ignored",
                "fieldSelector | {\"requirements\":[{\"key\":\"a=b,spec.nodeName\",\"operator\":\"In\",\"values\":[\"n1\"]}]} | ignored",
                "labelSelector | {\"rawSelector\":\"a in b\"}                                                   | ignored",
                "labelSelector | {\"requirements\":[{\"key\":\"a\",\"operator\":\"Exists\"},{\"key\":\"b\",\"operator\":\"Near\"}]} | partially ignored",
            })
    void aReviewSaysWhichSelectorsItDidNotUnderstand(String field, String selector, String what) throws Exception {
        Answer answer = as(
                "n1",
                "POST",
                REVIEWS + "selfsubjectaccessreviews",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{"
                        + "\"resourceAttributes\":{\"verb\":\"list\",\"resource\":\"pods\",\"" + field + "\":"
                        + selector + "}}}");
        assertThat(answer.at("status.evaluationError"))
                .as(answer.text())
                .isEqualTo("spec.resourceAttributes." + field + " " + what + " due to parse error");
    }

    @Test
    void aValueOfASelectorIsNoTermOfIt() throws Exception {
        String all = "/api/v1/pods?fieldSelector=metadata.name!%3Dx";
        assertThat(as("n1", "GET", all + "%5C,spec.nodeName%3Dn1", "").code()).isEqualTo(403);
        assertThat(as("n1", "GET", "/api/v1/nodes?fieldSelector=metadata.name!%3Dx%5C,metadata.name%3Dn1", "")
                        .code())
                .isEqualTo(403);
        assertThat(as("n1", "GET", "/api/v1/nodes?fieldSelector=metadata.name%3Dn1", "")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void nobodyHasTheUidOfAnotherWithoutTheRight() throws Exception {
        String path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
        byte[] review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}".getBytes(UTF_8);

        Answer alone =
                http.send("admin", "POST", path, review, "content-type", HttpFixture.JSON, "impersonate-uid", "7");
        assertThat(alone.code()).as(alone.text()).isEqualTo(400);
        assertThat(alone.at("message"))
                .isEqualTo("requested &user.DefaultInfo{Name:\"\", UID:\"7\", Groups:[]string(nil), "
                        + "Extra:map[string][]string(nil)} without impersonating a user name");
        Answer both = http.send(
                "admin",
                "POST",
                path,
                review,
                "content-type",
                HttpFixture.JSON,
                "impersonate-user",
                "bob",
                "impersonate-uid",
                "7");
        assertThat(both.at("status.userInfo.uid")).as(both.text()).isEqualTo("7");
        Answer refused =
                http.send("jane", "POST", path, review, "content-type", HttpFixture.JSON, "impersonate-user", "bob");
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo("selfsubjectreviews.authentication.k8s.io is forbidden: User \"jane\" cannot "
                        + "impersonate-on:user-info:create resource \"selfsubjectreviews\" in API group "
                        + "\"authentication.k8s.io\" at the cluster scope");
    }

    @Test
    void aTokenReviewSaysWhatTheTokenIsFor() throws Exception {
        String review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":";
        Answer good = as(
                "admin",
                "POST",
                "/apis/authentication.k8s.io/v1/tokenreviews",
                review + "{\"token\":\"jane\",\"audiences\":[\"a\"]}}");
        assertThat(good.at("status.authenticated")).as(good.text()).isEqualTo(true);
        assertThat(good.at("status.audiences")).isEqualTo(List.of("a"));
        assertThat(good.at("status.user.groups")).isEqualTo(List.of("system:authenticated"));

        Answer bad = as(
                "admin",
                "POST",
                "/apis/authentication.k8s.io/v1/tokenreviews",
                review + "{\"token\":\"secret\",\"audiences\":[\"a\"]}}");
        assertThat(bad.at("status.authenticated")).isNotEqualTo(true);
        assertThat(bad.at("status.error")).isEqualTo("invalid bearer token");
    }
}
