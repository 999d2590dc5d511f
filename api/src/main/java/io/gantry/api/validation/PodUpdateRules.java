package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSchedulingGate;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What may change in a pod that exists. */
final class PodUpdateRules {
    private static final String ALLOWED =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdateRules() {}

    static void update(Pod updated, Pod old, FieldErrors errors) {
        PodSpec after = updated.spec();
        PodSpec before = old.spec();
        boolean same = containers(after.containers(), before.containers(), "containers", errors);
        boolean sameInit = containers(after.initContainers(), before.initContainers(), "initContainers", errors);
        if (!same || !sameInit) {
            return; // the rest would only repeat it
        }
        deadline(after, before, errors);
        boolean additions = additions(after.tolerations(), before.tolerations(), errors);
        boolean gated = !before.schedulingGates().isEmpty();
        gates(after.schedulingGates(), before.schedulingGates(), errors);
        PodSpecBuilder comparable = PodSpecBuilder.of(after)
                .containers(withImages(after.containers(), before.containers()))
                .initContainers(withImages(after.initContainers(), before.initContainers()))
                .activeDeadlineSeconds(before.activeDeadlineSeconds())
                .schedulingGates(before.schedulingGates());
        if (additions) {
            comparable.tolerations(before.tolerations());
        }
        Long grace = before.terminationGracePeriodSeconds();
        if (grace != null
                && grace < 0
                && after.terminationGracePeriodSeconds() != null
                && after.terminationGracePeriodSeconds() == 1) {
            comparable.terminationGracePeriodSeconds(grace);
        }
        if (gated) {
            // As long as nobody has placed it, the conditions on its place may become narrower.
            comparable.nodeSelector(before.nodeSelector()).affinity(before.affinity());
            nodeSelector(after, before, errors);
        }
        if (!comparable.build().equals(before)) {
            errors.forbidden(FieldPath.SPEC, ALLOWED);
        }
        if (!updated.spec().schedulingGates().isEmpty() && after.nodeName() != null && before.nodeName() == null) {
            errors.forbidden(
                    FieldPath.SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
    }

    private static boolean containers(List<Container> after, List<Container> before, String name, FieldErrors errors) {
        if (after.size() != before.size()) {
            errors.forbidden(FieldPath.SPEC.child(name), "pod updates may not add or remove containers");
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            String image = after.get(i).image();
            FieldPath path = FieldPath.SPEC.child(name).index(i).child("image");
            if (image == null || image.isEmpty()) {
                errors.required(path, "");
            } else if (!image.equals(image.strip())) {
                errors.invalid(path, image, "must not have leading or trailing whitespace");
            }
        }
        return true;
    }

    private static List<Container> withImages(List<Container> after, List<Container> before) {
        List<Container> result = new ArrayList<>(after.size());
        for (int i = 0; i < after.size(); i++) {
            result.add(ContainerBuilder.of(after.get(i))
                    .image(before.get(i).image())
                    .build());
        }
        return result;
    }

    private static void deadline(PodSpec after, PodSpec before, FieldErrors errors) {
        Long seconds = after.activeDeadlineSeconds();
        Long old = before.activeDeadlineSeconds();
        FieldPath path = FieldPath.SPEC.child("activeDeadlineSeconds");
        if (seconds != null) {
            if (seconds < 0 || seconds > Integer.MAX_VALUE) {
                errors.invalid(path, seconds, "must be between 0 and 2147483647, inclusive");
            } else if (old != null && old < seconds) {
                errors.invalid(path, seconds, "must be less than or equal to previous value");
            }
        } else if (old != null) {
            errors.invalid(path, null, "must not update from a positive integer to nil value");
        }
    }

    private static boolean additions(List<Toleration> after, List<Toleration> before, FieldErrors errors) {
        for (Toleration toleration : before) {
            boolean kept = after.stream()
                    .anyMatch(each -> each.equals(toleration)
                            || ("NoExecute".equals(each.effect())
                                    && Objects.equals(each.key(), toleration.key())
                                    && Objects.equals(each.effect(), toleration.effect())
                                    && Objects.equals(each.operator(), toleration.operator())
                                    && Objects.equals(each.value(), toleration.value())));
            if (!kept) {
                errors.forbidden(
                        FieldPath.SPEC.child("tolerations"),
                        "existing toleration can not be modified except its tolerationSeconds");
                return false;
            }
        }
        for (int i = 0; i < after.size(); i++) {
            CoreV1TolerationChecks.check(
                    after.get(i), FieldPath.SPEC.child("tolerations").index(i), errors);
        }
        return true;
    }

    private static void gates(List<PodSchedulingGate> after, List<PodSchedulingGate> before, FieldErrors errors) {
        for (PodSchedulingGate gate : after) {
            if (!before.contains(gate)) {
                errors.forbidden(
                        FieldPath.SPEC.child("schedulingGates").child(gate.name()),
                        "only deletion is allowed, but found new scheduling gate '" + gate.name() + "'");
            }
        }
    }

    private static void nodeSelector(PodSpec after, PodSpec before, FieldErrors errors) {
        for (var entry : before.nodeSelector().entrySet()) {
            if (!entry.getValue().equals(after.nodeSelector().get(entry.getKey()))) {
                errors.invalid(
                        FieldPath.SPEC.child("nodeSelector"),
                        after.nodeSelector(),
                        "only additions are allowed to spec.nodeSelector (no mutations or deletions)");
                return;
            }
        }
    }
}
