package io.gantry.node.runtime;

/**
 * A {@code hostPort}: a port of the machine that leads to a port of the pod.
 *
 * @param hostIp address of the machine to listen on, empty for all
 */
public record PortMapping(Protocol protocol, int containerPort, int hostPort, String hostIp) {
    /** Transport protocols, as a container port names them. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    public PortMapping {
        if (containerPort < 1 || containerPort > 65535 || hostPort < 1 || hostPort > 65535) {
            throw new IllegalArgumentException("ports are 1 to 65535, not " + containerPort + " and " + hostPort);
        }
    }
}
