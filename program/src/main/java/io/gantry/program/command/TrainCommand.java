package io.gantry.program.command;

import io.gantry.base.Time;
import io.gantry.program.ApiOptions;
import io.gantry.program.Cluster;
import io.gantry.program.ClusterProbe;
import io.gantry.program.Layout;
import io.gantry.program.Logging;
import io.gantry.program.Progress;
import io.gantry.program.Settings;
import io.gantry.program.train.Training;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts a control plane, gives it work, ends: what the launcher lets the JVM watch to make its AOT cache, which holds
 * the classes loaded and the profiles of the methods compiled here.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int TRIES = 20;
    private static final int STARTS = 3;

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var time = Time.system();
        var layout = data.layout();
        layout.create();
        Logging.toFile(layout, false);
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var settings = new Settings(port, false, "train", Settings.DEFAULT_POD_CIDR, Settings.DEFAULT_SERVICE_CIDR);
        var progress = Progress.sinceProcessStart(System.out, time);
        try (var cluster = start(layout, settings, time, progress);
                var probe = ClusterProbe.open(new Layout(layout.dataDirectory()), cluster.apiServer())) {
            // A busy machine may need more than the probe's patience for the first answer.
            var ready = false;
            for (int i = 0; i < TRIES && !ready; i++) {
                ready = probe.isReady();
            }
            System.out.println("ready: " + ready);
            System.out.println("nodes: " + probe.nodes());
            Training.run(cluster, layout, time);
        }
        // Most starts find a cluster's data.
        for (int i = 0; i < STARTS; i++) {
            start(layout, settings, time, progress).close();
        }
        progress.say("trained");
        return 0;
    }

    private static Cluster start(Layout layout, Settings settings, Time time, Progress progress)
            throws IOException, InterruptedException {
        var keys = Cluster.keys(layout, settings, time);
        return Cluster.start(layout, settings, ApiOptions.NONE, keys, time, progress);
    }
}
