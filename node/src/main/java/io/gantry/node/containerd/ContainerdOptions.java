package io.gantry.node.containerd;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Where one node's containerd keeps its things.
 *
 * <p>What lasts is in the data directory. What is of use only while the machine runs, the socket above all, whose path may
 * not be longer than 107 bytes, is in a run directory with a short name made from the data directory's.
 *
 * @param dataDir the node's directory, absolute
 * @param cniConfDir directory with this node's CNI configuration; the network writes it, and may do so later
 * @param cniBinDir directory of the CNI plugins
 * @param launcher words before the program's, e.g. {@code nsenter --net=...}; usually none
 */
public record ContainerdOptions(Path dataDir, Path cniConfDir, Path cniBinDir, List<String> launcher) {
    /** Where Debian's package containernetworking-plugins puts them. */
    public static final Path DEBIAN_CNI_BIN = Path.of("/usr/lib/cni");

    private static final int ID_BYTES = 6;

    public ContainerdOptions {
        if (!dataDir.isAbsolute() || !cniConfDir.isAbsolute() || !cniBinDir.isAbsolute()) {
            throw new IllegalArgumentException(
                    "containerd's directories must be absolute: " + dataDir + ", " + cniConfDir + ", " + cniBinDir);
        }
        dataDir = dataDir.normalize();
        launcher = List.copyOf(launcher);
    }

    /** The usual places below {@code dataDir}, with Debian's plugins. */
    public static ContainerdOptions in(Path dataDir) {
        var absolute = dataDir.toAbsolutePath().normalize();
        return new ContainerdOptions(absolute, absolute.resolve("cni"), DEBIAN_CNI_BIN, List.of());
    }

    /** Twelve hexadecimal digits that tell this node from others on the machine; also good for names of devices and cgroups. */
    public String id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(dataDir.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What lasts: images, snapshots, metadata, configuration, log. */
    public Path home() {
        return dataDir.resolve("containerd");
    }

    /** What is gone after a restart of the machine. */
    public Path runDir() {
        return Path.of("/run/gantry", id());
    }

    public Path socket() {
        return runDir().resolve("containerd.sock");
    }

    public Path config() {
        return home().resolve("config.toml");
    }

    public Path log() {
        return home().resolve("containerd.log");
    }
}
