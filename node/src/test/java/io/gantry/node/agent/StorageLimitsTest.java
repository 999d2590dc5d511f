package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.base.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StorageLimitsTest {
    private static final long MIB = 1024 * 1024;

    private static Pod pod(String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n" + spec.indent(2);
        return (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
    }

    private static final Pod LIMITED = pod("""
            containers:
            - {name: a, image: app, resources: {limits: {ephemeral-storage: 2Mi}}}
            - {name: b, image: app, resources: {limits: {ephemeral-storage: 3Mi}}}
            volumes:
            - {name: small, emptyDir: {sizeLimit: 1Mi}}
            - {name: memory, emptyDir: {medium: Memory}}
            - {name: zero, emptyDir: {sizeLimit: "0"}}
            """);

    @Test
    void aVolumeOverItsLimit() {
        assertThat(StorageLimits.exceeded(LIMITED, Map.of("small", MIB), Map.of()))
                .isNull();
        assertThat(StorageLimits.exceeded(LIMITED, Map.of("small", MIB + 1), Map.of()))
                .isEqualTo(new Reason("Evicted", "Usage of EmptyDir volume \"small\" exceeds the limit \"1Mi\". "));
    }

    @Test
    void aContainerOverItsLimit() {
        assertThat(StorageLimits.exceeded(LIMITED, Map.of(), Map.of("a", 2 * MIB)))
                .isNull();
        assertThat(StorageLimits.exceeded(LIMITED, Map.of(), Map.of("a", 2 * MIB + 1)))
                .isEqualTo(new Reason("Evicted", "Container a exceeded its local ephemeral storage limit \"2Mi\". "));
    }

    @Test
    void allOfAPodTogether() {
        assertThat(StorageLimits.exceeded(LIMITED, Map.of("zero", 4 * MIB, "memory", 9 * MIB), Map.of("b", 2 * MIB)))
                .as("memory is no disk, a limit of nothing is none")
                .isEqualTo(new Reason(
                        "Evicted", "Pod ephemeral local storage usage exceeds the total limit of containers 5Mi. "));
        assertThat(StorageLimits.exceeded(LIMITED, Map.of("zero", 2 * MIB, "memory", 9 * MIB), Map.of("b", 3 * MIB)))
                .isNull();
    }

    @Test
    void onlyPodsWithALimitAreLookedAt() {
        assertThat(StorageLimits.any(LIMITED)).isTrue();
        assertThat(StorageLimits.any(pod("containers: [{name: a, image: app}]\nvolumes: [{name: v, emptyDir: {}}]")))
                .isFalse();
    }
}
