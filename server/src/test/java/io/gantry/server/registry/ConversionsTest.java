package io.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.autoscaling.v1.HorizontalPodAutoscalerType;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.events.v1.EventType;
import io.gantry.api.networking.v1.IPAddressType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConversionsTest {
    @Test
    void theBestVersionIsStored() {
        assertThat(Registries.storageKind(HorizontalPodAutoscalerType.KIND).apiVersion())
                .isEqualTo("autoscaling/v2");
        assertThat(Registries.storageKind(EventType.KIND).apiVersion()).isEqualTo("v1");
        assertThat(Registries.storageKind(LeaseType.KIND)).isSameAs(LeaseType.KIND);
        Kind<?> beta = Kinds.findResource("networking.k8s.io", "v1beta1", "ipaddresses");
        assertThat(beta).isNotNull();
        assertThat(Registries.storageKind(beta)).isSameAs(IPAddressType.KIND);
    }

    @Test
    void everyStoredKindHasAPlaceOfItsOwn() {
        var prefixes = Kinds.all().stream()
                .filter(Registries::isStored)
                .filter(kind -> Registries.storageKind(kind) == kind)
                .map(StorageKeys::prefix)
                .toList();

        assertThat(prefixes).doesNotHaveDuplicates().hasSizeGreaterThan(60);
        for (String prefix : prefixes) {
            assertThat(prefixes).filteredOn(other -> other.startsWith(prefix)).containsExactly(prefix);
            assertThat(StorageKeys.logOf(prefix)).isEqualTo(prefix);
            assertThat(StorageKeys.logOf(prefix + "a/b")).isEqualTo(prefix);
        }
    }

    @Test
    void anAutoscalerLosesNothingByWayOfTheOlderVersion() {
        var conversion = new AutoscalerConversion();
        HorizontalPodAutoscaler full = (HorizontalPodAutoscaler) Json.decode(
                """
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},
                 "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
                  "minReplicas":2,"maxReplicas":9,
                  "metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}},
                   {"type":"Resource","resource":{"name":"memory","target":{"type":"AverageValue","averageValue":"1Gi"}}}],
                  "behavior":{"scaleDown":{"stabilizationWindowSeconds":60}}},
                 "status":{"currentReplicas":3,"desiredReplicas":4,"currentMetrics":[{"type":"Resource",
                  "resource":{"name":"cpu","current":{"averageUtilization":55}}}],
                  "conditions":[{"type":"AbleToScale","status":"True"}]}}
                """.getBytes(StandardCharsets.UTF_8),
                io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerType.KIND,
                DecodeOptions.LENIENT);

        var older = conversion.toServed(full);
        assertThat(older.spec().targetCPUUtilizationPercentage()).isEqualTo(70);
        assertThat(older.status().currentCPUUtilizationPercentage()).isEqualTo(55);
        assertThat(older.metadata().annotations())
                .containsKeys("autoscaling.alpha.kubernetes.io/metrics", "autoscaling.alpha.kubernetes.io/conditions");
        assertThat(conversion.toStored(older)).isEqualTo(full);
    }

    @Test
    void devicesAndRequestsLoseNothingByWayOfTheOlderVersion() {
        assertKept("resourceslices", """
                {"spec":{"driver":"d.example.com","pool":{"name":"p","generation":1,"resourceSliceCount":1},
                 "devices":[{"name":"a","basic":{"attributes":{"colour":{"string":"blue"}},"allNodes":true}},
                  {"name":"b","basic":{}}]}}""", "\"devices\":[{\"name\":\"a\",\"attributes\":{");
        assertKept("resourceclaims", """
                {"spec":{"devices":{"requests":[{"name":"a","deviceClassName":"c","count":2},
                 {"name":"b","deviceClassName":"","firstAvailable":[{"name":"s","deviceClassName":"c"}]}]}}}""", "{\"name\":\"a\",\"exactly\":{\"deviceClassName\":\"c\"");
        assertKept("resourceclaimtemplates", """
                {"spec":{"spec":{"devices":{"requests":[{"name":"a","deviceClassName":"c"}]}}}}""", "{\"name\":\"a\",\"exactly\":{\"deviceClassName\":\"c\"");
    }

    private static void assertKept(String plural, String json, String stored) {
        Kind<?> beta = Objects.requireNonNull(Kinds.findResource("resource.k8s.io", "v1beta1", plural));
        KubeObject object =
                (KubeObject) Json.decode(json.getBytes(StandardCharsets.UTF_8), beta, DecodeOptions.LENIENT);
        var conversion = conversion(beta);
        KubeObject kept = conversion.toStored(object);

        assertThat(kept.kind()).isSameAs(Registries.storageKind(beta));
        assertThat(new String(Json.encode(kept), StandardCharsets.UTF_8)).contains(stored);
        assertThat(conversion.toServed(kept)).isEqualTo(object);
    }

    @SuppressWarnings("unchecked") // between a kind and the one that it is stored as
    private static Conversion<KubeObject, KubeObject> conversion(Kind<?> served) {
        return Conversions.between((Kind<KubeObject>) served, (Kind<KubeObject>) Registries.storageKind(served));
    }
}
