package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod runs, and how and where it runs it. Most of it cannot be changed once the pod exists.
 *
 * @param volumes Volumes that the pod's containers may mount.
 * @param containers The containers, at least one; they are started together.
 * @param restartPolicy Whether ended containers are started again: Always, OnFailure (if they failed) or Never.
 *     Defaults to Always.
 * @param terminationGracePeriodSeconds Seconds between asking the containers to stop and killing them; 0 kills at once.
 *     Defaults to 30.
 * @param activeDeadlineSeconds Seconds since the pod's start time after which it is stopped and marked as failed. No
 *     limit when absent.
 * @param dnsPolicy How names are resolved. One of ClusterFirst, ClusterFirstWithHostNet, Default (as the node does),
 *     None (by dnsConfig only). Defaults to ClusterFirst.
 * @param nodeSelector Labels that a node must have for the pod to run there.
 * @param serviceAccountName ServiceAccount the pod acts as towards the API. Defaults to the one named default.
 * @param serviceAccount Deprecated copy of serviceAccountName: use that one.
 * @param nodeName Node the pod is bound to, set by the scheduler. Setting it yourself bypasses the scheduler and its
 *     checks.
 * @param hostNetwork Whether the pod shares the network of its node, its ports included. Defaults to false.
 * @param hostPID Whether the pod sees the processes of its node. Excludes shareProcessNamespace. Defaults to false.
 * @param hostIPC Whether the pod shares the IPC namespace of its node. Defaults to false.
 * @param securityContext Security settings for all containers, and ownership of volumes. Defaults to no settings.
 * @param imagePullSecrets Secrets in the pod's namespace with credentials for the registries of its images.
 * @param hostname Host name of the pod, a DNS label. Defaults to the pod's name.
 * @param subdomain Second part of the pod's DNS name: hostname.subdomain.namespace.svc and the cluster's domain, given
 *     a headless Service of that name.
 * @param affinity Rules on nodes and other pods for placing the pod.
 * @param schedulerName Scheduler that places the pod. Defaults to default-scheduler.
 * @param initContainers Containers that run one after another, each to success, before the others start. Those with
 *     restartPolicy Always keep on running as sidecars.
 * @param automountServiceAccountToken Whether a token of the ServiceAccount is mounted. Defaults to the
 *     ServiceAccount's setting, else true.
 * @param tolerations Taints of nodes that do not keep the pod away. Entries may be added later on.
 * @param hostAliases Additional lines for the containers' hosts file.
 * @param priorityClassName PriorityClass of the pod. Defaults to the class marked as global default; without one the
 *     priority is 0.
 * @param priority Importance compared with other pods, higher is more; filled in from priorityClassName.
 * @param dnsConfig DNS settings that are merged with those of dnsPolicy.
 * @param shareProcessNamespace Whether the containers see one another's processes. Excludes hostPID. Defaults to false.
 * @param readinessGates Conditions from outside that must be True, besides all containers being ready, for the pod to
 *     be ready.
 * @param runtimeClassName RuntimeClass to run the pod with; the pod is refused if there is none of that name. Defaults
 *     to the node's usual runtime.
 * @param enableServiceLinks Whether the namespace's Services appear as environment variables. Defaults to true.
 * @param preemptionPolicy Whether pods of lower priority are removed to make room: PreemptLowerPriority (yes) or Never.
 *     Filled in from the PriorityClass, else PreemptLowerPriority.
 * @param overhead Resources the runtime needs for the pod itself, counted in scheduling; filled in from the
 *     RuntimeClass.
 * @param topologySpreadConstraints How evenly the pod and its like are spread over zones, nodes or other domains; all
 *     must hold.
 * @param ephemeralContainers Debugging containers; added only through the ephemeralcontainers subresource of a running
 *     pod, and never taken away.
 * @param setHostnameAsFQDN Whether the host name inside of the pod is its full DNS name. Defaults to false.
 * @param os Operating system the pod is made for; fields of the other system must then be unset.
 * @param hostUsers Whether user IDs are those of the node. With false, root in the pod is an ordinary user outside.
 *     Defaults to true.
 * @param schedulingGates Gates that hold the pod back from scheduling; set at creation and then only taken away.
 * @param resourceClaims Devices and the like that must be allocated before the pod may start. Immutable.
 * @param resources Requests and limits of the pod as a whole, for cpu, memory and huge pages; its containers share
 *     them.
 * @param hostnameOverride Host name inside of the pod in place of hostname and subdomain, at most 64 characters; DNS is
 *     not affected. Excludes hostNetwork.
 * @param schedulingGroup PodGroup with which the pod is scheduled and preempted; without one, it stands alone.
 *     Immutable.
 */
@ApiType
public record PodSpec(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "name", merge = true, retainKeys = true, mergeKey = "name")
        List<Volume> volumes,

        @Field(value = 2, required = true, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        @Required
        List<Container> containers,

        @Field(3) @Default("Always") @Required @EnumOf({"Always", "OnFailure", "Never"}) @Nullable
        String restartPolicy,

        @Field(value = 4, pointer = true) @Default("30") @Required @Minimum(0) @Nullable
        Long terminationGracePeriodSeconds,

        @Field(value = 5, pointer = true) @Range(min = 1, max = 2147483647) @Nullable
        Long activeDeadlineSeconds,

        @Field(6)
        @Default("ClusterFirst")
        @Required
        @EnumOf({"ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"})
        @Nullable
        String dnsPolicy,

        @Field(value = 7, atomic = true) @Format(TextFormat.LABELS)
        Map<String, String> nodeSelector,

        @Field(8) @Format(TextFormat.LONG_NAME) @Nullable String serviceAccountName,
        @Field(9) @Nullable String serviceAccount,
        @Field(10) @Format(TextFormat.LONG_NAME) @Nullable String nodeName,
        @Field(11) @Nullable Boolean hostNetwork,
        @Field(12) @Nullable Boolean hostPID,
        @Field(13) @Nullable Boolean hostIPC,
        @Field(14) @Default("{}") @Nullable PodSecurityContext securityContext,

        @Field(value = 15, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<LocalObjectReference> imagePullSecrets,

        @Field(16) @Format(TextFormat.SHORT_NAME) @Nullable String hostname,
        @Field(17) @Format(TextFormat.SHORT_NAME) @Nullable String subdomain,
        @Field(18) @Nullable Affinity affinity,
        @Field(19) @Default("default-scheduler") @Nullable String schedulerName,

        @Field(value = 20, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<Container> initContainers,

        @Field(value = 21, pointer = true) @Nullable Boolean automountServiceAccountToken,
        @Field(value = 22, listType = ListType.ATOMIC) List<Toleration> tolerations,

        @Field(value = 23, listType = ListType.MAP, mapKeys = "ip", merge = true, mergeKey = "ip")
        List<HostAlias> hostAliases,

        @Field(24) @Format(TextFormat.LONG_NAME) @Nullable String priorityClassName,
        @Field(value = 25, pointer = true) @Nullable Integer priority,
        @Field(26) @Nullable PodDNSConfig dnsConfig,
        @Field(value = 27, pointer = true) @Nullable Boolean shareProcessNamespace,
        @Field(value = 28, listType = ListType.ATOMIC) List<PodReadinessGate> readinessGates,

        @Field(value = 29, pointer = true) @Format(value = TextFormat.LONG_NAME, orEmpty = true) @Nullable
        String runtimeClassName,

        @Field(value = 30, pointer = true) @Nullable Boolean enableServiceLinks,

        @Field(value = 31, pointer = true) @EnumOf({"PreemptLowerPriority", "Never"}) @Nullable
        String preemptionPolicy,

        @Field(32) Map<String, Quantity> overhead,

        @Field(
                value = 33,
                listType = ListType.MAP,
                mapKeys = {"topologyKey", "whenUnsatisfiable"},
                merge = true,
                mergeKey = "topologyKey")
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @Field(value = 34, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        @ByHand("not given when a pod is created")
        List<EphemeralContainer> ephemeralContainers,

        @Field(value = 35, pointer = true) @Nullable Boolean setHostnameAsFQDN,
        @Field(36) @Nullable PodOS os,
        @Field(value = 37, pointer = true) @Nullable Boolean hostUsers,

        @Field(value = 38, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<PodSchedulingGate> schedulingGates,

        @Field(
                value = 39,
                listType = ListType.MAP,
                mapKeys = "name",
                merge = true,
                retainKeys = true,
                mergeKey = "name")
        List<PodResourceClaim> resourceClaims,

        @Field(40) @Nullable ResourceRequirements resources,
        @Field(value = 41, pointer = true) @Nullable String hostnameOverride,
        @Field(43) @Nullable PodSchedulingGroup schedulingGroup) {
    public PodSpec {
        volumes = Immutable.list(volumes);
        containers = Immutable.list(containers);
        nodeSelector = Immutable.map(nodeSelector);
        imagePullSecrets = Immutable.list(imagePullSecrets);
        initContainers = Immutable.list(initContainers);
        tolerations = Immutable.list(tolerations);
        hostAliases = Immutable.list(hostAliases);
        readinessGates = Immutable.list(readinessGates);
        overhead = Immutable.map(overhead);
        topologySpreadConstraints = Immutable.list(topologySpreadConstraints);
        ephemeralContainers = Immutable.list(ephemeralContainers);
        schedulingGates = Immutable.list(schedulingGates);
        resourceClaims = Immutable.list(resourceClaims);
    }
}
