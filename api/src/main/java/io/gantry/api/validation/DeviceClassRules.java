package io.gantry.api.validation;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.DeviceClass;
import io.gantry.api.resource.v1.DeviceClassConfiguration;
import io.gantry.api.resource.v1.DeviceClassSpec;
import io.gantry.api.resource.v1.DeviceSelector;
import io.gantry.api.resource.v1.OpaqueDeviceConfiguration;
import io.gantry.api.types.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes of devices, and what claims share with them: selectors and configurations. Whether the expressions of selectors
 * compile is asked where they are evaluated.
 */
final class DeviceClassRules {
    private static final int MAX_SELECTORS = 32;
    private static final int MAX_CONFIGURATIONS = 32;
    private static final int MAX_PARAMETERS = 10 * 1024;

    private DeviceClassRules() {}

    static void deviceClass(DeviceClass updated, FieldErrors errors) {
        check(updated.spec(), List.of(), errors);
    }

    static void update(DeviceClass updated, DeviceClass old, FieldErrors errors) {
        check(updated.spec(), old.spec().config(), errors);
    }

    private static void check(DeviceClassSpec spec, List<DeviceClassConfiguration> known, FieldErrors errors) {
        selectors(spec.selectors(), FieldPath.SPEC.child("selectors"), errors);
        FieldPath path = FieldPath.SPEC.child("config");
        List<DeviceClassConfiguration> config = spec.config();
        if (config.size() > MAX_CONFIGURATIONS) {
            errors.tooMany(path, config.size(), MAX_CONFIGURATIONS);
        } else {
            for (int i = 0; i < config.size(); i++) {
                configuration(config.get(i).opaque(), config.equals(known), path.index(i), errors);
            }
        }
        String resource = spec.extendedResourceName();
        if (resource != null && !isExtendedResource(resource)) {
            errors.invalid(
                    FieldPath.SPEC.child("extendedResourceName"), resource, "must be a valid extended resource name");
        }
    }

    private static boolean isExtendedResource(String name) {
        return !ResourceRules.isNative(name)
                && !name.startsWith("requests.")
                && Names.qualifiedName("requests." + name).isEmpty();
    }

    static void selectors(List<DeviceSelector> selectors, FieldPath path, FieldErrors errors) {
        if (selectors.size() > MAX_SELECTORS) {
            errors.tooMany(path, selectors.size(), MAX_SELECTORS);
            return;
        }
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i).cel() == null) {
                errors.required(path.index(i).child("cel"), "");
            }
        }
    }

    /** @param known whether it was there before; then its size was let in */
    static void configuration(
            @Nullable OpaqueDeviceConfiguration opaque, boolean known, FieldPath path, FieldErrors errors) {
        if (opaque == null) {
            errors.required(path.child("opaque"), "");
            return;
        }
        FieldPath at = path.child("opaque");
        DeviceRules.driver(opaque.driver(), at.child("driver"), errors);
        parameters(opaque.parameters(), known, at.child("parameters"), errors);
    }

    private static void parameters(@Nullable RawJson json, boolean known, FieldPath path, FieldErrors errors) {
        if (json == null || json.shared().length == 0) {
            errors.required(path, "");
        } else {
            json(json, known ? Integer.MAX_VALUE : MAX_PARAMETERS, path, errors);
        }
    }

    /** An object of JSON. */
    static void json(RawJson json, int maxBytes, FieldPath path, FieldErrors errors) {
        if (json.shared().length > maxBytes) {
            errors.tooLong(path, maxBytes);
            return;
        }
        try {
            Object tree = Tree.parseJson(json.shared());
            if (tree == null) {
                errors.required(path, "");
            } else if (!(tree instanceof Map)) {
                errors.invalid(path, "<value omitted>", "must be a valid JSON object");
            }
        } catch (DecodeException e) {
            errors.invalid(path, "<value omitted>", "error parsing data as JSON: " + e.getMessage());
        }
    }
}
