package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import io.gantry.node.pod.PodAllocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocationFileTest {
    private static ResourceRequirements resources(String cpu) {
        return new ResourceRequirements(
                Map.of("cpu", Quantity.parse(cpu)), Map.of("memory", Quantity.parse("1Gi")), List.of());
    }

    @Test
    void whatIsKeptIsFoundAgain(@TempDir Path directory) throws Exception {
        AllocationFile file = new AllocationFile(new PodPaths(directory));
        assertThat(file.load("u")).isNull();
        PodAllocation allocation = new PodAllocation(
                7,
                Map.of("", resources("3"), "a", resources("1500m"), "b", resources("1")),
                Map.of("a", resources("1")),
                true,
                Set.of("b"));
        file.save("u", allocation);
        assertThat(new AllocationFile(new PodPaths(directory)).load("u")).isEqualTo(allocation);
        PodAllocation bare = new PodAllocation(
                1, Map.of("a", new ResourceRequirements(Map.of(), Map.of(), List.of())), Map.of(), false, Set.of());
        file.save("u", bare);
        assertThat(file.load("u")).isEqualTo(bare);
        assertThat(file.load("v")).isNull();
    }

    @Test
    void whatCannotBeReadIsAsGoodAsNothing(@TempDir Path directory) throws Exception {
        Path file = Files.createDirectories(directory.resolve("pods/u")).resolve("allocation.json");
        for (String broken : List.of("", "{\"promised\":", "[]", "{}")) {
            Files.writeString(file, broken);
            assertThat(new AllocationFile(new PodPaths(directory)).load("u")).isNull();
        }
    }
}
