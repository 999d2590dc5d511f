package io.gantry.program;

import io.gantry.base.Time;
import java.io.IOException;
import java.net.URI;

/**
 * One cluster's parts in this process: opened in the order of the data's flow, closed in reverse. The wiring is written
 * out here and nowhere else.
 *
 * <p>Opened and closed by one thread. Closing leaves containers running: the next process adopts them.
 */
public final class Cluster implements AutoCloseable {
    private final Parts parts;
    private final URI apiServer;

    private Cluster(Parts parts, URI apiServer) {
        this.parts = parts;
        this.apiServer = apiServer;
    }

    /** Starts everything and returns once the API server answers; what was opened is closed again on failure. */
    public static Cluster start(Layout layout, Settings settings, Time time, Progress progress)
            throws IOException, InterruptedException {
        var parts = new Parts();
        try {
            var pki = ClusterPki.open(layout, settings, time.now());
            var apiServer = URI.create("https://127.0.0.1:" + settings.port());
            pki.writeKubeconfig(layout, apiServer);
            progress.say("API server at " + apiServer);
            return new Cluster(parts, apiServer);
        } catch (IOException | RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    /** Where kubectl on this machine reaches the API server. */
    public URI apiServer() {
        return apiServer;
    }

    @Override
    public void close() {
        parts.close();
    }
}
