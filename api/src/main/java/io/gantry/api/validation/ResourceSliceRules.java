package io.gantry.api.validation;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.core.v1.NodeSelectorTermType;
import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.CounterSet;
import io.gantry.api.resource.v1.Device;
import io.gantry.api.resource.v1.ResourcePool;
import io.gantry.api.resource.v1.ResourceSlice;
import io.gantry.api.resource.v1.ResourceSliceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What drivers publish: the pool, who reaches it, and the devices or the counters that devices share. */
final class ResourceSliceRules {
    private static final int MAX_DEVICES = 128;
    /** If any device has taints, lists as attributes, or takes from counters. */
    private static final int MAX_ADVANCED_DEVICES = 64;

    private static final int MAX_COUNTER_SETS = 8;
    private static final int MAX_POOL_NAME = 253;
    private static final String ONE_WAY =
            "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";

    private ResourceSliceRules() {}

    static void slice(ResourceSlice slice, FieldErrors errors) {
        spec(slice.spec(), null, errors);
    }

    static void update(ResourceSlice updated, ResourceSlice old, FieldErrors errors) {
        spec(updated.spec(), old.spec(), errors);
    }

    private static void spec(ResourceSliceSpec spec, @Nullable ResourceSliceSpec old, FieldErrors errors) {
        DeviceRules.driver(spec.driver(), FieldPath.SPEC.child("driver"), errors);
        pool(spec.pool(), FieldPath.SPEC.child("pool"), errors);
        if (old != null) {
            errors.immutable(
                    FieldPath.SPEC.child("pool").child("name"),
                    spec.pool().name(),
                    old.pool().name());
            errors.immutable(FieldPath.SPEC.child("driver"), spec.driver(), old.driver());
            errors.immutable(FieldPath.SPEC.child("nodeName"), spec.nodeName(), old.nodeName());
        }
        nodes(spec, errors);
        if (!spec.sharedCounters().isEmpty() && !spec.devices().isEmpty()) {
            errors.invalid(FieldPath.SPEC, "", "only one of `sharedCounters` or `devices` is allowed");
        }
        devices(spec, old, FieldPath.SPEC.child("devices"), errors);
        counterSets(spec.sharedCounters(), FieldPath.SPEC.child("sharedCounters"), errors);
    }

    private static void pool(ResourcePool pool, FieldPath path, FieldErrors errors) {
        poolName(pool.name(), path.child("name"), errors);
        if (pool.resourceSliceCount() <= 0) {
            errors.invalid(path.child("resourceSliceCount"), pool.resourceSliceCount(), "must be greater than zero");
        }
        if (pool.generation() < 0) {
            errors.invalid(path.child("generation"), pool.generation(), "must be greater than or equal to zero");
        }
    }

    static void poolName(String name, FieldPath path, FieldErrors errors) {
        if (name.isEmpty()) {
            errors.required(path, "");
            return;
        }
        if (name.length() > MAX_POOL_NAME) {
            errors.tooLong(path, MAX_POOL_NAME);
        }
        for (String part : name.split("/", -1)) {
            errors.invalid(path, part, Names.dns1123Subdomain(part));
        }
    }

    /** Which nodes reach the devices must be said in exactly one way. */
    private static void nodes(ResourceSliceSpec spec, FieldErrors errors) {
        List<String> ways = new ArrayList<>();
        String node = spec.nodeName();
        if (node != null) {
            FieldPath path = FieldPath.SPEC.child("nodeName");
            if (node.isEmpty()) {
                errors.invalid(path, node, "must be either unset or set to a non-empty string");
            } else {
                ways.add("`nodeName`");
                errors.invalid(path, node, Names.dns1123Subdomain(node));
            }
        }
        NodeSelector selector = spec.nodeSelector();
        if (selector != null) {
            ways.add("`nodeSelector`");
            if (selector.nodeSelectorTerms().size() != 1) {
                errors.invalid(
                        FieldPath.SPEC.child("nodeSelector").child("nodeSelectorTerms"),
                        InternalJson.ofAll(NodeSelectorTermType.TYPE, selector.nodeSelectorTerms()),
                        "must have exactly one node selector term");
            }
        }
        onlyTrue(spec.allNodes(), "allNodes", FieldPath.SPEC, ways, errors);
        onlyTrue(spec.perDeviceNodeSelection(), "perDeviceNodeSelection", FieldPath.SPEC, ways, errors);
        if (ways.isEmpty()) {
            errors.required(FieldPath.SPEC, ONE_WAY);
        } else if (ways.size() > 1) {
            errors.invalid(FieldPath.SPEC, listed(ways), ONE_WAY + ", but multiple fields are set");
        }
    }

    static String listed(List<String> ways) {
        return "{" + String.join(", ", ways) + "}";
    }

    /** A flag that says nothing when it is false, and so must not be given. */
    static void onlyTrue(@Nullable Boolean flag, String field, FieldPath path, List<String> ways, FieldErrors errors) {
        if (flag != null && flag) {
            ways.add("`" + field + "`");
        } else if (flag != null) {
            errors.invalid(path.child(field), flag, "must be either unset or set to true");
        }
    }

    private static void devices(
            ResourceSliceSpec spec, @Nullable ResourceSliceSpec old, FieldPath path, FieldErrors errors) {
        int max = spec.devices().stream().anyMatch(ResourceSliceRules::advanced) ? MAX_ADVANCED_DEVICES : MAX_DEVICES;
        if (spec.devices().size() > max) {
            errors.tooMany(path, spec.devices().size(), max);
            return;
        }
        Map<String, Device> before = new HashMap<>();
        if (old != null) {
            old.devices().forEach(device -> before.putIfAbsent(device.name(), device));
        }
        boolean each = Boolean.TRUE.equals(spec.perDeviceNodeSelection());
        for (int i = 0; i < spec.devices().size(); i++) {
            Device device = spec.devices().get(i);
            PublishedDeviceRules.device(device, before.get(device.name()), each, path.index(i), errors);
        }
        unique(spec.devices().stream().map(Device::name).toList(), path, errors);
    }

    private static boolean advanced(Device device) {
        return !device.taints().isEmpty()
                || !device.consumesCounters().isEmpty()
                || device.attributes().values().stream().anyMatch(DevicePropertyRules::isList);
    }

    private static void counterSets(List<CounterSet> sets, FieldPath path, FieldErrors errors) {
        if (sets.size() > MAX_COUNTER_SETS) {
            errors.tooMany(path, sets.size(), MAX_COUNTER_SETS);
            return;
        }
        for (int i = 0; i < sets.size(); i++) {
            CounterSet set = sets.get(i);
            PublishedDeviceRules.counters(set.name(), "name", set.counters().keySet(), path.index(i), errors);
        }
        unique(sets.stream().map(CounterSet::name).toList(), path, errors);
    }

    /** The error stands at the element, not at its name. */
    static void unique(List<String> names, FieldPath path, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                errors.duplicate(path.index(i), names.get(i));
            }
        }
    }
}
