package io.gantry.node.runtime;

/**
 * The namespaces that a sandbox or container shares.
 *
 * @param pid CONTAINER unless {@code shareProcessNamespace} (POD), {@code hostPID} (NODE) or a target container (TARGET)
 * @param targetId container whose process namespace to enter, empty unless {@code pid} is TARGET
 */
public record NamespaceOptions(NamespaceMode network, NamespaceMode pid, NamespaceMode ipc, String targetId) {
    /** What a pod gets that asks for nothing. */
    public static final NamespaceOptions DEFAULT =
            new NamespaceOptions(NamespaceMode.POD, NamespaceMode.CONTAINER, NamespaceMode.POD, "");

    public NamespaceOptions {
        if (network != NamespaceMode.POD && network != NamespaceMode.NODE) {
            throw new IllegalArgumentException("network namespace is POD or NODE, not " + network);
        }
        if (ipc != NamespaceMode.POD && ipc != NamespaceMode.NODE && ipc != NamespaceMode.CONTAINER) {
            throw new IllegalArgumentException("ipc namespace is POD, CONTAINER or NODE, not " + ipc);
        }
        if ((pid == NamespaceMode.TARGET) == targetId.isEmpty()) {
            throw new IllegalArgumentException("targetId goes with a process namespace of TARGET, and only with it");
        }
    }
}
