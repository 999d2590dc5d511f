package io.gantry.node.image;

/** The rules by which short image names stand for full ones, as docker and every container runtime know them. */
public final class ImageName {
    private static final String DEFAULT_HOST = "docker.io";
    private static final String DEFAULT_TAG = "latest";

    private ImageName() {}

    /** {@code busybox} to {@code docker.io/library/busybox:latest}; full names stay as they are. */
    public static String normalise(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an image name must not be empty");
        }
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        // Only what looks like a host is one: "library/busybox" is not.
        var hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        var host = hasHost ? first : DEFAULT_HOST;
        var path = hasHost ? name.substring(slash + 1) : name;
        if (host.equals("index.docker.io")) {
            host = DEFAULT_HOST;
        }
        if (host.equals(DEFAULT_HOST) && !path.contains("/")) {
            path = "library/" + path;
        }
        var hasTag = path.contains("@") || path.lastIndexOf(':') > path.lastIndexOf('/');
        return host + "/" + path + (hasTag ? "" : ":" + DEFAULT_TAG);
    }
}
