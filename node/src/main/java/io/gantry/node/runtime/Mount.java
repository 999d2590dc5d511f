package io.gantry.node.runtime;

/** A file or directory of the machine that a container sees; {@code hostPath} must exist. */
public record Mount(
        String containerPath, String hostPath, boolean readonly, boolean seLinuxRelabel, Propagation propagation) {
    /** How mounts made later are passed on. */
    public enum Propagation {
        PRIVATE,
        HOST_TO_CONTAINER,
        BIDIRECTIONAL
    }

    public Mount {
        if (!containerPath.startsWith("/") || !hostPath.startsWith("/")) {
            throw new IllegalArgumentException("mount paths are absolute, not " + hostPath + " on " + containerPath);
        }
    }

    public static Mount of(String hostPath, String containerPath, boolean readonly) {
        return new Mount(containerPath, hostPath, readonly, false, Propagation.PRIVATE);
    }
}
