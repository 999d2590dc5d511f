package io.gantry.api.validation;

import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apps.v1.ControllerRevision;
import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1beta1.ClusterTrustBundle;
import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1beta1.LeaseCandidate;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.LimitRange;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodTemplate;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.Service;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.names.Names;
import io.gantry.api.networking.v1.IPAddress;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.IngressClass;
import io.gantry.api.networking.v1.NetworkPolicy;
import io.gantry.api.networking.v1.ServiceCIDR;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.policy.v1.PodDisruptionBudget;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.resource.v1.DeviceClass;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimTemplate;
import io.gantry.api.resource.v1.ResourceSlice;
import io.gantry.api.resource.v1beta2.DeviceTaintRule;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.storage.v1.CSIDriver;
import io.gantry.api.storage.v1.CSINode;
import io.gantry.api.storage.v1.CSIStorageCapacity;
import io.gantry.api.storage.v1.StorageClass;
import io.gantry.api.storage.v1.VolumeAttachment;
import io.gantry.api.storage.v1.VolumeAttributesClass;
import io.gantry.api.storagemigration.v1beta1.StorageVersionMigration;
import io.gantry.api.validation.KindRules.Create;
import io.gantry.api.validation.KindRules.Update;
import io.gantry.api.validation.MetadataRules.NameRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which kind has which rules. A row is made when it is asked for: to link all the lambdas takes long in a fresh JVM. */
final class KindRulesTable {
    private static final NameRule SUBDOMAIN = Names::dns1123Subdomain;
    private static final NameRule SEGMENT = Names::pathSegment;

    private KindRulesTable() {}

    /** The rules of the kind with this class; null for none. */
    static @Nullable KindRules<?> of(Class<?> kind) {
        Row<?> row = row(kind.getSimpleName());
        return row != null && row.kind == kind ? row.rules : null;
    }

    private record Row<T>(Class<T> kind, KindRules<T> rules) {
        Row<T> withStatus(Update<T> rule) {
            return new Row<>(kind, rules.withStatus(rule));
        }

        Row<T> ofChangesOnly() {
            return new Row<>(kind, rules.ofChangesOnly());
        }
    }

    /** A kind of which all rules stand on its fields. */
    private static <T> Row<T> row(Class<T> kind, NameRule names) {
        return new Row<>(kind, KindRules.of(names, (object, errors) -> {}));
    }

    private static <T> Row<T> row(Class<T> kind, NameRule names, Create<T> create) {
        return new Row<>(kind, KindRules.of(names, create));
    }

    private static <T> Row<T> row(Class<T> kind, NameRule names, Create<T> create, Update<T> update) {
        return new Row<>(kind, KindRules.of(names, create, update));
    }

    private static @Nullable Row<?> row(String kind) {
        return switch (kind) {
            case "Pod" ->
                row(Pod.class, SUBDOMAIN, PodRules::pod, PodUpdateRules::update).ofChangesOnly();
            case "PodTemplate" ->
                row(
                        PodTemplate.class,
                        SUBDOMAIN,
                        (object, errors) -> PodRules.template(object.template(), FieldPath.of("template"), errors));
            case "Service" -> row(Service.class, Names::dns1035Label, ServiceRules::service, ServiceRules::update);
            case "ConfigMap" -> row(ConfigMap.class, SUBDOMAIN, CoreRules::configMap, CoreRules::configMapUpdate);
            case "Secret" -> row(Secret.class, SUBDOMAIN, CoreRules::secret, CoreRules::secretUpdate);
            case "Namespace" -> row(Namespace.class, Names::dns1123Label, CoreRules::namespace);
            case "Node" -> row(Node.class, SUBDOMAIN, CoreRules::node, CoreRules::nodeUpdate);
            case "Endpoints" -> row(Endpoints.class, SUBDOMAIN);
            case "Event" -> row(Event.class, Names::pathSegment); // more by version: validateEvent
            case "LimitRange" -> row(LimitRange.class, SUBDOMAIN, CapacityRules::limitRange);
            case "ResourceQuota" ->
                row(ResourceQuota.class, SUBDOMAIN, CapacityRules::quota, CapacityRules::quotaUpdate);
            case "PersistentVolume" ->
                row(PersistentVolume.class, SUBDOMAIN, CapacityRules::volume, CapacityRules::volumeUpdate);
            case "PersistentVolumeClaim" ->
                row(PersistentVolumeClaim.class, SUBDOMAIN, (claim, errors) -> {}, ClaimRules::update);
            case "ReplicationController" ->
                row(ReplicationController.class, SUBDOMAIN, WorkloadRules::replicationController);
            case "Deployment" -> row(Deployment.class, SUBDOMAIN, WorkloadRules::deployment);
            case "ReplicaSet" -> row(ReplicaSet.class, SUBDOMAIN, WorkloadRules::replicaSet);
            case "DaemonSet" -> row(DaemonSet.class, SUBDOMAIN, WorkloadRules::daemonSet);
            case "ControllerRevision" ->
                row(
                        ControllerRevision.class,
                        SUBDOMAIN,
                        GroupRules::controllerRevision,
                        GroupRules::controllerRevisionUpdate);
            case "StatefulSet" ->
                row(StatefulSet.class, SUBDOMAIN, WorkloadRules::statefulSet, WorkloadRules::statefulSetUpdate);
            case "Job" -> row(Job.class, SUBDOMAIN, JobRules::job, JobRules::jobUpdate);
            case "CronJob" -> row(CronJob.class, SUBDOMAIN, JobRules::cronJob);
            case "HorizontalPodAutoscaler" ->
                row(HorizontalPodAutoscaler.class, SUBDOMAIN, AutoscalerRules::autoscaler);
            case "PodDisruptionBudget" -> row(PodDisruptionBudget.class, SUBDOMAIN, GroupRules::disruptionBudget);
            case "PriorityClass" ->
                row(PriorityClass.class, SUBDOMAIN, GroupRules::priorityClass, (updated, old, errors) -> {})
                        .ofChangesOnly();
            case "Ingress" -> row(Ingress.class, SUBDOMAIN, NetworkingRules::ingress);
            case "IngressClass" -> row(IngressClass.class, SUBDOMAIN);
            case "NetworkPolicy" -> row(NetworkPolicy.class, SUBDOMAIN);
            case "Role" -> row(Role.class, SEGMENT, RbacRules::role);
            case "ClusterRole" -> row(ClusterRole.class, SEGMENT, RbacRules::clusterRole);
            case "RoleBinding" -> row(RoleBinding.class, SEGMENT, RbacRules::roleBinding);
            case "ClusterRoleBinding" -> row(ClusterRoleBinding.class, SEGMENT, RbacRules::clusterRoleBinding);
            case "EndpointSlice" -> row(EndpointSlice.class, SUBDOMAIN, GroupRules::endpointSlice);
            case "Lease" -> row(Lease.class, SUBDOMAIN, LeaseRules::lease);
            case "LeaseCandidate" ->
                row(LeaseCandidate.class, Names::configMapKey, LeaseRules::candidate, LeaseRules::candidateUpdate);
            case "StorageVersionMigration" ->
                row(StorageVersionMigration.class, SUBDOMAIN, MigrationRules::migration, MigrationRules::update)
                        .withStatus(MigrationRules::status);
            case "ClusterTrustBundle" ->
                row(ClusterTrustBundle.class, name -> List.of(), TrustBundleRules::create, TrustBundleRules::update);
            case "CertificateSigningRequest" ->
                row(
                        CertificateSigningRequest.class,
                        name -> List.of(),
                        CertificateRules::request,
                        (updated, old, errors) -> {}); // its spec never changes
            case "ServiceCIDR" ->
                row(ServiceCIDR.class, SUBDOMAIN, AddressRules::serviceCidr, AddressRules::serviceCidrUpdate);
            case "IPAddress" ->
                row(IPAddress.class, AddressRules::addressName, AddressRules::address, AddressRules::addressUpdate);
            case "RuntimeClass" ->
                row(RuntimeClass.class, SUBDOMAIN, GroupRules::runtimeClass, GroupRules::runtimeClassUpdate);
            case "StorageClass" -> row(StorageClass.class, SUBDOMAIN, StorageRules::storageClass);
            case "VolumeAttributesClass" ->
                row(
                        VolumeAttributesClass.class,
                        SUBDOMAIN,
                        StorageRules::attributesClass,
                        StorageRules::attributesClassUpdate);
            case "CSIStorageCapacity" ->
                row(CSIStorageCapacity.class, SUBDOMAIN, StorageRules::capacity, StorageRules::capacityUpdate);
            case "CSIDriver" -> row(CSIDriver.class, SUBDOMAIN, StorageRules::driver, StorageRules::driverUpdate);
            case "ResourceClaim" ->
                row(ResourceClaim.class, SUBDOMAIN, DeviceRules::claim, DeviceRules::claimUpdate)
                        .withStatus(ClaimStatusRules::status);
            case "ResourceSlice" ->
                row(ResourceSlice.class, SUBDOMAIN, ResourceSliceRules::slice, ResourceSliceRules::update);
            case "DeviceClass" ->
                row(DeviceClass.class, SUBDOMAIN, DeviceClassRules::deviceClass, DeviceClassRules::update);
            case "ResourceClaimTemplate" ->
                row(ResourceClaimTemplate.class, SUBDOMAIN, DeviceRules::template, DeviceRules::templateUpdate);
            case "DeviceTaintRule" ->
                row(DeviceTaintRule.class, SUBDOMAIN, DeviceTaintRules::rule, DeviceTaintRules::update)
                        .withStatus(DeviceTaintRules::status);
            case "APIService" ->
                row(APIService.class, SEGMENT, ApiServiceRules::apiService).withStatus(ApiServiceRules::status);
            case "CSINode" -> row(CSINode.class, SUBDOMAIN, StorageRules::node, StorageRules::nodeUpdate);
            case "VolumeAttachment" ->
                row(
                        VolumeAttachment.class,
                        SUBDOMAIN,
                        GroupRules::volumeAttachment,
                        GroupRules::volumeAttachmentUpdate);
            case "FlowSchema" ->
                row(FlowSchema.class, SUBDOMAIN, FlowRules::schema).withStatus(FlowRules::schemaStatus);
            case "PriorityLevelConfiguration" ->
                row(PriorityLevelConfiguration.class, SUBDOMAIN, FlowRules::level)
                        .withStatus(FlowRules::levelStatus);
            case "ValidatingWebhookConfiguration" ->
                row(
                        ValidatingWebhookConfiguration.class,
                        SUBDOMAIN,
                        WebhookRules::validating,
                        WebhookRules::validatingUpdate);
            case "MutatingWebhookConfiguration" ->
                row(
                        MutatingWebhookConfiguration.class,
                        SUBDOMAIN,
                        WebhookRules::mutating,
                        WebhookRules::mutatingUpdate);
            case "ValidatingAdmissionPolicy" ->
                row(ValidatingAdmissionPolicy.class, SUBDOMAIN, PolicyRules::validating, PolicyRules::validatingUpdate);
            case "ValidatingAdmissionPolicyBinding" ->
                row(ValidatingAdmissionPolicyBinding.class, SUBDOMAIN, PolicyRules::validatingBinding);
            case "MutatingAdmissionPolicy" ->
                row(MutatingAdmissionPolicy.class, SUBDOMAIN, PolicyRules::mutating, PolicyRules::mutatingUpdate);
            case "MutatingAdmissionPolicyBinding" ->
                row(MutatingAdmissionPolicyBinding.class, SUBDOMAIN, PolicyRules::mutatingBinding);
            default -> null;
        };
    }
}
