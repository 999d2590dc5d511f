package io.gantry.server.strategy;

import io.gantry.api.resource.v1.AllocatedDeviceStatus;
import io.gantry.api.resource.v1.AllocationResult;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimStatus;
import io.gantry.api.resource.v1.ResourceClaimType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims of devices: what was reported of a device goes with it when the claim gives it back. */
final class DeviceClaimStrategy extends ExpressionStrategy<ResourceClaim> {
    private record Device(String driver, String pool, String name) {}

    DeviceClaimStrategy() {
        super(ResourceClaimType.KIND, (next, old) -> DeviceSelectorRules.claim(next, old));
    }

    @Override
    public ResourceClaim prepareStatus(ResourceClaim next, ResourceClaim old, Context context) {
        ResourceClaim prepared = super.prepareStatus(next, old, context);
        ResourceClaimStatus status = prepared.status();
        Set<Device> gone = devices(old.status().allocation());
        gone.removeAll(devices(status.allocation()));
        List<AllocatedDeviceStatus> kept = status.devices().stream()
                .filter(each -> !gone.contains(new Device(each.driver(), each.pool(), each.device())))
                .toList();
        return kept.size() == status.devices().size()
                ? prepared
                : new ResourceClaim(
                        prepared.metadata(),
                        prepared.spec(),
                        new ResourceClaimStatus(status.allocation(), status.reservedFor(), kept));
    }

    private static Set<Device> devices(@Nullable AllocationResult given) {
        Set<Device> devices = new HashSet<>();
        if (given != null) {
            given.devices().results().forEach(r -> devices.add(new Device(r.driver(), r.pool(), r.device())));
        }
        return devices;
    }
}
