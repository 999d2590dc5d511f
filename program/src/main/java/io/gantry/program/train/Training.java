package io.gantry.program.train;

import io.gantry.base.Time;
import io.gantry.program.Cluster;
import io.gantry.program.ClusterProbe;
import io.gantry.program.Layout;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A young cluster's work, done so often that the JIT compiles what it needs: the AOT cache keeps the profiles, so that the
 * clusters that start from it compile at once what others first have to run for a while.
 */
public final class Training {
    /** Fourteen requests each. */
    private static final int LIVES = 120;

    private static final int DEPLOYMENTS = 12;
    private static final int PODS = 25;

    private Training() {}

    /** Returns once it is done: after a quarter of a minute to a minute. */
    public static void run(Cluster cluster, Layout layout, Time time) throws IOException, InterruptedException {
        NodeClasses.load();
        var tls = ClusterProbe.administrator(layout);
        // Both versions of HTTP: kubectl speaks the second, many libraries the first.
        var clients = new ArrayList<ApiWork>();
        for (int i = 0; i < 6; i++) {
            var version = i % 2 == 0 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
            clients.add(new ApiWork(cluster.apiServer(), tls, version));
        }
        try (var pods = new PodWork(cluster.controlPlane(), layout.node(), time, new SecureRandom());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int i = 0; i < clients.size(); i++) {
                int number = i;
                tasks.add(() -> {
                    clients.get(number).introduction();
                    for (int life = 0; life < LIVES; life++) {
                        clients.get(number).life("train-" + number + "-" + life);
                    }
                    return null;
                });
            }
            tasks.add(() -> {
                for (int life = 0; life < DEPLOYMENTS; life++) {
                    pods.life(clients.getFirst(), "train-" + life);
                }
                for (int life = 0; life < PODS; life++) {
                    pods.podLife(clients.getFirst(), "train-" + life);
                }
                return null;
            });
            await(threads.invokeAll(tasks));
        } finally {
            clients.forEach(ApiWork::close);
        }
    }

    private static void await(List<Future<Void>> tasks) throws IOException, InterruptedException {
        for (var task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IOException("the training run failed", e);
            }
        }
    }
}
