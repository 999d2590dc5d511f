package io.gantry.node.containerd;

import static org.awaitility.Awaitility.await;

import io.gantry.base.Time;
import io.gantry.node.cri.CriRuntime;
import io.gantry.node.image.DebianImage;
import io.gantry.node.image.ImageImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** A containerd of a test's own, with a point-to-point network and busybox; closing it leaves nothing behind. */
public final class RealNode implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(20);

    private final Path dir;
    public final ContainerdOptions options;
    public final Containerd containerd;
    public final CriRuntime runtime;

    private RealNode(Path dir, ContainerdOptions options, Containerd containerd) {
        this.dir = dir;
        this.options = options;
        this.containerd = containerd;
        this.runtime = new CriRuntime(options.socket(), Time.system(), new Random(1));
    }

    /** Skips the test, and says why, where containers cannot be run. */
    public static void assumePossible() {
        var missing = !"root".equals(System.getProperty("user.name"))
                ? "root rights"
                : !Files.isExecutable(Path.of("/usr/bin/containerd"))
                        ? "the package containerd"
                        : !Files.isExecutable(Path.of("/usr/lib/cni/ptp"))
                                ? "the package containernetworking-plugins"
                                : "";
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED: tests with real containers need " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), "needs " + missing);
    }

    public static RealNode start(Path dir) throws IOException, InterruptedException {
        assumePossible();
        var options = ContainerdOptions.in(dir.toRealPath());
        Files.createDirectories(options.cniConfDir());
        Files.writeString(options.cniConfDir().resolve("10-test.conflist"), """
                {"cniVersion": "0.4.0", "name": "gantry-test", "plugins": [
                  {"type": "ptp", "ipam": {"type": "host-local", "subnet": "10.213.77.0/24", "dataDir": "%s"}}]}
                """.formatted(dir.resolve("ipam")));
        var node = new RealNode(dir, options, Containerd.start(options, Time.system(), new Random(1)));
        if (!node.containerd.awaitReady(READY_LIMIT)) {
            var problem = node.containerd.problem();
            node.close();
            throw new IllegalStateException("containerd is not ready: " + problem);
        }
        return node;
    }

    /** Makes an image and imports it. */
    public void image(String name) throws IOException, InterruptedException {
        var archive = dir.resolve("image.tar");
        DebianImage.write(name, archive);
        new ImageImporter(options.socket()).importArchive(archive, null);
        await().until(() -> runtime.imageStatus(name).isPresent());
    }

    @Override
    public void close() throws IOException {
        runtime.close();
        containerd.close();
        try {
            ContainerdReset.reset(options, Time.system(), new Random(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing a test's containerd", e);
        }
    }
}
