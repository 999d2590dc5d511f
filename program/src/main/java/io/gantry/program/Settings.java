package io.gantry.program;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster was asked to be. Chosen at its first start and kept: the address ranges and the node's name are written
 * into objects, so that a later start may only repeat them. Port and node-or-not may change at each start.
 */
public record Settings(int port, boolean node, String nodeName, Cidr podCidr, Cidr serviceCidr) {
    public static final int DEFAULT_PORT = 6443;
    public static final Cidr DEFAULT_POD_CIDR = Cidr.parse("10.244.0.0/16");
    public static final Cidr DEFAULT_SERVICE_CIDR = Cidr.parse("10.96.0.0/16");
    public static final String CLUSTER_DOMAIN = "cluster.local";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    public Settings {
        if (port < 1 || port > 65535) {
            throw new UserError("--port: " + port + " is not a TCP port; give one from 1 to 65535.");
        }
        if (!NAME.matcher(nodeName).matches()) {
            throw new UserError("--node-name: '" + nodeName
                    + "' cannot name a node; use lower-case letters, digits, '-' and '.', at most 253 characters.");
        }
        if (podCidr.overlaps(serviceCidr)) {
            throw new UserError("--pod-cidr " + podCidr + " and --service-cidr " + serviceCidr
                    + " overlap; give two ranges that do not.");
        }
        if (serviceCidr.prefix() > serviceCidr.address().getAddress().length * 8 - 4) {
            throw new UserError("--service-cidr: " + serviceCidr + " is too small; give one of at least 16 addresses.");
        }
        if (podCidr.prefix() > podCidr.address().getAddress().length * 8 - 8) {
            throw new UserError("--pod-cidr: " + podCidr + " is too small; a node needs at least 256 addresses.");
        }
    }

    /** As a record's own, which would be put together at run time: a fiftieth of a start. */
    @Override
    public String toString() {
        return "port " + port + (node ? ", node " + nodeName : ", no node") + ", pods in " + podCidr + ", services in "
                + serviceCidr;
    }

    /** What the command line gives; null is what it leaves open. */
    public record Asked(
            @Nullable Integer port,
            boolean node,
            @Nullable String nodeName,
            @Nullable Cidr podCidr,
            @Nullable Cidr serviceCidr) {}

    /** Joins what is asked with what the cluster was started with before. */
    public static Settings resolve(Layout layout, Asked asked, String hostName) throws IOException {
        var kept = PropertiesFile.read(layout.settings());
        return new Settings(
                Optional.ofNullable(asked.port)
                        .or(() -> Optional.ofNullable(kept.get("port")).map(Integer::valueOf))
                        .orElse(DEFAULT_PORT),
                asked.node,
                fixed(layout, "--node-name", asked.nodeName, kept.get("nodeName"), toNodeName(hostName)),
                Cidr.parse(fixed(layout, "--pod-cidr", asked.podCidr, kept.get("podCidr"), DEFAULT_POD_CIDR)),
                Cidr.parse(fixed(
                        layout, "--service-cidr", asked.serviceCidr, kept.get("serviceCidr"), DEFAULT_SERVICE_CIDR)));
    }

    /** For later starts. Only once nothing stands in the way of this one, which else would bind the user to a mistake. */
    public void keep(Layout layout) throws IOException {
        PropertiesFile.write(
                layout.settings(),
                Map.of(
                        "port", Integer.toString(port),
                        "nodeName", nodeName,
                        "podCidr", podCidr.toString(),
                        "serviceCidr", serviceCidr.toString()));
    }

    private static String fixed(
            Layout layout, String option, @Nullable Object asked, @Nullable String kept, Object otherwise) {
        if (asked != null && kept != null && !asked.toString().equals(kept)) {
            throw new UserError(
                    option + ": this cluster was made with " + kept + ", which cannot be changed to " + asked
                            + ". Leave the option out, choose another --data-dir, or start afresh after: gantry reset --data-dir "
                            + layout.dataDirectory());
        }
        return (asked != null ? asked : kept != null ? kept : otherwise).toString();
    }

    /** A host's name as the name of a node: lower case, as the kubelet does. */
    static String toNodeName(String hostName) {
        var name = hostName.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9.-]", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        return name.isEmpty() ? "localhost" : name;
    }
}
