package io.gantry.node.runtime;

/**
 * A seccomp or AppArmor profile.
 *
 * @param localhostRef for LOCALHOST the absolute path (seccomp) or loaded name (AppArmor), else empty
 */
public record SecurityProfile(Type type, String localhostRef) {
    /** Where the profile comes from. */
    public enum Type {
        RUNTIME_DEFAULT,
        UNCONFINED,
        LOCALHOST
    }

    public static final SecurityProfile RUNTIME_DEFAULT = new SecurityProfile(Type.RUNTIME_DEFAULT, "");
    public static final SecurityProfile UNCONFINED = new SecurityProfile(Type.UNCONFINED, "");

    public SecurityProfile {
        if ((type == Type.LOCALHOST) == localhostRef.isEmpty()) {
            throw new IllegalArgumentException("localhostRef goes with a profile of type LOCALHOST, and only with it");
        }
    }
}
