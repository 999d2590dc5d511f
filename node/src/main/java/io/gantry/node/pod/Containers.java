package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod spec. */
public final class Containers {
    private Containers() {}

    /** An init container that keeps running beside the main containers. */
    public static boolean sidecar(Container init) {
        return "Always".equals(init.restartPolicy());
    }

    /** Init, main and ephemeral containers, in this order. */
    public static List<Container> all(Pod pod) {
        List<Container> all = new ArrayList<>(pod.spec().initContainers());
        all.addAll(pod.spec().containers());
        all.addAll(ephemeral(pod));
        return all;
    }

    /** Ephemeral containers in the form of ordinary ones. */
    public static List<Container> ephemeral(Pod pod) {
        return pod.spec().ephemeralContainers().stream()
                .map(Containers::ofEphemeral)
                .toList();
    }

    private static Container ofEphemeral(EphemeralContainer container) {
        return ContainerBuilder.of()
                .name(container.name())
                .image(container.image())
                .command(container.command())
                .args(container.args())
                .workingDir(container.workingDir())
                .env(container.env())
                .envFrom(container.envFrom())
                .volumeMounts(container.volumeMounts())
                .terminationMessagePath(container.terminationMessagePath())
                .terminationMessagePolicy(container.terminationMessagePolicy())
                .imagePullPolicy(container.imagePullPolicy())
                .securityContext(container.securityContext())
                .stdin(container.stdin())
                .stdinOnce(container.stdinOnce())
                .tty(container.tty())
                .build();
    }

    /** The pod's restart policy, {@code Always} unless it says otherwise. */
    public static String restartPolicy(Pod pod) {
        String policy = pod.spec().restartPolicy();
        return policy == null ? "Always" : policy;
    }

    /** Whether a main container that ended is started again. */
    public static boolean restarts(Pod pod, int exitCode) {
        return switch (restartPolicy(pod)) {
            case "Never" -> false;
            case "OnFailure" -> exitCode != 0;
            default -> true;
        };
    }
}
