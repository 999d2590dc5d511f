package io.gantry.node.runtime;

/** A device of the machine that a container may use; {@code permissions} out of {@code rwm}. */
public record Device(String containerPath, String hostPath, String permissions) {}
