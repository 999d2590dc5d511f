package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.Device;
import io.gantry.api.resource.v1.DeviceAttribute;
import io.gantry.api.resource.v1.DeviceAttributeType;
import io.gantry.api.resource.v1.DeviceCapacity;
import io.gantry.api.types.Semver;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attributes and capacities of a device. */
final class DevicePropertyRules {
    private static final int MAX_PROPERTIES = 32;
    private static final int MAX_VALUES = 48;
    private static final int MAX_VALUE = 64;
    private static final int MAX_ID = 32;
    private static final int MAX_KEY = 63 + 1 + MAX_ID;

    private DevicePropertyRules() {}

    static void check(Device device, @Nullable Device old, FieldPath path, FieldErrors errors) {
        int properties = device.attributes().size() + device.capacity().size();
        if (properties > MAX_PROPERTIES) {
            errors.invalid(
                    path,
                    properties,
                    "the total number of attributes and capacities must not exceed " + MAX_PROPERTIES);
        }
        int values = device.attributes().values().stream()
                .mapToInt(DevicePropertyRules::count)
                .sum();
        if (values > MAX_VALUES) {
            errors.invalid(path, values, "the total number of attribute values must not exceed " + MAX_VALUES);
        }
        FieldPath attributes = path.child("attributes");
        device.attributes().forEach((name, attribute) -> {
            qualifiedName(name, attributes, errors);
            attribute(attribute, attributes.key(shortened(name)), errors);
        });
        if (old == null || !old.capacity().equals(device.capacity())) {
            capacities(device, path.child("capacity"), errors);
        }
    }

    private static void capacities(Device device, FieldPath path, FieldErrors errors) {
        boolean shared = Boolean.TRUE.equals(device.allowMultipleAllocations());
        device.capacity().forEach((name, capacity) -> {
            qualifiedName(name, path, errors);
            policy(capacity, shared, path.key(shortened(name)).child("requestPolicy"), errors);
        });
    }

    private static void policy(DeviceCapacity capacity, boolean shared, FieldPath path, FieldErrors errors) {
        if (capacity.requestPolicy() == null) {
            return;
        }
        if (shared) {
            RequestPolicyRules.check(capacity.value(), capacity.requestPolicy(), path, errors);
        } else {
            errors.forbidden(path, "allowMultipleAllocations must be true");
        }
    }

    static boolean isList(DeviceAttribute attribute) {
        return lists(attribute).anyMatch(list -> !list.isEmpty());
    }

    private static Stream<List<?>> lists(DeviceAttribute attribute) {
        return Stream.of(attribute.boolValues(), attribute.intValues(), attribute.strings(), attribute.versions());
    }

    /** A single value counts as one. */
    private static int count(DeviceAttribute attribute) {
        return isList(attribute) ? lists(attribute).mapToInt(List::size).sum() : 1;
    }

    private static void attribute(DeviceAttribute attribute, FieldPath path, FieldErrors errors) {
        if (attribute.string() != null) {
            text(attribute.string(), path.child("string"), errors);
        }
        if (attribute.version() != null) {
            version(attribute.version(), path.child("version"), errors);
        }
        for (int i = 0; i < attribute.strings().size(); i++) {
            text(attribute.strings().get(i), path.child("strings").index(i), errors);
        }
        for (int i = 0; i < attribute.versions().size(); i++) {
            version(attribute.versions().get(i), path.child("versions").index(i), errors);
        }
        long given = lists(attribute).filter(list -> !list.isEmpty()).count()
                + Stream.<@Nullable Object>of(
                                attribute.boolValue(), attribute.intValue(), attribute.string(), attribute.version())
                        .filter(each -> each != null)
                        .count();
        if (given != 1) {
            errors.invalid(
                    path,
                    given == 0 ? "" : InternalJson.of(DeviceAttributeType.TYPE, attribute),
                    "exactly one value must be specified");
        }
    }

    private static void text(String value, FieldPath path, FieldErrors errors) {
        if (MetadataRules.utf8Length(value) > MAX_VALUE) {
            errors.tooLong(path, MAX_VALUE);
        }
    }

    private static void version(String value, FieldPath path, FieldErrors errors) {
        if (!Semver.is(value, false)) {
            errors.invalid(path, value, "must be a string compatible with semver.org spec 2.0.0");
        }
        text(value, path, errors);
    }

    /** An identifier, perhaps after the domain that it is for and a slash. */
    static void qualifiedName(String name, FieldPath path, FieldErrors errors) {
        String[] parts = name.split("/", -1);
        if (parts.length == 1) {
            identifier(name, path, errors);
        } else if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                errors.invalid(path, "", "the domain must not be empty");
            } else {
                DeviceRules.driver(parts[0], path, errors);
            }
            if (parts[1].isEmpty()) {
                errors.invalid(path, "", "the name must not be empty");
            } else {
                identifier(parts[1], path, errors);
            }
        }
        // Kubernetes 1.36 looks at no more: what has several slashes is let in
    }

    private static void identifier(String id, FieldPath path, FieldErrors errors) {
        if (id.length() > MAX_ID) {
            errors.tooLong(path, MAX_ID);
        }
        errors.invalid(path, id, Names.cIdentifier(id));
    }

    /** A key as the path of an error shows it: without its middle, if it is too long. */
    private static String shortened(String key) {
        if (key.length() <= MAX_KEY) {
            return key;
        }
        int rest = MAX_KEY - 3;
        return key.substring(0, (rest + 1) / 2) + "..." + key.substring(key.length() - rest / 2);
    }
}
