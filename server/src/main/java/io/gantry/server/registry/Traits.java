package io.gantry.server.registry;

import io.gantry.api.Kind;
import java.util.Set;

/**
 * Yes-or-no facts of a kind that its registry must know, after the strategies of Kubernetes 1.36 ({@code
 * pkg/registry/**}/strategy.go).
 *
 * @param generation {@code metadata.generation} counts the changes of what is desired
 * @param statusReset the kind has a status that only its subresource writes
 * @param unconditionalUpdate a PUT need not name the resourceVersion that it was made from
 * @param createOnUpdate a PUT to a name that does not exist creates the object
 * @param deletedObject deleting at once answers with the object, not with a Status
 * @param orphanByDefault a delete without a propagation policy leaves the dependents alone
 * @param labelsByStatus the status subresource may change labels, too
 */
public record Traits(
        boolean generation,
        boolean statusReset,
        boolean unconditionalUpdate,
        boolean createOnUpdate,
        boolean deletedObject,
        boolean orphanByDefault,
        boolean labelsByStatus) {

    private static final Set<String> GENERATION = Set.of(
            "pods",
            "replicationcontrollers",
            "deployments.apps",
            "replicasets.apps",
            "statefulsets.apps",
            "daemonsets.apps",
            "jobs.batch",
            "cronjobs.batch",
            "poddisruptionbudgets.policy",
            "ingresses.networking.k8s.io",
            "ingressclasses.networking.k8s.io",
            "networkpolicies.networking.k8s.io",
            "endpointslices.discovery.k8s.io",
            "priorityclasses.scheduling.k8s.io",
            "flowschemas.flowcontrol.apiserver.k8s.io",
            "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "validatingadmissionpolicybindings.admissionregistration.k8s.io",
            "mutatingadmissionpolicies.admissionregistration.k8s.io",
            "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "resourceslices.resource.k8s.io",
            "deviceclasses.resource.k8s.io",
            "devicetaintrules.resource.k8s.io",
            "podgroups.scheduling.k8s.io",
            "workloads.scheduling.k8s.io");

    private static final Set<String> CONDITIONAL_UPDATE = Set.of(
            "leases.coordination.k8s.io",
            "leasecandidates.coordination.k8s.io",
            "poddisruptionbudgets.policy",
            "runtimeclasses.node.k8s.io",
            "csidrivers.storage.k8s.io",
            "csinodes.storage.k8s.io",
            "volumeattachments.storage.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "validatingadmissionpolicybindings.admissionregistration.k8s.io",
            "mutatingadmissionpolicies.admissionregistration.k8s.io",
            "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "apiservices.apiregistration.k8s.io");

    private static final Set<String> CREATE_ON_UPDATE = Set.of(
            "events",
            "limitranges",
            "services",
            "endpoints",
            "leases.coordination.k8s.io",
            "leasecandidates.coordination.k8s.io",
            "clusterroles.rbac.authorization.k8s.io",
            "clusterrolebindings.rbac.authorization.k8s.io",
            "roles.rbac.authorization.k8s.io",
            "rolebindings.rbac.authorization.k8s.io",
            "runtimeclasses.node.k8s.io",
            "clustertrustbundles.certificates.k8s.io");

    private static final Set<String> DELETED_OBJECT = Set.of(
            "pods",
            "services",
            "persistentvolumes",
            "persistentvolumeclaims",
            "podtemplates",
            "resourcequotas",
            "serviceaccounts",
            "storageclasses.storage.k8s.io",
            "volumeattachments.storage.k8s.io",
            "csinodes.storage.k8s.io",
            "csidrivers.storage.k8s.io",
            "resourceclaims.resource.k8s.io",
            "resourceclaimtemplates.resource.k8s.io",
            "resourceslices.resource.k8s.io",
            "deviceclasses.resource.k8s.io");

    private static final Set<String> ORPHAN_BY_DEFAULT = Set.of("replicationcontrollers", "jobs.batch");

    static Traits of(Kind<?> kind) {
        String resource = kind.qualifiedResource();
        boolean workload = kind.group().equals("apps")
                || kind.group().equals("batch")
                || resource.equals("replicationcontrollers");
        return new Traits(
                GENERATION.contains(resource) || kind.custom(),
                kind.subresources().stream().anyMatch(s -> s.startsWith("status|")),
                !CONDITIONAL_UPDATE.contains(resource) && !kind.custom(),
                CREATE_ON_UPDATE.contains(resource),
                DELETED_OBJECT.contains(resource),
                ORPHAN_BY_DEFAULT.contains(resource),
                !workload);
    }
}
