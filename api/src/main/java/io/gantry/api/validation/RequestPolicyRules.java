package io.gantry.api.validation;

import io.gantry.api.resource.v1.CapacityRequestPolicy;
import io.gantry.api.resource.v1.CapacityRequestPolicyRange;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which amounts of a shared capacity can be asked for. */
final class RequestPolicyRules {
    private static final int MAX_OPTIONS = 10;
    private static final Quantity MAX_BOUND = Quantity.ofLong(Long.MAX_VALUE);

    private RequestPolicyRules() {}

    static void check(Quantity capacity, CapacityRequestPolicy policy, FieldPath path, FieldErrors errors) {
        List<Quantity> values = policy.validValues();
        CapacityRequestPolicyRange range = policy.validRange();
        if (!values.isEmpty() && range != null) {
            errors.forbidden(
                    path,
                    "exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\" at the same"
                            + " time");
            return;
        }
        Quantity standard = policy.defaultValue();
        if (!values.isEmpty()) {
            if (standard == null) {
                errors.required(path.child("default"), "required when validValues is defined");
            } else {
                values(standard, capacity, values, path.child("validValues"), errors);
            }
        } else if (range != null) {
            if (standard == null) {
                errors.required(path.child("default"), "required when validRange is defined");
            } else {
                range(standard, capacity, range, path.child("validRange"), errors);
            }
        }
    }

    private static void values(
            Quantity standard, Quantity capacity, List<Quantity> values, FieldPath path, FieldErrors errors) {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) > 0) {
                errors.invalid(path.index(i), values.get(i).toString(), "values must be sorted in ascending order");
            }
        }
        boolean found = false;
        if (values.size() > MAX_OPTIONS) {
            errors.tooMany(path, values.size(), MAX_OPTIONS);
        } else {
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < values.size(); i++) {
                Quantity option = values.get(i);
                if (option.compareTo(capacity) > 0) {
                    errors.invalid(
                            path.index(i), option.toString(), "option is larger than capacity value: " + capacity);
                }
                found |= option.compareTo(standard) == 0;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!seen.add(values.get(i).value())) {
                    errors.duplicate(path.index(i), Long.toString(values.get(i).value()));
                }
            }
        }
        if (!found) {
            errors.invalid(path, standard.toString(), "default value is not valid according to the requestPolicy");
        }
    }

    private static void range(
            Quantity standard,
            Quantity capacity,
            CapacityRequestPolicyRange range,
            FieldPath path,
            FieldErrors errors) {
        Quantity min = range.min();
        Quantity max = range.max();
        if (min.compareTo(capacity) > 0) {
            errors.invalid(path.child("min"), min.toString(), "min is larger than capacity value: " + capacity);
        }
        if (standard.compareTo(min) < 0) {
            errors.invalid(path.child("min"), standard.toString(), "default is less than min: " + min);
        }
        if (max != null) {
            if (min.compareTo(max) > 0) {
                errors.invalid(path.child("max"), min.toString(), "min is larger than max: " + max);
            }
            if (max.compareTo(capacity) > 0) {
                errors.invalid(path.child("max"), max.toString(), "max is larger than capacity value: " + capacity);
            }
            if (standard.compareTo(max) > 0) {
                errors.invalid(path.child("max"), standard.toString(), "default is more than max: " + max);
            }
        }
        if (range.step() != null) {
            step(standard, capacity, range, range.step(), path, errors);
        }
    }

    private static void step(
            Quantity standard,
            Quantity capacity,
            CapacityRequestPolicyRange range,
            Quantity step,
            FieldPath path,
            FieldErrors errors) {
        FieldPath at = path.child("step");
        if (step.signum() <= 0) {
            errors.invalid(at, step.toString(), "must be greater than zero");
            return;
        }
        Quantity first = range.min().add(step);
        if (first.compareTo(capacity) > 0) {
            errors.invalid(at, step.toString(), "one step " + first + " is larger than capacity value: " + capacity);
        }
        int before = errors.size();
        countable(standard, path.child("default"), errors);
        countable(range.min(), path.child("min"), errors);
        countable(range.max(), path.child("max"), errors);
        countable(step, at, errors);
        if (errors.size() == before) {
            multiple(standard, range.min(), step, at, errors);
            if (range.max() != null) {
                multiple(range.max(), range.min(), step, at, errors);
            }
        }
    }

    /** Steps are counted in whole numbers of 64 bits. */
    private static void countable(@Nullable Quantity bound, FieldPath path, FieldErrors errors) {
        if (bound != null && bound.signum() < 0) {
            errors.invalid(path, bound.toString(), "must be greater than or equal to 0");
        } else if (bound != null && bound.compareTo(MAX_BOUND) > 0) {
            errors.invalid(path, bound.toString(), "must not be larger than " + Long.MAX_VALUE);
        }
    }

    private static void multiple(Quantity value, Quantity min, Quantity step, FieldPath path, FieldErrors errors) {
        if ((value.value() - min.value()) % step.value() != 0) {
            errors.invalid(
                    path,
                    value.toString(),
                    "value is not a multiple of a given step (" + step + ") from (" + min + ")");
        }
    }
}
