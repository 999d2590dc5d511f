package io.gantry.node.agent;

import io.gantry.api.core.v1.NodeSystemInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A machine that is made up: as large as it is said to be, and no file of the real one is looked at. */
record SimulatedMachine(String name, NodeResources resources) implements Machine {
    @Override
    public Set<String> pressure() {
        return Set.of();
    }

    @Override
    public Optional<MachineUsage> usage() {
        return Optional.empty();
    }

    @Override
    public NodeSystemInfo info(String runtimeVersion, String version) {
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new NodeSystemInfo(
                id.replace("-", ""),
                id,
                id,
                "simulated",
                "Gantry simulated node",
                runtimeVersion,
                version,
                "",
                "linux",
                Machine.architecture(),
                null);
    }
}
