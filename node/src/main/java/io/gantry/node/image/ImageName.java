package io.gantry.node.image;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules by which short image names stand for full ones, as docker and every container runtime know them. */
public final class ImageName {
    private static final String DEFAULT_HOST = "docker.io";
    private static final String DEFAULT_TAG = "latest";

    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    /** The grammar that docker and every registry share. */
    private static final Pattern REFERENCE = Pattern.compile("(?:" + HOST + "/)?(" + PART + "(?:/" + PART + ")*)"
            + "(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");
    /** Of the host and path of a name. */
    private static final int LONGEST = 255;

    private ImageName() {}

    /** What is wrong with an image name, in the words that users know from docker; {@code null} when nothing is. */
    public static @Nullable String problem(String name) {
        if (ID.matcher(name).matches()) {
            return "invalid repository name (" + name + "), cannot specify 64-byte hexadecimal strings";
        }
        var matcher = REFERENCE.matcher(name);
        if (matcher.matches()) {
            return matcher.end(1) > LONGEST ? "repository name must not be more than 255 characters" : null;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name) && REFERENCE.matcher(lower).matches()) {
            var full = normalise(name);
            var path = full.substring(full.indexOf('/') + 1);
            var colon = path.lastIndexOf(':');
            var at = path.indexOf('@');
            var end = at >= 0 ? at : colon > path.lastIndexOf('/') ? colon : path.length();
            return "invalid reference format: repository name (" + path.substring(0, end) + ") must be lowercase";
        }
        return "invalid reference format";
    }

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
