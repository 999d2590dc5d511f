package io.gantry.network.proxy;

/**
 * A hostPort of a pod of this node.
 *
 * @param hostIp the node's address that it is bound to, or empty for all
 */
public record HostPort(String hostIp, Protocol protocol, int hostPort, String podIp, int containerPort) {}
