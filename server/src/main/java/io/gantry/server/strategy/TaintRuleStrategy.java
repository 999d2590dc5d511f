package io.gantry.server.strategy;

import io.gantry.api.resource.v1beta2.DeviceTaint;
import io.gantry.api.resource.v1beta2.DeviceTaintRule;
import io.gantry.api.resource.v1beta2.DeviceTaintRuleSpec;
import io.gantry.api.resource.v1beta2.DeviceTaintRuleType;
import io.gantry.server.registry.Strategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** The taint of a device taint rule knows since when it has its effect: tolerations for some time count from there. */
final class TaintRuleStrategy extends Strategy<DeviceTaintRule> {
    TaintRuleStrategy() {
        super(DeviceTaintRuleType.KIND);
    }

    @Override
    public DeviceTaintRule prepareCreate(DeviceTaintRule object, Context context) {
        DeviceTaintRule prepared = super.prepareCreate(object, context);
        return prepared.spec().taint().timeAdded() == null ? added(prepared, context.now()) : prepared;
    }

    @Override
    public DeviceTaintRule prepareUpdate(DeviceTaintRule next, DeviceTaintRule old, Context context) {
        DeviceTaintRule prepared = super.prepareUpdate(next, old, context);
        DeviceTaint after = prepared.spec().taint();
        DeviceTaint before = old.spec().taint();
        boolean otherEffect = !after.effect().equals(before.effect());
        // A client that gives a time of its own with the effect keeps it.
        return after.timeAdded() == null || (otherEffect && Objects.equals(after.timeAdded(), before.timeAdded()))
                ? added(prepared, context.now())
                : prepared;
    }

    private static DeviceTaintRule added(DeviceTaintRule rule, Instant now) {
        DeviceTaint taint = rule.spec().taint();
        DeviceTaintRuleSpec spec = new DeviceTaintRuleSpec(
                rule.spec().deviceSelector(),
                new DeviceTaint(taint.key(), taint.value(), taint.effect(), now.truncatedTo(ChronoUnit.SECONDS)));
        return new DeviceTaintRule(rule.metadata(), spec, rule.status());
    }
}
