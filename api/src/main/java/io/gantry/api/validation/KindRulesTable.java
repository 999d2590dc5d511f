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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which kind has which rules. */
final class KindRulesTable {
    private final Map<Class<?>, KindRules<?>> rules = new HashMap<>();

    private KindRulesTable() {}

    static Map<Class<?>, KindRules<?>> all() {
        KindRulesTable table = new KindRulesTable();
        table.core();
        table.workloads();
        table.groups();
        table.admission();
        return Map.copyOf(table.rules);
    }

    /** A kind of which all rules stand on its fields. */
    private <T> void add(Class<T> kind, NameRule names) {
        rules.put(kind, KindRules.of(names, (object, errors) -> {}));
    }

    private <T> void add(Class<T> kind, NameRule names, Create<T> create) {
        rules.put(kind, KindRules.of(names, create));
    }

    private <T> void add(Class<T> kind, NameRule names, Create<T> create, Update<T> update) {
        rules.put(kind, KindRules.of(names, create, update));
    }

    private void core() {
        NameRule subdomain = Names::dns1123Subdomain;
        rules.put(
                Pod.class,
                KindRules.of(subdomain, PodRules::pod, PodUpdateRules::update).ofChangesOnly());
        add(
                PodTemplate.class,
                subdomain,
                (object, errors) -> PodRules.template(object.template(), FieldPath.of("template"), errors));
        add(Service.class, Names::dns1035Label, ServiceRules::service, ServiceRules::update);
        add(ConfigMap.class, subdomain, CoreRules::configMap, CoreRules::configMapUpdate);
        add(Secret.class, subdomain, CoreRules::secret, CoreRules::secretUpdate);
        add(Namespace.class, Names::dns1123Label, CoreRules::namespace);
        add(Node.class, subdomain, CoreRules::node, CoreRules::nodeUpdate);
        add(Endpoints.class, subdomain);
        add(Event.class, Names::pathSegment, EventRules::event);
        add(LimitRange.class, subdomain, CapacityRules::limitRange);
        add(ResourceQuota.class, subdomain, CapacityRules::quota, CapacityRules::quotaUpdate);
        add(PersistentVolume.class, subdomain, CapacityRules::volume, CapacityRules::volumeUpdate);
        add(PersistentVolumeClaim.class, subdomain, (claim, errors) -> {}, ClaimRules::update);
        add(ReplicationController.class, subdomain, WorkloadRules::replicationController);
    }

    private void workloads() {
        NameRule subdomain = Names::dns1123Subdomain;
        add(Deployment.class, subdomain, WorkloadRules::deployment);
        add(ReplicaSet.class, subdomain, WorkloadRules::replicaSet);
        add(DaemonSet.class, subdomain, WorkloadRules::daemonSet);
        add(ControllerRevision.class, subdomain, GroupRules::controllerRevision, GroupRules::controllerRevisionUpdate);
        add(StatefulSet.class, subdomain, WorkloadRules::statefulSet, WorkloadRules::statefulSetUpdate);
        add(Job.class, subdomain, JobRules::job, JobRules::jobUpdate);
        add(CronJob.class, subdomain, JobRules::cronJob);
        add(HorizontalPodAutoscaler.class, subdomain, AutoscalerRules::autoscaler);
        add(PodDisruptionBudget.class, subdomain, GroupRules::disruptionBudget);
        rules.put(
                PriorityClass.class,
                KindRules.of(subdomain, GroupRules::priorityClass, (updated, old, errors) -> {})
                        .ofChangesOnly());
    }

    private void groups() {
        NameRule subdomain = Names::dns1123Subdomain;
        NameRule segment = Names::pathSegment;
        add(Ingress.class, subdomain, NetworkingRules::ingress);
        add(IngressClass.class, subdomain);
        add(NetworkPolicy.class, subdomain);
        add(Role.class, segment, RbacRules::role);
        add(ClusterRole.class, segment, RbacRules::clusterRole);
        add(RoleBinding.class, segment, RbacRules::roleBinding);
        add(ClusterRoleBinding.class, segment, RbacRules::clusterRoleBinding);
        add(EndpointSlice.class, subdomain, GroupRules::endpointSlice);
        add(Lease.class, subdomain, LeaseRules::lease);
        add(LeaseCandidate.class, Names::configMapKey, LeaseRules::candidate, LeaseRules::candidateUpdate);
        rules.put(
                StorageVersionMigration.class,
                KindRules.of(subdomain, MigrationRules::migration, MigrationRules::update)
                        .withStatus(MigrationRules::status));
        add(ClusterTrustBundle.class, name -> List.of(), TrustBundleRules::create, TrustBundleRules::update);
        add(
                CertificateSigningRequest.class,
                name -> List.of(),
                CertificateRules::request,
                (updated, old, errors) -> {}); // its spec never changes
        add(ServiceCIDR.class, subdomain, AddressRules::serviceCidr, AddressRules::serviceCidrUpdate);
        add(IPAddress.class, AddressRules::addressName, AddressRules::address, AddressRules::addressUpdate);
        add(RuntimeClass.class, subdomain, GroupRules::runtimeClass, GroupRules::runtimeClassUpdate);
        add(StorageClass.class, subdomain, StorageRules::storageClass);
        add(VolumeAttributesClass.class, subdomain, StorageRules::attributesClass, StorageRules::attributesClassUpdate);
        add(CSIStorageCapacity.class, subdomain, StorageRules::capacity, StorageRules::capacityUpdate);
        add(CSIDriver.class, subdomain, StorageRules::driver, StorageRules::driverUpdate);
        add(ResourceClaim.class, subdomain, DeviceRules::claim, DeviceRules::claimUpdate);
        add(ResourceSlice.class, subdomain, ResourceSliceRules::slice, ResourceSliceRules::update);
        add(DeviceClass.class, subdomain, DeviceClassRules::deviceClass, DeviceClassRules::update);
        add(ResourceClaimTemplate.class, subdomain, DeviceRules::template, DeviceRules::templateUpdate);
        rules.put(
                APIService.class,
                KindRules.of(segment, ApiServiceRules::apiService).withStatus(ApiServiceRules::status));
        add(CSINode.class, subdomain, StorageRules::node, StorageRules::nodeUpdate);
        add(VolumeAttachment.class, subdomain, GroupRules::volumeAttachment, GroupRules::volumeAttachmentUpdate);
        rules.put(FlowSchema.class, KindRules.of(subdomain, FlowRules::schema).withStatus(FlowRules::schemaStatus));
        rules.put(
                PriorityLevelConfiguration.class,
                KindRules.of(subdomain, FlowRules::level).withStatus(FlowRules::levelStatus));
    }

    private void admission() {
        NameRule subdomain = Names::dns1123Subdomain;
        add(ValidatingWebhookConfiguration.class, subdomain, WebhookRules::validating, WebhookRules::validatingUpdate);
        add(MutatingWebhookConfiguration.class, subdomain, WebhookRules::mutating, WebhookRules::mutatingUpdate);
        add(ValidatingAdmissionPolicy.class, subdomain, PolicyRules::validating, PolicyRules::validatingUpdate);
        add(ValidatingAdmissionPolicyBinding.class, subdomain, PolicyRules::validatingBinding);
        add(MutatingAdmissionPolicy.class, subdomain, PolicyRules::mutating, PolicyRules::mutatingUpdate);
        add(MutatingAdmissionPolicyBinding.class, subdomain, PolicyRules::mutatingBinding);
    }
}
