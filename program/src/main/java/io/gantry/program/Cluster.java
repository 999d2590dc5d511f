package io.gantry.program;

import io.gantry.api.codec.Interner;
import io.gantry.base.Time;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.ControlPlaneSetup;
import io.gantry.controlplane.Later;
import io.gantry.controlplane.Parts;
import io.gantry.server.encryption.Encryption;
import io.gantry.store.EmbeddedStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's parts in this process: opened in the order of the data's flow, closed in reverse. The wiring is written
 * out here, in {@link ControlPlane} and in {@link LocalNode}, and nowhere else.
 *
 * <p>Opened and closed by one thread. Closing leaves containers running: the next process adopts them.
 */
public final class Cluster implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Layout layout;
    private final Settings settings;
    private final ApiOptions api;
    private final Later<ClusterPki> pki;
    private final Time time;
    private final Progress progress;
    /** The JDK's own is safe to use from several threads, and nobody can guess the ids that come from it. */
    private final SecureRandom random = new SecureRandom();

    private @Nullable ControlPlane opened;

    private Cluster(
            Layout layout, Settings settings, ApiOptions api, Later<ClusterPki> pki, Time time, Progress progress) {
        this.layout = layout;
        this.settings = settings;
        this.api = api;
        this.pki = pki;
        this.time = time;
        this.progress = progress;
    }

    /** Begins to make or load the cluster's keys, which takes longer than what comes before they are needed. */
    public static Later<ClusterPki> keys(Layout layout, Settings settings, Time time) {
        return Later.start("pki", () -> ClusterPki.open(layout, settings, time));
    }

    /** Starts everything and returns once the API server answers; what was opened is closed again on failure. */
    public static Cluster start(
            Layout layout, Settings settings, ApiOptions api, Later<ClusterPki> pki, Time time, Progress progress)
            throws IOException, InterruptedException {
        var cluster = new Cluster(layout, settings, api, pki, time, progress);
        try {
            cluster.open();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private void open() throws IOException, InterruptedException {
        if (api.access().requestHeader() != null) {
            FrontProxies.check(api.access(), pki.get().authority().certificate());
        }
        var chosen = api.encryption();
        var encryption = chosen == null ? ownEncryption() : chosen;
        Later<LocalNode> node = null;
        try {
            var address = MachineAddress.find(settings.podCidr());
            var controlPlane = ControlPlane.open(
                    new ControlPlaneSetup(
                            Interner.large(),
                            encryption,
                            (codec, options) -> EmbeddedStore.open(layout.store(), codec, options),
                            () -> pki.get().keys(),
                            new InetSocketAddress(settings.port()),
                            new InetSocketAddress(address, settings.port()),
                            settings.serviceCidr().toString(),
                            api.access(),
                            api.observation(),
                            api.flow(),
                            time,
                            random),
                    parts);
            // Only now: containerd and the API server would take the processors from each other, and who waits for the
            // API
            // would wait for both.
            if (settings.node()) {
                node = Later.start("containerd", () -> LocalNode.prepare(layout, settings, time, random));
            }
            pki.get().writeKubeconfig(layout, apiServer());
            progress.say("API server at " + apiServer());
            controlPlane.startLoops(parts);
            opened = controlPlane;
            if (node != null) {
                parts.add("node", node.get()).open(controlPlane, address);
                progress.say("node " + settings.nodeName());
            }
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            if (node != null) {
                closeLater(node, failure);
            }
            throw failure;
        }
    }

    private Encryption ownEncryption() {
        try {
            return Encryption.ofOwnFile(layout.encryption(), random, time);
        } catch (IOException e) {
            throw new UserError(layout.encryption() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** A part that the failed start did not get to take over. */
    private void closeLater(Later<LocalNode> node, Throwable failure) throws InterruptedException {
        try {
            node.get().close();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** What runs in this process. */
    public ControlPlane controlPlane() {
        return Objects.requireNonNull(opened, "not open");
    }

    /** Where kubectl on this machine reaches the API server. */
    public URI apiServer() {
        return apiServer(settings);
    }

    /** Where it will be once the cluster runs. */
    public static URI apiServer(Settings settings) {
        return URI.create("https://127.0.0.1:" + settings.port());
    }

    @Override
    public void close() {
        parts.close();
    }
}
