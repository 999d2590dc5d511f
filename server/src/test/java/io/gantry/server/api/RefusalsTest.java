package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.AS_JSON;
import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.assertRefused;
import static io.gantry.server.api.RefusalsFixture.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that are refused in Kubernetes' own words: code, reason, message and details of its Status. */
class RefusalsTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @Test
    void podsOnThisMachineAloneAreNotReachedByAProxy() throws Exception {
        String pods = "/api/v1/namespaces/default/pods";
        http.send("POST", pods, """
                {"metadata":{"name":"near"},"spec":{"containers":[{"name":"c","image":"i"}]}}""");
        for (String address : List.of("127.0.0.1", "169.254.169.254", "::1", "fe80::1")) {
            http.send(
                    "PATCH",
                    pods + "/near/status",
                    "{\"status\":{\"podIP\":\"" + address + "\",\"podIPs\":[{\"ip\":\"" + address + "\"}]}}",
                    "content-type",
                    "application/merge-patch+json");
            assertThat(http.get(pods + "/near").at("status.podIP")).isEqualTo(address);
            assertRefused(http.get(pods + "/near/proxy/"), 400, "BadRequest", "address not allowed");
        }
    }

    @Test
    void namespacesAreNotDeletedAllAtOnce() throws Exception {
        assertRefused(
                http.send("DELETE", "/api/v1/namespaces", ""),
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource");
    }

    @Test
    void pathsAndMethodsThatAreNotThere() throws Exception {
        Answer missing = http.get("/api/v1/nothings");
        assertRefused(missing, 404, "NotFound", "the server could not find the requested resource");
        assertThat(missing.text()).contains("\"details\":{}");
        Answer method = http.send("POST", MAPS + "/x", "{}", AS_JSON);
        assertRefused(
                method, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        assertThat(method.text()).contains("\"details\":{}");
    }

    @Test
    void updatesThatMustSayWhatTheyWereMadeFrom() throws Exception {
        String leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
        String lease = """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"mine"},\
                "spec":{"leaseDurationSeconds":%d}}""";
        assertThat(http.send("PUT", leases + "/mine", lease.formatted(1), AS_JSON)
                        .code())
                .as("created")
                .isEqualTo(201);
        assertRefused(
                http.send("PUT", leases + "/mine", lease.formatted(2), AS_JSON),
                422,
                "Invalid",
                "leases.coordination.k8s.io \"mine\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be"
                        + " specified for an update");
        Answer now = http.get(leases + "/mine");
        assertThat(now.at("spec.leaseDurationSeconds")).isEqualTo(1L);
        String versioned = lease.formatted(2)
                .replace("\"name\"", "\"resourceVersion\":\"" + now.at("metadata.resourceVersion") + "\",\"name\"");
        assertThat(http.send("PUT", leases + "/mine", versioned, AS_JSON).code())
                .isEqualTo(200);
    }

    @Test
    void preconditionsThatDoNotHold() throws Exception {
        String uid = (String) http.get(MAPS + "/here").at("metadata.uid");
        Answer deleted = http.send("DELETE", MAPS + "/here", "{\"preconditions\":{\"uid\":\"x\"}}", AS_JSON);
        assertRefused(
                deleted,
                409,
                "Conflict",
                "Operation cannot be fulfilled on ConfigMap \"here\": the UID in the precondition (x) does not match the UID"
                        + " in record (" + uid + "). The object might have been deleted and then recreated");
        assertThat(deleted.at("details")).isEqualTo(Map.of("name", "here", "kind", "ConfigMap"));
        Answer updated =
                http.send("PUT", MAPS + "/here", map("here").replace("\"name\"", "\"uid\":\"x\",\"name\""), AS_JSON);
        assertRefused(
                updated,
                409,
                "Conflict",
                "Operation cannot be fulfilled on configmaps \"here\": StorageError: invalid object, Code: 4, Key:"
                        + " /registry/configmaps/default/here, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID"
                        + " in precondition: x, UID in object meta: " + uid);
        assertRefused(
                http.send(
                        "PUT",
                        MAPS + "/here",
                        map("here").replace("\"name\"", "\"resourceVersion\":\"1\",\"name\""),
                        AS_JSON),
                409,
                "Conflict",
                "Operation cannot be fulfilled on configmaps \"here\": the object has been modified; please apply your"
                        + " changes to the latest version and try again");
        assertRefused(
                http.send("DELETE", MAPS + "/here?propagationPolicy=Maybe", ""),
                422,
                "Invalid",
                "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Maybe\": supported values:"
                        + " \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
    }

    @Test
    void whoMayNot() throws Exception {
        Answer refused = http.send("jane", "GET", MAPS + "/here", new byte[0]);
        assertRefused(
                refused,
                403,
                "Forbidden",
                "configmaps \"here\" is forbidden: User \"jane\" cannot get resource \"configmaps\" in API group \"\" in the"
                        + " namespace \"default\"");
        assertThat(refused.at("details")).isEqualTo(Map.of("name", "here", "kind", "configmaps"));
        assertRefused(
                http.send("jane", "GET", "/api/v1/nodes", new byte[0]),
                403,
                "Forbidden",
                "nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        assertRefused(
                http.send("jane", "GET", "/a%3Cb", new byte[0]),
                403,
                "Forbidden",
                "forbidden: User \"jane\" cannot get path \"/a&lt;b\"");
        assertRefused(http.send("nobody", "GET", MAPS, new byte[0]), 401, "Unauthorized", "Unauthorized");
    }

    @Test
    void whatIsDeprecatedIsWarnedOf() throws Exception {
        assertThat(http.get("/api/v1/endpoints").header("warning"))
                .isEqualTo("299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\"");
        assertThat(http.get("/apis/storage.k8s.io/v1beta1/volumeattributesclasses")
                        .header("warning"))
                .isEqualTo(
                        "299 - \"storage.k8s.io/v1beta1 VolumeAttributesClass is deprecated in v1.34+, unavailable in"
                                + " v1.37+; use storage.k8s.io/v1 VolumeAttributesClass\"");
        assertThat(http.get("/apis/resource.k8s.io/v1beta1/resourceclaims").header("warning"))
                .isEqualTo(
                        "299 - \"resource.k8s.io/v1beta1 ResourceClaim is deprecated in v1.35+, unavailable in v1.38+\"");
        assertThat(http.get("/apis/resource.k8s.io/v1alpha3/devicetaintrules").header("warning"))
                .isEqualTo("299 - \"resource.k8s.io/v1alpha3 DeviceTaintRule is deprecated in v1.36+\"");
        assertThat(http.get(MAPS).header("warning")).isEmpty();
        assertThat(http.get("/metrics").text())
                .contains(
                        "apiserver_requested_deprecated_apis{group=\"storage.k8s.io\",removed_release=\"1.37\","
                                + "resource=\"volumeattributesclasses\",subresource=\"\",version=\"v1beta1\"} 1.0",
                        "apiserver_requested_deprecated_apis{group=\"\",removed_release=\"\","
                                + "resource=\"endpoints\",subresource=\"\",version=\"v1\"} 1.0");
    }

    @Test
    void fieldManagersThatCannotBeShown() throws Exception {
        assertRefused(
                http.send("POST", MAPS + "?fieldManager=a%07", map("x"), AS_JSON),
                422,
                "Invalid",
                "CreateOptions.meta.k8s.io \"\" is invalid: fieldManager: Invalid value: \"a\\a\": invalid character U+0007"
                        + " (at position 1)");
        assertRefused(
                http.send("POST", MAPS + "?dryRun=Some", map("x"), AS_JSON),
                422,
                "Invalid",
                "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Some\": supported values: \"All\"");
    }

    @Test
    void jobsWithoutLabelsHaveThoseOfTheirTemplate() throws Exception {
        Answer job = http.send(
                "POST",
                "/apis/batch/v1/namespaces/default/jobs",
                new String(
                        Tree.toJson(Map.of(
                                "apiVersion",
                                "batch/v1",
                                "kind",
                                "Job",
                                "metadata",
                                Map.of("name", "j"),
                                "spec",
                                Map.of(
                                        "template",
                                        Map.of(
                                                "spec",
                                                Map.of(
                                                        "restartPolicy",
                                                        "Never",
                                                        "containers",
                                                        List.of(Map.of("name", "c", "image", "i"))))))),
                        StandardCharsets.UTF_8),
                AS_JSON);
        assertThat(job.code()).as(job.text()).isEqualTo(201);
        assertThat(job.at("metadata.labels.job-name")).isEqualTo("j");
    }
}
