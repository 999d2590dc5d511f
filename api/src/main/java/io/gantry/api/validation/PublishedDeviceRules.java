package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.Device;
import io.gantry.api.resource.v1.DeviceCounterConsumption;
import io.gantry.api.resource.v1.DeviceTaint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One device of a slice. What it is called and has is the business of {@link DevicePropertyRules}. */
final class PublishedDeviceRules {
    private static final int MAX_TAINTS = 16;
    private static final int MAX_CONSUMPTIONS = 2;
    private static final int MAX_COUNTERS = 32;
    static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");
    private static final String ONE_WAY = "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
            + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec";

    private PublishedDeviceRules() {}

    /**
     * @param old the device of that name before an update; what it has kept is not looked at again
     * @param ownNodes whether each device says which nodes reach it
     */
    static void device(Device device, @Nullable Device old, boolean ownNodes, FieldPath path, FieldErrors errors) {
        errors.invalid(path.child("name"), device.name(), Names.dns1123Label(device.name()));
        DevicePropertyRules.check(device, old, path, errors);
        if (old == null || !old.taints().equals(device.taints())) {
            taints(device.taints(), path.child("taints"), errors);
        }
        consumptions(device.consumesCounters(), path.child("consumesCounters"), errors);
        nodes(device, ownNodes, path, errors);
        BindingConditionRules.check(device.bindingConditions(), device.bindingFailureConditions(), path, errors);
    }

    private static void taints(List<DeviceTaint> taints, FieldPath path, FieldErrors errors) {
        if (taints.size() > MAX_TAINTS) {
            errors.tooMany(path, taints.size(), MAX_TAINTS);
            return;
        }
        for (int i = 0; i < taints.size(); i++) {
            DeviceTaint taint = taints.get(i);
            FieldPath at = path.index(i);
            errors.invalid(at.child("key"), taint.key(), Names.qualifiedName(taint.key()));
            if (taint.value() != null && !taint.value().isEmpty()) {
                errors.invalid(at.child("value"), taint.value(), Names.labelValue(taint.value()));
            }
            errors.oneOf(at.child("effect"), taint.effect(), EFFECTS);
        }
    }

    private static void consumptions(List<DeviceCounterConsumption> all, FieldPath path, FieldErrors errors) {
        if (all.size() > MAX_CONSUMPTIONS) {
            errors.tooMany(path, all.size(), MAX_CONSUMPTIONS);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            DeviceCounterConsumption each = all.get(i);
            counters(each.counterSet(), "counterSet", each.counters().keySet(), path.index(i), errors);
        }
        ResourceSliceRules.unique(
                all.stream().map(DeviceCounterConsumption::counterSet).toList(), path, errors);
    }

    /**
     * Counters of a set.
     *
     * @param field where the set's name stands
     */
    static void counters(String set, String field, Collection<String> names, FieldPath path, FieldErrors errors) {
        if (set.isEmpty()) {
            errors.required(path.child(field), "");
        } else {
            errors.invalid(path.child(field), set, Names.dns1123Label(set));
        }
        FieldPath counters = path.child("counters");
        if (names.isEmpty()) {
            errors.required(counters, "");
        } else if (names.size() > MAX_COUNTERS) {
            errors.tooMany(counters, names.size(), MAX_COUNTERS);
        } else {
            names.forEach(name -> errors.invalid(counters, name, Names.dns1123Label(name)));
        }
    }

    private static void nodes(Device device, boolean own, FieldPath path, FieldErrors errors) {
        String node = device.nodeName();
        if (!own) {
            if (node != null || device.nodeSelector() != null || device.allNodes() != null) {
                errors.invalid(
                        path,
                        null,
                        "`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to"
                                + " true in the ResourceSlice spec");
            }
            return;
        }
        List<String> ways = new ArrayList<>();
        if (node != null && node.isEmpty()) {
            errors.invalid(path.child("nodeName"), node, "must not be empty");
        } else if (node != null) {
            ways.add("`nodeName`");
            errors.invalid(path.child("nodeName"), node, Names.dns1123Subdomain(node));
        }
        if (device.nodeSelector() != null) {
            ways.add("`nodeSelector`");
        }
        ResourceSliceRules.onlyTrue(device.allNodes(), "allNodes", path, ways, errors);
        if (ways.isEmpty()) {
            errors.required(path, ONE_WAY);
        } else if (ways.size() > 1) {
            errors.invalid(path, ResourceSliceRules.listed(ways), ONE_WAY);
        }
    }
}
