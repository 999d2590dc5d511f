package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Identity and software versions of a node.
 *
 * @param machineID ID from the operating system (/etc/machine-id), unique in the cluster.
 * @param systemUUID ID of the machine from its firmware.
 * @param bootID ID that is new with every boot.
 * @param kernelVersion Version of the kernel, as uname -r prints it.
 * @param osImage Name of the operating system, such as Debian GNU/Linux 12 (bookworm).
 * @param containerRuntimeVersion Name and version of the container runtime, for example containerd://2.0.0.
 * @param kubeletVersion Version of the kubelet.
 * @param kubeProxyVersion Deprecated and no longer filled in: ask the proxy itself for its version.
 * @param operatingSystem Operating system, such as linux.
 * @param architecture Architecture of the processor, such as amd64 or arm64.
 * @param swap Swap space of the machine.
 */
@ApiType
public record NodeSystemInfo(
        @Field(value = 1, required = true) String machineID,
        @Field(value = 2, required = true) String systemUUID,
        @Field(value = 3, required = true) String bootID,
        @Field(value = 4, required = true) String kernelVersion,
        @Field(value = 5, required = true) String osImage,
        @Field(value = 6, required = true) String containerRuntimeVersion,
        @Field(value = 7, required = true) String kubeletVersion,
        @Field(value = 8, required = true) String kubeProxyVersion,
        @Field(value = 9, required = true) String operatingSystem,
        @Field(value = 10, required = true) String architecture,
        @Field(11) @Nullable NodeSwapStatus swap) {}
