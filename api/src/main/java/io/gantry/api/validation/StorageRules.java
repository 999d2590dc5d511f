package io.gantry.api.validation;

import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.names.Names;
import io.gantry.api.storage.v1.CSIDriver;
import io.gantry.api.storage.v1.CSINode;
import io.gantry.api.storage.v1.CSINodeDriver;
import io.gantry.api.storage.v1.CSINodeDriverType;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.TokenRequest;
import io.gantry.api.storage.v1.VolumeAttributesClass;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classes of storage, and what drivers say of themselves, of nodes and of the space that is left. */
final class StorageRules {
    private static final int MAX_PARAMETERS = 512;
    private static final int MAX_PARAMETER_BYTES = 256 * 1024;
    private static final long MIN_TOKEN_SECONDS = 600;
    private static final long MAX_TOKEN_SECONDS = 1L << 32;
    private static final long MIN_UPDATE_SECONDS = 10;
    private static final int MAX_NODE_ID = 192;

    private StorageRules() {}

    static void storageClass(StorageClass storage, FieldErrors errors) {
        parameters(storage.parameters(), errors);
    }

    static void attributesClass(VolumeAttributesClass attributes, FieldErrors errors) {
        FieldPath driver = FieldPath.of("driverName");
        if (attributes.driverName().isEmpty()) {
            errors.required(driver, "");
        } else {
            errors.invalid(
                    driver,
                    attributes.driverName(),
                    Names.qualifiedName(attributes.driverName().toLowerCase(Locale.ROOT)));
        }
        if (attributes.parameters().isEmpty()) {
            errors.required(FieldPath.of("parameters"), "must contain at least one key/value pair");
        }
        parameters(attributes.parameters(), errors);
    }

    static void attributesClassUpdate(VolumeAttributesClass updated, VolumeAttributesClass old, FieldErrors errors) {
        if (!updated.driverName().equals(old.driverName())) {
            errors.forbidden(FieldPath.of("driverName"), "updates to driverName are forbidden.");
        }
        if (!updated.parameters().equals(old.parameters())) {
            errors.forbidden(FieldPath.of("parameters"), "updates to parameters are forbidden.");
        }
    }

    private static void parameters(Map<String, String> parameters, FieldErrors errors) {
        FieldPath path = FieldPath.of("parameters");
        if (parameters.size() > MAX_PARAMETERS) {
            errors.tooLong(path, MAX_PARAMETERS);
            return;
        }
        long bytes = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (parameter.getKey().isEmpty()) {
                errors.invalid(path, "", "key must not be empty.");
            }
            bytes += MetadataRules.utf8Length(parameter.getKey()) + MetadataRules.utf8Length(parameter.getValue());
        }
        if (bytes > MAX_PARAMETER_BYTES) {
            errors.tooLong(path, MAX_PARAMETER_BYTES);
        }
    }

    static void capacity(CSIStorageCapacity capacity, FieldErrors errors) {
        errors.invalid(
                FieldPath.of("storageClassName"),
                capacity.storageClassName(),
                Names.dns1123Subdomain(capacity.storageClassName()));
        nonNegative(FieldPath.of("capacity"), capacity.capacity(), errors);
        nonNegative(FieldPath.of("maximumVolumeSize"), capacity.maximumVolumeSize(), errors);
    }

    private static void nonNegative(FieldPath path, @Nullable Quantity amount, FieldErrors errors) {
        if (amount != null && amount.signum() < 0) {
            errors.invalid(path, amount.toString(), "must be greater than or equal to 0");
        }
    }

    static void capacityUpdate(CSIStorageCapacity updated, CSIStorageCapacity old, FieldErrors errors) {
        capacity(updated, errors);
        errors.immutableRecord(
                FieldPath.of("nodeTopology"), LabelSelectorType.TYPE, updated.nodeTopology(), old.nodeTopology());
        errors.immutable(FieldPath.of("storageClassName"), updated.storageClassName(), old.storageClassName());
    }

    static void driver(CSIDriver driver, FieldErrors errors) {
        String name = driver.metadata().name();
        if (name != null && !name.isEmpty()) {
            Formats.driverName(name, FieldPath.METADATA.child("name"), errors);
        }
        tokens(driver.spec().tokenRequests(), FieldPath.SPEC.child("tokenRequests"), errors);
        Long period = driver.spec().nodeAllocatableUpdatePeriodSeconds();
        if (period != null && period < MIN_UPDATE_SECONDS) {
            errors.invalid(
                    FieldPath.SPEC.child("nodeAllocatableUpdatePeriodSeconds"),
                    period,
                    "must be greater than or equal to 10 seconds");
        }
    }

    static void driverUpdate(CSIDriver updated, CSIDriver old, FieldErrors errors) {
        driver(updated, errors);
        errors.immutable(
                FieldPath.SPEC.child("attachedRequired"), // Kubernetes' own spelling
                updated.spec().attachRequired(),
                old.spec().attachRequired());
        errors.immutable(
                FieldPath.SPEC.child("volumeLifecycleModes"),
                updated.spec().volumeLifecycleModes(),
                old.spec().volumeLifecycleModes());
    }

    private static void tokens(List<TokenRequest> requests, FieldPath path, FieldErrors errors) {
        Set<String> audiences = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            TokenRequest request = requests.get(i);
            Long seconds = request.expirationSeconds();
            FieldPath expiration = path.index(i).child("expirationSeconds");
            if (!audiences.add(request.audience())) {
                errors.duplicate(path.index(i).child("audience"), request.audience());
            } else if (seconds != null && seconds < MIN_TOKEN_SECONDS) {
                errors.invalid(expiration, seconds, "may not specify a duration less than 10 minutes");
            } else if (seconds != null && seconds > MAX_TOKEN_SECONDS) {
                errors.invalid(expiration, seconds, "may not specify a duration larger than 2^32 seconds");
            }
        }
    }

    static void node(CSINode node, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < node.spec().drivers().size(); i++) {
            CSINodeDriver driver = node.spec().drivers().get(i);
            FieldPath path = FieldPath.SPEC.child("drivers").index(i);
            if (driver.nodeID().length() > MAX_NODE_ID) {
                errors.invalid(path.child("nodeID"), driver.nodeID(), "must be " + MAX_NODE_ID + " characters or less");
            }
            if (driver.allocatable() != null) {
                errors.nonNegative(
                        path.child("allocatable").child("count"),
                        driver.allocatable().count());
            }
            if (!names.add(driver.name())) {
                errors.duplicate(path.child("name"), driver.name());
            }
            Set<String> keys = new HashSet<>();
            for (String key : driver.topologyKeys()) { // errors of keys stand at the driver
                if (key.isEmpty()) {
                    errors.required(path, "");
                }
                if (!keys.add(key)) {
                    errors.duplicate(path, key);
                }
                errors.invalid(path, key, Names.qualifiedName(key));
            }
        }
    }

    /** A driver may come, go, and say anew how many volumes it can take; nothing else of it changes. */
    static void nodeUpdate(CSINode updated, CSINode old, FieldErrors errors) {
        node(updated, errors);
        for (CSINodeDriver before : old.spec().drivers()) {
            for (CSINodeDriver driver : updated.spec().drivers()) {
                if (driver.name().equals(before.name())) {
                    errors.immutableRecord(
                            FieldPath.SPEC.child("drivers"),
                            CSINodeDriverType.TYPE,
                            withoutLimit(driver),
                            withoutLimit(before));
                }
            }
        }
    }

    private static CSINodeDriver withoutLimit(CSINodeDriver driver) {
        return new CSINodeDriver(driver.name(), driver.nodeID(), driver.topologyKeys(), null);
    }
}
