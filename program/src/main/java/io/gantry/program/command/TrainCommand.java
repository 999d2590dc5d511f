package io.gantry.program.command;

import io.gantry.base.Time;
import io.gantry.program.Cluster;
import io.gantry.program.ClusterProbe;
import io.gantry.program.Layout;
import io.gantry.program.train.Training;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts a control plane as {@code up --no-node} does, gives it work, ends: what the launcher lets the JVM watch to make its AOT cache,
 * which holds the classes loaded and the profiles of the methods compiled here.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int TRIES = 20;
    private static final int STARTS = 3;

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var layout = data.layout();
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var options = UpOptions.parse(new String[] {
                    "up", "--no-node", "--data-dir", layout.dataDirectory().toString(), "--port", Integer.toString(port)
                })
                .orElseThrow();
        new Up(options).run(cluster -> work(cluster, layout));
        // Most starts find a cluster's data.
        for (int i = 0; i < STARTS; i++) {
            new Up(options).runShortly();
        }
        return 0;
    }

    private static void work(Cluster cluster, Layout layout) throws IOException, InterruptedException {
        try (var probe = ClusterProbe.open(new Layout(layout.dataDirectory()), cluster.apiServer())) {
            // A busy machine may need more than the probe's patience for the first answer.
            var ready = false;
            for (int i = 0; i < TRIES && !ready; i++) {
                ready = probe.isReady();
            }
            System.out.println("ready: " + ready);
            System.out.println("nodes: " + probe.nodes());
        }
        Training.run(cluster, layout, Time.system());
    }
}
