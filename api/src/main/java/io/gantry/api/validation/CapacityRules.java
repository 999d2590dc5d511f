package io.gantry.api.validation;

import io.gantry.api.core.v1.CSIPersistentVolumeSourceBuilder;
import io.gantry.api.core.v1.ISCSIPersistentVolumeSource;
import io.gantry.api.core.v1.LimitRange;
import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.core.v1.PersistentVolumeSpecBuilder;
import io.gantry.api.core.v1.PersistentVolumeSpecType;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaSpec;
import io.gantry.api.core.v1.ScopedResourceSelectorRequirement;
import io.gantry.api.core.v1.VolumeNodeAffinity;
import io.gantry.api.core.v1.VolumeNodeAffinityType;
import io.gantry.api.names.Names;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limit ranges, quotas and persistent volumes. */
final class CapacityRules {
    private static final Set<String> LIMITED = Set.of("Pod", "Container", "PersistentVolumeClaim");
    private static final List<String> SCOPES = List.of(
            "BestEffort",
            "CrossNamespacePodAffinity",
            "NotBestEffort",
            "NotTerminating",
            "PriorityClass",
            "Terminating",
            "VolumeAttributesClass");
    /** Scopes that a pod is in or not, without a value. */
    private static final Set<String> PRESENCE =
            Set.of("BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity");
    /** The fields of a volume's spec that are no source. */
    private static final Set<String> NO_SOURCE = Set.of(
            "capacity",
            "accessModes",
            "claimRef",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "mountOptions",
            "volumeMode",
            "nodeAffinity",
            "volumeAttributesClassName");

    private static final int MAX_ISCSI_INTERFACE = 64;
    /** However it is written. */
    private static final Pattern ROOT = Pattern.compile("(/\\.?)+");

    private CapacityRules() {}

    static void limitRange(LimitRange range, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < range.spec().limits().size(); i++) {
            LimitRangeItem item = range.spec().limits().get(i);
            FieldPath path = FieldPath.SPEC.child("limits").index(i);
            List<String> wrong = Names.qualifiedName(item.type());
            errors.invalid(path.child("type"), item.type(), wrong);
            if (wrong.isEmpty() && item.type().indexOf('/') < 0 && !LIMITED.contains(item.type())) {
                errors.invalid(path.child("type"), item.type(), "must be a standard limit type or fully qualified");
            }
            if (!types.add(item.type())) {
                errors.duplicate(path.child("type"), item.type());
            }
            if (item.type().equals("PersistentVolumeClaim")
                    && !item.min().containsKey("storage")
                    && !item.max().containsKey("storage")) {
                errors.required(
                        FieldPath.SPEC.child("limits"),
                        "either minimum or maximum storage value is required, but neither was provided");
            }
        }
    }

    static void check(LimitRangeItem item, FieldPath path, FieldErrors errors) {
        if (item.type().equals("Pod")) {
            if (!item.defaultValue().isEmpty()) {
                errors.forbidden(path.child("default"), "may not be specified when `type` is 'Pod'");
            }
            if (!item.defaultRequest().isEmpty()) {
                errors.forbidden(path.child("defaultRequest"), "may not be specified when `type` is 'Pod'");
            }
        }
        Set<String> resources = new TreeSet<>(item.max().keySet());
        resources.addAll(item.min().keySet());
        resources.addAll(item.defaultValue().keySet());
        resources.addAll(item.defaultRequest().keySet());
        resources.addAll(item.maxLimitRequestRatio().keySet());
        for (String resource : resources) {
            order(
                    new Bound("min", "min", item.min()),
                    new Bound("max", "max", item.max()),
                    "min",
                    resource,
                    path,
                    errors);
            Bound request = new Bound("default request", "defaultRequest", item.defaultRequest());
            Bound limit = new Bound("default", "default", item.defaultValue());
            order(new Bound("min", "min", item.min()), request, "defaultRequest", resource, path, errors);
            order(request, new Bound("max", "max", item.max()), "defaultRequest", resource, path, errors);
            order(
                    request,
                    new Bound("default limit", "default", item.defaultValue()),
                    "defaultRequest",
                    resource,
                    path,
                    errors);
            order(new Bound("min", "min", item.min()), limit, "default", resource, path, errors);
            order(limit, new Bound("max", "max", item.max()), "default", resource, path, errors);
            Quantity ratio = item.maxLimitRequestRatio().get(resource);
            if (ratio != null && ratio.compareTo(Quantity.ofLong(1)) < 0) {
                errors.invalid(
                        path.child("maxLimitRequestRatio").key(resource),
                        ratio.toString(),
                        "ratio " + ratio + " is less than 1");
            }
        }
    }

    private record Bound(String name, String field, Map<String, Quantity> amounts) {}

    /** @param field is named when the lower bound is above the higher one */
    private static void order(
            Bound low, Bound high, String field, String resource, FieldPath path, FieldErrors errors) {
        Quantity a = low.amounts().get(resource);
        Quantity b = high.amounts().get(resource);
        if (a != null && b != null && a.compareTo(b) > 0) {
            errors.invalid(
                    path.child(field).key(resource),
                    (high.field().equals(field) ? b : a).toString(),
                    low.name() + " value " + a + " is greater than " + high.name() + " value " + b);
        }
    }

    static void quota(ResourceQuota quota, FieldErrors errors) {
        ResourceQuotaSpec spec = quota.spec();
        spec.hard().forEach((resource, amount) -> {
            FieldPath path = FieldPath.SPEC.child("hard").key(resource);
            ResourceRules.quotaResource(resource, path, errors);
            ResourceRules.amount(resource, amount, path, errors);
        });
        Set<String> scopes = new HashSet<>();
        for (String scope : spec.scopes()) {
            if (!SCOPES.contains(scope)) {
                errors.invalid(FieldPath.SPEC.child("scopes"), spec.scopes(), "unsupported scope");
            }
            scopes.add(scope);
        }
        for (List<String> pair :
                List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"))) {
            if (scopes.containsAll(pair)) {
                errors.invalid(FieldPath.SPEC.child("scopes"), spec.scopes(), "conflicting scopes");
            }
        }
        if (spec.scopeSelector() == null) {
            return;
        }
        FieldPath path = FieldPath.SPEC.child("scopeSelector").child("matchExpressions");
        for (ScopedResourceSelectorRequirement requirement :
                spec.scopeSelector().matchExpressions()) {
            if (!SCOPES.contains(requirement.scopeName())) {
                errors.invalid(path.child("scopeName"), requirement.scopeName(), "unsupported scope");
            }
            if (PRESENCE.contains(requirement.scopeName())
                    && !requirement.operator().equals("Exists")) {
                errors.invalid(
                        path.child("operator"),
                        requirement.operator(),
                        "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating,"
                                + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
                                + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
            }
            boolean set = requirement.operator().equals("In")
                    || requirement.operator().equals("NotIn");
            if (!set && !List.of("Exists", "DoesNotExist").contains(requirement.operator())) {
                errors.invalid(path.child("operator"), requirement.operator(), "not a valid selector operator");
            } else if (set && requirement.values().isEmpty()) {
                errors.required(
                        path.child("values"),
                        "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
            } else if (!set && !requirement.values().isEmpty()) {
                errors.invalid(
                        path.child("values"),
                        requirement.values(),
                        "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
            }
        }
    }

    static void quotaUpdate(ResourceQuota updated, ResourceQuota old, FieldErrors errors) {
        quota(updated, errors);
        if (!new HashSet<>(updated.spec().scopes())
                .equals(new HashSet<>(old.spec().scopes()))) {
            errors.invalid(FieldPath.SPEC.child("scopes"), updated.spec().scopes(), "field is immutable");
        }
    }

    static void volume(PersistentVolume volume, FieldErrors errors) {
        PersistentVolumeSpec spec = volume.spec();
        ClaimRules.accessModes(spec.accessModes(), FieldPath.SPEC.child("accessModes"), errors);
        FieldPath capacity = FieldPath.SPEC.child("capacity");
        Quantity storage = spec.capacity().get("storage");
        if (spec.capacity().isEmpty()) {
            errors.required(capacity, "");
        }
        if (storage == null || spec.capacity().size() > 1) {
            errors.notSupported(
                    capacity, spec.capacity().keySet().stream().sorted().toList(), List.of("storage"));
        } else if (storage.signum() <= 0) {
            errors.invalid(capacity.key("storage"), storage.toString(), "must be greater than zero");
        }
        if (spec.local() != null && spec.nodeAffinity() == null) {
            errors.required(FieldPath.SPEC.child("nodeAffinity"), "Local volume requires node affinity");
        }
        if (spec.hostPath() != null
                && "Recycle".equals(spec.persistentVolumeReclaimPolicy())
                && ROOT.matcher(spec.hostPath().path()).matches()) {
            errors.forbidden(
                    FieldPath.SPEC.child("persistentVolumeReclaimPolicy"),
                    "may not be 'recycle' for a hostPath mount of '/'");
        }
        iscsi(volume.name(), spec.iscsi(), errors);
        attributesClass(spec, errors);
    }

    /** Name and portal together become a name of the initiator's. */
    private static void iscsi(String volume, @Nullable ISCSIPersistentVolumeSource source, FieldErrors errors) {
        if (source != null
                && source.initiatorName() != null
                && (volume + ":" + source.targetPortal()).length() > MAX_ISCSI_INTERFACE) {
            errors.invalid(
                    FieldPath.SPEC.child("iscsi").child("targetportal"),
                    source.targetPortal(),
                    "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                            + " iscsi.initiatorName is specified.");
        }
    }

    private static void attributesClass(PersistentVolumeSpec spec, FieldErrors errors) {
        String name = spec.volumeAttributesClassName();
        if (name == null) {
            return;
        }
        FieldPath path = FieldPath.SPEC.child("volumeAttributesClassName");
        if (name.isEmpty()) {
            errors.required(path, "an empty string is disallowed");
        } else {
            errors.invalid(path, name, Names.dns1123Subdomain(name));
        }
        if (spec.csi() == null) {
            errors.required(FieldPath.SPEC.child("csi"), "has to be specified when using volumeAttributesClassName");
        }
    }

    /** A volume that is not an object of its own: how it is reached, and nothing about who may claim it. */
    static void inlineVolume(PersistentVolumeSpec spec, FieldPath path, FieldErrors errors) {
        String outside = "may not be specified in the context of inline volumes";
        if (spec.claimRef() != null) {
            errors.forbidden(path.child("claimRef"), outside);
        }
        if (!spec.capacity().isEmpty()) {
            errors.forbidden(path.child("capacity"), outside);
        }
        if (spec.csi() == null) {
            errors.required(path.child("csi"), "has to be specified in the context of inline volumes");
        }
        ClaimRules.accessModes(spec.accessModes(), path.child("accessModes"), errors);
        String reclaim = spec.persistentVolumeReclaimPolicy();
        if (reclaim != null && !reclaim.isEmpty() && !reclaim.equals("Retain")) {
            errors.forbidden(
                    path.child("persistentVolumeReclaimPolicy"), "may only be Retain in the context of inline volumes");
        }
        if (spec.nodeAffinity() != null) {
            errors.forbidden(path.child("nodeAffinity"), outside);
        }
        if (spec.storageClassName() != null && !spec.storageClassName().isEmpty()) {
            errors.forbidden(path.child("storageClassName"), outside);
        }
        if (spec.volumeMode() != null && !spec.volumeMode().equals("Filesystem")) {
            errors.forbidden(
                    path.child("volumeMode"),
                    "may not specify volumeMode other than Filesystem in the context of inline volumes");
        }
        PersistentVolumeSpec source = PersistentVolumeSpecBuilder.of(spec)
                .persistentVolumeReclaimPolicy("Retain")
                .nodeAffinity(null)
                .storageClassName(null)
                .volumeMode("Filesystem")
                .build();
        CoreV1PersistentVolumeSpecChecks.check(source, path, errors);
        if (spec.local() != null) {
            errors.required(path.child("nodeAffinity"), "Local volume requires node affinity");
        }
    }

    static void volumeUpdate(PersistentVolume updated, PersistentVolume old, FieldErrors errors) {
        volume(updated, errors);
        PersistentVolumeSpec source = withoutNewExpandSecret(updated.spec(), old.spec());
        for (FieldInfo field : PersistentVolumeSpecType.TYPE.fields()) {
            if (!NO_SOURCE.contains(field.name())
                    && !Objects.equals(
                            PersistentVolumeSpecType.TYPE.get(source, field.index()),
                            PersistentVolumeSpecType.TYPE.get(old.spec(), field.index()))) {
                errors.forbidden(
                        FieldPath.SPEC.child("persistentvolumesource"),
                        "spec.persistentvolumesource is immutable after creation");
                break;
            }
        }
        VolumeNodeAffinity affinity = old.spec().nodeAffinity();
        if (affinity != null) {
            errors.immutableRecord(
                    FieldPath.of("nodeAffinity"),
                    VolumeNodeAffinityType.TYPE,
                    updated.spec().nodeAffinity(),
                    affinity);
        }
    }

    /** The secret for growing a volume is the one part of a source that may be added later. */
    private static PersistentVolumeSpec withoutNewExpandSecret(PersistentVolumeSpec spec, PersistentVolumeSpec old) {
        if (spec.csi() == null
                || spec.csi().controllerExpandSecretRef() == null
                || old.csi() == null
                || old.csi().controllerExpandSecretRef() != null) {
            return spec;
        }
        return PersistentVolumeSpecBuilder.of(spec)
                .csi(CSIPersistentVolumeSourceBuilder.of(spec.csi())
                        .controllerExpandSecretRef(null)
                        .build())
                .build();
    }
}
