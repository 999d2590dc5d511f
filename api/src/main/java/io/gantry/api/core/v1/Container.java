package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod: its image, its process and what it may use.
 *
 * @param name Name of the container, a DNS label that is unique in the pod. Immutable.
 * @param image Image to run, such as registry.example.com/app:1.2. May be changed while the pod lives.
 * @param command Program and first arguments, run without a shell; replaces the image's entrypoint. Variables written
 *     $(NAME) are expanded.
 * @param args Arguments for the program; replaces the image's own. Variables written $(NAME) are expanded, and $$
 *     stands for one $.
 * @param workingDir Directory the process starts in. Defaults to what the image says, else /.
 * @param ports Ports the process listens on. Informative, save for names and host ports: a port left out can be reached
 *     all the same.
 * @param env Environment variables, in order; later ones may refer to earlier ones, and they win over envFrom.
 * @param resources CPU, memory and other resources that the container is promised and limited to.
 * @param volumeMounts Which of the pod's volumes appear in the container's filesystem, and where.
 * @param livenessProbe Check that the process still works; when it fails too often, the container is restarted.
 * @param readinessProbe Check that the container can serve; while it fails, the pod gets no traffic through Services.
 * @param lifecycle Actions to run right after the container starts and before it is stopped.
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
 * @param startupProbe Check that the process has come up; the other probes wait for its success, and too many failures
 *     restart the container.
 * @param resizePolicy Whether changing CPU or memory of the running container needs a restart, by resource.
 * @param restartPolicy What happens when this container ends, in place of the pod's policy. Always on an init container
 *     makes it a sidecar.
 * @param restartPolicyRules Exceptions to restartPolicy by exit code, the first match counts. At most 20, and only with
 *     restartPolicy set.
 */
@ApiType
public record Container(
        @Field(value = 1, required = true) @Required @Format(TextFormat.SHORT_NAME)
        String name,

        @Field(2) @Required @Format(TextFormat.TRIMMED) @Nullable
        String image,

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

        @Field(10) @ByHand("not of an init container that ends") @Nullable
        Probe livenessProbe,

        @Field(11) @ByHand("not of an init container that ends") @Nullable
        Probe readinessProbe,

        @Field(12) @ByHand("not of an init container that ends") @Nullable
        Lifecycle lifecycle,

        @Field(13) @Default("/dev/termination-log") @Nullable
        String terminationMessagePath,

        @Field(14) @Required @EnumOf({"Always", "IfNotPresent", "Never"}) @Nullable
        String imagePullPolicy,

        @Field(15) @Nullable SecurityContext securityContext,
        @Field(16) @Nullable Boolean stdin,
        @Field(17) @Nullable Boolean stdinOnce,
        @Field(18) @Nullable Boolean tty,
        @Field(value = 19, listType = ListType.ATOMIC) List<EnvFromSource> envFrom,

        @Field(20) @Default("File") @Required @EnumOf({"File", "FallbackToLogsOnError"}) @Nullable
        String terminationMessagePolicy,

        @Field(value = 21, listType = ListType.MAP, mapKeys = "devicePath", merge = true, mergeKey = "devicePath")
        List<VolumeDevice> volumeDevices,

        @Field(22) @ByHand("not of an init container that ends") @Nullable
        Probe startupProbe,

        @Field(value = 23, listType = ListType.ATOMIC) List<ContainerResizePolicy> resizePolicy,

        @Field(value = 24, pointer = true) @EnumOf({"Always", "Never", "OnFailure"}) @Nullable
        String restartPolicy,

        @Field(value = 25, listType = ListType.ATOMIC) @ByHand("only beside a restart policy")
        List<ContainerRestartRule> restartPolicyRules) {
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
