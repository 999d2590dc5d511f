package io.gantry.node.runtime;

/**
 * Which runtime this is.
 *
 * @param name as in a node's {@code containerRuntimeVersion} before {@code ://}, e.g. {@code containerd}
 * @param version e.g. {@code 1.6.20}
 * @param apiVersion version of the interface it speaks, e.g. {@code v1}
 */
public record RuntimeVersion(String name, String version, String apiVersion) {
    /** The form of {@code status.nodeInfo.containerRuntimeVersion}. */
    @Override
    public String toString() {
        return name + "://" + version;
    }
}
