package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container added to a running pod, as a rule to debug it. It has no guaranteed resources, is never restarted and
 * cannot be removed.
 *
 * @param name Name of the container, a DNS label that no other container of the pod has.
 * @param image Image to run.
 * @param command Program and first arguments, run without a shell; replaces the image's entrypoint. Variables written
 *     $(NAME) are expanded.
 * @param args Arguments for the program; replaces the image's own. Variables written $(NAME) are expanded, and $$
 *     stands for one $.
 * @param workingDir Directory the process starts in. Defaults to what the image says, else /.
 * @param ports Must be left out of an ephemeral container.
 * @param env Environment variables, in order; later ones may refer to earlier ones, and they win over envFrom.
 * @param resources Must be left out: an ephemeral container lives on what the pod already has.
 * @param volumeMounts Which of the pod's volumes appear in the container's filesystem, and where. Sub-paths are not
 *     allowed.
 * @param livenessProbe Must be left out of an ephemeral container.
 * @param readinessProbe Must be left out of an ephemeral container.
 * @param lifecycle Must be left out of an ephemeral container.
 * @param terminationMessagePath File in the container whose content is reported in the status when it ends. Defaults to
 *     /dev/termination-log.
 * @param imagePullPolicy When to pull the image: Always, IfNotPresent or Never. Absent, it is Always for the tag latest
 *     and IfNotPresent for others.
 * @param securityContext Privileges and user of the container; its values win over those of the pod.
 * @param stdin Whether an input stream is kept open for attaching clients. Without it, reads from stdin meet end of
 *     file.
 * @param stdinOnce Whether stdin is closed for good when the first attached client leaves. Defaults to false.
 * @param tty Whether the process gets a terminal; needs stdin. Defaults to false.
 * @param envFrom ConfigMaps and Secrets that become environment variables as a whole; on equal names the last one wins.
 * @param terminationMessagePolicy Where the final message comes from. One of File or FallbackToLogsOnError, which takes
 *     the log's end if the file is empty. Defaults to File.
 * @param volumeDevices Which of the pod's block volumes appear as raw devices in the container, and where.
 * @param startupProbe Must be left out of an ephemeral container.
 * @param resizePolicy Must be left out of an ephemeral container.
 * @param restartPolicy Must be left out of an ephemeral container.
 * @param restartPolicyRules Must be left out of an ephemeral container.
 * @param targetContainerName Container whose process namespace this one joins, if the runtime can do so. Empty means
 *     the pod's own namespaces.
 */
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
