package io.gantry.api.validation;

import io.gantry.api.autoscaling.v2.ContainerResourceMetricSource;
import io.gantry.api.autoscaling.v2.ExternalMetricSource;
import io.gantry.api.autoscaling.v2.HPAScalingRules;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.gantry.api.autoscaling.v2.MetricSpec;
import io.gantry.api.autoscaling.v2.MetricTarget;
import io.gantry.api.autoscaling.v2.ObjectMetricSource;
import io.gantry.api.autoscaling.v2.PodsMetricSource;
import io.gantry.api.autoscaling.v2.ResourceMetricSource;
import io.gantry.api.types.Quantity;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Horizontal pod autoscalers: how many replicas by which metrics, and how fast. */
final class AutoscalerRules {
    private static final String TARGET = "target";

    private AutoscalerRules() {}

    static void autoscaler(HorizontalPodAutoscaler autoscaler, FieldErrors errors) {
        HorizontalPodAutoscalerSpec spec = autoscaler.spec();
        if (spec.minReplicas() != null && spec.maxReplicas() < spec.minReplicas()) {
            errors.invalid(
                    FieldPath.SPEC.child("maxReplicas"),
                    spec.maxReplicas(),
                    "must be greater than or equal to `minReplicas`");
        }
    }

    /** The one source that the type names. */
    static void check(MetricSpec metric, FieldPath path, FieldErrors errors) {
        Map<String, Boolean> given = new TreeMap<>();
        given.put("Object", metric.object() != null);
        given.put("Pods", metric.pods() != null);
        given.put("Resource", metric.resource() != null);
        given.put("External", metric.external() != null);
        given.put("ContainerResource", metric.containerResource() != null);
        Boolean expected = given.get(metric.type());
        if (expected != null && !expected) {
            errors.required(path.child(field(metric.type())), "must populate information for the given metric source");
        }
        long count = given.values().stream().filter(there -> there).count();
        if (count > 1 || (count == 1 && expected != null && !expected)) {
            given.forEach((type, there) -> {
                if (there && !type.equals(metric.type())) {
                    errors.forbidden(path.child(field(type)), "must populate the given metric source only");
                }
            });
        }
    }

    private static String field(String type) {
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    static void check(MetricTarget target, FieldPath path, FieldErrors errors) {
        if (target.type().isEmpty()) {
            errors.required(path.child("type"), "must specify a metric target type");
        }
        switch (target.type()) {
            case "Utilization", "Value", "AverageValue" -> {}
            default ->
                errors.invalid(path.child("type"), target.type(), "must be either Utilization, Value, or AverageValue");
        }
        positive(target.value(), path.child("value"), errors);
        positive(target.averageValue(), path.child("averageValue"), errors);
    }

    private static void positive(@Nullable Quantity quantity, FieldPath path, FieldErrors errors) {
        if (quantity != null && quantity.signum() <= 0) {
            errors.invalid(path, quantity.toString(), "must be positive");
        }
    }

    static void check(ObjectMetricSource source, FieldPath path, FieldErrors errors) {
        if (source.target().value() == null && source.target().averageValue() == null) {
            errors.required(path.child(TARGET).child("averageValue"), "must set either a target value or averageValue");
        }
    }

    static void check(ExternalMetricSource source, FieldPath path, FieldErrors errors) {
        boolean value = source.target().value() != null;
        boolean average = source.target().averageValue() != null;
        if (!value && !average) {
            errors.required(
                    path.child(TARGET).child("averageValue"),
                    "must set either a target value for metric or a per-pod target");
        }
        if (value && average) {
            errors.forbidden(
                    path.child(TARGET).child("value"),
                    "may not set both a target value for metric and a per-pod target");
        }
    }

    static void check(PodsMetricSource source, FieldPath path, FieldErrors errors) {
        if (source.target().averageValue() == null) {
            errors.required(path.child(TARGET).child("averageValue"), "must specify a positive target averageValue");
        }
    }

    static void check(ResourceMetricSource source, FieldPath path, FieldErrors errors) {
        rawOrUtilization(source.target(), path.child(TARGET), errors);
    }

    static void check(ContainerResourceMetricSource source, FieldPath path, FieldErrors errors) {
        if (!source.name().isEmpty()) {
            ResourceRules.containerResource(source.name(), path.child("name"), errors);
        }
        rawOrUtilization(source.target(), path.child(TARGET), errors);
    }

    private static void rawOrUtilization(MetricTarget target, FieldPath path, FieldErrors errors) {
        if (target.averageUtilization() == null && target.averageValue() == null) {
            errors.required(
                    path.child("averageUtilization"), "must set either a target raw value or a target utilization");
        }
        if (target.averageUtilization() != null && target.averageValue() != null) {
            errors.forbidden(
                    path.child("averageValue"), "may not set both a target raw value and a target utilization");
        }
    }

    static void check(HPAScalingRules rules, FieldPath path, FieldErrors errors) {
        if (rules.policies().isEmpty()) {
            errors.required(path.child("policies"), "must specify at least one Policy");
        }
        if (rules.tolerance() != null && rules.tolerance().signum() < 0) {
            errors.invalid(path.child("tolerance"), rules.tolerance().toString(), "must be greater than or equal to 0");
        }
    }
}
