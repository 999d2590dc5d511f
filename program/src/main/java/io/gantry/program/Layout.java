package io.gantry.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where everything of one cluster lies on this machine. Two data directories are two clusters, which know nothing of each
 * other: whatever Gantry makes outside of the directory (cgroups, network devices, nftables tables) carries {@link #id}.
 */
public record Layout(Path dataDirectory) {
    public static final Path DEFAULT = Path.of("/var/lib/gantry");

    public Layout {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
    }

    /**
     * Eight hexadecimal digits that follow from the directory's path: short enough for the name of a network device (15
     * characters), the same after every restart.
     */
    public String id() {
        var sum = new CRC32C();
        sum.update(dataDirectory.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    /** Held locked by the running process; made first and never deleted while the directory is there. */
    public Path lock() {
        return dataDirectory.resolve("gantry.lock");
    }

    /** {@link ProcessState} of the process that runs, or ran last. */
    public Path state() {
        return dataDirectory.resolve("process.properties");
    }

    /** {@link Settings} that later starts take over. */
    public Path settings() {
        return dataDirectory.resolve("settings.properties");
    }

    /** For the cluster's administrator. */
    public Path kubeconfig() {
        return dataDirectory.resolve("admin.kubeconfig");
    }

    /** Authority, certificates and the keys of service-account tokens. */
    public Path pki() {
        return dataDirectory.resolve("pki");
    }

    /** What the store's entries are encrypted with, unless {@code --encryption-provider-config} says otherwise. */
    public Path encryption() {
        return pki().resolve("encryption.yaml");
    }

    /** The store's engine. */
    public Path store() {
        return dataDirectory.resolve("store");
    }

    /** All that the node agent keeps: containerd's root and state, pod volumes, logs. */
    public Path node() {
        return dataDirectory.resolve("node");
    }

    /** CNI configuration and its state. */
    public Path network() {
        return dataDirectory.resolve("network");
    }

    public Path logs() {
        return dataDirectory.resolve("log");
    }

    /** The newest log file; older ones count up. */
    public Path log() {
        return logs().resolve("gantry.0.log");
    }

    /** Name of all log files, with the place of their number as {@code FileHandler} writes it. */
    String logPattern() {
        return logs().toString().replace("%", "%%") + "/gantry.%g.log";
    }

    /** Standard output and error of a detached process: what does not come through the log. */
    public Path console() {
        return logs().resolve("console.log");
    }

    /** Everything that Gantry makes in the directory, the lock last. */
    List<Path> all() {
        return List.of(state(), settings(), kubeconfig(), pki(), store(), node(), network(), logs(), lock());
    }

    public boolean exists() {
        return Files.isDirectory(dataDirectory) && Files.exists(lock());
    }

    /** Makes the directory, closed to other users, or says why it cannot be. */
    public void create() {
        try {
            Files.createDirectories(dataDirectory);
            Files.createDirectories(logs());
            if (dataDirectory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(dataDirectory, PosixFilePermissions.fromString("rwx--x--x"));
            }
        } catch (IOException e) {
            throw new UserError(
                    "The data directory " + dataDirectory + " cannot be made or written (" + e
                            + "). Run as root, or give a directory of your own with --data-dir.",
                    e);
        }
    }
}
