package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import java.nio.file.Path;

/** Where things of pods lie below a node's data directory. */
final class PodPaths {
    private final Path root;

    PodPaths(Path dataDirectory) {
        this.root = dataDirectory;
    }

    /** All pods' directories; each is named by its pod's uid. */
    Path pods() {
        return root.resolve("pods");
    }

    Path pod(String uid) {
        return pods().resolve(uid);
    }

    Path volumes(String uid) {
        return pod(uid).resolve("volumes");
    }

    Path etcHosts(String uid) {
        return pod(uid).resolve("etc-hosts");
    }

    /** The file that a container's termination message path is mounted from. */
    Path terminationMessage(String uid, String container, int attempt) {
        return pod(uid).resolve("containers").resolve(container).resolve(Integer.toString(attempt));
    }

    /** All pods' log directories. */
    Path logs() {
        return root.resolve("logs");
    }

    Path logs(Pod pod) {
        return logs().resolve(pod.namespace() + "_" + pod.name() + "_" + pod.uid());
    }

    Path log(Pod pod, String container, int attempt) {
        return logs(pod).resolve(container).resolve(attempt + ".log");
    }
}
