package io.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import io.gantry.api.status.StatusException;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Patcher.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Patches that a careless server would choke on, and what must hold of every patch: where a search begins and what builds try. */
final class HostilePatches {
    private static final String NAMESPACE = "default";
    private static final String CONFIG = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: ";

    static final List<String> JSON = List.of(
            "[]",
            "{}",
            "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"a\":\"b\"}}]",
            "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":1.0},{\"op\":\"remove\",\"path\":\"/spec/replicas\"}]",
            "[{\"op\":\"copy\",\"from\":\"/spec/template/spec/containers/0\",\"path\":\"/spec/template/spec/containers/-\"}]",
            "[{\"op\":\"move\",\"from\":\"/spec/template/metadata\",\"path\":\"/metadata/annotations\"}]",
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]",
            "[{\"op\":\"remove\",\"path\":\"\"},{\"op\":\"add\",\"path\":\"/a\",\"value\":1}]",
            "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]",
            "[{\"op\":\"add\",\"path\":\"/metadata/managedFields/0\",\"value\":{\"manager\":\"m\",\"fieldsV1\":{\"f:a\":{\"k:{}\":{}}}}}]",
            "[{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/0/ports/0~1~0\",\"value\":null}]",
            "[{\"op\":\"copy\",\"from\":\"\",\"path\":\"/metadata\"}]",
            "[{\"op\":\"add\",\"path\":\"/metadata/name\",\"value\":\"other\"}]");

    static final List<String> MERGE = List.of(
            "{}",
            "[]",
            "null",
            "{\"spec\":{\"replicas\":1e999999999}}",
            "{\"spec\":{\"replicas\":null,\"paused\":true,\"template\":{\"spec\":{\"containers\":[{}]}}}}",
            "{\"metadata\":{\"labels\":{\"a\":null,\"b\":\"c\"},\"managedFields\":[{\"fieldsV1\":7}]}}",
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}",
            "{\"metadata\":{\"uid\":\"x\",\"resourceVersion\":\"y\",\"creationTimestamp\":\"z\"}}",
            "{\"metadata\":{\"resourceVersion\":\"y\"}}",
            "{\"spec\":null,\"status\":{\"replicas\":3},\"metadata\":null}");

    static final List<String> STRATEGIC = List.of(
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"j\"},{\"name\":\"d\",\"image\":\"k\"}]}}}}",
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"$patch\":\"delete\"}]}}}}",
            "{\"spec\":{\"template\":{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"d\"},{\"name\":\"c\"}],\"containers\":[{\"name\":\"c\",\"image\":\"l\"}]}}}}",
            "{\"spec\":{\"strategy\":{\"$retainKeys\":[\"type\"],\"type\":\"Recreate\"}}}",
            "{\"metadata\":{\"$deleteFromPrimitiveList/finalizers\":[\"a/b\"],\"finalizers\":[\"c/d\"]}}",
            "{\"metadata\":{\"labels\":{\"$patch\":\"replace\",\"a\":\"b\"}}}",
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"$patch\":\"replace\"},{\"image\":\"x\"}]}}}}",
            "{\"$patch\":\"delete\"}",
            "{\"$retainKeys\":7,\"$setElementOrder/x\":{}}",
            "{\"spec\":{\"template\":{\"spec\":{\"tolerations\":[{\"$patch\":\"merge\"}],\"volumes\":[{\"name\":null}]}}}}");

    static final List<String> APPLY = List.of(
            CONFIG + "{replicas: 3}}",
            CONFIG
                    + "{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}}}}",
            CONFIG
                    + "{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: other}]}}}}",
            CONFIG
                    + "{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, ports: }]}}}}",
            CONFIG + "{template: {spec: {containers: [{name: c, env: [{name: A}, {name: B}]}, {name: c}]}}}}",
            CONFIG + "{template: {spec: {containers: [{image: i}]}}}}",
            CONFIG
                    + "{template: {spec: {tolerations: [{key: a}, {key: a}], topologySpreadConstraints: [{maxSkew: 1}]}}}}",
            CONFIG + "{strategy: {rollingUpdate: {maxSurge: 25%}}, minReadySeconds: 0x10, paused: yes}}",
            CONFIG + "null}",
            CONFIG + "{replicas: 1, replicas: 2}}",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, finalizers: [a/b, a/b], labels: {}, ownerReferences: [{uid: x}]}}",
            "{apiVersion: apps/v1, kind: Deployment, metadata: [], status: {conditions: [{type: A}, {type: A}]}}",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: &a {name: web, annotations: {b: *a}}\n",
            "--- \n...\n");

    private static final String SPEC = """
            {"replicas":1,"selector":{"matchLabels":{"a":"b"}},
              "template":{"metadata":{"labels":{"a":"b"}},
               "spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}],"env":[{"name":"A","value":"1"}]}],
                "tolerations":[{"key":"k","operator":"Exists"}]}}}
            """;

    private static final byte[] OBJECT = """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"a":"b"},"finalizers":["a/b"]},
             "spec":%s}
            """.formatted(SPEC).getBytes(StandardCharsets.UTF_8);

    private final Patcher patcher;
    private final Resource<Deployment> resource;

    HostilePatches() {
        RegistryFixture fixture = new RegistryFixture();
        patcher = new Patcher(fixture.time);
        resource = fixture.registries.of(DeploymentType.KIND);
        fixture.registries
                .registry(DeploymentType.KIND)
                .create(
                        NAMESPACE,
                        (Deployment) Json.decode(OBJECT, DeploymentType.KIND, DecodeOptions.LENIENT),
                        WriteOptions.as("creator"));
    }

    private Deployment patched(Patch patch, WriteOptions options) {
        return patcher.patch(resource, NAMESPACE, "web", "", patch, Strictness.IGNORE, options)
                .object();
    }

    /** A patch gives an object that can be written and read again, or is refused with a Status for the client. */
    void check(Patch.Type type, byte[] body) {
        Patch patch = new Patch(type, body);
        boolean applies = type == Patch.Type.APPLY;
        WriteOptions dry = new WriteOptions("searcher", true, applies);
        Deployment object;
        try {
            object = patched(patch, dry);
        } catch (StatusException e) {
            assertClear(e, type);
            return;
        }
        byte[] written = Json.encode(object);
        assertThat(Json.encode(Json.decode(written, DeploymentType.KIND, DecodeOptions.LENIENT)))
                .isEqualTo(written);
        if (applies) {
            checkTwice(patch);
        }
    }

    private static final Pattern UNFOLLOWED = Pattern.compile(
            "^(map: map\\[.* does not contain declared merge key: |unknown patch type: |merging lists cannot yet be "
                    + "|expected a (\\[\\]|map\\[string\\])interface \\{}, but received a |list element types are not identical: "
                    + "|the order in patch list:|no elements in any of the given slices|unable to find api field in struct )");

    private static void assertClear(StatusException refusal, Patch.Type type) {
        if (refusal.code() == 500 && refusal.getMessage().startsWith("strconv.ParseUint: parsing ")) {
            return; // what Kubernetes says of a resource version that is none
        }
        if (refusal.code() == 500 && type == Patch.Type.APPLY) { // and of a configuration that is not of the type
            assertThat(refusal.getMessage()).startsWith("failed to create typed patch object");
            return;
        }
        if (refusal.code() == 500 && type == Patch.Type.STRATEGIC) { // and of a directive that cannot be followed
            assertThat(refusal.getMessage()).containsPattern(UNFOLLOWED);
            return;
        }
        assertThat(refusal.code()).as(refusal.getMessage()).isBetween(400, 499);
        assertThat(refusal.getMessage()).isNotEmpty();
    }

    /** What has been applied is not changed by applying it again, nor is who owns what. */
    private void checkTwice(Patch patch) {
        WriteOptions wet = new WriteOptions("searcher", false, true);
        Deployment first = patched(patch, wet);
        try {
            Deployment second = patched(patch, wet);
            assertThat(second).isEqualTo(first);
        } finally {
            // What the configuration alone holds cannot be taken out where it is needed: the creator puts it back.
            byte[] restored = "[{\"op\":\"replace\",\"path\":\"/spec\",\"value\":%s}]"
                    .formatted(SPEC)
                    .getBytes(StandardCharsets.UTF_8);
            patched(new Patch(Patch.Type.JSON, restored), WriteOptions.as("creator"));
            patched(Patch.apply("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}"), wet);
        }
    }
}
