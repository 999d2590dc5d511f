package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input is refused in Kubernetes' own words: code, reason, message and details of its Status. */
class RefusalsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
        http.send("POST", MAPS, map("here"), AS_JSON);
        http.send("POST", DEPLOYMENTS, deployment("web"), AS_JSON);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String map(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\"},\"data\":{\"k\":\"v\"}}";
    }

    private static String deployment(String name) {
        return "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name + "\"},"
                + "\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},"
                + "\"template\":{\"metadata\":{\"labels\":{\"app\":\"web\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx:1.7.9\"}]}}}}";
    }

    private static void assertRefused(Answer answer, int code, String reason, String message) {
        assertThat(answer.at("message")).isEqualTo(message);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("kind")).isEqualTo("Status");
        assertThat(answer.at("apiVersion")).isEqualTo("v1");
        assertThat(answer.at("status")).isEqualTo("Failure");
        assertThat(answer.at("reason")).isEqualTo(reason);
        assertThat(answer.at("code")).isEqualTo((long) code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "json | {\"kind\": | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind;"
                        + " json parse error: unexpected end of JSON input ({\"kind\":)",
                "json | ~~ | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind;"
                        + " json parse error: unexpected end of JSON input (<empty>)",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"Pod\"} | Pod in version \"v1\" cannot be handled as a ConfigMap:"
                        + " converting (v1.Pod) to (core.ConfigMap): unknown conversion",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[]} | PodList in version \"v1\" cannot be handled"
                        + " as a ConfigMap: converting (v1.PodList) to (core.ConfigMap): unknown conversion",
                "json | {\"apiVersion\":\"v1\",\"kind\":\"Gadget\"} | Gadget in version \"v1\" cannot be handled as a ConfigMap:"
                        + " no kind \"Gadget\" is registered for version \"v1\" in scheme"
                        + " \"pkg/api/legacyscheme/scheme.go:30\"",
                "json | {\"apiVersion\":\"a/v2\",\"kind\":\"ConfigMap\"} | ConfigMap in version \"v2\" cannot be handled as a"
                        + " ConfigMap: no kind \"ConfigMap\" is registered for version \"a/v2\" in scheme"
                        + " \"pkg/api/legacyscheme/scheme.go:30\"",
                "json | {\"data\":{\"a\":1}} | ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot"
                        + " unmarshal number into Go struct field ConfigMap.data of type string",
                "vnd.kubernetes.protobuf | nonsense | the object provided is unrecognized (must be of type ConfigMap): provided"
                        + " data does not appear to be a protobuf message, expected prefix [107 56 115 0]"
                        + " (6e6f6e73656e7365)",
            })
    void bodiesThatCannotBeRead(String type, String body, String message) throws Exception {
        assertRefused(http.send("POST", MAPS, body, "content-type", "application/" + type), 400, "BadRequest", message);
    }

    @Test
    void brokenYamlNamesItsBytes() throws Exception {
        Answer answer = http.send("POST", MAPS, "a: [", "content-type", "application/yaml");

        assertThat(answer.code()).isEqualTo(400);
        assertThat((String) answer.at("message"))
                .startsWith("the object provided is unrecognized (must be of type ConfigMap): yaml: ")
                .endsWith(" (613a205b)");
    }

    @Test
    void formsThatAreNotOffered() throws Exception {
        String types = "application/json, application/yaml, application/vnd.kubernetes.protobuf, application/cbor";
        assertRefused(
                http.send("POST", MAPS, "{}", "content-type", "text/plain"),
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + types);
        assertRefused(
                http.send("PATCH", MAPS + "/here", "{}", AS_JSON),
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json,"
                        + " application/strategic-merge-patch+json, application/apply-patch+yaml,"
                        + " application/apply-patch+cbor");
        assertRefused(
                http.get(MAPS, "accept", "text/html"),
                406,
                "NotAcceptable",
                "only the following media types are accepted: " + types);
        Answer watch = http.get(MAPS + "?watch=true", "accept", "application/yaml, application/json");
        assertThat(watch.code()).isEqualTo(406);
        assertThat(watch.text())
                .contains("only the following media types are accepted: application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch, application/cbor-seq");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tailLines=-1 | tailLines: Invalid value: -1: must be greater than or equal to 0",
                "limitBytes=0 | limitBytes: Invalid value: 0: must be greater than 0",
                "sinceSeconds=0 | sinceSeconds: Invalid value: 0: must be greater than 0",
                "sinceSeconds=5&sinceTime=2026-01-01T00:00:00Z"
                        + " | : Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified",
                "stream=Stdin | stream: Unsupported value: \"Stdin\": supported values: \"All\", \"Stderr\", \"Stdout\"",
                "stream=Stdout&tailLines=1"
                        + " | : Forbidden: `tailLines` and specific `stream` are mutually exclusive for now",
            })
    void partsOfALogThatThereAreNot(String query, String message) throws Exception {
        String pods = "/api/v1/namespaces/default/pods";
        http.send("POST", pods, """
                {"metadata":{"name":"says"},"spec":{"containers":[{"name":"c","image":"i"}]}}""");
        assertRefused(
                http.get(pods + "/says/log?" + query), 422, "Invalid", "PodLogOptions \"says\" is invalid: " + message);
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
    void bodiesBeyondTheLimit() throws Exception {
        byte[] body = new byte[Bodies.MAX_BYTES + 1];
        assertRefused(
                http.send("admin", "POST", MAPS, body, AS_JSON),
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is 3145728");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "limit=x | strconv.ParseInt: parsing \"x\": invalid syntax",
                "continue=%23 | invalid continue token: continue key is not valid: illegal base64 data at input byte 0",
                // {"v":"v0"}
                "continue=eyJ2IjoidjAifQ | invalid continue token: continue key is not valid: server does not recognize this"
                        + " encoded version v0",
                // {"v":"meta.k8s.io/v1"}
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ | invalid continue token: continue key is not valid: incorrect"
                        + " encoded start resourceVersion (version meta.k8s.io/v1)",
                // {"v":"meta.k8s.io/v1","rv":1,"start":"../x"}
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIuLi94In0 | invalid continue token: continue key"
                        + " is not valid: ../x",
                // {"v":1
                "continue=eyJ2IjoxCg | invalid continue token: continue key is not valid: unexpected end of JSON input",
                // {"v":1}
                "continue=eyJ2IjoxfQ | invalid continue token: continue key is not valid: json: cannot unmarshal number into"
                        + " Go struct field continueToken.v of type string",
                "resourceVersion=x | invalid resource version: resourceVersion: Invalid value: \"x\": strconv.ParseUint:"
                        + " parsing \"x\": invalid syntax",
                "labelSelector=a+in+b | unable to parse requirement: found 'b' expected: '('",
                "fieldSelector=x%3Dy | \"x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
                "fieldSelector=x | invalid selector: 'x'; can't understand 'x'",
            })
    void listsThatCannotBeMade(String query, String message) throws Exception {
        assertRefused(http.get(MAPS + "?" + query), 400, "BadRequest", message);
    }

    /** Kubernetes says what etcd says. */
    @Test
    void listsThatGoOnInTheFuture() throws Exception {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"v\":\"meta.k8s.io/v1\",\"rv\":99999999999,\"start\":\"a\\u0000\"}"
                        .getBytes(StandardCharsets.UTF_8));

        Answer answer = http.get(MAPS + "?continue=" + token);

        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.at("message")).isEqualTo("etcdserver: mvcc: required revision is a future revision");
    }

    @Test
    void patchesThatAreNoJson() throws Exception {
        assertRefused(
                http.send("PATCH", MAPS + "/here", "{\"data\":nope}", "content-type", "application/merge-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: invalid character 'o' in literal null (expecting 'u')");
    }

    @Test
    void registriesPasswordsThatAreNoJson() throws Exception {
        String body = "{\"metadata\":{\"name\":\"s\"},\"type\":\"kubernetes.io/dockerconfigjson\",\"stringData\":"
                + "{\".dockerconfigjson\":\"%s\"}}";
        String secrets = "/api/v1/namespaces/default/secrets";
        String invalid =
                "Secret \"s\" is invalid: data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": ";

        assertRefused(
                http.send("POST", secrets, body.formatted("{a}"), AS_JSON),
                422,
                "Invalid",
                invalid + "invalid character 'a' looking for beginning of object key string");
        assertRefused(
                http.send("POST", secrets, body.formatted("[1]"), AS_JSON),
                422,
                "Invalid",
                invalid + "json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                        + " resourceVersion is provided",
                "resourceVersionMatch=Maybe&resourceVersion=1 | resourceVersionMatch: Unsupported value: \"Maybe\": supported"
                        + " values: \"Exact\", \"NotOlderThan\", \"\"",
                "sendInitialEvents=true | sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list",
                "watch=1&resourceVersionMatch=NotOlderThan | resourceVersionMatch: Forbidden: resourceVersionMatch is"
                        + " forbidden for watch unless sendInitialEvents is provided",
                "watch=1&sendInitialEvents=true&resourceVersionMatch=Exact | [resourceVersionMatch: Forbidden:"
                        + " sendInitialEvents requires setting resourceVersionMatch to NotOlderThan,"
                        + " resourceVersionMatch: Unsupported value: \"Exact\": supported values: \"NotOlderThan\"]",
            })
    void listOptionsThatContradictEachOther(String query, String why) throws Exception {
        assertRefused(http.get(MAPS + "?" + query), 422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: " + why);
    }

    @Test
    void watchesFromNowhere() throws Exception {
        assertRefused(
                http.get(MAPS + "?watch=1&resourceVersion=x"),
                422,
                "Invalid",
                "configmaps \"\" is invalid: resourceVersion: Invalid value: \"x\": strconv.ParseUint: parsing \"x\": invalid"
                        + " syntax");
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
    void namesThatDoNotFit() throws Exception {
        assertRefused(
                http.send("PUT", MAPS + "/here", map("there"), AS_JSON),
                400,
                "BadRequest",
                "the name of the object (there) does not match the name on the URL (here)");
        assertRefused(
                http.send("PUT", MAPS + "/here", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}", AS_JSON),
                400,
                "BadRequest",
                "the name of the object (here based on URL) was undeterminable: name must be provided");
        assertRefused(
                http.send("POST", MAPS, map("x\",\"namespace\":\"other"), AS_JSON),
                400,
                "BadRequest",
                "the namespace of the provided object does not match the namespace sent on the request");
        assertRefused(
                http.send(
                        "PATCH",
                        MAPS + "/here",
                        "{\"metadata\":{\"name\":null}}",
                        "content-type",
                        "application/merge-patch+json"),
                400,
                "BadRequest",
                "the name of the object (here based on URL) was undeterminable: name must be provided");
        Answer exists = http.send("POST", MAPS, map("here"), AS_JSON);
        assertRefused(exists, 409, "AlreadyExists", "configmaps \"here\" already exists");
        assertThat(exists.at("details")).isEqualTo(Map.of("name", "here", "kind", "configmaps"));
    }

    @Test
    void patchesThatDoNotFit() throws Exception {
        String path = DEPLOYMENTS + "/web";
        String text = "{\"spec\":{\"replicas\":\"three\"}}";
        String[] strategic = {"content-type", "application/strategic-merge-patch+json"};
        assertRefused(
                http.send("PATCH", path, text, strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[replicas:three]]\": unrecognized type: int32");
        assertRefused(
                http.send("PATCH", path, "{\"spec\":{\"paused\":1,\"template\":7}}", strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[paused:1 template:7]]\": cannot restore struct from: int64");
        assertRefused(
                http.send("PATCH", path + "?fieldValidation=Strict", "{\"spec\":{\"bogus\":[1,{}]}}", strategic),
                422,
                "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[bogus:[1 map[]]]]\": strict decoding error: unknown"
                        + " field \"spec.bogus\"");
        Answer merged = http.send("PATCH", path, text, "content-type", "application/merge-patch+json");
        assertThat((String) merged.at("message"))
                .startsWith(" \"\" is invalid: patch: Invalid value: \"{\\\"")
                .contains("\\\"replicas\\\":\\\"three\\\"")
                .endsWith(
                        "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32");
        assertThat(merged.at("details.causes.0.field")).isEqualTo("patch");
        assertRefused(
                http.send(
                        "PATCH",
                        path,
                        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":7}]",
                        "content-type",
                        "application/json-patch+json"),
                422,
                "Invalid",
                "the server rejected our request due to an error in our request");
        assertRefused(
                http.send("PATCH", path, "{}", "content-type", "application/json-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        assertRefused(
                http.send("PATCH", path, "[]", "content-type", "application/merge-patch+json"),
                400,
                "BadRequest",
                "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{bogus: 1} | .spec.bogus: field not declared in schema",
                "{replicas: x} | .spec.replicas: expected numeric (int or float), got string",
                "{template: {spec: {containers: [{name: c, bogus: 1}]}}} |"
                        + " .spec.template.spec.containers[name=\"c\"].bogus: field not declared in schema",
                "{paused: x} | .spec.paused: expected boolean, got &value.valueUnstructured{Value:\"x\"}",
                "{selector: {matchLabels: {a: 1}}} |"
                        + " .spec.selector.matchLabels.a: expected string, got &value.valueUnstructured{Value:1}",
                "{replicas: [1]} | .spec.replicas: expected numeric (int or float), got []interface {}",
                "{template: []} | .spec.template: expected map, got &{[]}",
                "{template: {spec: {containers: {a: b}}}} |"
                        + " .spec.template.spec.containers: expected list, got &{map[a:b]}",
                "{template: {spec: {containers: [{name: c}, {name: c}]}}} |"
                        + " .spec.template.spec.containers: duplicate entries for key [name=\"c\"]",
                "{template: {spec: {containers: [{name: c, ports: [{protocol: TCP}]}]}}} |"
                        + " .spec.template.spec.containers[name=\"c\"].ports: element 0: associative list with keys has an"
                        + " element that omits key field \"containerPort\" (and doesn't have default value)",
            })
    void configurationsThatAreNotOfTheType(String spec, String why) throws Exception {
        Answer refused = http.send(
                "PATCH",
                DEPLOYMENTS + "/web?fieldManager=m&fieldValidation=Ignore",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: " + spec + "}",
                "content-type",
                "application/apply-patch+yaml");
        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.at("message"))
                .isEqualTo("failed to create typed patch object (/web; apps/v1, Kind=Deployment): " + why);
    }

    @Test
    void allElementsThatHaveNoNameAreTold() throws Exception {
        Answer refused = http.send(
                "PATCH",
                DEPLOYMENTS + "/web?fieldManager=m",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers:"
                        + " [{image: c}, null, c]}}}}",
                "content-type",
                "application/apply-patch+yaml");
        String at = "  .spec.template.spec.containers: element ";
        assertThat((String) refused.at("message"))
                .endsWith("): errors:\n"
                        + at + "0: associative list with keys has an element that omits key field \"name\" (and doesn't"
                        + " have default value)\n"
                        + at + "1: associative list with keys may not have a null element\n"
                        + at + "2: associative list with keys may not have non-map elements");
    }

    @Test
    void configurationsOfSomethingElse() throws Exception {
        String[] applied = {"content-type", "application/apply-patch+yaml"};
        assertRefused(
                http.send("PATCH", MAPS + "/here?fieldManager=m", "{apiVersion: apps/v1, kind: Pod}", applied),
                400,
                "BadRequest",
                "invalid object type: apps/v1, Kind=Pod");
        assertRefused(
                http.send("PATCH", MAPS + "/here?fieldManager=m", "{kind: ConfigMap}", applied),
                400,
                "BadRequest",
                "invalid object type: /, Kind=ConfigMap");
        assertRefused(
                http.send(
                        "PATCH",
                        MAPS + "/absent?fieldManager=m",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: absent, uid: u}}",
                        applied),
                409,
                "Conflict",
                "Operation cannot be fulfilled on configmaps \"absent\": uid mismatch: the provided object specified uid u,"
                        + " and no existing object was found");
    }

    @Test
    void whatAPatchGivesTwice() throws Exception {
        String twice = "{\"data\":{\"k\":\"1\",\"k\":\"2\"},\"bogus\":1}";
        for (String type : List.of("merge-patch", "strategic-merge-patch")) {
            String[] as = {"content-type", "application/" + type + "+json"};
            Answer refused = http.send("PATCH", MAPS + "/here?fieldValidation=Strict&dryRun=All", twice, as);
            assertThat(refused.code()).isEqualTo(422);
            assertThat((String) refused.at("message"))
                    .endsWith("strict decoding error: duplicate field \"data.k\", unknown field \"bogus\"");
            Answer warned = http.send("PATCH", MAPS + "/here?dryRun=All", twice, as);
            assertThat(warned.code()).isEqualTo(200);
            assertThat(warned.headers().get("warning"))
                    .containsExactly(
                            "299 - \"duplicate field \\\"data.k\\\"\"", "299 - \"unknown field \\\"bogus\\\"\"");
        }
        Answer refused = http.send(
                "PATCH",
                MAPS + "/here?fieldValidation=Strict&dryRun=All",
                "[{\"op\":\"add\",\"path\":\"/data/x\",\"value\":\"1\",\"bogus\":1}]",
                "content-type",
                "application/json-patch+json");
        assertThat((String) refused.at("message")).endsWith("strict decoding error: unknown field \"[0].bogus\"");
    }

    @Test
    void ownersThatAreNamedTwiceAreNamedOnce() throws Exception {
        String owner = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"a\",\"uid\":\"u\"}";
        Answer answer = http.send(
                "PATCH",
                MAPS + "/here?dryRun=All",
                "{\"metadata\":{\"ownerReferences\":[" + owner + "," + owner + "]}}",
                "content-type",
                "application/merge-patch+json");
        assertThat((List<?>) answer.at("metadata.ownerReferences")).hasSize(1);
        assertThat(answer.headers().get("warning"))
                .containsExactly("299 - \".metadata.ownerReferences contains duplicate entries; API server dedups owner"
                        + " references in 1.20+, and may reject such requests as early as 1.24; please fix your requests;"
                        + " duplicate UID(s) observed: u\"");
    }

    @Test
    void managersThatTheServerCouldNotHaveWrittenChangeNothing() throws Exception {
        http.send("POST", MAPS, map("kept"), AS_JSON);
        for (String entry : List.of(
                "\"operation\":\"Foo\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\"",
                "\"operation\":\"Update\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV2\"",
                "\"operation\":\"Update\",\"fieldsType\":\"FieldsV1\"")) {
            Answer answer = http.send(
                    "PATCH",
                    MAPS + "/kept",
                    "{\"metadata\":{\"managedFields\":[{\"manager\":\"x\"," + entry
                            + ",\"fieldsV1\":{\"f:data\":{}}}]}}",
                    "content-type",
                    "application/merge-patch+json");
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.at("metadata.managedFields.0.manager")).isEqualTo("tester");
        }
    }

    @Test
    void whatHasNoOwnerIsWrittenNevertheless() throws Exception {
        Answer answer = http.send(
                "POST",
                "/api/v1/namespaces/default/pods?dryRun=All",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"imagePullSecrets\":[{}],"
                        + "\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
                AS_JSON);
        assertThat(answer.code()).isEqualTo(201);
    }

    @Test
    void whoOwnsFieldsCanBeWritten() throws Exception {
        http.send("POST", MAPS, map("owned"), AS_JSON);
        assertThat(http.get(MAPS + "/owned").at("metadata.managedFields.0.manager"))
                .isEqualTo("tester");
        // As kubectl does when it goes over to server-side apply.
        Answer renamed = http.send(
                "PATCH",
                MAPS + "/owned",
                "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields/0/manager\",\"value\":\"kubectl\"}]",
                "content-type",
                "application/json-patch+json");
        assertThat(renamed.code()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.at("metadata.managedFields.0.manager")).isEqualTo("kubectl");
        assertThat((List<?>) renamed.at("metadata.managedFields")).hasSize(1);
        Answer cleared = http.send(
                "PATCH",
                MAPS + "/owned",
                "{\"metadata\":{\"managedFields\":[{}]}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(cleared.at("metadata.managedFields")).isEqualTo("");
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
        assertThat(http.get(MAPS).header("warning")).isEmpty();
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
