package io.gantry.api.validation;

import io.gantry.api.apps.v1.ControllerRevision;
import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.core.v1.ResourceRequirementsBuilder;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.core.v1.TolerationType;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.names.Names;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.policy.v1.PodDisruptionBudget;
import io.gantry.api.policy.v1.PodDisruptionBudgetSpec;
import io.gantry.api.policy.v1.PodDisruptionBudgetSpecType;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.storage.v1.VolumeAttachment;
import io.gantry.api.storage.v1.VolumeAttachmentSpecType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Policy, discovery, scheduling, runtime classes, revisions and attachments of volumes. */
final class GroupRules {
    private static final int HIGHEST_PRIORITY = 1_000_000_000;

    private GroupRules() {}

    static void disruptionBudget(PodDisruptionBudget budget, FieldErrors errors) {
        PodDisruptionBudgetSpec spec = budget.spec();
        if (spec.minAvailable() != null && spec.maxUnavailable() != null) {
            errors.invalidRecord(
                    FieldPath.SPEC,
                    PodDisruptionBudgetSpecType.TYPE,
                    spec,
                    "minAvailable and maxUnavailable cannot be both set");
        }
    }

    /** Lists that are too long are refused as such, and not looked at. */
    static void endpointSlice(EndpointSlice slice, FieldErrors errors) {
        if (slice.endpoints().size() <= EndpointSlice.MAX_ENDPOINTS) {
            FieldPath path = FieldPath.of("endpoints");
            for (int i = 0; i < slice.endpoints().size(); i++) {
                addresses(
                        slice.endpoints().get(i).addresses(),
                        slice.addressType(),
                        path.index(i).child("addresses"),
                        errors);
            }
        }
        if (slice.ports().size() <= EndpointSlice.MAX_PORTS) {
            uniqueNames(slice.ports(), FieldPath.of("ports"), errors);
        }
    }

    private static void uniqueNames(List<EndpointPort> ports, FieldPath path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            String name = ports.get(i).name();
            if (!names.add(name == null ? "" : name)) {
                errors.duplicate(path.index(i).child("name"), name == null ? "" : name);
            }
        }
    }

    private static void addresses(List<String> addresses, String type, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.get(i);
            if (type.equals("FQDN")) {
                errors.invalid(path.index(i), address, Names.dns1123Subdomain(address));
            } else {
                Addresses.nonSpecial(address, path.index(i), errors);
                if (Addresses.parse(address) != null && Addresses.isV6(address) != type.equals("IPv6")) {
                    errors.invalid(path.index(i), address, "must be an " + type + " address");
                }
            }
        }
    }

    static void priorityClass(PriorityClass priority, FieldErrors errors) {
        String name =
                priority.metadata().name() == null ? "" : priority.metadata().name();
        int value = priority.value() == null ? 0 : priority.value();
        boolean system = (name.equals("system-node-critical") && value == 2 * HIGHEST_PRIORITY + 1000)
                || (name.equals("system-cluster-critical") && value == 2 * HIGHEST_PRIORITY);
        if (name.startsWith("system-") && !system) {
            errors.forbidden(
                    FieldPath.METADATA.child("name"),
                    "priority class names with 'system-' prefix are reserved for system use only");
        } else if (value > HIGHEST_PRIORITY && !system) {
            errors.forbidden(
                    FieldPath.of("value"), "maximum allowed value of a user defined priority is " + HIGHEST_PRIORITY);
        }
    }

    static void runtimeClass(RuntimeClass runtime, FieldErrors errors) {
        errors.invalid(FieldPath.of("handler"), runtime.handler(), Names.dns1123Label(runtime.handler()));
        if (runtime.overhead() != null) {
            ResourceRules.requirements(
                    ResourceRequirementsBuilder.of()
                            .limits(runtime.overhead().podFixed())
                            .build(),
                    FieldPath.of("overhead"),
                    errors);
        }
        if (runtime.scheduling() != null) {
            List<Toleration> tolerations = runtime.scheduling().tolerations();
            Set<Toleration> seen = new HashSet<>();
            for (int i = 0; i < tolerations.size(); i++) {
                if (!seen.add(tolerations.get(i))) {
                    errors.duplicate(
                            FieldPath.of("scheduling").child("tolerations").index(i),
                            InternalJson.of(TolerationType.TYPE, tolerations.get(i)));
                }
            }
        }
    }

    static void runtimeClassUpdate(RuntimeClass updated, RuntimeClass old, FieldErrors errors) {
        runtimeClass(updated, errors);
        errors.immutable(FieldPath.of("handler"), updated.handler(), old.handler());
    }

    static void controllerRevision(ControllerRevision revision, FieldErrors errors) {
        if (revision.data() == null) {
            errors.required(FieldPath.of("data"), "data is mandatory");
        }
        errors.nonNegative(FieldPath.of("revision"), revision.revision());
    }

    static void controllerRevisionUpdate(ControllerRevision updated, ControllerRevision old, FieldErrors errors) {
        controllerRevision(updated, errors);
        errors.immutable(FieldPath.of("data"), updated.data(), old.data());
    }

    static void volumeAttachment(VolumeAttachment attachment, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child("source");
        String name = attachment.spec().source().persistentVolumeName();
        PersistentVolumeSpec inline = attachment.spec().source().inlineVolumeSpec();
        String exactlyOne = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
        if (name == null && inline == null) {
            errors.required(path, exactlyOne);
        } else if (name != null && inline != null) {
            errors.forbidden(path, exactlyOne);
        } else if (inline != null) {
            CapacityRules.inlineVolume(inline, path.child("inlineVolumeSpec"), errors);
        } else if (name != null && name.isEmpty()) {
            errors.required(path.child("persistentVolumeName"), "must specify non empty persistentVolumeName");
        }
        if (name != null) {
            errors.invalid(path.child("persistentVolumeName"), name, Names.dns1123Subdomain(name));
        }
    }

    static void volumeAttachmentUpdate(VolumeAttachment updated, VolumeAttachment old, FieldErrors errors) {
        volumeAttachment(updated, errors);
        errors.immutableRecord(FieldPath.SPEC, VolumeAttachmentSpecType.TYPE, updated.spec(), old.spec());
    }
}
