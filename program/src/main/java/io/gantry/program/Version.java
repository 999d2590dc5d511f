package io.gantry.program;

/** What this program calls itself. */
public final class Version {
    public static final String GANTRY = "0.1.0-SNAPSHOT";
    /** The release whose API is served. */
    public static final String KUBERNETES = "v1.36.0";

    /** What a node shows as its kubelet's version. */
    static final String NODE = KUBERNETES + "+gantry";

    private Version() {}
}
