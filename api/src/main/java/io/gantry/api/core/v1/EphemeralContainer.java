package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EphemeralContainer} of {@code v1}. */
@ApiType
public record EphemeralContainer(
        @Field(value = 1, in = 1, required = true) String name,
        @Field(value = 2, in = 1) @Nullable String image,

        @Field(value = 3, in = 1, listType = ListType.ATOMIC)
        List<String> command,

        @Field(value = 4, in = 1, listType = ListType.ATOMIC)
        List<String> args,

        @Field(value = 5, in = 1) @Nullable String workingDir,

        @Field(
                value = 6,
                in = 1,
                listType = ListType.MAP,
                mapKeys = {"containerPort", "protocol"},
                merge = true,
                mergeKey = "containerPort")
        List<ContainerPort> ports,

        @Field(value = 7, in = 1, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<EnvVar> env,

        @Field(value = 8, in = 1, always = true) ResourceRequirements resources,

        @Field(value = 9, in = 1, listType = ListType.MAP, mapKeys = "mountPath", merge = true, mergeKey = "mountPath")
        List<VolumeMount> volumeMounts,

        @Field(value = 10, in = 1) @Nullable Probe livenessProbe,
        @Field(value = 11, in = 1) @Nullable Probe readinessProbe,
        @Field(value = 12, in = 1) @Nullable Lifecycle lifecycle,

        @Field(value = 13, in = 1) @Default("/dev/termination-log") @Nullable
        String terminationMessagePath,

        @Field(value = 14, in = 1) @Nullable String imagePullPolicy,
        @Field(value = 15, in = 1) @Nullable SecurityContext securityContext,
        @Field(value = 16, in = 1) @Nullable Boolean stdin,
        @Field(value = 17, in = 1) @Nullable Boolean stdinOnce,
        @Field(value = 18, in = 1) @Nullable Boolean tty,

        @Field(value = 19, in = 1, listType = ListType.ATOMIC)
        List<EnvFromSource> envFrom,

        @Field(value = 20, in = 1) @Default("File") @Nullable
        String terminationMessagePolicy,

        @Field(
                value = 21,
                in = 1,
                listType = ListType.MAP,
                mapKeys = "devicePath",
                merge = true,
                mergeKey = "devicePath")
        List<VolumeDevice> volumeDevices,

        @Field(value = 22, in = 1) @Nullable Probe startupProbe,

        @Field(value = 23, in = 1, listType = ListType.ATOMIC)
        List<ContainerResizePolicy> resizePolicy,

        @Field(value = 24, in = 1, pointer = true) @Nullable String restartPolicy,

        @Field(value = 25, in = 1, listType = ListType.ATOMIC)
        List<ContainerRestartRule> restartPolicyRules,

        @Field(2) @Nullable String targetContainerName) {
    public EphemeralContainer {
        command = Immutable.list(command);
        args = Immutable.list(args);
        ports = Immutable.list(ports);
        env = Immutable.list(env);
        volumeMounts = Immutable.list(volumeMounts);
        envFrom = Immutable.list(envFrom);
        volumeDevices = Immutable.list(volumeDevices);
        resizePolicy = Immutable.list(resizePolicy);
        restartPolicyRules = Immutable.list(restartPolicyRules);
    }
}
