package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.DeviceClaim;
import io.gantry.api.resource.v1.DeviceConstraint;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceSubRequest;
import io.gantry.api.resource.v1.DeviceToleration;
import io.gantry.api.resource.v1.ExactDeviceRequest;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimSpecType;
import io.gantry.api.resource.v1.ResourceClaimTemplate;
import io.gantry.api.resource.v1.ResourceClaimTemplateSpecType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims for devices: who asks for what, under which names. */
final class DeviceRules {
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_ALTERNATIVES = 8;

    private DeviceRules() {}

    static void claim(ResourceClaim claim, FieldErrors errors) {
        devices(claim.spec().devices(), FieldPath.SPEC.child("devices"), errors);
    }

    static void claimUpdate(ResourceClaim updated, ResourceClaim old, FieldErrors errors) {
        errors.immutableRecord(FieldPath.SPEC, ResourceClaimSpecType.TYPE, updated.spec(), old.spec());
    }

    static void template(ResourceClaimTemplate template, FieldErrors errors) {
        TemplateMetadataRules.check(template.spec().metadata(), FieldPath.SPEC.child("metadata"), errors);
        devices(template.spec().spec().devices(), FieldPath.SPEC.child("spec").child("devices"), errors);
    }

    static void templateUpdate(ResourceClaimTemplate updated, ResourceClaimTemplate old, FieldErrors errors) {
        errors.immutableRecord(FieldPath.SPEC, ResourceClaimTemplateSpecType.TYPE, updated.spec(), old.spec());
    }

    private static void devices(DeviceClaim claim, FieldPath path, FieldErrors errors) {
        FieldPath requests = path.child("requests");
        if (fits(claim.requests(), MAX_ENTRIES, requests, errors)) {
            for (int i = 0; i < claim.requests().size(); i++) {
                request(claim.requests().get(i), requests.index(i), errors);
            }
            ResourceSliceRules.unique(
                    claim.requests().stream().map(DeviceRequest::name).toList(), requests, errors);
        }
        RequestNames names = RequestNames.of(claim);
        FieldPath constraints = path.child("constraints");
        if (fits(claim.constraints(), MAX_ENTRIES, constraints, errors)) {
            for (int i = 0; i < claim.constraints().size(); i++) {
                constraint(claim.constraints().get(i), names, constraints.index(i), errors);
            }
        }
        FieldPath config = path.child("config");
        if (fits(claim.config(), MAX_ENTRIES, config, errors)) {
            for (int i = 0; i < claim.config().size(); i++) {
                names.references(
                        claim.config().get(i).requests(), config.index(i).child("requests"), errors);
                DeviceClassRules.configuration(claim.config().get(i).opaque(), false, config.index(i), errors);
            }
        }
    }

    /** Whether a list is short enough for its elements to be looked at. */
    private static boolean fits(List<?> list, int max, FieldPath path, FieldErrors errors) {
        if (list.size() > max) {
            errors.tooMany(path, list.size(), max);
        }
        return list.size() <= max;
    }

    private static void constraint(
            DeviceConstraint constraint, RequestNames names, FieldPath path, FieldErrors errors) {
        names.references(constraint.requests(), path.child("requests"), errors);
        if (constraint.matchAttribute() != null) {
            attribute(constraint.matchAttribute(), path.child("matchAttribute"), errors);
        } else if (constraint.distinctAttribute() != null) {
            attribute(constraint.distinctAttribute(), path.child("distinctAttribute"), errors);
        } else {
            errors.required(
                    path,
                    "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple fields are"
                            + " set"); // Kubernetes' sentence, although none is set
        }
    }

    private static void attribute(String name, FieldPath path, FieldErrors errors) {
        DevicePropertyRules.qualifiedName(name, path, errors);
        if (name.indexOf('/') < 0) {
            errors.invalid(path, name, "a fully qualified name must be a domain and a name separated by a slash");
        }
    }

    private static void request(DeviceRequest request, FieldPath path, FieldErrors errors) {
        name(request.name(), path.child("name"), errors);
        ExactDeviceRequest exactly = request.exactly();
        List<DeviceSubRequest> alternatives = request.firstAvailable();
        String one = "exactly one of `exactly` or `firstAvailable` is required";
        if (exactly == null && alternatives.isEmpty()) {
            errors.required(path, one);
        } else if (exactly != null && !alternatives.isEmpty()) {
            errors.invalid(path, (Object) null, one + ", but multiple fields are set");
        } else if (exactly != null) {
            FieldPath at = path.child("exactly");
            deviceClass(exactly.deviceClassName(), at, errors);
            DeviceClassRules.selectors(exactly.selectors(), at.child("selectors"), errors);
            amount(exactly.allocationMode(), exactly.count(), at, errors);
            tolerations(exactly.tolerations(), at.child("tolerations"), errors);
        } else if (fits(alternatives, MAX_ALTERNATIVES, path.child("firstAvailable"), errors)) {
            for (int i = 0; i < alternatives.size(); i++) {
                alternative(alternatives.get(i), path.child("firstAvailable").index(i), errors);
            }
            ResourceSliceRules.unique(
                    alternatives.stream().map(DeviceSubRequest::name).toList(), path.child("firstAvailable"), errors);
        }
    }

    private static void alternative(DeviceSubRequest each, FieldPath path, FieldErrors errors) {
        name(each.name(), path.child("name"), errors);
        deviceClass(each.deviceClassName(), path, errors);
        DeviceClassRules.selectors(each.selectors(), path.child("selectors"), errors);
        amount(each.allocationMode(), each.count(), path, errors);
        tolerations(each.tolerations(), path.child("tolerations"), errors);
    }

    private static void name(String name, FieldPath path, FieldErrors errors) {
        errors.invalid(path, name, Names.dns1123Label(name));
    }

    private static void deviceClass(String name, FieldPath path, FieldErrors errors) {
        if (name.isEmpty()) {
            errors.required(path.child("deviceClassName"), "");
        } else {
            errors.invalid(path.child("deviceClassName"), name, Names.dns1123Subdomain(name));
        }
    }

    private static void amount(@Nullable String mode, @Nullable Long count, FieldPath path, FieldErrors errors) {
        long number = count == null ? 0 : count;
        switch (mode == null ? "" : mode) {
            case "All" -> {
                if (number != 0) {
                    errors.invalid(path.child("count"), number, "must not be specified when allocationMode is 'All'");
                }
            }
            case "ExactCount" -> {
                if (number <= 0) {
                    errors.invalid(path.child("count"), number, "must be greater than zero");
                }
            }
            default -> errors.notSupported(path.child("allocationMode"), mode, List.of("All", "ExactCount"));
        }
    }

    private static void tolerations(List<DeviceToleration> tolerations, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < tolerations.size(); i++) {
            DeviceToleration toleration = tolerations.get(i);
            FieldPath at = path.index(i);
            String key = toleration.key() == null ? "" : toleration.key();
            String value = toleration.value() == null ? "" : toleration.value();
            String operator = toleration.operator() == null ? "" : toleration.operator();
            String effect = toleration.effect() == null ? "" : toleration.effect();
            if (!key.isEmpty()) {
                errors.invalid(at.child("key"), key, Names.qualifiedName(key));
            }
            switch (operator) {
                case "Exists" -> {
                    if (!value.isEmpty()) {
                        errors.invalid(at.child("value"), value, "must be empty for operator `Exists`");
                    }
                }
                case "Equal" -> errors.invalid(at.child("value"), value, Names.labelValue(value));
                default -> errors.oneOf(at.child("operator"), operator, List.of("Equal", "Exists"));
            }
            if (!effect.isEmpty()) {
                errors.optionalOneOf(at.child("effect"), effect, PublishedDeviceRules.EFFECTS);
            }
        }
    }

    /** The name of a driver; an empty one is also no DNS name. */
    static void driver(String name, FieldPath path, FieldErrors errors) {
        if (name.isEmpty()) {
            errors.required(path, "");
        }
        Formats.driverName(name, path, errors);
    }
}
