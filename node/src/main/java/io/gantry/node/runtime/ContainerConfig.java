package io.gantry.node.runtime;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container is to be.
 *
 * @param name the container's name in its pod
 * @param attempt counts the containers of that name in one pod, from 0: it is the restart count
 * @param image reference or id of an image that is present
 * @param command replaces the image's entrypoint; empty to keep it
 * @param args replaces the image's arguments; empty to keep them, unless {@code command} is given
 * @param workingDir empty for the image's
 * @param logPath relative to the sandbox's log directory, empty for no log
 * @param stdinOnce close standard input when the first client that attached leaves
 * @param cdiDevices devices by their Container Device Interface name
 * @param stopSignal name of the signal that asks the process to end, e.g. {@code SIGUSR1}; empty for the image's or SIGTERM
 */
public record ContainerConfig(
        String name,
        int attempt,
        String image,
        List<String> command,
        List<String> args,
        String workingDir,
        List<EnvVar> env,
        List<Mount> mounts,
        List<Device> devices,
        List<String> cdiDevices,
        Map<String, String> labels,
        Map<String, String> annotations,
        String logPath,
        boolean stdin,
        boolean stdinOnce,
        boolean tty,
        LinuxResources resources,
        ContainerSecurity security,
        String stopSignal) {
    public ContainerConfig {
        if (name.isEmpty() || image.isEmpty()) {
            throw new IllegalArgumentException("a container needs a name and an image");
        }
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt counts from 0, is " + attempt);
        }
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
        cdiDevices = List.copyOf(cdiDevices);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** A container with everything by default. */
    public static ContainerConfig of(String name, String image, List<String> command) {
        return new ContainerConfig(
                name,
                0,
                image,
                command,
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                name + "/0.log",
                false,
                false,
                false,
                LinuxResources.NONE,
                ContainerSecurity.DEFAULT,
                "");
    }
}
