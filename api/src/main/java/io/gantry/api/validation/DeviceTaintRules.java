package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1beta2.DeviceTaint;
import io.gantry.api.resource.v1beta2.DeviceTaintRule;
import io.gantry.api.resource.v1beta2.DeviceTaintSelector;
import org.jspecify.annotations.Nullable;

/** Rules that give devices a taint which their driver did not publish. */
final class DeviceTaintRules {
    private static final int MAX_CONDITIONS = 8;

    private DeviceTaintRules() {}

    static void rule(DeviceTaintRule rule, FieldErrors errors) {
        spec(rule, null, errors);
    }

    static void update(DeviceTaintRule updated, DeviceTaintRule old, FieldErrors errors) {
        spec(updated, old, errors);
    }

    static void status(DeviceTaintRule updated, DeviceTaintRule old, FieldErrors errors) {
        FieldPath path = FieldPath.of("status").child("conditions");
        ConditionRules.check(updated.status().conditions(), path, errors);
        if (updated.status().conditions().size() > MAX_CONDITIONS) {
            errors.tooMany(path, updated.status().conditions().size(), MAX_CONDITIONS);
        }
    }

    /** @param old what it was before an update; an effect that it has kept is not looked at again */
    private static void spec(DeviceTaintRule rule, @Nullable DeviceTaintRule old, FieldErrors errors) {
        DeviceTaintSelector selector = rule.spec().deviceSelector();
        if (selector != null) {
            selector(selector, FieldPath.SPEC.child("deviceSelector"), errors);
        }
        FieldPath path = FieldPath.SPEC.child("taint");
        DeviceTaint taint = rule.spec().taint();
        errors.invalid(path.child("key"), taint.key(), Names.qualifiedName(taint.key()));
        if (taint.value() != null && !taint.value().isEmpty()) {
            errors.invalid(path.child("value"), taint.value(), Names.labelValue(taint.value()));
        }
        if (old == null || !old.spec().taint().effect().equals(taint.effect())) {
            errors.oneOf(path.child("effect"), taint.effect(), PublishedDeviceRules.EFFECTS);
        }
    }

    private static void selector(DeviceTaintSelector selector, FieldPath path, FieldErrors errors) {
        if (selector.driver() != null) {
            DeviceRules.driver(selector.driver(), path.child("driver"), errors);
        }
        if (selector.pool() != null) {
            ResourceSliceRules.poolName(selector.pool(), path.child("pool"), errors);
        }
        if (selector.device() != null) {
            errors.invalid(path.child("device"), selector.device(), Names.dns1123Label(selector.device()));
        }
    }
}
