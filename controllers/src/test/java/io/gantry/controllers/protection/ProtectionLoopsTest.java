package io.gantry.controllers.protection;

import static io.gantry.controllers.SimCluster.container;
import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.PersistentVolumeClaimVolumeSource;
import io.gantry.api.core.v1.PersistentVolumeStatusBuilder;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.VolumeBuilder;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionLoopsTest {
    private final SimCluster cluster = new SimCluster(
            context -> List.of(ClaimProtectionLoop.create(context), VolumeProtectionLoop.create(context)));

    private void claim() {
        cluster.create(
                PersistentVolumeClaimType.KIND,
                PersistentVolumeClaimBuilder.of()
                        .metadata(meta("data", Map.of()))
                        .build());
        cluster.settle();
    }

    private void pod(String node) {
        cluster.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(meta("p", Map.of()))
                        .spec(PodSpecBuilder.of()
                                .nodeName(node)
                                .containers(List.of(container("x")))
                                .volumes(List.of(VolumeBuilder.of()
                                        .name("v")
                                        .persistentVolumeClaim(new PersistentVolumeClaimVolumeSource("data", null))
                                        .build()))
                                .build())
                        .build());
    }

    private boolean claimIsThere() {
        return !cluster.settle().list(PersistentVolumeClaimType.KIND).isEmpty();
    }

    @Test
    void aClaimGoesAtOnceWhenNobodyUsesIt() {
        claim();
        assertThat(cluster.get(PersistentVolumeClaimType.KIND, "data")
                        .metadata()
                        .finalizers())
                .containsExactly(ClaimProtectionLoop.FINALIZER);
        cluster.delete(PersistentVolumeClaimType.KIND, "data", "");
        assertThat(claimIsThere()).isFalse();
    }

    @Test
    void aClaimStaysUntilThePodThatUsesItIsGone() {
        claim();
        pod("n1");
        cluster.settle();
        cluster.delete(PersistentVolumeClaimType.KIND, "data", "");
        assertThat(claimIsThere()).isTrue();
        cluster.run(Duration.ofMinutes(1));
        assertThat(claimIsThere()).isTrue();
        cluster.restart().settle();
        assertThat(claimIsThere()).isTrue();
        cluster.client.delete(
                PodType.KIND,
                SimCluster.NS,
                "p",
                DeleteOptionsBuilder.of().gracePeriodSeconds(0L).build());
        assertThat(claimIsThere()).isFalse();
    }

    @Test
    void aPodWithoutANodeHoldsNothing() {
        claim();
        pod(""); // the simulated node takes it only after the loops had their turn
        cluster.delete(PersistentVolumeClaimType.KIND, "data", "");
        assertThat(claimIsThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bound", "Available", "Released"})
    void aVolumeStaysWhileItIsBound(String phase) {
        cluster.create(
                PersistentVolumeType.KIND,
                PersistentVolumeBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name("v").build())
                        .build());
        cluster.settle();
        cluster.client.updateStatus(PersistentVolumeType.KIND, with(phase), WriteOptions.DEFAULT);
        cluster.client.delete(
                PersistentVolumeType.KIND, "", "v", DeleteOptionsBuilder.of().build());
        cluster.settle();
        assertThat(cluster.list(PersistentVolumeType.KIND)).hasSize(phase.equals("Bound") ? 1 : 0);
        if (phase.equals("Bound")) {
            cluster.client.updateStatus(PersistentVolumeType.KIND, with("Released"), WriteOptions.DEFAULT);
            cluster.settle();
            assertThat(cluster.list(PersistentVolumeType.KIND)).isEmpty();
        }
    }

    private PersistentVolume with(String phase) {
        PersistentVolume volume = cluster.client.get(PersistentVolumeType.KIND, "", "v");
        return new PersistentVolume(
                volume.metadata(),
                volume.spec(),
                PersistentVolumeStatusBuilder.of(volume.status()).phase(phase).build());
    }
}
