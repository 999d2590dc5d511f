package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Container} of {@code v1}. */
@ApiType
public record Container(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String image,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> command,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> args,
        @Field(5) @Nullable String workingDir,

        @Field(
                value = 6,
                listType = ListType.MAP,
                mapKeys = {"containerPort", "protocol"},
                merge = true,
                mergeKey = "containerPort")
        List<ContainerPort> ports,

        @Field(value = 7, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<EnvVar> env,

        @Field(value = 8, always = true) ResourceRequirements resources,

        @Field(value = 9, listType = ListType.MAP, mapKeys = "mountPath", merge = true, mergeKey = "mountPath")
        List<VolumeMount> volumeMounts,

        @Field(10) @Nullable Probe livenessProbe,
        @Field(11) @Nullable Probe readinessProbe,
        @Field(12) @Nullable Lifecycle lifecycle,

        @Field(13) @Default("/dev/termination-log") @Nullable
        String terminationMessagePath,

        @Field(14) @Nullable String imagePullPolicy,
        @Field(15) @Nullable SecurityContext securityContext,
        @Field(16) @Nullable Boolean stdin,
        @Field(17) @Nullable Boolean stdinOnce,
        @Field(18) @Nullable Boolean tty,
        @Field(value = 19, listType = ListType.ATOMIC) List<EnvFromSource> envFrom,
        @Field(20) @Default("File") @Nullable String terminationMessagePolicy,

        @Field(value = 21, listType = ListType.MAP, mapKeys = "devicePath", merge = true, mergeKey = "devicePath")
        List<VolumeDevice> volumeDevices,

        @Field(22) @Nullable Probe startupProbe,
        @Field(value = 23, listType = ListType.ATOMIC) List<ContainerResizePolicy> resizePolicy,
        @Field(value = 24, pointer = true) @Nullable String restartPolicy,
        @Field(value = 25, listType = ListType.ATOMIC) List<ContainerRestartRule> restartPolicyRules) {
    public Container {
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
