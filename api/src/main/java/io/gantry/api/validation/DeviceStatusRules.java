package io.gantry.api.validation;

import io.gantry.api.codec.Tree;
import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.AllocatedDeviceStatus;
import io.gantry.api.resource.v1.AllocationResult;
import io.gantry.api.resource.v1.NetworkDeviceData;
import io.gantry.api.types.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What drivers report of the devices of a claim. */
final class DeviceStatusRules {
    private static final int MAX_CONDITIONS = 8;
    private static final int MAX_DATA = 10 * 1024;
    private static final int MAX_INTERFACE_NAME = 256;
    private static final int MAX_HARDWARE_ADDRESS = 128;
    private static final int MAX_ADDRESSES = 16;

    private DeviceStatusRules() {}

    /** A device, or the share of one that a claim has. */
    private record Id(String driver, String pool, String device, String share) {
        static Id of(String driver, String pool, String device, @Nullable String share) {
            return new Id(driver, pool, device, share == null ? "" : share);
        }

        /** As Kubernetes shows it: by the names of its own fields, in their order. */
        @Override
        public String toString() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("Driver", driver);
            shown.put("Pool", pool);
            shown.put("Device", device);
            shown.put("ShareID", share);
            return new String(Tree.toJson(shown), StandardCharsets.UTF_8);
        }
    }

    /** @param given the devices that the claim has with this status */
    static void check(
            List<AllocatedDeviceStatus> devices, @Nullable AllocationResult given, FieldPath path, FieldErrors errors) {
        Set<Id> allocated = given == null
                ? Set.of()
                : given.devices().results().stream()
                        .map(result -> Id.of(result.driver(), result.pool(), result.device(), result.shareID()))
                        .collect(Collectors.toSet());
        for (int i = 0; i < devices.size(); i++) {
            device(devices.get(i), allocated, path.index(i), errors);
        }
        Set<Id> seen = new HashSet<>();
        for (int i = 0; i < devices.size(); i++) {
            Id id = id(devices.get(i));
            if (!seen.add(id)) {
                errors.duplicate(path.index(i), id);
            }
        }
    }

    private static Id id(AllocatedDeviceStatus device) {
        return Id.of(device.driver(), device.pool(), device.device(), device.shareID());
    }

    private static void device(AllocatedDeviceStatus device, Set<Id> allocated, FieldPath path, FieldErrors errors) {
        DeviceRules.driver(device.driver(), path.child("driver"), errors);
        ResourceSliceRules.poolName(device.pool(), path.child("pool"), errors);
        errors.invalid(path.child("device"), device.device(), Names.dns1123Label(device.device()));
        if (device.shareID() != null) {
            Uuids.check(device.shareID(), path.child("shareID"), errors);
        }
        if (!allocated.contains(id(device))) {
            errors.invalid(path, id(device), "must be an allocated device in the claim");
        }
        if (device.conditions().size() > MAX_CONDITIONS) {
            errors.tooMany(path.child("conditions"), device.conditions().size(), MAX_CONDITIONS);
        }
        ConditionRules.check(device.conditions(), path.child("conditions"), errors);
        RawJson data = device.data();
        if (data != null && data.shared().length > 0) {
            DeviceClassRules.json(data, MAX_DATA, path.child("data"), errors);
        }
        if (device.networkData() != null) {
            network(device.networkData(), path.child("networkData"), errors);
        }
    }

    private static void network(NetworkDeviceData data, FieldPath path, FieldErrors errors) {
        length(data.interfaceName(), MAX_INTERFACE_NAME, path.child("interfaceName"), errors);
        length(data.hardwareAddress(), MAX_HARDWARE_ADDRESS, path.child("hardwareAddress"), errors);
        FieldPath addresses = path.child("ips");
        if (data.ips().size() > MAX_ADDRESSES) {
            errors.tooMany(addresses, data.ips().size(), MAX_ADDRESSES);
            return;
        }
        for (int i = 0; i < data.ips().size(); i++) {
            Addresses.ofInterface(data.ips().get(i), addresses.index(i), errors);
        }
        ResourceSliceRules.unique(data.ips(), addresses, errors);
    }

    private static void length(@Nullable String text, int max, FieldPath path, FieldErrors errors) {
        if (text != null && MetadataRules.utf8Length(text) > max) {
            errors.tooLong(path, max);
        }
    }
}
