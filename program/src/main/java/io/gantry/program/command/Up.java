package io.gantry.program.command;

import io.gantry.base.Time;
import io.gantry.program.Cluster;
import io.gantry.program.DataDirectoryLock;
import io.gantry.program.DebianPackages;
import io.gantry.program.Layout;
import io.gantry.program.Logging;
import io.gantry.program.Preflight;
import io.gantry.program.ProcessState;
import io.gantry.program.Progress;
import io.gantry.program.Settings;
import io.gantry.program.UserError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a cluster in this process until it is told to end, or sees one to its start in another process. */
public final class Up {
    private static final System.Logger LOG = System.getLogger(Up.class.getName());
    private static final Path DPKG = Path.of("/var/lib/dpkg");

    /** What is done while the cluster runs, which ends when this returns. */
    interface Work {
        void run(Cluster cluster) throws IOException, InterruptedException;
    }

    private final UpOptions options;
    private final CountDownLatch stop = new CountDownLatch(1);

    public Up(UpOptions options) {
        this.options = options;
    }

    /** The process's exit code, once the cluster has been stopped. */
    public int run() throws IOException, InterruptedException {
        return run(cluster -> stop.await());
    }

    /** The cluster stops as soon as it runs. */
    int runShortly() throws IOException, InterruptedException {
        stop.countDown();
        return run();
    }

    int run(Work work) throws IOException, InterruptedException {
        var time = Time.system();
        var progress = Progress.sinceProcessStart(System.out, time);
        if (options.asked().node()) {
            Preflight.nodeIsPossible(System.getProperty("os.name", ""), Preflight.isRoot());
        }
        var layout = options.layout();
        layout.create();
        if (options.detach()) {
            return new DetachedStart(layout, progress).run();
        }
        var lock = DataDirectoryLock.take(layout, time);
        if (lock.isEmpty()) {
            throw alreadyRunning(layout);
        }
        try {
            Logging.toFile(layout, options.verbose());
            return run(layout, time, progress, work);
        } finally {
            Files.deleteIfExists(layout.state());
            lock.get().close();
        }
    }

    static UserError alreadyRunning(Layout layout) throws IOException {
        var state = ProcessState.ofRunning(layout);
        return new UserError("The cluster in " + layout.dataDirectory() + " is already running"
                + state.map(it -> " (process " + it.processId() + ", " + it.apiServer() + ")")
                        .orElse("")
                + ". See gantry status, or stop it with gantry down. For a second cluster beside it give another --data-dir,"
                + " --port, --pod-cidr and --service-cidr.");
    }

    private int run(Layout layout, Time time, Progress progress, Work work) throws IOException, InterruptedException {
        var settings = Settings.resolve(layout, options.asked(), hostName());
        var state = new ProcessState(ProcessHandle.current().pid(), Cluster.apiServer(settings), false);
        state.write(layout);
        var keys = Cluster.keys(layout, settings, time);
        Preflight.portIsFree(InetAddress.ofLiteral("0.0.0.0"), settings.port());
        if (settings.node()) {
            Preflight.rangesAreFree(layout, settings);
            DebianPackages.ensure(DPKG, DebianPackages.FOR_A_NODE, layout.logs().resolve("apt.log"), progress);
        }
        settings.keep(layout);
        LOG.log(Level.INFO, () -> "starting in " + layout.dataDirectory() + " with " + settings);
        var stopped = new CountDownLatch(1);
        // The hook only passes the word on and waits: the thread that opened the parts closes them.
        var hook = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (var cluster = Cluster.start(layout, settings, options.api(), keys, time, progress)) {
            printReady(layout, progress);
            // Whoever started this process shows what it has said until now.
            new ProcessState(state.processId(), cluster.apiServer(), true).write(layout);
            work.run(cluster);
            LOG.log(Level.INFO, "stopping");
            if (settings.node()) {
                progress.say(
                        "stopping; containers keep running until gantry up adopts them, or gantry reset ends them");
            }
        } finally {
            LOG.log(Level.INFO, "stopped");
            stopped.countDown();
        }
        return 0;
    }

    static void printReady(Layout layout, Progress progress) {
        progress.say("ready. Next:");
        System.out.println();
        System.out.println(
                "  export KUBECONFIG=" + shellWord(layout.kubeconfig().toString()));
        System.out.println("  kubectl get nodes");
        System.out.println("  kubectl apply -f YOUR-MANIFEST.yaml");
        System.out.println();
        if (!onPath("kubectl")) {
            System.out.println("kubectl is not installed here: apt-get install kubernetes-client, or take it from"
                    + " https://kubernetes.io/docs/tasks/tools/");
            System.out.println();
        }
        System.out.flush();
    }

    private static boolean onPath(String program) {
        for (var directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static String shellWord(String text) {
        return text.matches("[A-Za-z0-9_./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** As the kernel has it: to ask for the local host's address would wait for DNS. */
    private static String hostName() throws IOException {
        var file = Path.of("/proc/sys/kernel/hostname");
        return Files.exists(file)
                ? Files.readString(file).strip()
                : InetAddress.getLocalHost().getHostName();
    }
}
