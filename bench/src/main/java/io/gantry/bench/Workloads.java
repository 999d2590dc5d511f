package io.gantry.bench;

import io.gantry.node.image.DebianImage;
import io.gantry.program.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A cluster with a node that has an image, and what is run on it: containers that do nothing. */
final class Workloads {
    static final String IMAGE = "busybox:latest";
    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Workloads() {}

    static GantryProcess start(Context context) throws Exception {
        if (!Preflight.isRoot()) {
            throw new NotPossible("needs root, for containers");
        }
        var gantry = GantryProcess.start(context, true);
        try {
            gantry.awaitNodeReady();
            var archive = image(context);
            context.say(gantry.gantry("image import", archive.toString()).strip());
            awaitServiceAccount(context, gantry);
            return gantry;
        } catch (Exception e) {
            gantry.close();
            throw e;
        }
    }

    /** The image as a docker archive. */
    static Path image(Context context) throws IOException, InterruptedException {
        Debian.install(context, "busybox-static");
        var archive = context.home().resolve(".gantry/bench/busybox.tar");
        DebianImage.write(IMAGE, archive);
        return archive;
    }

    /** Pods are refused until their namespace's service account has been made. */
    private static void awaitServiceAccount(Context context, GantryProcess gantry) throws Exception {
        try (var connection = gantry.connect()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (connection
                                .get("/api/v1/namespaces/default/serviceaccounts/default")
                                .status()
                        == 200) {
                    return;
                }
                pause(context, PAUSE);
            }
        }
        throw new IOException("the service account default was not made");
    }

    static void pause(Context context, Duration duration) throws InterruptedException {
        var over = new CountDownLatch(1);
        context.time().schedule(duration, over::countDown);
        over.await();
    }

    /** Runs one pod and removes it: what happens for the first time in a process is slower. */
    static void warmUp(HttpsConnection connection, PodEvents events) throws IOException {
        connection.post("/api/v1/namespaces/default/pods", pod("warm-up")).orThrow();
        while (!events.next().isRunning("warm-up")) {}
        connection.delete("/api/v1/namespaces/default/pods/warm-up").orThrow();
        while (!events.next().isDeleted("warm-up")) {}
    }

    static String pod(String name) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},"spec":%s}""".formatted(name, spec());
    }

    static String deployment(String name, int replicas) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{"replicas":%2$d,\
                "selector":{"matchLabels":{"app":"%1$s"}},\
                "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":%3$s}}}""".formatted(name, replicas, spec());
    }

    /** The shortest time that is still a time: what is deleted is gone when the API server says so, and costs nothing later. */
    private static String spec() {
        return """
                {"terminationGracePeriodSeconds":1,"containers":[{"name":"c","image":"%s","imagePullPolicy":"Never",\
                "command":["sleep","86400"]}]}""".formatted(IMAGE);
    }
}
