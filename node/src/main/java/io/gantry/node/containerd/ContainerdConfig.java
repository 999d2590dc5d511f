package io.gantry.node.containerd;

import io.gantry.node.image.PauseImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of {@code config.toml}, version 2, which containerd 1.3 to 2.x read. Everything that could meet the machine's own
 * containerd has its own place; plugins that are of no use here are off, for a quick start.
 */
final class ContainerdConfig {
    /** Number of CAP_SYS_RESOURCE, without which no process may lower an OOM score. */
    private static final int CAP_SYS_RESOURCE = 24;

    private ContainerdConfig() {}

    static String text(ContainerdOptions options) throws IOException {
        return """
                # Written by Gantry at every start: change Gantry's options, not this file.
                version = 2
                root = %1$s
                state = %2$s
                disabled_plugins = [
                  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
                  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs",
                  "io.containerd.internal.v1.opt", "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
                  "io.containerd.nri.v1.nri",
                ]

                [grpc]
                  address = %3$s
                [ttrpc]
                  address = %4$s
                [debug]
                  level = "warn"

                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = %5$s
                  restrict_oom_score_adj = %6$b
                  disable_apparmor = %7$b
                  stream_server_address = "127.0.0.1"
                  stream_server_port = "0"
                  netns_mounts_under_state_dir = true
                  enable_unprivileged_ports = true
                  enable_unprivileged_icmp = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = %8$s
                    conf_dir = %9$s
                  [plugins."io.containerd.grpc.v1.cri".containerd]
                    snapshotter = %10$s
                    default_runtime_name = "runc"
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                      runtime_type = "io.containerd.runc.v2"
                      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                        Root = %11$s
                        SystemdCgroup = false
                  [plugins."io.containerd.grpc.v1.cri".registry]
                    config_path = %12$s
                """.formatted(
                        quote(options.home().resolve("root")),
                        quote(options.runDir().resolve("state")),
                        quote(options.socket()),
                        quote(options.runDir().resolve("containerd.ttrpc")),
                        quote(PauseImage.NAME),
                        !hasCapability(CAP_SYS_RESOURCE),
                        !appArmor(),
                        quote(options.cniBinDir()),
                        quote(options.cniConfDir()),
                        quote(snapshotter(options.home())),
                        quote(options.runDir().resolve("runc")),
                        quote(options.home().resolve("registries")));
    }

    private static String quote(Object value) {
        return "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Overlays do not stack on one another, as inside a container; copying always works. */
    private static String snapshotter(Path home) throws IOException {
        var known = Files.readString(Path.of("/proc/filesystems")).contains("overlay")
                || Files.isDirectory(Path.of("/sys/module/overlay"));
        return known && !Files.getFileStore(home).type().equals("overlay") ? "overlayfs" : "native";
    }

    private static boolean appArmor() throws IOException {
        var enabled = Path.of("/sys/module/apparmor/parameters/enabled");
        return Files.isReadable(enabled)
                && Files.readString(enabled).startsWith("Y")
                && Files.isExecutable(Path.of("/sbin/apparmor_parser"));
    }

    private static boolean hasCapability(int number) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("CapEff:")) {
                var set = Long.parseUnsignedLong(
                        line.substring("CapEff:".length()).strip(), 16);
                return (set >>> number & 1) == 1;
            }
        }
        return false;
    }
}
