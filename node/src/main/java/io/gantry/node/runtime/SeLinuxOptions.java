package io.gantry.node.runtime;

/** An SELinux label's parts; an empty part is the runtime's choice. */
public record SeLinuxOptions(String user, String role, String type, String level) {}
