package io.gantry.api.defaults;

import io.gantry.api.admissionregistration.v1.MatchResources;
import io.gantry.api.admissionregistration.v1.MatchResourcesBuilder;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpecBuilder;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpecBuilder;
import io.gantry.api.apiextensions.v1.CustomResourceConversion;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionNamesBuilder;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionSpec;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionSpecBuilder;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointPortBuilder;
import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.networking.v1.NetworkPolicySpec;
import io.gantry.api.networking.v1.NetworkPolicySpecBuilder;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.api.resource.v1.DeviceSubRequest;
import io.gantry.api.resource.v1.DeviceSubRequestBuilder;
import io.gantry.api.resource.v1.ExactDeviceRequest;
import io.gantry.api.resource.v1.ExactDeviceRequestBuilder;
import io.gantry.api.storage.v1.CSIDriverSpec;
import io.gantry.api.storage.v1.CSIDriverSpecBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Networking, storage, access control, admission, discovery and devices. */
final class GroupDefaults {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private GroupDefaults() {}

    static NetworkPolicySpec networkPolicySpec(NetworkPolicySpec spec) {
        return !spec.policyTypes().isEmpty()
                ? spec
                : NetworkPolicySpecBuilder.of(spec)
                        .policyTypes(spec.egress().isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress"))
                        .build();
    }

    static CSIDriverSpec csiDriverSpec(CSIDriverSpec spec) {
        return !spec.volumeLifecycleModes().isEmpty()
                ? spec
                : CSIDriverSpecBuilder.of(spec)
                        .volumeLifecycleModes(List.of("Persistent"))
                        .build();
    }

    static RoleRef roleRef(RoleRef reference) {
        return reference.apiGroup() == null ? new RoleRef(RBAC, reference.kind(), reference.name()) : reference;
    }

    static Subject subject(Subject subject) {
        boolean named = subject.kind().equals("User") || subject.kind().equals("Group");
        return subject.apiGroup() == null && named
                ? new Subject(subject.kind(), RBAC, subject.name(), subject.namespace())
                : subject;
    }

    static EndpointPort endpointPort(EndpointPort port) {
        return port.name() == null ? EndpointPortBuilder.of(port).name("").build() : port;
    }

    static MatchResources matchResources(MatchResources match) {
        if (match.matchPolicy() != null && match.namespaceSelector() != null && match.objectSelector() != null) {
            return match;
        }
        return MatchResourcesBuilder.of(match)
                .matchPolicy(or(match.matchPolicy(), "Equivalent"))
                .namespaceSelector(
                        match.namespaceSelector() == null ? LabelSelectorType.EMPTY : match.namespaceSelector())
                .objectSelector(match.objectSelector() == null ? LabelSelectorType.EMPTY : match.objectSelector())
                .build();
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    static ValidatingAdmissionPolicySpec validatingPolicySpec(ValidatingAdmissionPolicySpec spec) {
        return spec.failurePolicy() != null
                ? spec
                : ValidatingAdmissionPolicySpecBuilder.of(spec)
                        .failurePolicy("Fail")
                        .build();
    }

    static MutatingAdmissionPolicySpec mutatingPolicySpec(MutatingAdmissionPolicySpec spec) {
        return spec.failurePolicy() != null
                ? spec
                : MutatingAdmissionPolicySpecBuilder.of(spec)
                        .failurePolicy("Fail")
                        .build();
    }

    static CustomResourceDefinitionSpec customResourceDefinitionSpec(CustomResourceDefinitionSpec spec) {
        CustomResourceDefinitionNames names = spec.names();
        boolean named = (names.singular() != null && names.listKind() != null)
                || names.kind().isEmpty();
        if (named && spec.conversion() != null) {
            return spec;
        }
        return CustomResourceDefinitionSpecBuilder.of(spec)
                .names(
                        named
                                ? names
                                : CustomResourceDefinitionNamesBuilder.of(names)
                                        .singular(or(
                                                names.singular(), names.kind().toLowerCase(Locale.ROOT)))
                                        .listKind(or(names.listKind(), names.kind() + "List"))
                                        .build())
                .conversion(spec.conversion() == null ? new CustomResourceConversion("None", null) : spec.conversion())
                .build();
    }

    static ExactDeviceRequest exactDeviceRequest(ExactDeviceRequest request) {
        String mode = or(request.allocationMode(), "ExactCount");
        Long count = mode.equals("ExactCount") && request.count() == null ? Long.valueOf(1) : request.count();
        return mode.equals(request.allocationMode()) && Objects.equals(count, request.count())
                ? request
                : ExactDeviceRequestBuilder.of(request)
                        .allocationMode(mode)
                        .count(count)
                        .build();
    }

    static DeviceSubRequest deviceSubRequest(DeviceSubRequest request) {
        String mode = or(request.allocationMode(), "ExactCount");
        Long count = mode.equals("ExactCount") && request.count() == null ? Long.valueOf(1) : request.count();
        return mode.equals(request.allocationMode()) && Objects.equals(count, request.count())
                ? request
                : DeviceSubRequestBuilder.of(request)
                        .allocationMode(mode)
                        .count(count)
                        .build();
    }
}
