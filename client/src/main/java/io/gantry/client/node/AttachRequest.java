package io.gantry.client.node;

/** Which streams of a container's main process to attach to. With {@code tty} there is no separate standard error. */
public record AttachRequest(PodRef pod, String container, boolean stdin, boolean stdout, boolean stderr, boolean tty) {}
