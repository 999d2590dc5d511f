package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused, set and kept when pods, and the maps and secrets that they use, are written. */
@ExtendWith(LoopingCluster.class)
class PodConformanceTest {
    private static final String PODS = "v1/pods";
    private static final String GUARANTEED =
            "resources: {requests: {cpu: 100m, memory: 100Mi}, limits: {cpu: 100m, memory: 100Mi}}";

    private static String pod(String spec, String container) {
        return "{metadata: {name: p}, spec: {" + spec + " containers: [{name: c, image: i, " + container + "}]}}";
    }

    @Test
    @Conformance("[sig-node] Pods Extended Pods Set QOS Class should be set on Pods with matching resource requests and"
            + " limits for memory and cpu")
    void theClassOfService(Api api) {
        Map<String, Object> made = api.create(api.path(PODS), pod("", GUARANTEED));
        assertThat(Trees.text(made, "status.qosClass")).isEqualTo("Guaranteed");
    }

    @Test
    @Conformance({
        "[sig-node] RuntimeClass should reject a Pod requesting a non-existent RuntimeClass [NodeConformance]",
        "[sig-node] RuntimeClass should reject a Pod requesting a deleted RuntimeClass [NodeConformance]"
    })
    void aRuntimeClassMustBeThere(Api api) {
        String classes = "/apis/node.k8s.io/v1/runtimeclasses";
        String name = "class-" + api.namespace();
        String wanted = pod("runtimeClassName: " + name + ",", "");
        assertThat(api.refused(403, "POST", api.path(PODS), wanted))
                .contains("RuntimeClass \"" + name + "\" not found");

        api.create(classes, "{metadata: {name: " + name + "}, handler: h}");
        api.create(api.path(PODS + "?dryRun=All"), wanted);
        api.delete(classes + "/" + name);

        assertThat(api.refused(403, "POST", api.path(PODS), wanted))
                .contains("RuntimeClass \"" + name + "\" not found");
    }

    @Test
    @Conformance("[sig-node] Sysctls [LinuxOnly] [NodeConformance] should reject invalid sysctls")
    void namesOfSysctlsAreChecked(Api api) {
        String message = api.refused(
                422,
                "POST",
                api.path(PODS),
                pod(
                        "securityContext: {sysctls: [{name: kernel.shmmax, value: '1'}, {name: foo-, value: b},"
                                + " {name: bar.., value: '42'}]},",
                        ""));
        assertThat(message)
                .contains(
                        "spec.securityContext.sysctls[1].name: Invalid value: \"foo-\"",
                        "spec.securityContext.sysctls[2].name: Invalid value: \"bar..\"")
                .doesNotContain("kernel.shmmax");
    }

    @Test
    @Conformance("[sig-storage] CSIInlineVolumes should support CSIVolumeSource in Pod API")
    void inlineVolumesOfDriversAreKept(Api api) {
        String path = api.path(PODS + "/p");
        Map<String, Object> volume = Api.yaml("{name: v, csi: {driver: d.example.com, readOnly: true}}");
        Map<String, Object> made = api.create(
                api.path(PODS), pod("volumes: [{name: v, csi: {driver: d.example.com, readOnly: true}}],", ""));
        Trees.assertHolds(Trees.at(made, "spec.volumes.0"), volume);
        Trees.assertHolds(Trees.at(api.get(path), "spec.volumes.0"), volume);
        assertThat(api.names(api.path(PODS))).containsExactly("p");
        assertThat(Trees.text(api.merge(path, "{metadata: {labels: {a: b}}}"), "metadata.labels.a"))
                .isEqualTo("b");
        api.delete(path + "?gracePeriodSeconds=0");
        assertThat(api.exists(path)).isFalse();
    }

    @Test
    @Conformance({
        "[sig-node] ConfigMap should fail to create ConfigMap with empty key",
        "[sig-node] Secrets should fail to create secret due to empty secret key"
    })
    void keysMustNotBeEmpty(Api api) {
        assertThat(api.refused(422, "POST", api.path("v1/configmaps"), "{metadata: {name: a}, data: {'': x}}"))
                .contains("data[]: Invalid value: \"\"");
        assertThat(api.refused(422, "POST", api.path("v1/secrets"), "{metadata: {name: a}, data: {'': eA==}}"))
                .contains("data[]: Invalid value: \"\"");
    }

    @Test
    @Conformance({
        "[sig-node] ConfigMap should update ConfigMap successfully [NodeConformance]",
        "[sig-node] ConfigMap should run through a ConfigMap lifecycle",
        "[sig-node] Secrets should patch a secret"
    })
    void mapsAndSecretsLive(Api api) {
        for (String kind : List.of("v1/configmaps", "v1/secrets")) {
            String collection = api.path(kind);
            api.create(collection, "{metadata: {name: a, labels: {test: map}}, data: {one: MQ==}}");
            Map<String, Object> map = api.get(collection + "/a");
            Tree.object(map.get("data")).put("two", "Mg==");
            api.replace(collection + "/a", map);
            api.merge(collection + "/a", "{metadata: {labels: {test: patched}}, data: {three: Mw==}}");
            String everywhere = "/api/v1/" + kind.substring(3) + "?labelSelector=test%3Dpatched";
            assertThat(Trees.list(api.get(everywhere), "items"))
                    .singleElement()
                    .satisfies(
                            each -> Trees.assertHolds(each, Api.yaml("{data: {one: MQ==, two: Mg==, three: Mw==}}")));
            api.delete(collection + "?labelSelector=test%3Dpatched");
            assertThat(api.exists(collection + "/a")).isFalse();
        }
    }

    @Test
    @Conformance({
        "[sig-storage] ConfigMap should be immutable if `immutable` field is set",
        "[sig-storage] Secrets should be immutable if `immutable` field is set"
    })
    void whatIsImmutableStays(Api api) {
        for (String kind : List.of("v1/configmaps", "v1/secrets")) {
            String collection = api.path(kind);
            api.create(collection, "{metadata: {name: fixed}, data: {one: MQ==}}");
            api.merge(collection + "/fixed", "{data: {one: Mg==}}");
            api.merge(collection + "/fixed", "{immutable: true}");
            for (String change : List.of("{data: {one: MQ==}}", "{immutable: false}", "{immutable: null}")) {
                assertThat(Api.refused(
                                422,
                                api.send(
                                        "PATCH",
                                        collection + "/fixed",
                                        new String(Tree.toJson(Api.yaml(change)), StandardCharsets.UTF_8),
                                        Objects.MERGE_PATCH)))
                        .contains("field is immutable when `immutable` is set");
            }
            api.merge(collection + "/fixed", "{metadata: {labels: {still: changes}}}");
            api.delete(collection + "/fixed");
        }
    }

    @Test
    @Conformance({
        "[sig-scheduling] LimitRange should create a LimitRange with defaults and ensure pod has those defaults applied.",
        "[sig-scheduling] LimitRange should list, patch and delete a LimitRange by collection"
    })
    void defaultsOfALimitRange(Api api) {
        String ranges = api.path("v1/limitranges");
        api.create(
                ranges,
                "{metadata: {name: r, labels: {in: NAMESPACE}}, spec: {limits: [{type: Container, min: {cpu: 50m}, max: {cpu:"
                                .replace("NAMESPACE", api.namespace())
                        + " 500m}, defaultRequest: {cpu: 100m}, default: {cpu: 300m}}]}}");
        String resources = "spec.containers.0.resources";
        Map<String, Object> silent = api.create(api.path(PODS + "?dryRun=All"), pod("", ""));
        Trees.assertHolds(Trees.at(silent, resources), Api.yaml("{requests: {cpu: 100m}, limits: {cpu: 300m}}"));
        Map<String, Object> said =
                api.create(api.path(PODS + "?dryRun=All"), pod("", "resources: {requests: {cpu: 200m}}"));
        Trees.assertHolds(Trees.at(said, resources), Api.yaml("{requests: {cpu: 200m}, limits: {cpu: 300m}}"));
        assertThat(api.refused(403, "POST", api.path(PODS), pod("", "resources: {requests: {cpu: 10m}}")))
                .contains("minimum cpu usage per Container is 50m, but request is 10m");
        assertThat(api.refused(403, "POST", api.path(PODS), pod("", "resources: {limits: {cpu: 600m}}")))
                .contains("maximum cpu usage per Container is 500m, but limit is 600m");

        String everywhere = "/api/v1/limitranges?labelSelector=in%3D" + api.namespace();
        assertThat(api.names(everywhere)).containsExactly("r");
        api.merge(ranges + "/r", "{spec: {limits: [{type: Container, min: {cpu: 10m}, max: {cpu: 500m}}]}}");
        api.create(api.path(PODS + "?dryRun=All"), pod("", "resources: {requests: {cpu: 10m}}"));
        api.create(ranges, "{metadata: {name: other}, spec: {limits: []}}");
        api.delete(ranges + "?labelSelector=in%3D" + api.namespace());
        assertThat(api.names(ranges)).containsExactly("other");
    }
}
