package io.gantry.client.node;

/** One incarnation of a pod. An empty {@code uid} means whichever pod has the name now. */
public record PodRef(String namespace, String name, String uid) {}
