package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Service accounts, their tokens and what they may do. */
@ExtendWith(LoopingCluster.class)
class AccountConformanceTest {
    private static final String ACCOUNTS = "[sig-auth] ServiceAccounts should ";
    private static final String PATH = "v1/serviceaccounts";

    @Test
    @Conformance({ACCOUNTS + "run through the lifecycle of a ServiceAccount", ACCOUNTS + "update a ServiceAccount"})
    void anAccountLives(Api api) throws Exception {
        String accounts = api.path(PATH);
        try (Frames watch = api.watch(accounts + "?labelSelector=test")) {
            api.create(accounts, "{metadata: {name: robot, labels: {test: label}}}");
            api.merge(accounts + "/robot", "{automountServiceAccountToken: false}");
            assertThat(Trees.list(api.get("/api/v1/serviceaccounts?labelSelector=test"), "items"))
                    .singleElement()
                    .satisfies(
                            each -> assertThat(Tree.object(each)).containsEntry("automountServiceAccountToken", false));
            Map<String, Object> account = api.get(accounts + "/robot");
            account.put("automountServiceAccountToken", true);
            assertThat(api.replace(accounts + "/robot", account)).containsEntry("automountServiceAccountToken", true);
            api.delete(accounts + "?labelSelector=test");
            for (String type : new String[] {"ADDED", "MODIFIED", "MODIFIED", "DELETED"}) {
                assertThat(watch.next().type()).isEqualTo(type);
            }
        }
    }

    @Test
    @Conformance(ACCOUNTS + "create a serviceAccountToken and ensure a successful TokenReview")
    void aTokenIsMadeAndAccepted(Api api) {
        api.create(api.path(PATH), "{metadata: {name: robot}}");
        Map<String, Object> made = api.create(api.path(PATH + "/robot/token"), "{spec: {expirationSeconds: 600}}");
        String token = Trees.text(made, "status.token");
        assertThat(token).isNotEmpty();

        Map<String, Object> review =
                api.create("/apis/authentication.k8s.io/v1/tokenreviews", "{spec: {token: " + token + "}}");

        Trees.assertHolds(
                review,
                Api.yaml("{status: {authenticated: true, user: {username: 'system:serviceaccount:" + api.namespace()
                        + ":robot'}}}"));
        assertThat(Trees.text(review, "status.error")).isEmpty();
    }

    @Test
    @Conformance(ACCOUNTS + "guarantee kube-root-ca.crt exist in any namespace")
    void theRootCertificateIsInEveryNamespace(Api api) {
        String path = api.path("v1/configmaps/kube-root-ca.crt");
        api.until(path, map -> Trees.at(map, "data") instanceof Map<?, ?> data && data.containsKey("ca.crt"));
        Map<String, Object> data = Tree.object(api.get(path).get("data"));

        String uid = Trees.text(api.get(path), "metadata.uid");
        api.delete(path);
        api.until(path, map -> !uid.equals(Trees.text(map, "metadata.uid")) && data.equals(map.get("data")));

        api.merge(path, "{data: {ca.crt: changed}}");
        api.until(path, map -> data.equals(map.get("data")));
    }

    @Test
    @Conformance(ACCOUNTS + "allow opting out of API token automount")
    void tokensAreMountedWherePodOrAccountWantThem(Api api) {
        api.create(api.path(PATH), "{metadata: {name: silent}}");
        api.create(api.path(PATH), "{metadata: {name: willing}, automountServiceAccountToken: true}");
        api.create(api.path(PATH), "{metadata: {name: unwilling}, automountServiceAccountToken: false}");
        assertMounts(api, "", true, true, false);
        assertMounts(api, ", automountServiceAccountToken: true", true, true, true);
        assertMounts(api, ", automountServiceAccountToken: false", false, false, false);
    }

    private static void assertMounts(Api api, String pod, boolean silent, boolean willing, boolean unwilling) {
        Map<String, Boolean> wanted = Map.of("silent", silent, "willing", willing, "unwilling", unwilling);
        wanted.forEach((account, mounted) -> {
            Map<String, Object> made = api.create(
                    api.path("v1/pods?dryRun=All"),
                    "{metadata: {name: p}, spec: {serviceAccountName: " + account + pod
                            + ", containers: [{name: c, image: i}]}}");
            assertThat(Trees.list(made, "spec.containers.0.volumeMounts").stream()
                            .anyMatch(mount -> Trees.text(mount, "mountPath")
                                    .equals("/var/run/secrets/kubernetes.io/serviceaccount")))
                    .as(account + pod)
                    .isEqualTo(mounted);
        });
    }

    @Test
    @Conformance("[sig-auth] SubjectReview should support SubjectReview API operations")
    void reviewsSayWhatAnAccountMayDo(Api api) {
        api.create(api.path(PATH), "{metadata: {name: robot}}");
        String user = "system:serviceaccount:" + api.namespace() + ":robot";
        String spec = "spec: {user: '" + user + "', resourceAttributes: {namespace: " + api.namespace()
                + ", verb: list, resource: configmaps}}";
        String local = api.path("authorization.k8s.io/v1/localsubjectaccessreviews");
        String review = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
        assertReviews(api, review, local, spec, false);

        api.create(
                api.path("rbac.authorization.k8s.io/v1/rolebindings"),
                "{metadata: {name: view}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view},"
                        + " subjects: [{kind: ServiceAccount, name: robot, namespace: " + api.namespace() + "}]}");

        assertReviews(api, review, local, spec, true);
    }

    /** Both reviews say the same, and what the account itself is answered is that, too. */
    private static void assertReviews(Api api, String review, String local, String spec, boolean allowed) {
        assertThat(Trees.at(api.create(review, "{" + spec + "}"), "status.allowed"))
                .isEqualTo(allowed);
        assertThat(Trees.at(
                        api.create(local, "{metadata: {namespace: " + api.namespace() + "}, " + spec + "}"),
                        "status.allowed"))
                .isEqualTo(allowed);
        String account = "system:serviceaccount:" + api.namespace() + ":robot";
        assertThat(api.endpoint().getAs(account, api.path("v1/configmaps"))).isEqualTo(allowed ? 200 : 403);
    }
}
