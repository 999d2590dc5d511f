package io.gantry.server.strategy;

import io.gantry.api.resource.v1.Device;
import io.gantry.api.resource.v1.DeviceBuilder;
import io.gantry.api.resource.v1.DeviceTaint;
import io.gantry.api.resource.v1.ResourceSlice;
import io.gantry.api.resource.v1.ResourceSliceSpecBuilder;
import io.gantry.api.resource.v1.ResourceSliceType;
import io.gantry.api.validation.FieldError;
import io.gantry.server.registry.Strategy;
import io.gantry.server.request.RequestScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A taint of a published device that does not say since when it is there is there since it was written. */
final class ResourceSliceStrategy extends Strategy<ResourceSlice> {
    ResourceSliceStrategy() {
        super(ResourceSliceType.KIND);
    }

    @Override
    public ResourceSlice prepareCreate(ResourceSlice object, Context context) {
        warnOfLetters(object.spec().driver());
        return timed(super.prepareCreate(object, context), context.now());
    }

    @Override
    public ResourceSlice prepareUpdate(ResourceSlice next, ResourceSlice old, Context context) {
        warnOfLetters(next.spec().driver());
        return timed(super.prepareUpdate(next, old, context), context.now());
    }

    private static void warnOfLetters(String driver) {
        if (!driver.equals(driver.toLowerCase(Locale.ROOT))) {
            RequestScope.warn("spec.driver: driver names should be lowercase; " + FieldError.quote(driver)
                    + " contains uppercase characters");
        }
    }

    private static ResourceSlice timed(ResourceSlice slice, Instant now) {
        if (slice.spec().devices().stream().allMatch(ResourceSliceStrategy::isTimed)) {
            return slice;
        }
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        List<Device> devices = slice.spec().devices().stream()
                .map(device -> isTimed(device) ? device : timed(device, second))
                .toList();
        return new ResourceSlice(
                slice.metadata(),
                ResourceSliceSpecBuilder.of(slice.spec()).devices(devices).build());
    }

    private static boolean isTimed(Device device) {
        return device.taints().stream().allMatch(taint -> taint.timeAdded() != null);
    }

    private static Device timed(Device device, Instant now) {
        List<DeviceTaint> taints = device.taints().stream()
                .map(taint -> taint.timeAdded() != null
                        ? taint
                        : new DeviceTaint(taint.key(), taint.value(), taint.effect(), now))
                .toList();
        return DeviceBuilder.of(device).taints(taints).build();
    }
}
