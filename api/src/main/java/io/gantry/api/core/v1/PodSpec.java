package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodSpec} of {@code v1}. */
@ApiType
public record PodSpec(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "name", merge = true, retainKeys = true, mergeKey = "name")
        List<Volume> volumes,

        @Field(value = 2, required = true, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<Container> containers,

        @Field(3) @Default("Always") @Nullable String restartPolicy,

        @Field(value = 4, pointer = true) @Default("30") @Nullable
        Long terminationGracePeriodSeconds,

        @Field(value = 5, pointer = true) @Nullable Long activeDeadlineSeconds,
        @Field(6) @Default("ClusterFirst") @Nullable String dnsPolicy,
        @Field(value = 7, atomic = true) Map<String, String> nodeSelector,
        @Field(8) @Nullable String serviceAccountName,
        @Field(9) @Nullable String serviceAccount,
        @Field(10) @Nullable String nodeName,
        @Field(11) @Nullable Boolean hostNetwork,
        @Field(12) @Nullable Boolean hostPID,
        @Field(13) @Nullable Boolean hostIPC,
        @Field(14) @Default("{}") @Nullable PodSecurityContext securityContext,

        @Field(value = 15, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<LocalObjectReference> imagePullSecrets,

        @Field(16) @Nullable String hostname,
        @Field(17) @Nullable String subdomain,
        @Field(18) @Nullable Affinity affinity,
        @Field(19) @Default("default-scheduler") @Nullable String schedulerName,

        @Field(value = 20, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<Container> initContainers,

        @Field(value = 21, pointer = true) @Nullable Boolean automountServiceAccountToken,
        @Field(value = 22, listType = ListType.ATOMIC) List<Toleration> tolerations,

        @Field(value = 23, listType = ListType.MAP, mapKeys = "ip", merge = true, mergeKey = "ip")
        List<HostAlias> hostAliases,

        @Field(24) @Nullable String priorityClassName,
        @Field(value = 25, pointer = true) @Nullable Integer priority,
        @Field(26) @Nullable PodDNSConfig dnsConfig,
        @Field(value = 27, pointer = true) @Nullable Boolean shareProcessNamespace,
        @Field(value = 28, listType = ListType.ATOMIC) List<PodReadinessGate> readinessGates,
        @Field(value = 29, pointer = true) @Nullable String runtimeClassName,

        @Field(value = 30, pointer = true) @Nullable Boolean enableServiceLinks,

        @Field(value = 31, pointer = true) @Nullable String preemptionPolicy,
        @Field(32) Map<String, Quantity> overhead,

        @Field(
                value = 33,
                listType = ListType.MAP,
                mapKeys = {"topologyKey", "whenUnsatisfiable"},
                merge = true,
                mergeKey = "topologyKey")
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @Field(value = 34, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
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
