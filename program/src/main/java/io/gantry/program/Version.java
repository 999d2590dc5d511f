package io.gantry.program;

import io.gantry.controlplane.ControlPlane;

/** What this program calls itself. */
public final class Version {
    public static final String GANTRY = "0.1.0-SNAPSHOT";
    /** The release whose API is served. */
    public static final String KUBERNETES = ControlPlane.KUBERNETES_VERSION;

    /** What a node shows as its kubelet's version. */
    static final String NODE = KUBERNETES + "+gantry";

    private Version() {}
}
