package io.gantry.api.validation;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpec;
import io.gantry.api.core.v1.PersistentVolumeClaimSpecBuilder;
import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.core.v1.VolumeResourceRequirementsBuilder;
import io.gantry.api.types.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Claims of persistent volumes. */
final class ClaimRules {
    private static final String STORAGE = "storage";

    private ClaimRules() {}

    static void accessModes(List<String> modes, FieldPath path, FieldErrors errors) {
        if (modes.contains("ReadWriteOncePod") && modes.size() > 1) {
            errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
        }
    }

    static void check(PersistentVolumeClaimSpec spec, FieldPath path, FieldErrors errors) {
        accessModes(spec.accessModes(), path.child("accessModes"), errors);
        Quantity storage = spec.resources().requests().get(STORAGE);
        FieldPath requests = path.child("resources").child(STORAGE);
        if (storage == null) {
            errors.required(requests, "");
        } else if (storage.signum() <= 0) {
            errors.invalid(requests, storage.toString(), "must be greater than zero");
        }
        TypedLocalObjectReference source = spec.dataSource();
        if (source != null) {
            String group = source.apiGroup() == null ? "" : source.apiGroup();
            if (group.isEmpty() && !source.kind().equals("PersistentVolumeClaim")) {
                errors.invalid(
                        path.child("dataSource"),
                        source.kind(),
                        "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
            }
        }
    }

    static void update(PersistentVolumeClaim updated, PersistentVolumeClaim old, FieldErrors errors) {
        PersistentVolumeClaimSpec before = old.spec();
        PersistentVolumeClaimSpec after = updated.spec();
        boolean bound = "Bound".equals(old.status().phase());
        PersistentVolumeClaimSpecBuilder comparable = PersistentVolumeClaimSpecBuilder.of(after);
        // The binder sets the volume once, a class may be filled in, and a bound claim may grow.
        if (before.volumeName() == null) {
            comparable.volumeName(null);
        }
        if (before.storageClassName() == null) {
            comparable.storageClassName(null);
        }
        comparable.volumeAttributesClassName(before.volumeAttributesClassName());
        if (bound) {
            Map<String, Quantity> amounts = new HashMap<>(after.resources().requests());
            Quantity storage = before.resources().requests().get(STORAGE);
            if (storage != null) {
                amounts.put(STORAGE, storage);
            }
            comparable.resources(VolumeResourceRequirementsBuilder.of(after.resources())
                    .requests(amounts)
                    .build());
        }
        if (!comparable.build().equals(before)) {
            errors.forbidden(
                    FieldPath.SPEC,
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                            + " bound claims");
        }
        Quantity oldSize = before.resources().requests().get(STORAGE);
        Quantity newSize = after.resources().requests().get(STORAGE);
        if (bound && oldSize != null && newSize != null && newSize.compareTo(oldSize) < 0) {
            Quantity capacity = old.status().capacity().get(STORAGE);
            if (capacity == null || newSize.compareTo(capacity) <= 0) {
                errors.forbidden(
                        FieldPath.SPEC.child("resources").child("requests").child(STORAGE),
                        "field can not be less than status.capacity");
            }
        }
    }
}
