package io.gantry.api.validation;

import io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1.LeaseSpec;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.names.Names;
import io.gantry.api.policy.v1.PodDisruptionBudget;
import io.gantry.api.policy.v1.PodDisruptionBudgetSpec;
import io.gantry.api.policy.v1.PodDisruptionBudgetSpecType;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.storage.v1.CSIDriver;
import io.gantry.api.storage.v1.CSINode;
import io.gantry.api.storage.v1.CSINodeDriver;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.VolumeAttachment;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Policy, discovery, coordination, scheduling, storage and autoscaling. */
final class GroupRules {
    private static final int MAX_ENDPOINTS = 1000;
    private static final int MAX_ADDRESSES = 100;
    private static final int MAX_PORTS = 20_000;
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
        if (spec.minAvailable() != null) {
            FieldPath path = FieldPath.SPEC.child("minAvailable");
            WorkloadRules.intOrPercent(spec.minAvailable(), path, errors);
            WorkloadRules.atMostAll(spec.minAvailable(), path, errors);
        }
        if (spec.maxUnavailable() != null) {
            FieldPath path = FieldPath.SPEC.child("maxUnavailable");
            WorkloadRules.intOrPercent(spec.maxUnavailable(), path, errors);
            WorkloadRules.atMostAll(spec.maxUnavailable(), path, errors);
        }
        SelectorRules.selector(spec.selector(), FieldPath.SPEC.child("selector"), errors);
        errors.optionalOneOf(
                FieldPath.SPEC.child("unhealthyPodEvictionPolicy"),
                spec.unhealthyPodEvictionPolicy(),
                List.of("AlwaysAllow", "IfHealthyBudget"));
    }

    static void endpointSlice(EndpointSlice slice, FieldErrors errors) {
        errors.oneOf(FieldPath.of("addressType"), slice.addressType(), List.of("FQDN", "IPv4", "IPv6"));
        FieldPath path = FieldPath.of("endpoints");
        if (slice.endpoints().size() > MAX_ENDPOINTS) {
            errors.tooMany(path, slice.endpoints().size(), MAX_ENDPOINTS);
            return;
        }
        for (int i = 0; i < slice.endpoints().size(); i++) {
            endpoint(slice.endpoints().get(i), slice.addressType(), path.index(i), errors);
        }
        FieldPath ports = FieldPath.of("ports");
        if (slice.ports().size() > MAX_PORTS) {
            errors.tooMany(ports, slice.ports().size(), MAX_PORTS);
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < slice.ports().size(); i++) {
            EndpointPort port = slice.ports().get(i);
            String name = port.name() == null ? "" : port.name();
            if (!name.isEmpty()) {
                errors.invalid(ports.index(i).child("name"), name, Names.dns1123Label(name));
            }
            if (!names.add(name)) {
                errors.duplicate(ports.index(i).child("name"), name);
            }
            if (port.protocol() == null) {
                errors.required(ports.index(i).child("protocol"), "");
            } else {
                errors.optionalOneOf(ports.index(i).child("protocol"), port.protocol(), ServiceRules.PROTOCOLS);
            }
        }
    }

    private static void endpoint(Endpoint endpoint, String type, FieldPath path, FieldErrors errors) {
        FieldPath addresses = path.child("addresses");
        if (endpoint.addresses().isEmpty()) {
            errors.required(addresses, "must contain at least 1 address");
        } else if (endpoint.addresses().size() > MAX_ADDRESSES) {
            errors.tooMany(addresses, endpoint.addresses().size(), MAX_ADDRESSES);
        }
        for (int i = 0; i < endpoint.addresses().size(); i++) {
            String address = endpoint.addresses().get(i);
            if (type.equals("FQDN")) {
                errors.invalid(addresses.index(i), address, Names.dns1123Subdomain(address));
            } else {
                Addresses.nonSpecial(address, addresses.index(i), errors);
                if (Addresses.parse(address) != null && Addresses.isV6(address) != type.equals("IPv6")) {
                    errors.invalid(addresses.index(i), address, "must be an " + type + " address");
                }
            }
        }
        if (endpoint.nodeName() != null) {
            errors.invalid(path.child("nodeName"), endpoint.nodeName(), Names.dns1123Subdomain(endpoint.nodeName()));
        }
        if (endpoint.hostname() != null) {
            errors.invalid(path.child("hostname"), endpoint.hostname(), Names.dns1123Label(endpoint.hostname()));
        }
    }

    static void endpointSliceUpdate(EndpointSlice updated, EndpointSlice old, FieldErrors errors) {
        endpointSlice(updated, errors);
        errors.immutable(FieldPath.of("addressType"), updated.addressType(), old.addressType());
    }

    static void lease(Lease lease, FieldErrors errors) {
        LeaseSpec spec = lease.spec();
        if (spec.leaseDurationSeconds() != null && spec.leaseDurationSeconds() <= 0) {
            errors.invalid(
                    FieldPath.SPEC.child("leaseDurationSeconds"),
                    spec.leaseDurationSeconds(),
                    "must be greater than 0");
        }
        errors.nonNegative(FieldPath.SPEC.child("leaseTransitions"), spec.leaseTransitions());
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
        errors.optionalOneOf(
                FieldPath.of("preemptionPolicy"),
                priority.preemptionPolicy(),
                List.of("Never", "PreemptLowerPriority"));
    }

    static void priorityClassUpdate(PriorityClass updated, PriorityClass old, FieldErrors errors) {
        if (!Objects.equals(updated.value(), old.value())) {
            errors.forbidden(FieldPath.of("value"), "may not be changed in an update.");
        }
        errors.immutable(FieldPath.of("preemptionPolicy"), updated.preemptionPolicy(), old.preemptionPolicy());
    }

    static void storageClass(StorageClass storage, FieldErrors errors) {
        if (storage.provisioner().isEmpty()) {
            errors.required(FieldPath.of("provisioner"), "");
        } else {
            errors.invalid(
                    FieldPath.of("provisioner"),
                    storage.provisioner(),
                    Names.qualifiedName(storage.provisioner().toLowerCase(Locale.ROOT)));
        }
        if (storage.parameters().containsKey("")) {
            errors.invalid(FieldPath.of("parameters"), "", "key must not be empty.");
        }
        errors.optionalOneOf(FieldPath.of("reclaimPolicy"), storage.reclaimPolicy(), List.of("Delete", "Retain"));
        errors.oneOf(
                FieldPath.of("volumeBindingMode"),
                storage.volumeBindingMode(),
                List.of("Immediate", "WaitForFirstConsumer"));
    }

    static void storageClassUpdate(StorageClass updated, StorageClass old, FieldErrors errors) {
        storageClass(updated, errors);
        if (!updated.parameters().equals(old.parameters())) {
            errors.forbidden(FieldPath.of("parameters"), "updates to parameters are forbidden.");
        }
        if (!updated.provisioner().equals(old.provisioner())) {
            errors.forbidden(FieldPath.of("provisioner"), "updates to provisioner are forbidden.");
        }
        if (!Objects.equals(updated.reclaimPolicy(), old.reclaimPolicy())) {
            errors.forbidden(FieldPath.of("reclaimPolicy"), "updates to reclaimPolicy are forbidden.");
        }
        errors.immutable(FieldPath.of("volumeBindingMode"), updated.volumeBindingMode(), old.volumeBindingMode());
    }

    static void csiDriver(CSIDriver driver, FieldErrors errors) {
        String name = driver.metadata().name();
        if (name != null) {
            VolumeRules.driverName(name, FieldPath.METADATA.child("name"), errors);
        }
        errors.optionalOneOf(
                FieldPath.SPEC.child("fsGroupPolicy"),
                driver.spec().fsGroupPolicy(),
                List.of("File", "None", "ReadWriteOnceWithFSType"));
        for (String mode : driver.spec().volumeLifecycleModes()) {
            errors.optionalOneOf(
                    FieldPath.SPEC.child("volumeLifecycleModes"), mode, List.of("Ephemeral", "Persistent"));
        }
    }

    static void csiNode(CSINode node, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < node.spec().drivers().size(); i++) {
            CSINodeDriver driver = node.spec().drivers().get(i);
            FieldPath path = FieldPath.SPEC.child("drivers").index(i);
            VolumeRules.driverName(driver.name(), path.child("name"), errors);
            VolumeRules.requiredText(driver.nodeID(), path.child("nodeID"), errors);
            if (!names.add(driver.name())) {
                errors.duplicate(path.child("name"), driver.name());
            }
        }
    }

    static void volumeAttachment(VolumeAttachment attachment, FieldErrors errors) {
        VolumeRules.driverName(attachment.spec().attacher(), FieldPath.SPEC.child("attacher"), errors);
        if (attachment.spec().source().persistentVolumeName() == null
                && attachment.spec().source().inlineVolumeSpec() == null) {
            errors.required(
                    FieldPath.SPEC.child("source"),
                    "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        }
        String node = attachment.spec().nodeName();
        errors.invalid(FieldPath.SPEC.child("nodeName"), node, Names.dns1123Subdomain(node));
    }

    static void volumeAttachmentUpdate(VolumeAttachment updated, VolumeAttachment old, FieldErrors errors) {
        volumeAttachment(updated, errors);
        if (!updated.spec().equals(old.spec())) {
            errors.invalid(FieldPath.SPEC, null, "field is immutable");
        }
    }

    static void autoscaler(HorizontalPodAutoscaler autoscaler, FieldErrors errors) {
        HorizontalPodAutoscalerSpec spec = autoscaler.spec();
        if (spec.minReplicas() != null && spec.minReplicas() < 1) {
            errors.invalid(
                    FieldPath.SPEC.child("minReplicas"), spec.minReplicas(), "must be greater than or equal to 1");
        }
        if (spec.maxReplicas() < 1) {
            errors.invalid(FieldPath.SPEC.child("maxReplicas"), spec.maxReplicas(), "must be greater than 0");
        }
        if (spec.minReplicas() != null && spec.maxReplicas() < spec.minReplicas()) {
            errors.invalid(
                    FieldPath.SPEC.child("maxReplicas"),
                    spec.maxReplicas(),
                    "must be greater than or equal to `minReplicas`");
        }
        FieldPath target = FieldPath.SPEC.child("scaleTargetRef");
        VolumeRules.requiredText(spec.scaleTargetRef().kind(), target.child("kind"), errors);
        VolumeRules.requiredText(spec.scaleTargetRef().name(), target.child("name"), errors);
        for (int i = 0; i < spec.metrics().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("metrics").index(i);
            errors.oneOf(
                    path.child("type"),
                    spec.metrics().get(i).type(),
                    List.of("ContainerResource", "External", "Object", "Pods", "Resource"));
        }
    }
}
