package io.gantry.node.runtime;

/** One variable of a container's environment; later ones win over earlier ones of the same name. */
public record EnvVar(String name, String value) {}
