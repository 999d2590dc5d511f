package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.DeviceClaim;
import io.gantry.api.resource.v1.DeviceConstraint;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceRequestType;
import io.gantry.api.resource.v1.DeviceSubRequest;
import io.gantry.api.resource.v1.DeviceToleration;
import io.gantry.api.resource.v1.ExactDeviceRequest;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimSpecType;
import io.gantry.api.resource.v1.ResourceClaimTemplate;
import io.gantry.api.resource.v1.ResourceClaimTemplateSpecType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims for devices: who asks for what, under which names. */
final class DeviceRules {
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_ALTERNATIVES = 8;
    private static final int MAX_TOLERATIONS = 16;

    private DeviceRules() {}

    static void claim(ResourceClaim claim, FieldErrors errors) {
        devices(claim.spec().devices(), FieldPath.SPEC.child("devices"), errors);
    }

    static void claimUpdate(ResourceClaim updated, ResourceClaim old, FieldErrors errors) {
        errors.immutableRecord(FieldPath.SPEC, ResourceClaimSpecType.TYPE, updated.spec(), old.spec());
    }

    static void template(ResourceClaimTemplate template, FieldErrors errors) {
        devices(template.spec().spec().devices(), FieldPath.SPEC.child("spec").child("devices"), errors);
    }

    static void templateUpdate(ResourceClaimTemplate updated, ResourceClaimTemplate old, FieldErrors errors) {
        errors.immutableRecord(FieldPath.SPEC, ResourceClaimTemplateSpecType.TYPE, updated.spec(), old.spec());
    }

    private static void devices(DeviceClaim claim, FieldPath path, FieldErrors errors) {
        FieldPath requests = path.child("requests");
        Set<String> names = new HashSet<>();
        if (claim.requests().size() > MAX_ENTRIES) {
            errors.tooMany(requests, claim.requests().size(), MAX_ENTRIES);
        }
        for (int i = 0; i < claim.requests().size(); i++) {
            DeviceRequest request = claim.requests().get(i);
            request(request, requests.index(i), errors);
            if (!names.add(request.name())) {
                errors.duplicate(requests.index(i).child("name"), request.name());
            }
            request.firstAvailable().forEach(each -> names.add(request.name() + "/" + each.name()));
        }
        for (int i = 0; i < claim.constraints().size(); i++) {
            constraint(
                    claim.constraints().get(i), names, path.child("constraints").index(i), errors);
        }
        for (int i = 0; i < claim.config().size(); i++) {
            FieldPath at = path.child("config").index(i);
            references(claim.config().get(i).requests(), names, at.child("requests"), errors);
            DeviceClassRules.configuration(claim.config().get(i).opaque(), false, at, errors);
        }
    }

    private static void constraint(DeviceConstraint constraint, Set<String> names, FieldPath path, FieldErrors errors) {
        references(constraint.requests(), names, path.child("requests"), errors);
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

    private static void references(List<String> given, Set<String> names, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < given.size(); i++) {
            if (!names.contains(given.get(i))) {
                errors.invalid(
                        path.index(i),
                        given.get(i),
                        "must be the name of a request in the claim or the name of a request and a subrequest separated"
                                + " by '/'");
            }
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
            errors.invalidRecord(path, DeviceRequestType.TYPE, request, one + ", but multiple fields are set");
        } else if (exactly != null) {
            FieldPath at = path.child("exactly");
            deviceClass(exactly.deviceClassName(), at, errors);
            DeviceClassRules.selectors(exactly.selectors(), at.child("selectors"), errors);
            amount(exactly.allocationMode(), exactly.count(), at, errors);
            tolerations(exactly.tolerations(), at.child("tolerations"), errors);
        }
        if (alternatives.size() > MAX_ALTERNATIVES) {
            errors.tooMany(path.child("firstAvailable"), alternatives.size(), MAX_ALTERNATIVES);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < alternatives.size(); i++) {
            DeviceSubRequest each = alternatives.get(i);
            FieldPath at = path.child("firstAvailable").index(i);
            name(each.name(), at.child("name"), errors);
            deviceClass(each.deviceClassName(), at, errors);
            DeviceClassRules.selectors(each.selectors(), at.child("selectors"), errors);
            amount(each.allocationMode(), each.count(), at, errors);
            tolerations(each.tolerations(), at.child("tolerations"), errors);
            if (!names.add(each.name())) {
                errors.duplicate(at.child("name"), each.name());
            }
        }
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
        if (tolerations.size() > MAX_TOLERATIONS) {
            errors.tooMany(path, tolerations.size(), MAX_TOLERATIONS);
        }
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
